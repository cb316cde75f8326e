"""Receipts: canonical bytes, signatures, evidence (section 8)."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import BadAnswer
from desktop_app.wire import codec, receipts, signed

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
LATER = {"zk_status": "x", "zk_proof": {}, "tee_status": "verified", "reinvest_tx": 1, "attestations": []}


def receipt(**more: Any) -> dict[str, Any]:
    content = {
        "version": "1.0", "receipt_id": "r1", "job_id": "j1", "provider": "p", "price": 0.02, "units": 1.0,
        "metadata": {"result": {"attempt_id": "a1", "output": "grün", "none": None}, "list": [1, None, {"b": None}]},
        **more,
    }  # fmt: skip
    return content | {"signature": signed.sign(content, KEY)}


def test_canonical_bytes_drop_nulls_signature_and_later_additions() -> None:
    content = {"b": 1, "a": [None, {"y": None, "x": "ü"}], "n": None, "signature": {}, **LATER}
    assert signed.canonical(content) == b'{"a":[{"x":"\\u00fc"}],"b":1}'


def test_a_signature_fits_through_json_and_later_additions() -> None:
    travelled = json.loads(json.dumps(receipt() | LATER))
    assert signed.verify(travelled)
    assert not signed.verify(travelled | {"price": 0.03})


@pytest.mark.parametrize(
    "change", [{"alg": "HS256"}, {"key_id": "AAAA"}, {"sig": "!!!"}, {"sig": None}, {"key_id": 5}, {"sig": "A" * 86}]
)
def test_a_signature_that_does_not_fit(change: dict[str, Any]) -> None:
    content = receipt()
    assert not signed.verify(content | {"signature": content["signature"] | change})
    assert not signed.verify(content | {"signature": None})


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.text(max_size=5), st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3), max_leaves=8,
)))  # fmt: skip
def test_any_receipt_verifies_after_our_own_codec(metadata: dict[str, Any]) -> None:
    proof = receipts.read(codec.raw(receipt(metadata=metadata)))
    assert proof is not None and proof.verified


def test_a_proof_holds_the_attempt_and_the_digest_and_no_content() -> None:
    content = receipt()
    proof = receipts.read(codec.raw(content))
    assert proof is not None
    assert (proof.receipt_id, proof.job_id, proof.attempt_id, proof.verified) == ("r1", "j1", "a1", True)
    assert proof.digest == hashlib.sha256(signed.canonical(content)).hexdigest()
    assert "grün" not in repr(proof)
    assert receipts.read(codec.NULL) is None
    with pytest.raises(BadAnswer):
        receipts.read(codec.raw({"receipt_id": 1}))


def test_a_page_gives_bare_and_wrapped_receipts_and_skips_the_rest() -> None:
    wrapped = {"receiptId": "r1", "miner": "p", "payload": receipt()}
    items = [wrapped, {"x": 1}, receipt(), 7]
    page = codec.decode(receipts.ReceiptsPage, codec.encode({"jobId": "all", "items": items}))
    assert [proof.verified for proof in receipts.read_all(page)] == [True, True]

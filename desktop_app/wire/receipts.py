"""Receipts (section 8): evidence that a result arrived. Their price is unrelated to the payment."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from desktop_app.domain.errors import BadAnswer
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.ports import Proof
from desktop_app.wire import codec, signed
from desktop_app.wire.codec import Message


class Signature(Message, frozen=True, kw_only=True):
    alg: str = ""
    key_id: str = ""
    sig: str = ""


class Receipt(Message, frozen=True, kw_only=True):
    """A signed receipt. `units`, `unit_price` and `price` are floats on the wire and only shown; `started_at` and
    `completed_at` are Unix seconds. `metadata` holds the payload and the result: it is public, keep it nowhere."""

    receipt_id: str
    job_id: str
    version: str = "1.0"
    provider: str | None = None
    client: str | None = None
    status: str | None = None
    units: float | None = None
    unit_type: str | None = None
    unit_price: float | None = None
    price: float | None = None
    started_at: float | None = None
    completed_at: float | None = None
    metadata: msgspec.Raw = codec.EMPTY
    signature: Signature | None = None

    @property
    def attempt_id(self) -> str | None:
        """The attempt that the signed result names."""
        result = codec.free_form(self.metadata).get("result")
        value = result.get("attempt_id") if isinstance(result, dict) else None
        return value if isinstance(value, str) else None


class ReceiptsPage(Message, frozen=True, kw_only=True):
    """GET /v1/explorer/receipts and GET /v1/jobs/{id}/receipts, newest first.

    The explorer wraps each receipt as `payload` of a summary, a job's own list has it bare: `read_all` takes both."""

    items: list[msgspec.Raw]


class ReceiptSummary(Message, frozen=True, kw_only=True, rename="camel"):
    """The explorer's wrapping of a receipt; `issued_at` is naive UTC."""

    receipt_id: str
    miner: str = ""
    coordinator: str = ""
    issued_at: str | None = None
    status: str | None = None
    payload: msgspec.Raw = codec.EMPTY
    job_id: str | None = None


def read(raw: msgspec.Raw) -> Proof | None:
    """The receipt as evidence, or None for null; BadAnswer when it is something else."""
    if bytes(raw).strip() == b"null":
        return None
    receipt, content = codec.decode(Receipt, raw), codec.decode(dict[str, Any], raw)
    signature = receipt.signature or Signature()
    try:
        digest = hashlib.sha256(signed.canonical(content)).hexdigest()
    except (ValueError, RecursionError) as error:
        raise BadAnswer(Phrase("a receipt cannot be read")) from error
    return Proof(
        receipt.receipt_id, receipt.job_id, receipt.attempt_id,
        signature.key_id, signature.sig, digest, signed.verify(content),
    )


def read_all(page: ReceiptsPage) -> list[Proof]:
    """The page's receipts; one that cannot be read does not hide the others."""
    found = []
    for item in page.items:
        content = codec.free_form(item)
        inner = content.get("payload")
        try:
            proof = read(codec.raw(inner) if isinstance(inner, dict) and "receipt_id" not in content else item)
        except BadAnswer:
            continue
        if proof is not None:
            found.append(proof)
    return found

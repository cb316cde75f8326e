"""Whatever a server sends, decoding gives a message or BadAnswer."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import BadAnswer
from desktop_app.domain.phrases import Phrase
from desktop_app.wire import codec, escrow, health, jobs, miners, offers, receipts, reputation

KINDS = (
    miners.RegisterAnswer, miners.Ok, miners.PollAnswer, miners.ResultAnswer, miners.MinerJobs, miners.EarningsAnswer,
    miners.CapabilitiesAnswer, jobs.JobView, jobs.JobList, jobs.PaymentView, escrow.EscrowView, receipts.Receipt,
    receipts.ReceiptsPage, reputation.ReputationProfile, offers.HardwareOfferView, offers.SoftwareOfferAnswer,
    health.Health,
)
KEYS = ("job_id", "state", "jobs", "payload", "items", "amount", "total_earnings", "requested_at", "receipt_id", "x")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from(["0E-8", "NaN", "1E999999", "2026-01-01T00:00:00", "RUNNING"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=6,
)
# Other work on the machine must not fail a test: no deadline, no complaint about slow generation.
STEADY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def job(**more: Any) -> bytes:
    return json.dumps({"job_id": "j", "state": "RUNNING", **more}).encode()


def amount(text: str) -> Decimal:
    body = f'{{"job_id": "j", "state": "released", "amount": {text}}}'.encode()
    return codec.decode(escrow.EscrowView, body).amount


@STEADY
@given(st.sampled_from(KINDS), st.binary(max_size=200))
def test_any_bytes_are_a_message_or_a_bad_answer(kind: type, body: bytes) -> None:
    with contextlib.suppress(BadAnswer):
        assert isinstance(codec.decode(kind, body), kind)


@STEADY
@given(st.sampled_from(KINDS), st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6), st.integers(0, 40))
def test_any_json_whole_or_cut_off_is_a_message_or_a_bad_answer(kind: type, content: Any, cut: int) -> None:
    body = json.dumps(content).encode()
    for part in (body, body[:-cut]):
        try:
            message = codec.decode(kind, part)
        except BadAnswer:
            continue
        if isinstance(message, miners.MinerJobs):
            assert all(isinstance(view.read_payload(), dict) for view in message.jobs)


@STEADY
@given(VALUES)
def test_free_form_always_gives_an_object(value: Any) -> None:
    assert isinstance(codec.free_form(codec.msgspec.Raw(json.dumps(value).encode())), dict)


@pytest.mark.parametrize(
    "body",
    [
        b"", b" ", b"<html><body>log in</body></html>", b'{"job_id": "j"', b'{"job_id": 1, "state": "x"}', b"[]",
        b"null", b'{"job_id": "j"}', b'\xff\xfe{}', b'{"job_id": "\xff", "state": "x"}',
        b'{"job_id": "j", "state": "x"} more',
        job(requested_at="yesterday"), job(requested_at=5), job(auto_reinvest_pct="much"), job(error=7),
        b'{"job_id": "j", "state": "x", "payload": ' + b"[" * 100_000,
        b'{"job_id": "j", "state": "x", "auto_reinvest_pct": ' + b"9" * 5000 + b"}",
        b'{"job_id": "j", "state": "x", "auto_reinvest_pct": NaN}',
    ],
    ids=range(18),
)  # fmt: skip
def test_wrong_answers_are_bad_answers_that_quote_nothing(body: bytes) -> None:
    with pytest.raises(BadAnswer) as caught:
        codec.decode(jobs.JobView, body)
    assert len(str(caught.value)) < 300
    assert "log in" not in caught.value.explanation and "yesterday" not in caught.value.explanation


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"1.50000000"', "1.50000000"), ('"0E-8"', "0E-8"), ("1.1", "1.1"), ("3", "3"),
        ('"1.234567890123456789012345678"', "1.234567890123456789012345678"),
        ("0.1234567890123456789012345678", "0.1234567890123456789012345678"),
    ],
)
def test_amounts_keep_every_digit(text: str, value: str) -> None:
    assert amount(text).as_tuple() == Decimal(value).as_tuple()


@pytest.mark.parametrize("text", ['"NaN"', '"Infinity"', '"1E999"', '"1E-999999"', "1e400", "true", '""', "null", "[]"])
def test_what_is_no_sensible_amount_is_refused(text: str) -> None:
    with pytest.raises(BadAnswer):
        amount(text)


def test_times_without_a_zone_are_utc_and_unknown_keys_are_ignored() -> None:
    view = codec.decode(jobs.JobView, job(requested_at="2026-03-01T10:00:00.123456", expires_at=None, surprise=[1]))
    assert view.requested == datetime(2026, 3, 1, 10, 0, 0, 123456, UTC)
    assert view.expires is None and view.read_result() is None


@pytest.mark.parametrize(
    "payload",
    ["[" * 300 + "]" * 300, '{"a":' * 100 + "1" + "}" * 100, '{"n": ' + "9" * 400 + "}", "7", '"text"', "null",
     '{"n": ' + "9" * 20 + "}", '{"n": 1e999}'],
)  # fmt: skip
def test_a_hostile_payload_does_not_hide_the_other_jobs(payload: str) -> None:
    good, bad = job(payload={"model": "m"}).decode(), f'{{"job_id": "bad", "state": "RUNNING", "payload": {payload}}}'
    listed = codec.decode(miners.MinerJobs, f'{{"jobs": [{bad}, {good}]}}'.encode())
    assert [view.read_payload() for view in listed.jobs] == [{}, {"model": "m"}]


def test_floats_become_amounts_through_their_shortest_text() -> None:
    earned = codec.decode(miners.EarningsAnswer, b'{"total_earnings": 0.30000000000000004, "pending_earnings": 0.1}')
    assert (earned.total, earned.pending) == (Decimal("0.30000000000000004"), Decimal("0.1"))


def test_encoding_leaves_out_constraints_that_were_not_asked() -> None:
    request = jobs.SubmitRequest(payload={}, constraints=jobs.Constraints(models=["m"]), payment_amount=Decimal("0E-8"))
    content = json.loads(codec.encode(request))
    assert content["constraints"] == {"models": ["m"]} and content["payment_amount"] == "0E-8"


def test_a_phrase_goes_out_as_its_sentence() -> None:
    said = Phrase("Only {left} s were left.", left=3)
    assert codec.encode({"error": said, "nested": [said]}) == b'{"error":"Only 3 s were left.","nested":["Only 3 s were left."]}'
    with pytest.raises(TypeError):
        codec.encode({"error": object()})

"""Answers as they were recorded, broken in every way: whatever a server says, an adapter gives a value or one of our
own errors, and nothing of the answer stands in the error's words."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import re
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import WorldError
from desktop_app.marketplace.chain import HttpChain
from desktop_app.marketplace.coordinator import HttpCoordinator
from desktop_app.provider.ports import Registration
from desktop_app.wire import errors

MARK = "canary-words-of-a-customer"
JOB = {
    "job_id": "0" * 32, "state": "RUNNING", "assigned_miner_id": "me", "requested_at": "2026-11-22T10:00:00.123456",
    "expires_at": "2026-11-22T10:15:00.123456", "error": None, "payment_id": "p", "payment_status": "escrowed",
    "zk_status": None, "zk_proof_id": None, "tee_status": None, "tee_attestation_id": None,
    "payload": {"type": "inference", "model": "m", "prompt": MARK}, "result": None, "auto_reinvest_pct": "0E-8",
    "reinvest_status": None, "reinvest_stake_id": None,
}  # fmt: skip
RECEIPT = {
    "version": "1.0", "receipt_id": "r1", "job_id": "0" * 32, "provider": "me", "client": "c", "status": "COMPLETED",
    "units": 0.204, "unit_type": "gpu_seconds", "unit_price": 0.02, "price": 0.004, "started_at": 1763800000,
    "completed_at": 1763800001.5,
    "metadata": {"job_payload": {"prompt": MARK}, "result": {"attempt_id": "a", "output": MARK}, "metrics": {}},
    "signature": {"alg": "Ed25519", "key_id": "A" * 43, "sig": "B" * 86}, "zk_status": None, "attestations": [],
}  # fmt: skip
SUMMARY = {"receiptId": "r1", "miner": "me", "coordinator": "c", "issuedAt": "2026-11-22T10:00:01", "status": "ok", "payload": RECEIPT}
DONE = JOB | {"state": "COMPLETED", "result": {"status": "completed", "output": MARK, "attempt_id": "a"}}
EARNINGS = {
    "miner_id": "me", "total_earnings": 1.5, "pending_earnings": 0.0, "paid_earnings": 1.5, "completed_jobs": 1,
    "currency": "AITBC", "from_time": None, "to_time": None, "earnings_history": [
        {"job_id": "j", "amount": "1.500000000000000000", "currency": "AITBC", "payment_status": "released"},
        {"job_id": "k", "amount": "0", "currency": "AITBC", "payment_status": "unknown"},
    ],
}  # fmt: skip
ESCROW = {
    "job_id": "0" * 32, "contract_id": "c", "state": "released", "buyer": "0x" + "b" * 40, "provider": "0x" + "c" * 40,
    "amount": "1.53750000", "released_amount": "1.46250000", "refunded_amount": "0E-8", "created_at": 1763800000.1,
    "released_at": "2026-11-22T10:00:01", "refunded_at": None, "refund_tx_hash": None,
}  # fmt: skip
HEALTH = {"status": "ok", "env": "dev", "python_version": "3.13.5"}
SECTION_3 = (
    (401, {"detail": "Invalid API key"}), (403, {"detail": "Forbidden"}), (404, {"detail": "job not found"}),
    (409, {"detail": "x"}), (425, {"detail": "job not ready"}), (429, {"detail": "Rate limit exceeded"}),
    (413, {"detail": "Request entity too large"}), (500, {"detail": "Internal server error"}), (404, {"error": "text"}),
    (422, {"error": {"code": "VALIDATION_ERROR", "message": "m", "status": 422, "details": [
        {"field": "body.x", "message": "bad", "code": "c"}]}, "timestamp": "2026-11-22T10:00:00+00:00Z", "request_id": "r"}),
    (422, {"detail": [{"type": "missing", "loc": ["body", "x"], "msg": "Field required", "input": {"prompt": MARK}}]}),
    (500, {"error": {"type": "internal_error", "message": "m", "status_code": 500, "path": "/v1"}}),
    (404, {"status": "error", "message": "m", "timestamp": "t"}),
    (429, {"error": {"code": "RATE_LIMIT_EXCEEDED", "message": "m", "details": [{"retry_after": 60}]}}),
)  # fmt: skip

Call = Callable[[HttpCoordinator, HttpChain], Awaitable[Any]]
CALLS: tuple[tuple[Call, object], ...] = (
    (lambda c, _: c.traits(), HEALTH | {"practice": {"long_poll": True, "limits": False}}),
    (lambda c, _: c.traits(), HEALTH),
    (lambda c, _: c.register(Registration({"models": ["m"]}, 1)), {"status": "ok", "session_token": "0" * 32}),
    (lambda c, _: c.heartbeat(1, "ONLINE", {}), {"status": "ok"}),
    (lambda c, _: c.poll(0), {"job_id": "0" * 32, "payload": JOB["payload"], "constraints": {"models": ["m"], "max_price": 1}}),
    (lambda c, _: c.submit_result("j", {"result": {"output": "o"}, "metrics": {}}), {"status": "ok", "receipt": RECEIPT}),
    (lambda c, _: c.submit_result("j", {"result": {"output": "o"}, "metrics": {}}), {"status": "ok", "receipt": None}),
    (lambda c, _: c.fail("j", {"error_code": "c", "error_message": "m"}), {"status": "ok"}),
    (lambda c, _: c.running_jobs(), {"jobs": [JOB, JOB], "total": 2, "limit": -1, "offset": 0, "miner_id": "me"}),
    (lambda c, _: c.recent_jobs(-1), {"jobs": [DONE, JOB], "total": 2, "limit": -1, "offset": 0, "miner_id": "me"}),
    (lambda c, _: c.receipts("j"), {"items": [SUMMARY, RECEIPT]}),
    (lambda c, _: c.earnings(), EARNINGS),
    (lambda c, _: c.deregister(), {"miner_id": "me", "status": "deregistered"}),
    (lambda _, c: c.escrow("j"), ESCROW),
)  # fmt: skip
TOKENS = (
    b"null", b"true", b"-1", b"1e999", b"1E-999999999", b"NaN", b"Infinity", b'""', b"[]", b"{}", b'"0E-8"', b"9" * 400,
    b'"2026-13-40T99:99:99"', b'"0001-01-01T00:00:00+23:59"', b'"9999-12-31T23:59:59-23:59"', b"\xff\xfe", b"\x00",
    b'"\\ud800"', b"<html>", b"[" * 3000, b'{"a":' * 3000, b"," * 9, b'"' + b"x" * 5000 + b'"', b"1.", b"0x10", b"\\u0000",
)  # fmt: skip
VALUE = re.compile(rb'(?<=:)\s*(?:"[^"]*"|[-0-9.eE]+|null|true|false)')


def broken(rng: random.Random, whole: bytes) -> bytes:
    """One to four changes: cut, flipped, doubled, swapped values, foreign pieces."""
    body = bytearray(whole)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(body) + 1)
        how = rng.randrange(7)
        if how == 0:
            del body[at:]
        elif how == 1 and body:
            body[min(at, len(body) - 1)] = rng.randrange(256)
        elif how == 2:
            body[at:at] = rng.choice(TOKENS)
        elif how == 3:
            end = min(len(body), at + rng.randint(1, 40))
            body[at:end] = body[at:end] * rng.randint(0, 3)
        else:
            values = list(VALUE.finditer(bytes(body)))
            if values:
                found = rng.choice(values)
                body[found.start() : found.end()] = rng.choice(TOKENS)
    return bytes(body)


async def adapters() -> tuple[HttpCoordinator, HttpChain, Callable[[httpx.Response], None]]:
    """Both adapters before a server that answers whatever `say` was told last."""
    answer = [httpx.Response(200)]
    coordinator, chain = HttpCoordinator("http://n.test", "me", "k" * 20), HttpChain("http://n.test")
    for client in (coordinator._http, chain._http):
        await client._http.aclose()
        client._http = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: answer[0]))
    return coordinator, chain, lambda response: answer.__setitem__(0, response)


async def fuzz(times: int, seed: int) -> int:
    """How many of the broken answers were still values."""
    rng, good = random.Random(seed), 0
    coordinator, chain, say = await adapters()
    whole = [(call, json.dumps(answer).encode()) for call, answer in CALLS]
    for _ in range(times):
        call, body = rng.choice(whole)
        status = 200
        if rng.random() < 0.15:
            status, content = rng.choice(SECTION_3)
            body = json.dumps(content).encode()
        body = broken(rng, body)
        headers = {"Date": rng.choice(["Sun, 22 Nov 2026 10:00:00 GMT", "yesterday", "Sun, 99 Nov 99999 10:00:00 GMT", ""])}
        if status == 429:
            headers["Retry-After"] = rng.choice(["60", "-5", "1e400", "nan", "Wed, 21 Oct 2026 07:28:00 GMT", "\xb2"])
        raw = [(k.encode(), v.encode("latin-1")) for k, v in headers.items()]
        say(httpx.Response(status, content=body, headers=raw))
        try:
            await call(coordinator, chain)
            good += 1
        except WorldError as error:
            assert MARK not in str(error), body
        except Exception as error:
            raise AssertionError(f"{type(error).__name__} from {status} {body!r}") from error
    await coordinator.close()
    await chain.close()
    return good


async def test_broken_answers_through_the_adapters():
    good = await fuzz(3_000, 1)
    assert 100 < good < 2_900, "some survive, some do not"


@pytest.mark.long
@pytest.mark.timeout(900)
async def test_a_hundred_thousand_broken_answers_through_the_adapters():
    print(await fuzz(100_000, 2), "of 100,000 were still values")


async def test_the_whole_answers_are_read():
    coordinator, chain, say = await adapters()
    for call, content in CALLS:
        say(httpx.Response(200, content=json.dumps(content).encode()))
        await call(coordinator, chain)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4), max_leaves=10,
)  # fmt: skip


def mutated(answer: Any) -> st.SearchStrategy[Any]:
    """The recorded answer with any of its values replaced by anything, or left out."""
    if isinstance(answer, dict):
        kept = {k: st.sampled_from([0, 1, 2, 3]).flatmap(lambda n, v=v: JSON if n == 0 else mutated(v)) for k, v in answer.items()}
        return st.fixed_dictionaries({}, optional=kept)
    if isinstance(answer, list):
        return st.tuples(*(mutated(v) for v in answer)).map(list)
    return st.just(answer) | JSON


@pytest.mark.parametrize(("call", "answer"), CALLS)
def test_any_value_in_any_place_of_a_recorded_answer(call: Call, answer: Any) -> None:
    with asyncio.Runner() as runner:
        coordinator, chain, say = runner.run(adapters())

        @settings(deadline=None, max_examples=25, database=None, suppress_health_check=list(HealthCheck))
        @given(mutated(answer))
        def check(content: Any) -> None:
            say(httpx.Response(200, content=json.dumps(content).encode()))
            with contextlib.suppress(WorldError):
                runner.run(call(coordinator, chain))  # type: ignore[arg-type]

        check()


@settings(deadline=None, max_examples=200, database=None)
@given(st.integers(100, 999), st.binary(max_size=300) | JSON.map(lambda v: json.dumps(v).encode()))
def test_every_error_body_is_one_short_line(status: int, body: bytes) -> None:
    line = errors.explain(status, body)
    assert "\n" not in line and len(line) <= errors.LONGEST + 8

"""Answers as they were recorded, broken in every way: whatever a server says, an adapter gives a value or one of our
own errors, and nothing of the answer stands in the error's words."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import WorldError
from desktop_app.domain.listings import Offer, OfferKind
from desktop_app.marketplace.asks import asks
from desktop_app.marketplace.bonds import HttpBonds
from desktop_app.marketplace.chain import HttpChain
from desktop_app.marketplace.coordinator import HttpCoordinator
from desktop_app.marketplace.offers import HttpMarketplace
from desktop_app.marketplace.reputation import HttpRatings
from desktop_app.marketplace.swarm import HttpSwarmBoard
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

RATING = {
    "agent_id": "me", "trust_score": 601.5, "reputation_level": "advanced", "performance_rating": 3.1, "reliability_score": 99.5,
    "community_rating": 3.0, "total_earnings": "0E-8", "transaction_count": 3, "success_rate": 66.7, "jobs_completed": 2,
    "jobs_failed": 1, "average_response_time": 204.0, "dispute_count": 0, "certifications": [], "specialization_tags": ["a"],
    "geographic_region": None, "last_activity": "2026-11-22T10:00:01", "recent_events": [{"a": 1}], "recent_feedback": [],
}  # fmt: skip
OFFER = {
    "id": "o1", "provider": "me", "wallet": None, "capacity": 1.0, "price": "0.10000000", "price_per_hour": "0.1", "gpu_model": "G",
    "gpu_memory_gb": 12.0, "gpu_count": 1, "cuda_version": None, "region": None, "sla": None, "status": "available",
    "attributes": {"aitbc_provider_ref": "r", "aitbc_provider_swarm": {"signature": {"alg": "Ed25519"}}}, "created_at": "2026-11-22T10:00:01",
}  # fmt: skip
SOFTWARE = {
    "service_type": "ollama", "model": "m", "price": "0E-8", "price_unit": "per_1k_tokens", "node_id": "me", "status": "active",
    "plugin_id": "me-m", "endpoint": None, "gpu_name": "G", "description": MARK,
}  # fmt: skip
BOND = {"provider_id": "me", "eligible": True, "status": "active", "amount": "0E-8", "required_amount": "5", "bond_id": "b"}
ACCOUNT = {"address": "ait1" + "q" * 38, "balance": 5265, "nonce": 0, "chain_id": "ait-main"}
SOLD = Offer(OfferKind.SOFTWARE, "m", Decimal("0.1"))


@dataclass(frozen=True)
class Ends:
    """Every adapter, before a server that answers whatever it was told last."""

    coordinator: HttpCoordinator
    chain: HttpChain
    ratings: HttpRatings
    market: HttpMarketplace
    bonds: HttpBonds
    board: HttpSwarmBoard

    async def close(self) -> None:
        for adapter in (self.coordinator, self.chain, self.ratings, self.market, self.bonds, self.board):
            await adapter.close()


Call = Callable[[Ends], Awaitable[Any]]
CALLS: tuple[tuple[Call, object], ...] = (
    (lambda e: e.coordinator.traits(), HEALTH | {"practice": {"long_poll": True, "limits": False}}),
    (lambda e: e.coordinator.traits(), HEALTH),
    (lambda e: e.coordinator.register(Registration({"models": ["m"]}, 1)), {"status": "ok", "session_token": "0" * 32}),
    (lambda e: e.coordinator.heartbeat(1, "ONLINE", {}), {"status": "ok"}),
    (lambda e: e.coordinator.poll(0), {"job_id": "0" * 32, "payload": JOB["payload"], "constraints": {"models": ["m"], "max_price": 1}}),
    (lambda e: e.coordinator.submit_result("j", {"result": {"output": "o"}, "metrics": {}}), {"status": "ok", "receipt": RECEIPT}),
    (lambda e: e.coordinator.submit_result("j", {"result": {"output": "o"}, "metrics": {}}), {"status": "ok", "receipt": None}),
    (lambda e: e.coordinator.fail("j", {"error_code": "c", "error_message": "m"}), {"status": "ok"}),
    (lambda e: e.coordinator.running_jobs(), {"jobs": [JOB, JOB], "total": 2, "limit": -1, "offset": 0, "miner_id": "me"}),
    (lambda e: e.coordinator.recent_jobs(-1), {"jobs": [DONE, JOB], "total": 2, "limit": -1, "offset": 0, "miner_id": "me"}),
    (lambda e: e.coordinator.receipts("j"), {"items": [SUMMARY, RECEIPT]}),
    (lambda e: e.coordinator.earnings(), EARNINGS),
    (lambda e: e.coordinator.deregister(), {"miner_id": "me", "status": "deregistered"}),
    (lambda e: e.chain.escrow("j"), ESCROW),
    (lambda e: e.chain.balance("ait1q"), ACCOUNT),
    (lambda e: e.ratings.rating("me"), RATING),
    (lambda e: e.bonds.bond("me"), BOND),
    (lambda e: e.market.listed("me"), [OFFER, SOFTWARE]),
    (lambda e: e.market.publish(SOLD, "me-m", "me"), {"plugin_id": "me-m", "service_type": "ollama", "model": "m", "status": "active"}),
    (lambda e: e.market.withdraw(SOLD, "me-m", "me"), {"plugin_id": "me-m", "service_type": "ollama", "model": "m", "status": "active"}),
    (lambda e: e.market.remove(OfferKind.HARDWARE, "o1"), OFFER),
    (lambda e: e.board.heard(), [OFFER, OFFER]),
    (lambda e: asks("http://n.test", "me"), [OFFER, {**OFFER, "provider": "they"}]),
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


@contextlib.asynccontextmanager
async def answering() -> AsyncIterator[tuple[Ends, Callable[[httpx.Response], None]]]:
    """Every adapter before a server that answers whatever `say` was told last."""
    answer, plain = [httpx.Response(200)], httpx.AsyncClient

    def mocked(**settings: Any) -> httpx.AsyncClient:
        return plain(**{**settings, "transport": httpx.MockTransport(lambda _: answer[0])})

    async def token() -> str:
        return "t" * 20

    httpx.AsyncClient = mocked  # type: ignore[misc, assignment]
    url = "http://n.test"
    ends = Ends(
        HttpCoordinator(url, "me", "k" * 20), HttpChain(url), HttpRatings(url), HttpMarketplace(url), HttpBonds(url, token),
        HttpSwarmBoard(url, lambda: b"k" * 32),
    )  # fmt: skip
    try:
        yield ends, lambda response: answer.__setitem__(0, response)
        await ends.close()
    finally:
        httpx.AsyncClient = plain  # type: ignore[misc]


async def fuzz(times: int, seed: int) -> int:
    """How many of the broken answers were still values."""
    rng, good = random.Random(seed), 0
    whole = [(call, json.dumps(answer).encode()) for call, answer in CALLS]
    async with answering() as (ends, say):
        for _ in range(times):
            call, body = rng.choice(whole)
            say(odd(rng, body))
            try:
                await call(ends)
                good += 1
            except WorldError as error:
                assert MARK not in str(error), body
            except Exception as error:
                raise AssertionError(f"{type(error).__name__} from {body!r}") from error
    return good


def odd(rng: random.Random, body: bytes) -> httpx.Response:
    """This answer or one of section 3, broken, with odd headers."""
    status = 200
    if rng.random() < 0.15:
        status, content = rng.choice(SECTION_3)
        body = json.dumps(content).encode()
    headers = {"Date": rng.choice(["Sun, 22 Nov 2026 10:00:00 GMT", "yesterday", "Sun, 99 Nov 99999 10:00:00 GMT", ""])}
    if status == 429:
        headers["Retry-After"] = rng.choice(["60", "-5", "1e400", "nan", "Wed, 21 Oct 2026 07:28:00 GMT", "\xb2"])
    raw = [(k.encode(), v.encode("latin-1")) for k, v in headers.items()]
    return httpx.Response(status, content=broken(rng, body), headers=raw)


async def test_broken_answers_through_the_adapters():
    good = await fuzz(3_000, 1)
    assert 100 < good < 2_900, "some survive, some do not"


@pytest.mark.long
@pytest.mark.timeout(900)
async def test_a_hundred_thousand_broken_answers_through_the_adapters():
    print(await fuzz(100_000, 2), "of 100,000 were still values")


async def test_the_whole_answers_are_read():
    async with answering() as (ends, say):
        for call, content in CALLS:
            say(httpx.Response(200, content=json.dumps(content).encode()))
            await call(ends)


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
        stack = contextlib.AsyncExitStack()
        ends, say = runner.run(stack.enter_async_context(answering()))

        @settings(deadline=None, max_examples=25, database=None, suppress_health_check=list(HealthCheck))
        @given(mutated(answer))
        def check(content: Any) -> None:
            say(httpx.Response(200, content=json.dumps(content).encode()))
            with contextlib.suppress(WorldError):
                runner.run(call(ends))  # type: ignore[arg-type]

        try:
            check()
        finally:
            runner.run(stack.aclose())


@settings(deadline=None, max_examples=200, database=None)
@given(st.integers(100, 999), st.binary(max_size=300) | JSON.map(lambda v: json.dumps(v).encode()))
def test_every_error_body_is_one_short_line(status: int, body: bytes) -> None:
    line = errors.explain(status, body)
    assert "\n" not in line and len(line) <= errors.LONGEST + 8

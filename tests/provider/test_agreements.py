"""Agreements on a real file: they survive a restart, count hours, and say what a job costs and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import batch, contracts, reservations, sla
from desktop_app.domain.claims_book import Owed, owed
from desktop_app.domain.contracts import Contract, ContractState, ContractTerms
from desktop_app.domain.errors import WorldError
from desktop_app.domain.jobs import JobKey, JournalJob, Phase, Terms
from desktop_app.domain.reservations import GIB, ReservationTerms, begin
from desktop_app.domain.schedule import ALWAYS, Schedule
from desktop_app.provider import agreement_texts as texts
from desktop_app.provider.agreements import Agreements
from desktop_app.storage.history import FILE, History

NETWORK, ME, NOW = "practice", "provider-1", datetime(2026, 5, 1, tzinfo=UTC)
GUIDE = contracts.parse("enterprise-agent-123", 100, 0.08, 0.95, True)
RESERVATION = reservations.parse("enterprise-agent-456", 8, "30d", 50)
HOUR, FULL = 3600.0, Decimal("0.1")


class Hands:
    """A clock that is set by hand."""

    def __init__(self):
        self.at = NOW

    def now(self):
        return self.at


@pytest.fixture
async def history(tmp_path):
    opened = await History.open(tmp_path / FILE)
    yield opened
    await opened.close()


@pytest.fixture
def clock():
    return Hands()


async def opened(history, clock, capacity=24 * GIB, schedule=ALWAYS):
    found = Agreements(
        NETWORK, ME, history.agreements, history.claims, clock, capacity=lambda: capacity, schedule=lambda: schedule
    )
    await found.load()
    return found


def job(number=1, client="enterprise-agent-123", paid="0.08", status="escrowed", **payload):
    terms = Terms(payment_status=status, amount=None if paid is None else Decimal(paid), customer="ait1buyer")
    key = JobKey(NETWORK, ME, f"job-{number}")
    return JournalJob(key, Phase.RECEIVED, NOW, {"client_id": client, **payload}, {}, terms)


async def test_a_contracts_job_and_a_strangers(history, clock):
    agreed = await opened(history, clock)
    contract = await agreed.create_contract(GUIDE)
    found = agreed.appraise(job(), HOUR, FULL)
    assert (found.least, found.contract) == (Decimal("0.08"), contract.contract_id)
    assert agreed.appraise(job(client="somebody"), HOUR, FULL).least == FULL
    uncovered = agreed.appraise(job(paid="0.07"), HOUR, FULL)
    assert (uncovered.least, uncovered.contract) == (FULL, "") and "not covered" in uncovered.reason
    assert agreed.appraise(job(status="pending"), HOUR, FULL).contract == ""


async def test_hours_are_counted_and_survive_a_restart(history, clock):
    agreed = await opened(history, clock)
    contract = await agreed.create_contract(replace(GUIDE, hours=Decimal(1)))
    one = job(1)
    await agreed.taken(one.key, agreed.appraise(one, 3000.0, FULL), 3000.0)
    await agreed.ended(one.key, 2400.0)
    await agreed.ended(job(7).key, 99.0)
    again = await opened(history, clock)
    assert again.contracts == {contract.contract_id: contract}
    assert again.standing(contract.contract_id).hours_used * 3600 == pytest.approx(2400)
    two, three = job(2), job(3)
    await again.taken(two.key, again.appraise(two, 1500.0, FULL), 1500.0)
    assert "used up" in again.appraise(three, 10.0, FULL).reason, "what runs has spoken for the rest"
    assert again.appraise(two, 1500.0, FULL).contract == contract.contract_id
    await again.ended(two.key, 1500.0)
    state = again.standing(contract.contract_id)
    assert state.state is ContractState.USED_UP and round(state.overrun * 3600, 6) == 300


async def test_an_ended_contract_stays_ended(history, clock):
    agreed = await opened(history, clock)
    contract = await agreed.create_contract(GUIDE)
    await agreed.end_contract(contract.contract_id)
    assert (await opened(history, clock)).appraise(job(), HOUR, FULL).contract == ""
    with pytest.raises(KeyError):
        await agreed.end_contract("another")


async def test_a_reservation_its_fee_and_what_it_keeps_out(history, clock):
    agreed = await opened(history, clock)
    held = await agreed.reserve(RESERVATION)
    (fee,) = await history.claims.claims(NETWORK, ME)
    assert owed([fee]) == Owed(to_us=Decimal(50)) and "8 GB" in fee.sentence
    again = await opened(history, clock)
    assert again.reservations == {held.reservation_id: replace(held, terms=replace(held.terms))}
    assert again.refuses(job(), 17 * GIB, 24 * GIB).code == "memory_reserved"
    assert again.refuses(job(client="enterprise-agent-456"), 17 * GIB, 24 * GIB) is None
    clock.at += timedelta(days=1)
    await again.release(held.reservation_id)
    assert (await opened(history, clock)).refuses(job(), 17 * GIB, 24 * GIB) is None


async def test_what_cannot_be_reserved_leaves_nothing_behind(history, clock):
    for capacity, schedule, why in (
        (None, ALWAYS, "no graphics card"), (6 * GIB, ALWAYS, "more than"), (24 * GIB, Schedule(), "no hour"),
    ):  # fmt: skip
        agreed = await opened(history, clock, capacity, schedule)
        with pytest.raises(WorldError, match=why):
            await agreed.reserve(RESERVATION)
    agreed = await opened(history, clock)
    for _ in range(3):
        await agreed.reserve(RESERVATION)
    with pytest.raises(WorldError, match="reserved for others"):
        await agreed.reserve(RESERVATION)
    assert len(await history.claims.claims(NETWORK, ME)) == 3
    assert "enterprise-agent-456" in agreed.schedule_clash(Schedule()) and agreed.schedule_clash(ALWAYS) == ""


async def test_service_levels_and_batches(history, clock):
    agreed = await opened(history, clock)
    await agreed.define_sla(sla.parse(0.99, 30, 0.98, 0.5))
    await agreed.use_batch(batch.parse(10, 0.3, "24h", True))
    again = await opened(history, clock)
    assert again.sla == agreed.sla and again.batch == agreed.batch
    found = again.appraise(job(client="x", paid="0.07"), HOUR, FULL)
    assert found.batched and found.least == Decimal("0.07") and "30% off" in found.reason
    assert not again.appraise(job(client="x", paid="0.1"), HOUR, FULL).batched
    assert again.appraise(job(client="x", paid="0.1", batch=True), HOUR, FULL).batched
    await again.use_batch(None)
    await again.define_sla(None)
    last = await opened(history, clock)
    assert last.sla is None and last.batch is None


@pytest.mark.logs
async def test_an_agreement_that_cannot_be_read_is_left_out(history, clock):
    bad = texts.of_contract(Contract("c1", GUIDE, NOW))
    await history.agreements.keep(NETWORK, ME, replace(bad, content={"client_id": ""}))
    await history.agreements.keep(NETWORK, ME, replace(bad, ref="c2", content={"surprise": 1}))
    await history.agreements.keep(NETWORK, ME, replace(bad, ref="c3"))
    assert list((await opened(history, clock)).contracts) == ["c3"]


TERMS = st.builds(
    ContractTerms, st.text("abc-é", min_size=1, max_size=20), st.decimals("0.01", 100_000, places=6),
    st.decimals(0, 1000, places=8), st.decimals(0, 1, places=6), st.booleans(), st.floats(3600, 366 * 86_400.0).map(round),
    st.sampled_from(["", "premium"]), st.sampled_from(["", "ait1x"]),
)  # fmt: skip
HELD = st.builds(
    ReservationTerms, st.text("abc", min_size=1), st.integers(GIB, 1024 * GIB), st.integers(3600, 366 * 86_400),
    st.decimals(0, 1000, places=8),
)  # fmt: skip


@given(TERMS, HELD)
def test_what_is_kept_is_what_comes_back(terms, held):
    contract = Contract("c", terms, NOW)
    assert texts.to_contract(texts.of_contract(contract)) == contract
    reservation = begin("r", held, NOW)
    assert texts.to_reservation(texts.of_reservation(reservation)) == reservation

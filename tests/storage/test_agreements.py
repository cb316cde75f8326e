"""The claims book, agreements and facts on a real file."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.card import Reading
from desktop_app.domain.claims_book import Claim, ClaimKind, Owed, owed, owed_by_agreement, text_key
from desktop_app.domain.energy import JobEnergy, Used
from desktop_app.domain.jobs import Outcome, Phase
from desktop_app.provider.ports import Agreement, EnergySum
from desktop_app.storage.history import FILE, History
from tests.storage.samples import NETWORK, NOW, PROVIDER, WORK, intent, job, key

DAY = timedelta(days=1)


def claim(number=1, kind=ClaimKind.PENALTY, amount="0.5", agreement="c1", **changes):
    made = Claim(
        text_key(NETWORK, PROVIDER, agreement, f"day-{number}", kind), NETWORK, PROVIDER, kind, NOW, agreement,
        "enterprise-agent-123", Decimal(amount), "availability was 50 %, promised were 99 %",
    )  # fmt: skip
    return replace(made, **changes)


async def test_a_claim_is_written_once_and_never_earned(history):
    assert await history.claims.claim(claim())
    assert not await history.claims.claim(claim(amount="9"))
    assert await history.claims.claim(claim(kind=ClaimKind.FEE, amount="50", agreement="r1"))
    found = await history.claims.claims(NETWORK, PROVIDER)
    assert found == [claim(), claim(kind=ClaimKind.FEE, amount="50", agreement="r1")]
    assert owed(found) == Owed(Decimal(50), Decimal("0.5"))
    assert owed_by_agreement(found) == {"c1": Owed(by_us=Decimal("0.5")), "r1": Owed(to_us=Decimal(50))}
    assert (await history.ledger.totals(NETWORK, PROVIDER)).credited == 0
    assert await history.claims.claims(NETWORK, "another") == []
    assert await history.claims.claims(NETWORK, PROVIDER, NOW + DAY) == []
    assert await history.claims.claims(NETWORK, PROVIDER, None, NOW) == []


async def test_taken_back_by_a_claim_of_its_own(history):
    await history.claims.claim(claim())
    key_of = text_key(NETWORK, PROVIDER, "c1", "day-1", ClaimKind.PENALTY, 1)
    await history.claims.claim(claim(amount="-0.5", text_key=key_of, at=NOW + DAY))
    assert owed(await history.claims.claims(NETWORK, PROVIDER)) == Owed()


async def test_the_file_itself_keeps_claims(history):
    await history.claims.claim(claim())
    for sql in ("DELETE FROM claims", "UPDATE claims SET amount = '0'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            await history._database.write(lambda conn, sql=sql: conn.execute(sql))


async def test_a_key_of_another_book_is_refused(history):
    with pytest.raises(ValueError, match="begins with"):
        await history.claims.claim(claim(text_key="elsewhere:1"))


async def test_agreements_come_back_as_they_were(tmp_path):
    history = await History.open(tmp_path / FILE)
    first = Agreement("c1", "contract", {"client_id": "é\ud800", "fixed_rate": "0.08"}, NOW)
    await history.agreements.keep(NETWORK, PROVIDER, first)
    await history.agreements.keep(NETWORK, PROVIDER, Agreement("r1", "reservation", {}, NOW + DAY))
    ended = replace(first, ended_at=NOW + DAY)
    await history.agreements.keep(NETWORK, PROVIDER, ended)
    await history.close()
    history = await History.open(tmp_path / FILE)
    found = await history.agreements.agreements(NETWORK, PROVIDER)
    assert found == [ended, Agreement("r1", "reservation", {}, NOW + DAY)]
    assert await history.agreements.agreements("elsewhere", PROVIDER) == []
    await history.close()


async def test_the_hours_of_a_contract_are_counted_once_a_job(history):
    book = history.agreements
    for number in (1, 2):
        await book.put_under(key(number), "c1", NOW)
    await book.put_under(key(1), "c2", NOW)
    await book.count(key(1), 10.0)
    await book.count(key(1), 12.5)
    await book.count(key(9), 99.0)
    assert await book.used(NETWORK, PROVIDER) == {"c1": 12.5}
    assert await book.contract_of(NETWORK, PROVIDER, NOW) == {"job-1": "c1", "job-2": "c1"}
    assert await book.contract_of(NETWORK, PROVIDER, NOW + DAY) == {}


async def test_the_facts_of_jobs_that_ended(history):
    await history.journal.record(job(1))
    await history.journal.set_phase(key(1), Phase.QUEUED, model="tiny", job_type="inference")
    await history.journal.set_phase(key(1), Phase.RUNNING, started_at=NOW + timedelta(seconds=3))
    await history.journal.record(job(2))
    end = NOW + timedelta(seconds=9)
    await history.journal.finish(key(1), Outcome.COMPLETED, "", WORK, end, intent(1))
    await history.journal.record(job(3))
    await history.journal.finish(key(3), Outcome.FAILED, "no", WORK, end, None)
    one, other = await history.facts.ended(NETWORK, PROVIDER, NOW, end + DAY)
    assert (one.job_id, one.arrived, one.ended, one.taken) == ("job-1", NOW, end, True)
    assert one.started == NOW + timedelta(seconds=3)
    assert (one.paid, one.customer, one.seconds, one.model) == (Decimal("1.5"), "ait1buyer", 1.5, "tiny")
    assert (other.taken, other.outcome, other.started) == (False, Outcome.FAILED, None)
    assert await history.facts.ended(NETWORK, PROVIDER, NOW, end) == []


async def test_power_and_silences(history):
    start = NOW.replace(microsecond=0)
    for second in (0, 5, 10, 400, 405):
        at = start + timedelta(seconds=second)
        await history.records.add_reading(Reading(at, 50.0, None, None, None if second == 10 else 120.5), 0.5)
    end = start + timedelta(seconds=410)
    power = await history.facts.power(start, end)
    assert [(int((at - start).total_seconds()), watts) for at, watts in power] == [
        (0, 120.5), (5, 120.5), (400, 120.5), (405, 120.5),
    ]  # fmt: skip
    silent = [(start + timedelta(seconds=10), start + timedelta(seconds=400))]
    assert await history.facts.silences(start, end, 60.0) == silent
    later = start + timedelta(seconds=1000)
    assert (await history.facts.silences(start, later, 60.0))[-1] == (start + timedelta(seconds=405), later)
    assert await history.facts.silences(later, later + DAY, 60.0) == [(later, later + DAY)]


async def test_the_switches_of_the_gate_begin_with_the_one_before(history):
    for hours, status in ((0, "offering"), (1, "yielding"), (2, "offering"), (3, "paused")):
        await history.records.add_gate_event(NOW + timedelta(hours=hours), status, "")
    found = await history.facts.gate_switches(NOW + timedelta(hours=1.5), NOW + timedelta(hours=3))
    assert [status for _, status in found] == ["yielding", "offering"]
    assert (await history.facts.gate_switches(NOW - DAY, NOW + timedelta(hours=0.5)))[0][1] == "offering"


AMOUNTS = st.decimals(0, 1000, places=8)
HOURS = st.floats(0, 5)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(HOURS, AMOUNTS, st.one_of(st.none(), AMOUNTS)), max_size=15), HOURS, HOURS)
async def test_energy_is_summed_exactly_over_any_time(tmp_path_factory, jobs, one, other):
    history = await History.open(tmp_path_factory.mktemp("energy") / FILE)
    since, until = sorted((NOW + timedelta(hours=one), NOW + timedelta(hours=other)))
    for number, (hours, cost, tokens) in enumerate(jobs):
        for joules in (2.0, 99.0):  # the first figure stands
            energy = JobEnergy(Used(joules, 1.0), cost, tokens)
            await history.facts.add_energy(key(number), NOW + timedelta(hours=hours), energy, "EUR")
    inside = [(c, t) for h, c, t in jobs if since <= NOW + timedelta(hours=h) < until]
    expected = EnergySum(
        "EUR", 2.0 * len(inside), sum((c for c, _ in inside), Decimal(0)),
        sum((t for _, t in inside if t is not None), Decimal(0)), sum(t is None for _, t in inside), len(inside),
    )  # fmt: skip
    assert await history.facts.energy(NETWORK, PROVIDER, since, until) == ([expected] if inside else [])
    await history.close()

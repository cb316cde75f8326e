"""Penalties, figures, energy and suggestions from a real history, with a clock that is set by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from desktop_app.domain import contracts, sla
from desktop_app.domain.card import Reading
from desktop_app.domain.energy import parse_tariff
from desktop_app.domain.jobs import JobKey, JournalJob, Outcome, Phase, Terms, Work
from desktop_app.domain.ledger import Totals
from desktop_app.domain.schedule import ALWAYS
from desktop_app.provider.agreements import Agreements, Appraised
from desktop_app.provider.energy_meter import EnergyMeter
from desktop_app.provider.insights import InForce, Insights
from desktop_app.provider.levels import Levels
from desktop_app.storage.history import FILE, History

NETWORK, ME, DAY = "practice", "provider-1", datetime(2026, 5, 1, tzinfo=UTC)
NEXT = DAY + timedelta(days=1)


class Hands:
    """A clock that is set by hand."""

    def __init__(self, at):
        self.at, self.slept = at, 0

    def now(self):
        return self.at

    def monotonic(self):
        return self.at.timestamp()

    async def sleep(self, seconds):
        self.at += timedelta(seconds=seconds)
        self.slept += 1
        if self.slept > 100:
            raise TimeoutError


class House:
    def __init__(self, history, clock):
        self.history, self.clock = history, clock
        self.agreements = Agreements(
            NETWORK, ME, history.agreements, history.claims, clock, capacity=lambda: None, schedule=lambda: ALWAYS
        )
        self.levels = Levels(
            NETWORK, ME, self.agreements, history.facts, history.agreements, history.claims, clock,
            schedule=lambda: ALWAYS,
        )  # fmt: skip

    async def is_on(self, first, last, step=240, power=None, busy=0.0):
        """Readings every `step` seconds and an open gate from hour `first` to hour `last` of the day."""
        await self.history.records.add_gate_event(at(first), "offering", "")
        await self.history.records.add_gate_event(at(last), "paused", "")
        second = first * 3600
        while second <= last * 3600:
            await self.history.records.add_reading(Reading(at(second / 3600), None, None, None, power), busy)
            second += step

    async def job(self, number, hour, seconds=60.0, wait=1.0, outcome=Outcome.COMPLETED, contract="", paid="0.1"):
        key, arrived = JobKey(NETWORK, ME, f"job-{number}"), at(hour)
        terms = Terms(payment_status="escrowed", amount=Decimal(paid), customer="ait1buyer")
        await self.history.journal.record(JournalJob(key, Phase.RECEIVED, arrived, {}, {}, terms))
        await self.history.journal.set_phase(key, Phase.QUEUED, model="tiny", job_type="inference")
        started = arrived + timedelta(seconds=wait)
        await self.history.journal.set_phase(key, Phase.RUNNING, started_at=started)
        await self.agreements.taken(key, Appraised(Decimal(paid), contract), seconds)
        work = Work("x", "tiny", 1, 1, seconds, "stop")
        end = started + timedelta(seconds=seconds)
        await self.history.journal.finish(key, outcome, "", work, end, None)
        await self.agreements.ended(key, seconds)
        return key


def at(hours):
    return DAY + timedelta(hours=hours)


@pytest.fixture
async def house(tmp_path):
    history = await History.open(tmp_path / FILE)
    yield House(history, Hands(DAY))
    await history.close()


async def contract(house, **changes):
    terms = contracts.parse("enterprise-agent-123", 100, 0.08, 0.95, True)
    return (await house.agreements.create_contract(replace(terms, **changes))).contract_id


async def test_a_day_with_a_breach_is_claimed_once(house):
    ref = await contract(house)
    await house.agreements.define_sla(sla.parse(0.9, 30, 0.98, 0.5))
    await house.is_on(0, 12)
    await house.job(1, 1, contract=ref)
    await house.job(2, 2, wait=100.0, contract=ref, paid="0.3")
    await house.job(3, 3, wait=500.0, paid="9")  # somebody else's
    house.clock.at = NEXT + timedelta(hours=1)
    (found,) = await house.levels.judge(DAY)
    assert found.amount == Decimal("0.2") and found.agreement == ref
    assert "availability was 50.00%, promised were 95.00%" in found.sentence and "100.0 s" in found.sentence
    assert await house.levels.judge(DAY) == [found]
    assert await house.history.claims.claims(NETWORK, ME) == [found]


async def test_a_good_day_and_a_contract_without_penalties_cost_nothing(house):
    await contract(house)
    await house.is_on(0, 24)
    house.clock.at = NEXT + timedelta(hours=1)
    assert await house.levels.judge(DAY) == []
    house.clock.at = NEXT
    await house.agreements.end_contract(next(iter(house.agreements.contracts)))
    await contract(house, penalties=False)
    assert await house.levels.judge(NEXT) == []


async def test_the_program_that_was_off_was_not_available(house):
    ref = await contract(house)
    await house.is_on(0, 12)
    await house.history._database.write(lambda conn: conn.execute("DELETE FROM gate_events WHERE status = 'paused'"))
    house.clock.at = NEXT
    (found,) = await house.levels.judge(DAY)
    assert "availability was 50.00%" in found.sentence and found.agreement == ref


async def test_every_day_that_is_over_is_judged_and_then_each_new_one(house):
    await contract(house)
    house.clock.at = at(60)
    with pytest.raises(TimeoutError):
        await house.levels.run()
    days = [claim.text_key.split(":")[3] for claim in await house.history.claims.claims(NETWORK, ME)]
    assert days[:2] == ["sla-2026-05-01", "sla-2026-05-02"] and days == sorted(set(days)) and len(days) > 4


async def test_the_rolling_figures(house):
    await house.agreements.define_sla(sla.parse(0.99, 30, 0.98, 0.5))
    await house.is_on(0, 24)
    await house.job(1, 20)
    await house.job(2, 21, outcome=Outcome.FAILED)
    house.clock.at = NEXT
    day, week, _ = await house.levels.figures()
    assert day.measured.availability == pytest.approx(1.0) and day.measured.completion_rate == 0.5
    assert [b.target for b in day.missed] == ["completion_rate"]
    assert week.measured.availability == pytest.approx(1 / 7)


async def test_energy_is_booked_from_the_readings_and_survives_a_restart(house):
    await house.is_on(0, 1, step=10, power=20.0)
    began = at(1)
    for second in range(10, 600, 10):
        moment = began + timedelta(seconds=second)
        await house.history.records.add_reading(Reading(moment, None, None, None, 220.0), 1.0)
    key = await house.job(1, 1 + 99 / 3600, seconds=300.0)
    meter = EnergyMeter(NETWORK, ME, house.history.facts, house.clock)
    house.clock.at = at(2)
    assert await meter.measure() == 0 and meter.floor() is None, "no tariff, no figure"
    meter.tariff = parse_tariff(0.36, token_rate=0.1)
    assert await meter.measure() == 1 and await meter.measure() == 0
    (found,) = await meter.sums(DAY, NEXT)
    assert found.joules == pytest.approx(200 * 300) and found.cost == Decimal("0.006")
    assert await meter.in_tokens(DAY, NEXT) == Decimal("0.06") and await meter.in_tokens(NEXT, at(48)) is None
    assert meter.watts == pytest.approx(200) and meter.floor() == Decimal("0.72")
    assert meter.declines(Decimal("0.71"), 3600.0).code == "below_cost"
    assert meter.declines(Decimal("0.72"), 3600.0) is None
    again = EnergyMeter(NETWORK, ME, house.history.facts, house.clock, tariff=meter.tariff)
    assert await again.measure() == 0 and key.job_id in await house.history.facts.with_energy(NETWORK, ME, DAY)
    assert again.watts == pytest.approx(200), "what was measured before the restart counts"


async def test_the_networks_share_is_part_of_the_floor(house):
    await house.is_on(0, 1, step=10, power=20.0)
    house.clock.at = at(2)

    async def earned():
        return Totals(credited=Decimal("0.9"), gross=Decimal(1), fee=Decimal("0.1"))

    meter = EnergyMeter(
        NETWORK, ME, house.history.facts, house.clock, tariff=parse_tariff(0.36, token_rate=0.1), earned=earned
    )
    meter.watts = 200.0
    await meter.measure()
    assert meter.floor() == Decimal("0.8"), "0.72 are left of it"
    assert meter.declines(Decimal("0.79"), 3600.0) is not None and meter.declines(Decimal("0.8"), 3600.0) is None
    assert meter.least_worth(1800.0) == Decimal("0.4")


async def test_without_readings_nothing_is_made_up(house):
    await house.is_on(0, 1, step=10, power=20.0)
    await house.job(1, 5)
    house.clock.at = at(6)
    meter = EnergyMeter(NETWORK, ME, house.history.facts, house.clock, tariff=parse_tariff(0.36))
    assert await meter.measure() == 0 and await meter.sums(DAY, NEXT) == []


async def test_insights_come_from_the_history(house):
    await house.is_on(0, 24)
    await house.job(1, 3, seconds=3600.0)
    house.clock.at = NEXT
    now = InForce(Decimal("0.2"), ALWAYS, ("tiny",))
    insights = Insights(NETWORK, ME, house.history.facts, house.history.ledger, house.clock, lambda: now)
    day = timedelta(days=1)
    figures = await insights.analytics(day)
    assert figures.utilization_rate == pytest.approx(1 / 24) and figures.peak_hours == (3,)
    (found,) = await insights.suggestions([Decimal("0.1")] * 3, day)
    assert found.key == "too_dear" and found.change.after == Decimal("0.1")

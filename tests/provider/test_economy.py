"""Energy and batches govern the running provider: what is declined, what waits, and what is left in the end."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from desktop_app.domain import batch, contracts
from desktop_app.domain.card import Reading
from desktop_app.domain.energy import parse_tariff
from desktop_app.domain.pricing import Prices
from desktop_app.provider import quoting
from tests.provider.house import JOB

pytestmark = pytest.mark.logs


def for_real(house):
    """The house's network calls its money play money; here it is to count."""
    energy = house.provider.economy.energy
    energy._is_play, energy._unit = lambda: False, lambda: "AITBC"


async def readings(house, watts, busy, *, back=0.0, seconds=300, step=5):
    """As the monitor would have kept them, from `back` seconds ago on."""
    begin = house.clock.now() - timedelta(seconds=back)
    for n in range(0, seconds, step):
        at = begin + timedelta(seconds=n)
        await house.history.records.add_reading(Reading(at, None, None, None, watts), busy)


async def test_a_jobs_energy_is_booked_shown_and_taken_off(opened):
    async with opened(tariff=parse_tariff("36", token_rate="0.001")) as house:
        for_real(house)
        await readings(house, 20.0, 0.0, back=3600)
        house.coordinator.submit("a", {**JOB, "max_tokens": 400}, amount="0.1")
        await house.until(lambda: house.runtime.generated > 0)
        await readings(house, 220.0, 1.0)
        await house.until(lambda: house.earned > 0)
        job = await booked(house, "a")
        assert job.energy > 0 and job.net == job.credited - job.energy
        found = await house.provider.desk.earnings(None, [])
        assert found.energy == job.energy and found.net == found.totals.credited - job.energy
        assert found.electricity["EUR"] == job.energy * Decimal("0.001")
        assert float(found.electricity["EUR"]) == pytest.approx(200 * job.seconds / 3.6e6 * 36, rel=0.1)


async def booked(house, job_id):
    """The job once its energy is known."""
    found = []

    async def look():
        found[:] = [j for j in await house.provider.desk.jobs(10) if j.job_id == job_id and j.energy is not None]

    for _ in range(400):
        await look()
        if found:
            return found[0]
        await house.clock.sleep(1.0)
    raise AssertionError("the energy was never booked")


async def test_a_job_that_would_lose_money_is_declined_and_the_price_is_raised_to_the_cost(opened):
    tariff = parse_tariff("0.36", token_rate="0.1")
    async with opened(tariff=tariff, prices=Prices(Decimal("0.1"), Decimal("0.00001"))) as house:
        for_real(house)
        meter = house.provider.economy.energy
        meter.watts = 200.0  # as measured: 0.072 an hour in the owner's money, 0.72 AITBC
        assert meter.floor() == Decimal("0.72")
        house.coordinator.submit("a", {**JOB, "max_tokens": 4000}, amount="0.03")  # 200 s are worth 0.04
        await house.until(lambda: house.state_of("a") == "FAILED")
        assert "the electricity for the job costs about 0.04 AITBC" in house.coordinator.jobs["a"]["error"]
        house.coordinator.submit("unpaid", JOB, amount=None)
        await house.until(lambda: house.state_of("unpaid") == "COMPLETED")
        policies = house.provider.policies
        await house.until(lambda: policies.prices.per_hour == Decimal("0.72"), 30)
        assert policies.price_reason == "what the electricity costs"
        await house.until(lambda: any("0.72 is asked" in note for note in house.provider.store.state.notes))
        await house.until(
            lambda: [d.capabilities["price"] for n, d in house.coordinator.calls if n == "register"][-1] == 0.72
        )


async def test_a_batch_waits_runs_together_at_its_price_and_is_accounted_for(opened):
    dear = Prices(Decimal(0), Decimal("0.1"))
    async with opened(places=5, prices=dear) as house:
        economy = house.provider.economy
        await house.provider.agreements.use_batch(batch.parse(3, 0.3, "24h"))
        for n in "ab":
            house.coordinator.submit(n, JOB, amount="0.07", ttl=36000)
        await house.until(lambda: economy.batching.holds("a") and economy.batching.holds("b"))
        house.coordinator.submit("full", JOB, amount="0.1")
        await house.until(lambda: house.state_of("full") == "COMPLETED")
        why = [r.why for r in economy.batching.reports]
        assert house.state_of("a") == house.state_of("b") == "RUNNING", f"they wait for the third: {why}"
        house.coordinator.submit("too little", JOB, amount="0.06")
        await house.until(lambda: house.state_of("too little") == "FAILED")
        house.coordinator.submit("c", JOB, amount="0.1")
        await house.until(lambda: house.state_of("c") == "COMPLETED")  # pays in full and does not ask
        house.coordinator.submit("d", {**JOB, "batch": True}, amount="0.1", ttl=36000)
        await house.until(lambda: all(house.state_of(n) == "COMPLETED" for n in "abd"))
        (report,) = economy.batching.reports
        assert sorted(report.delivered) == ["a", "b", "d"] and not report.explained
        assert "batch" in await house.history.ledger.breakdown("test", "me", "tier", None, None)


async def test_a_batch_whose_time_presses_starts_before_it_is_full(opened):
    async with opened(places=5, prices=Prices(Decimal(0), Decimal("0.1"))) as house:
        house.runtime.per_token = 0.0
        await house.provider.agreements.use_batch(batch.parse(10, 0.3, "24h"))
        began = house.clock.monotonic()
        house.coordinator.submit("a", {**JOB, "max_tokens": 2000}, amount="0.07", ttl=300)  # 100 s at most
        await house.until(lambda: house.state_of("a") == "COMPLETED", 30)
        assert house.clock.monotonic() - began > 150, "it waited for others"
        (report,) = house.provider.economy.batching.reports
        assert "too short" in report.why and report.delivered == ("a",)


async def test_a_quote_explains_the_price_that_the_job_is_then_screened_by(opened):
    prices = Prices(Decimal(36), Decimal("0.02"))
    async with opened(prices=prices, places=3) as house:
        services = SimpleNamespace(provider=house.provider, ports=house.provider._ports)
        agreements = house.provider.agreements
        long = {**JOB, "max_tokens": 2000}
        plain = await quoting.quote(services, long)
        assert plain.seconds == 100 and plain.total == 1 == sum(line.amount for line in plain.lines)
        assert "100.0 s of the card at 36 an hour (the owner's fixed price)" in plain.lines[0].text
        short = await quoting.quote(services, {**JOB, "max_tokens": 1})  # 0.05 s
        assert short.total == Decimal("0.02") and "no job costs less than 0.02" in short.lines[-1].text
        await agreements.use_batch(batch.parse(2, 0.3, "24h"))
        batched = await quoting.quote(services, {**long, "batch": True})
        assert batched.total == Decimal("0.7") and batched.lines[-1].amount == Decimal("-0.3") and batched.tier == "batch"
        await agreements.create_contract(contracts.parse("acme", 100, "18"))
        under = await quoting.quote(services, {**long, "client_id": "acme"})
        assert under.total == Decimal("0.5") and "the contract with acme" in under.lines[-1].text
        for_real(house)
        house.provider.economy.energy.tariff = parse_tariff(1, token_rate="0.1")
        house.provider.economy.energy.watts = 10_000.0
        dear = await quoting.quote(services, long)
        assert dear.total == sum(line.amount for line in dear.lines) and "electricity" in dear.lines[-1].text
        for bad in (None, {}, {**JOB, "model": "x"}, {**JOB, "payment": -1}):
            with pytest.raises(ValueError, match=r"^job"):
                await quoting.quote(services, bad)
        house.provider.economy.energy.tariff = None
        house.coordinator.submit("below", long, amount=str(plain.total - Decimal("0.301")))
        await house.until(lambda: house.state_of("below") == "FAILED")


async def test_play_money_pays_no_electricity(opened):
    async with opened(tariff=parse_tariff("36", token_rate="0.001")) as house:
        meter = house.provider.economy.energy
        meter.watts = 200.0
        await house.until(lambda: house.provider.store.state.network.is_play)
        assert meter.floor() is None and meter.declines(Decimal(0), 3600.0) is None

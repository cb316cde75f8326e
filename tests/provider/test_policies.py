"""The owner's policies govern the running provider: hours, tiers, a price that follows demand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop_app.domain import balance
from desktop_app.domain.demand import Dynamics
from desktop_app.domain.schedule import ALWAYS, Hours, Schedule, Window
from desktop_app.domain.state import Status
from desktop_app.domain.tiers import parse
from tests.provider.house import JOB

pytestmark = pytest.mark.logs


def hours_around(moment, begins, ends):
    """A schedule that is open from `begins` to `ends` minutes after `moment`, every day."""
    start = (moment.hour * 60 + moment.minute + begins) % 1440
    end = (moment.hour * 60 + moment.minute + ends) % 1440 or 1440
    return Schedule("UTC", (Window(frozenset(range(7)), Hours(start, end)),))


async def test_outside_the_hours_nothing_is_taken_and_the_reason_names_the_next_opening(opened):
    async with opened() as house:
        house.provider.policies.follow_schedule(hours_around(house.clock.now(), 2, 60))
        await house.until(lambda: house.provider.store.state.status is Status.WAITING)
        assert "Outside your hours" in house.provider.store.state.reason
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.state_of("a") == "COMPLETED")  # two minutes later, by the fast clock
        assert house.provider.store.state.status in (Status.OFFERING, Status.BUSY)


async def test_a_job_that_cannot_end_before_the_hours_do_is_not_taken(opened):
    async with opened() as house:
        now = house.clock.now()
        house.provider.policies.follow_schedule(hours_around(now, -60, 2))
        house.coordinator.submit("long", {**JOB, "max_tokens": 30_000})
        await house.until(lambda: house.state_of("long") == "FAILED")
        assert "hours end" in house.coordinator.jobs["long"]["error"]


async def test_always_is_open(opened):
    async with opened() as house:
        house.provider.policies.follow_schedule(ALWAYS)
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.state_of("a") == "COMPLETED")


async def test_a_job_gets_the_tier_that_it_pays_for_and_the_books_know_it(opened):
    async with opened() as house:
        tiers = parse({"basic": {"rate_per_hour": 0.05}, "gold": {"rate_per_hour": 1000}})
        house.provider.policies.use_tiers(tiers)
        house.coordinator.submit("a", JOB, amount="0.1")
        house.coordinator.submit("b", {**JOB, "tier": "gold"}, amount="0.1")
        await house.until(lambda: house.earned == Decimal("0.195"))  # both are booked
        found = await house.history.ledger.breakdown("test", "me", "tier", None, None)
        assert set(found) == {"basic"} and found["basic"].jobs == 2


async def test_the_price_follows_demand_through_the_lane(opened):
    async with opened(concurrency=1) as house:
        house.runtime.per_token = 400.0
        house.provider.policies.price_dynamically(Dynamics(Decimal("0.1"), 0.2, Decimal(2), 60.0))
        house.coordinator.submit("a", {**JOB, "max_tokens": 2})
        registered = house.coordinator.count("register")
        await house.until(lambda: house.provider.policies.prices.per_hour > Decimal("0.12"))
        await house.until(lambda: house.coordinator.count("register") > registered)
        published = [r.capabilities["price"] for name, r in house.coordinator.calls if name == "register"]
        assert published[-1] > 0.12
        assert "demand" in house.provider.policies.price_reason
        house.provider.policies.price_dynamically(None)
        assert house.provider.policies.prices.per_hour == Decimal("0.1")




async def test_jobs_at_once_follow_what_is_measured_and_the_network_is_told(opened):
    async with opened(places=10, most_at_once=4) as house:
        balancer = house.provider.economy.balancer
        assert house.coordinator.concurrency == 11
        balancer.follow(balance.parse())
        await house.until(lambda: house.coordinator.concurrency == 14)
        for n in range(200):
            house.coordinator.submit(f"{n}", {**JOB, "max_tokens": 600}, ttl=36_000)
        await house.until(lambda: balancer.is_settled, 40)
        await house.until(lambda: house.coordinator.concurrency == balancer.slots + 10)
        await house.until(lambda: len(house.provider._floor.running) == balancer.slots)


async def test_fewer_at_once_lets_the_last_ones_go_with_their_text(opened):
    async with opened(concurrency=3) as house:
        for n in "abc":
            house.coordinator.submit(n, {**JOB, "max_tokens": 300})
        await house.until(lambda: len(house.provider._floor.running) == 3 and house.runtime.generated > 60)
        house.provider._worker._most = lambda: 1
        house.provider._work_waits.ring()
        floor = house.provider._floor
        await house.until(lambda: len(floor.running) == 1 and len(floor.queued) == 2)
        await house.until(lambda: all(house.state_of(n) == "COMPLETED" for n in "abc"))
        for n in "abc":
            words = house.coordinator.jobs[n]["result"]["output"].split()
            assert words == [f"w{k}" for k in range(300)], "continued where it was"


async def test_hours_have_their_own_price_and_the_network_is_told(opened):
    async with opened() as house:
        policies, start = house.provider.policies, house.clock.now()
        before, after = hours_around(start, -60, 2), hours_around(start, 2, 600)
        dear = replace(after.availability[0], price=Decimal("1.5"))
        policies.follow_schedule(Schedule("UTC", (*before.availability, dear)))
        assert policies.prices.per_hour == Decimal("0.1") and policies.price_reason == "the owner's fixed price"
        await house.until(lambda: policies.prices.per_hour == Decimal("0.15"))
        await house.until(lambda: published(house)[-1] == 0.15)
        assert policies.price_reason == "in these hours 150% of the owner's fixed price"
        policies.use_rate(Decimal("0.2"))
        assert policies.prices.per_hour == Decimal("0.3") and policies.rate == Decimal("0.2")
        policies.follow_schedule(ALWAYS)
        assert policies.prices.per_hour == Decimal("0.2")


async def test_the_price_of_hours_goes_with_demand_and_stays_above_the_electricity(opened):
    async with opened() as house:
        policies = house.provider.policies
        cheap = replace(ALWAYS.availability[0], price=Decimal("0.5"))
        policies.price_dynamically(Dynamics(Decimal("0.4"), 0.8, Decimal(2), 60.0))
        policies.follow_schedule(Schedule("UTC", (cheap,)))
        assert policies.prices.per_hour == Decimal("0.2") and "50%" in policies.price_reason
        policies._cost_now = lambda: Decimal("0.3")
        policies.follow_schedule(Schedule("UTC", (replace(cheap, price=Decimal("0.6")),)))
        assert policies.prices.per_hour == Decimal("0.3")  # 0.24 would not pay for it
        policies.follow_schedule(Schedule("UTC", (replace(cheap, price=Decimal(3)),)))
        assert policies.prices.per_hour == Decimal("1.2")


def published(house):
    return [r.capabilities["price"] for name, r in house.coordinator.calls if name == "register"]

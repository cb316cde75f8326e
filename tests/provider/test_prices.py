"""A price that follows demand, in simulated time: bounded, at most one push an interval, never below the electricity."""

from __future__ import annotations

import asyncio
import contextlib
import random
from decimal import Decimal
from itertools import pairwise
from types import SimpleNamespace

import pytest

from desktop_app.domain import demand
from desktop_app.domain.market import Market
from desktop_app.domain.pricing import Prices
from desktop_app.provider.gate import Gate
from desktop_app.provider.policies import Policies
from tests.faults.virtual import VirtualClock

GUIDE = demand.parse(0.1, 0.8, 2.0, "15min")


@contextlib.asynccontextmanager
async def priced(*, cost=None, market=None, dynamics=GUIDE):
    clock, pushed = VirtualClock(), []
    floor = SimpleNamespace(running=[], queued=[])

    async def look():
        return market

    policies = Policies(
        Gate(clock), clock, floor, Prices(Decimal("0.1"), Decimal("0.02")), balancer=SimpleNamespace(slots=4), places=10,
        on_price=lambda: pushed.append((clock.monotonic(), policies.prices.per_hour)), cost=lambda: cost, market=look,
    )  # fmt: skip
    policies.price_dynamically(dynamics)
    tasks = [asyncio.create_task(run()) for run in (clock.run, policies.run)]
    try:
        yield policies, floor, clock, pushed
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_however_demand_jumps_it_is_pushed_once_an_interval_and_stays_in_its_range():
    async with priced() as (policies, floor, clock, pushed):
        rng = random.Random(3)
        for _ in range(200):
            floor.running, floor.queued = [0] * rng.randint(0, 4), [0] * rng.randint(0, 10)
            await clock.sleep(rng.uniform(10, 600))
            assert Decimal("0.1") <= policies.prices.per_hour <= Decimal("0.2")
        assert len(pushed) > 5
        assert all(b[0] - a[0] >= 900 for a, b in pairwise(pushed))
        assert all(a[1] != b[1] for a, b in pairwise(pushed))


async def test_a_full_card_with_a_queue_makes_it_dearer_and_an_idle_one_brings_it_back():
    async with priced() as (policies, floor, clock, _pushed):
        floor.running, floor.queued = [0] * 4, [0] * 10
        await clock.sleep(2000)
        dear = policies.prices.per_hour
        assert Decimal("0.13") <= dear <= Decimal("0.2") and "100% of the slots at work" in policies.price_reason
        for _ in range(20):
            policies.ended("no_time_left")
            await clock.sleep(60)
        assert policies.prices.per_hour > dear, "what had to be declined counts too"
        floor.running, floor.queued = [], []
        await clock.sleep(3000)
        assert policies.prices.per_hour == Decimal("0.1")


async def test_the_market_adds_to_own_demand_and_alone_raises_nothing():
    dear = Market((Decimal("0.2"),) * 3, 0.0)
    async with priced(market=dear) as (policies, floor, clock, _pushed):
        await clock.sleep(3000)
        assert policies.prices.per_hour == Decimal("0.1")
        floor.running = [0] * 4
        await clock.sleep(3000)
        # Full slots are 0.8 by themselves; the market closes a quarter of what is left, the smoothing most of that.
        assert Decimal("0.12") < policies.prices.per_hour <= Decimal("0.125") and "market at 100%" in policies.price_reason


@pytest.mark.parametrize("dynamics", [GUIDE, None])
async def test_no_price_is_below_the_electricity(dynamics):
    async with priced(cost=Decimal("0.15"), dynamics=dynamics) as (policies, _floor, clock, pushed):
        await clock.sleep(2000)
        assert policies.prices.per_hour == Decimal("0.15") and "electricity costs" in policies.price_reason
        assert [price for _, price in pushed] == [Decimal("0.15")]


async def test_the_owner_is_told_when_the_electricity_raised_the_price():
    async with priced(cost=Decimal("0.15"), dynamics=None) as (policies, _floor, clock, _pushed):
        told = []
        policies._tell = told.append
        await clock.sleep(200)
        assert "Your price of 0.1 AITBC an hour would not pay for the electricity: 0.15 is asked." in told[-1]
        policies.use_rate(Decimal("0.2"))
        await clock.sleep(200)
        assert told[-1] == ""

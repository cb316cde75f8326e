"""Adaptive concurrency on simulated cards, in simulated time: what it settles on, how fast, and what it is worth."""

from __future__ import annotations

import asyncio
import contextlib
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from desktop_app.domain import balance
from desktop_app.domain.card import Reading
from desktop_app.domain.concurrency import Limits
from desktop_app.domain.inference import Inference
from desktop_app.domain.jobs import JobKey, Phase, Work
from desktop_app.domain.state import GpuView
from desktop_app.provider.balancer import Balancer
from desktop_app.provider.floor import Floor, LiveJob
from desktop_app.provider.speeds import Speeds
from tests.faults.virtual import VirtualClock

STEP = 0.1
GIB = 2**30


@dataclass
class Card:
    """`pace(n)`: tokens/s of each of n streams. `memory(n)`: share in use. `heat(n)`: °C. `watts(n)`."""

    pace: object
    memory: object = lambda n: 0.5
    heat: object = lambda n: 65.0
    watts: object = lambda n: 100.0 + 10.0 * n


def spilling(n):
    """Five streams' caches fit; with more the card works from the machine's memory."""
    return 40.0 if n <= 5 else 4.0


CARDS = {
    # The weights are read once for all streams, until the card computes all the time.
    "large": Card(lambda n: min(50.0, 600.0 / n)),
    # One stream takes all there is: more at once only share it.
    "small": Card(lambda n: 30.0 / n),
    "little memory": Card(spilling, memory=lambda n: min(1.0, 0.5 + 0.095 * n)),
    # From seven streams on it gets hot and slows down.
    "hot": Card(lambda n: 20.0 * (1 - 0.04 * n) if n < 7 else 8.0, heat=lambda n: 60 + 4.0 * n),
}


@dataclass
class Load:
    """A floor that always has work, on a simulated card; `slots()` jobs at once, the newest let go first."""

    card: Card
    slots: object
    clock: VirtualClock
    model: str = "m"
    noise: float = 0.03
    floor: Floor = field(default_factory=Floor)
    speeds: Speeds = field(default_factory=Speeds)
    rng: random.Random = field(default_factory=lambda: random.Random(7))
    made: float = 0.0
    number: int = 0
    view: GpuView = field(default_factory=lambda: GpuView("card", memory_bytes=8 * GIB))

    def _begin(self):
        self.number += 1
        length = self.rng.randint(50, 800)
        request = Inference(self.model, "p", max_tokens=length)
        job = LiveJob(JobKey("n", "me", f"{self.number}"), datetime(2026, 1, 1, tzinfo=UTC), 0.0, Phase.RUNNING)
        job.request, job.running_since = request, self.clock.monotonic()
        self.floor.add(job)

    def _end(self, job):
        self.speeds.count(job.work.tokens)
        self.floor.drop(job.key.job_id)

    async def run(self):
        left: dict[str, float] = {}
        while True:
            running = self.floor.running
            for job in running[self.slots():]:
                self._end(job)
            while len(self.floor.running) < self.slots():
                self._begin()
            n = len(self.floor.running)
            pace = self.card.pace(n) * self.rng.uniform(1 - self.noise, 1 + self.noise)
            for job in list(self.floor.running):
                whole = left.get(job.key.job_id, self.rng.random()) + pace * STEP
                new = int(whole)
                left[job.key.job_id] = whole - new
                job.work = Work(tokens=job.work.tokens + new)
                self.made += new
                if job.work.tokens >= job.request.max_tokens:
                    self._end(job)
                    self._begin()
            now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.clock.monotonic() // 2 * 2)
            if self.view.reading is None or self.view.reading.at != now:
                reading = Reading(
                    now, 100.0, int(self.card.memory(n) * 8 * GIB), self.card.heat(n), self.card.watts(n)
                )
                self.view = GpuView("card", memory_bytes=8 * GIB, reading=reading)
            await self.clock.sleep(STEP)


@contextlib.asynccontextmanager
async def balanced(card, target="throughput", most=16, **limits):
    clock = VirtualClock()
    load = Load(card, lambda: found.slots, clock)
    told: list[int] = []
    found = Balancer(
        load.floor, load.speeds, clock, fixed=1, card=lambda: load.view, limits=lambda: Limits(most, **limits),
        on_change=lambda: None, on_settled=lambda: told.append(found.published),
    )  # fmt: skip
    found.follow(balance.parse(optimization_target=target))
    tasks = [asyncio.create_task(run()) for run in (clock.run, load.run, found.run)]
    try:
        yield load, found, clock, told
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def fixed_best(card, most, limit):
    """The best tokens/s of any fixed number that is allowed."""
    return max(n * card.pace(n) for n in range(1, most + 1) if card.memory(n) < 0.97 and card.heat(n) < limit)


@pytest.mark.parametrize("name", CARDS)
async def test_it_finds_what_is_best_for_the_card_within_two_minutes_of_load(name):
    card = CARDS[name]
    async with balanced(card, temperature=86.0) as (load, found, clock, told):
        await clock.until(lambda: found.is_settled, 120)
        began, made = clock.monotonic(), load.made
        await clock.sleep(300)
        speed = (load.made - made) / (clock.monotonic() - began)
        best = fixed_best(card, 16, 86.0)
        assert speed >= 0.95 * best, f"{found.slots} at once: {speed:.0f} of {best:.0f} tokens/s"
        assert told[-1] == found.slots, "the network is told what was settled on"


async def test_as_few_as_do_as_well_and_the_reason_is_told():
    async with balanced(CARDS["small"]) as (_, found, clock, _told):
        assert found.published == 16, "to be measured, enough work must be held"
        await clock.until(lambda: found.is_settled, 120)
        assert found.slots == found.published == 1 and "did best" in found.reason
    async with balanced(CARDS["little memory"]) as (_, found, clock, _told):
        await clock.until(lambda: found.is_settled, 120)
        assert found.slots in (4, 5)


async def test_efficiency_and_latency_settle_on_fewer_than_throughput():
    # Power climbs steeply from eight streams on, speed hardly does.
    card = Card(lambda n: 100.0 * n**-0.6, watts=lambda n: 100.0 + (0 if n <= 8 else 60.0 * (n - 8)))
    found = {}
    for target in balance.TARGETS:
        async with balanced(card, target) as (_, balancer, clock, _told):
            await clock.until(lambda b=balancer: b.is_settled, 120)
            found[target] = balancer.slots
    assert found["throughput"] >= 14 and found["efficiency"] in (7, 8, 9) and found["latency"] < found["throughput"]


async def test_a_job_that_would_take_too_long_objects():
    async with balanced(CARDS["large"], job_s=30.0) as (_, found, clock, _told):
        await clock.until(lambda: found.is_settled, 120)
        assert 800 / CARDS["large"].pace(found.slots) <= 30.0 * 1.1
        assert "would have taken" in found.reason or found.slots < 24


async def test_another_model_is_learned_and_the_first_one_is_remembered():
    async with balanced(CARDS["large"]) as (load, found, clock, _told):
        await clock.until(lambda: found.is_settled, 120)
        first = found.slots
        assert first >= 11

        async def change(model, card):
            load.model, load.card = model, card
            for job in list(load.floor.running):
                load._end(job)

        await change("other", CARDS["small"])
        await clock.until(lambda: not found.is_settled, 30)
        await clock.until(lambda: found.is_settled, 120)
        assert found.slots == 1
        await change("m", CARDS["large"])
        await clock.until(lambda: found.slots == first and found.is_settled, 30)


async def test_heat_that_comes_later_makes_it_fewer():
    warm = Card(lambda n: 50.0, heat=lambda n: 60.0)
    async with balanced(warm, most=8) as (load, found, clock, _told):
        await clock.until(lambda: found.is_settled, 120)
        assert found.slots == 8
        load.card = Card(lambda n: 50.0, heat=lambda n: 60.0 + 5 * n)
        await clock.until(lambda: found.slots <= 5, 120)
        assert "°C" in found.reason


async def test_the_owners_number_stands_until_asked_and_after():
    async with balanced(CARDS["large"]) as (_, found, clock, _told):
        await clock.until(lambda: found.is_settled, 120)
        found.follow(balance.parse(strategy="fixed"))
        assert found.slots == found.published == 1 and not found.is_adaptive


async def test_little_load_teaches_nothing():
    clock, floor = VirtualClock(), Floor()
    found = Balancer(
        floor, Speeds(), clock, fixed=2, card=GpuView, limits=lambda: Limits(8), on_change=lambda: None,
        on_settled=lambda: None,
    )  # fmt: skip
    found.follow(balance.parse())
    tasks = [asyncio.create_task(run()) for run in (clock.run, found.run)]
    await clock.sleep(600)
    assert not found.is_settled and found.slots == 1
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

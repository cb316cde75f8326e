"""Comfort in a running provider: fewer jobs, rests between them, and a power limit that is always put back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime

from desktop_app.domain.card import Reading
from desktop_app.domain.comfort import HOLD_S, Ceilings, Comfort
from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.domain.state import GpuView
from desktop_app.provider.comfort import ComfortKeeper
from desktop_app.provider.gate import Gate
from desktop_app.provider.notices import Notices
from desktop_app.provider.pace import Pace
from desktop_app.provider.ports import CannotTell
from desktop_app.provider.ports.comfort import PowerLimit
from desktop_app.provider.power_cap import PowerCap
from tests.provider.house import FastClock

RULES = Comfort(Ceilings(temperature=70.0, power=150.0), may_cap=True)


class HandClock:
    """Stands still until it is moved; a sleeper waits for good."""

    def __init__(self) -> None:
        self.time = 0.0

    def monotonic(self) -> float:
        return self.time

    def now(self) -> datetime:
        return datetime(2026, 1, 1, 12, tzinfo=UTC)

    async def sleep(self, seconds: float) -> None:
        await asyncio.Event().wait()


@dataclass
class Card:
    watts: float = 200.0
    set: list[float] = field(default_factory=list)
    refuses: str = ""

    async def power_limit(self):
        return PowerLimit("GPU-1", self.watts)

    async def set_power_limit(self, limit):
        if self.refuses:
            raise CannotTell(self.refuses)
        self.watts = limit.watts
        self.set.append(limit.watts)


@dataclass
class Marker:
    kept: PowerLimit | None = None

    def load(self):
        return self.kept

    def keep(self, limit):
        self.kept = limit

    def forget(self):
        self.kept = None


class House:
    def __init__(self, rules: Comfort = RULES, card: Card | None = None, clock=None) -> None:
        self.clock, self.card, self.marker, self.freed = clock or HandClock(), card or Card(), Marker(), 0
        self.running = 0
        self.gate, self.notices = Gate(self.clock), Notices(lambda: None)
        self.keeper = ComfortKeeper(
            rules, PowerCap(self.card, self.marker), self.gate, self.clock, self.notices, slots=2, on_easier=self.easier,
            running=lambda: self.running,
        )

    def easier(self) -> None:
        self.freed += 1

    def seen(self, heat: float, seconds: float, *, asleep: bool = False) -> None:
        self.clock.time += seconds
        reading = Reading(self.clock.now(), 90.0, 0, heat, 120.0)
        self.keeper.look(GpuView(name="Card", power_range=(100.0, 215.0), reading=reading, is_asleep=asleep))


def test_a_warm_card_gets_fewer_jobs_and_then_rests_and_it_is_said():
    house = House()
    for _ in range(3):
        house.seen(80.0, HOLD_S)
    assert (house.keeper.slots(2), house.keeper.pause) == (1, 10.0)
    assert house.notices.all == (
        "To stay within your ceilings (70 °C, 150 W): 1 job at a time, 10 s of rest between jobs.",
    )
    for _ in range(4):
        house.seen(50.0, 61.0)
    assert (house.keeper.slots(2), house.keeper.pause, house.notices.all) == (2, 0.0, ())
    assert house.freed == 2, "the worker heard of each step back"
    assert house.keeper.slots(0) == 0, "what others hold back stays held back"


async def changed(house: House, watts: float) -> None:
    async with asyncio.timeout(5):
        while house.card.watts != watts:
            await asyncio.sleep(0.001)


async def test_the_power_limit_is_held_while_work_may_run_and_always_put_back():
    house = House()
    task = asyncio.create_task(house.keeper.run())
    house.seen(60.0, 1.0)
    await changed(house, 150.0)
    assert house.marker.kept == PowerLimit("GPU-1", 200.0)
    house.gate.close("owner", Signal(Source.OWNER, "You are using the computer", Grip.STOP))
    await changed(house, 200.0)
    house.gate.open("owner")
    await changed(house, 150.0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert house.card.watts == 200.0 and house.marker.kept is None


async def test_a_card_that_sleeps_is_not_woken_for_its_limit():
    house = House(clock=FastClock(1000.0))
    task = asyncio.create_task(house.keeper.run())
    house.keeper.look(GpuView(name="Card", power_range=(100.0, 215.0), is_asleep=True))
    await house.clock.sleep(200.0)
    assert house.card.set == []
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_without_the_right_it_is_said_and_the_rest_goes_on():
    house = House(card=Card(refuses="the driver lets only an administrator change it"))
    task = asyncio.create_task(house.keeper.run())
    house.seen(60.0, 1.0)
    async with asyncio.timeout(5):
        while not house.notices.all:
            await asyncio.sleep(0.001)
    assert "only an administrator" in house.notices.all[0] and house.marker.kept is None
    for _ in range(2):
        house.seen(80.0, HOLD_S)
    assert house.keeper.slots(2) == 1
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_without_consent_nothing_is_touched():
    house = House(Comfort(RULES.usual), clock=FastClock(1000.0))
    task = asyncio.create_task(house.keeper.run())
    house.keeper.look(GpuView(name="Card", power_range=(100.0, 215.0)))
    await house.clock.sleep(200.0)
    assert house.card.set == [] and house.marker.kept is None
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def test_a_rest_begins_when_a_job_ends():
    clock, running, rest = HandClock(), [0], [0.0]
    pace = Pace(clock, lambda: running[0], [lambda: rest[0], lambda: 5.0])
    assert pace.slots(2) == 2
    running[0] = 1
    assert pace.slots(2) == 2, "a start is no end"
    running[0] = 0
    assert pace.slots(2) == 0
    clock.time = 5.0
    assert pace.slots(2) == 2
    rest[0] = 30.0
    assert pace.slots(2) == 0, "the longest rest counts, from the same end"

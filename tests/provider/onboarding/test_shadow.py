"""A shadow day in a few milliseconds: watched, kept over a restart, ended."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from desktop_app.domain.errors import Unreachable
from desktop_app.domain.first_price import Ask, Power
from desktop_app.provider.gate import Gate
from desktop_app.provider.onboarding.shadow import EVERY, SIGNAL, ShadowDay
from tests.provider.onboarding.needs import MemoryKept

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


class Minutes:
    """A clock that moves by what is slept, as long as it may; then it stands still."""

    def __init__(self, minutes: int) -> None:
        self.at, self.left = NOON, minutes

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return (self.at - NOON).total_seconds()

    async def sleep(self, seconds: float) -> None:
        assert seconds == EVERY
        if self.left <= 0:
            await asyncio.Event().wait()
        self.left -= 1
        self.at += timedelta(seconds=seconds)
        await asyncio.sleep(0)


class House:
    def __init__(self, minutes: int, kept: MemoryKept | None = None) -> None:
        self.clock, self.kept = Minutes(minutes), kept or MemoryKept()
        self.gate, self.asked = Gate(self.clock), 0
        self.day = ShadowDay(self.kept, self.clock, self.gate, is_used=self.is_used, ask_market=self.ask)

    def is_used(self) -> bool:
        return 18 <= self.clock.at.hour < 23

    async def ask(self) -> Sequence[Ask]:
        self.asked += 1
        if self.asked > 1:
            raise Unreachable("no connection")
        return [Ask("RTX 4070", Decimal("0.3"))]

    async def over(self) -> None:
        task = self.day._task
        assert task is not None
        await task


async def test_a_day_is_watched_and_ends_by_itself() -> None:
    house = House(10_000)
    house.day.begin()
    assert house.gate.has(SIGNAL) and "Watching for a day" in house.gate.signals[0].reason
    await house.over()
    assert not house.gate.has(SIGNAL) and house.day.shadow.ends is None
    assert house.day.shadow.watched_minutes == 24 * 60 and house.asked == 24
    found = house.day.propose("RTX 4070", Power(), "UTC", "AITBC")
    assert found is not None and found.spec["availability"][0]["hours"] == "23:00-18:00"
    assert house.day.shadow.asks == (Ask("RTX 4070", Decimal("0.3")),)


async def test_a_restart_goes_on_and_it_can_be_ended_early() -> None:
    first = House(90)
    first.day.begin()
    while first.clock.left:
        await asyncio.sleep(0)
    first.day.let_go()
    second = House(10_000, first.kept)
    second.clock.at = NOON + timedelta(hours=3)
    second.day.resume()
    assert second.gate.has(SIGNAL)
    second.day.resume()
    second.day.end()
    assert not second.gate.has(SIGNAL) and 90 <= second.day.shadow.watched_minutes <= 92
    third = House(5, first.kept)
    third.day.resume()
    assert not third.gate.has(SIGNAL)
    assert House(5, MemoryKept({"hours": "x"})).day.shadow.hours == ()

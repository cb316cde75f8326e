"""Before a window ends that is said, and then the gate closes."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from desktop_app.domain.gate import Source
from desktop_app.domain.schedule import parse
from desktop_app.provider.gate import Gate
from desktop_app.provider.timetable import NOTICE, Timetable

DAY = {"timezone": "UTC", "availability": [{"days": ["thursday"], "hours": "09:00-17:00"}]}
NINE = datetime(2026, 11, 26, 9, tzinfo=UTC)


class Hand:
    """A clock that jumps to the end of a wait when it is told to."""

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._go = asyncio.Event()

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._now.timestamp()

    async def sleep(self, seconds: float) -> None:
        await self._go.wait()
        self._go.clear()
        self._now += timedelta(seconds=seconds)

    def turn(self) -> None:
        self._go.set()


async def test_five_minutes_before_the_end_and_no_sooner():
    clock = Hand(NINE)
    gate, said = Gate(clock), asyncio.Queue[datetime | None]()
    timetable = Timetable(gate, clock, parse(DAY))
    timetable.on_closing = said.put_nowait
    task = asyncio.create_task(timetable.run())
    closes = datetime(2026, 11, 26, 17, tzinfo=UTC)
    while clock.now() < closes - timedelta(seconds=NOTICE):
        assert await asyncio.wait_for(said.get(), 10) is None and gate.may_work
        clock.turn()
        while clock._go.is_set():
            await asyncio.sleep(0)
    assert clock.now() == closes - timedelta(seconds=NOTICE)
    assert await asyncio.wait_for(said.get(), 10) == closes and gate.may_work
    clock.turn()
    assert await asyncio.wait_for(said.get(), 10) is None
    assert clock.now() == closes and gate.state.strongest.source is Source.SCHEDULE
    task.cancel()

"""The computer is woken for the schedule: when, and when not."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.domain.schedule import ALWAYS, parse
from desktop_app.provider.gate import Gate
from desktop_app.provider.notices import Notices
from desktop_app.provider.ports import CannotTell
from desktop_app.provider.timetable import Timetable
from desktop_app.provider.waking import LEAD, Waking, next_opening
from tests.provider.house import FastClock

NIGHTS = parse({"availability": [{"days": ["monday", "tuesday"], "hours": "22:00-06:00"}]})
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
NEVER = parse({"availability": []})


class Timer:
    def __init__(self, why: str = "") -> None:
        self.why, self.at, self.calls = why, None, 0

    def set(self, at: datetime | None) -> None:
        self.calls += 1
        if self.why:
            raise CannotTell(self.why)
        self.at = at


def test_the_next_opening() -> None:
    opens = MONDAY + timedelta(hours=22)
    assert next_opening(NIGHTS, MONDAY + timedelta(hours=12)) == opens
    assert next_opening(NIGHTS, opens + timedelta(hours=1)) == opens + timedelta(days=1), "while open, the one after"
    assert next_opening(ALWAYS, MONDAY) is None and next_opening(NEVER, MONDAY) is None


class Machine:
    def __init__(self, why: str = "") -> None:
        self.clock, self.timer, self.on_battery = FastClock(1000.0), Timer(why), False
        self.gate, self.notices = Gate(self.clock), Notices(lambda: None)
        self.timetable = Timetable(self.gate, self.clock, NIGHTS)
        self.waking = Waking(
            self.timer, self.timetable, self.gate, self.clock, self.notices, on_battery=lambda: self.on_battery
        )
        self.task = asyncio.create_task(self.waking.run())

    async def until(self, what) -> None:
        async with asyncio.timeout(5):
            while not what():
                await asyncio.sleep(0.001)

    async def end(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


async def test_set_a_minute_before_and_taken_back_for_a_pause_the_battery_and_the_end():
    machine = Machine()
    await machine.until(lambda: machine.timer.at)
    assert machine.timer.at == next_opening(NIGHTS, machine.clock.now()) - LEAD
    machine.gate.close("pause", Signal(Source.PAUSE, "Paused by you", Grip.STOP))
    await machine.until(lambda: machine.timer.at is None)
    machine.gate.open("pause")
    await machine.until(lambda: machine.timer.at)
    machine.on_battery = True
    machine.waking.look()
    assert machine.timer.at is None
    machine.on_battery = False
    machine.waking.look()
    assert machine.timer.at
    calls = machine.timer.calls
    machine.waking.look()
    assert machine.timer.calls == calls, "what did not change is not set again"
    await machine.end()
    assert machine.timer.at is None


async def test_where_it_cannot_be_it_is_said_once():
    machine = Machine("it has no clock that can wake it")
    await machine.until(lambda: machine.notices.all)
    assert machine.notices.all == ("The computer cannot be woken for your hours: it has no clock that can wake it.",)
    await machine.task
    machine.waking.look()
    assert machine.timer.calls == 1


async def test_without_the_owners_word_nothing_is_set():
    machine = Machine()
    await machine.end()
    waking = Waking(
        None, machine.timetable, machine.gate, machine.clock, machine.notices, on_battery=lambda: False
    )
    await waking.run()
    waking.look()
    assert waking.at is None

"""The computer is kept awake while it offers on mains, and never else."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.provider.gate import Gate
from desktop_app.provider.ports import CannotTell
from desktop_app.provider.wakefulness import Wakefulness
from tests.provider.house import FastClock


class Machine:
    def __init__(self, fails: str = "") -> None:
        self.fails, self.held, self.on_battery = fails, 0, False
        self.clock = FastClock(1000.0)
        self.gate = Gate(self.clock)
        self.keeper = Wakefulness(self.awake, self.gate, self.clock, on_battery=lambda: self.on_battery)

    @asynccontextmanager
    async def awake(self):
        if self.fails:
            raise CannotTell(self.fails)
        self.held += 1
        try:
            yield
        finally:
            self.held -= 1

    async def settled(self):
        self.keeper.look()
        await asyncio.sleep(0.02)
        return bool(self.held)


async def test_held_while_it_offers_and_let_go_on_battery_and_pause():
    machine = Machine()
    task = asyncio.create_task(machine.keeper.run())
    assert await machine.settled() and machine.keeper.is_held
    for source, held in ((Source.PAUSE, False), (Source.NETWORK, True), (Source.SCHEDULE, False), (Source.OWNER, True),
                         (Source.PANIC, False)):  # fmt: skip
        machine.gate.close("x", Signal(source, "why", Grip.HOLD))
        assert await machine.settled() is held, source
        machine.gate.open("x")
        assert await machine.settled()
    machine.on_battery = True
    assert not await machine.settled() and not machine.keeper.is_held
    machine.on_battery = False
    assert await machine.settled()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert not machine.held


async def test_where_it_cannot_it_says_why_and_tries_again_later():
    machine = Machine("no bus")
    task = asyncio.create_task(machine.keeper.run())
    assert not await machine.settled() and machine.keeper.why_not == "no bus"
    machine.fails = ""
    await machine.clock.sleep(700)
    assert await machine.settled() and not machine.keeper.why_not
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_nothing_happens_without_the_owners_word():
    machine = Machine()
    await Wakefulness(None, machine.gate, machine.clock, on_battery=lambda: False).run()
    assert not machine.held

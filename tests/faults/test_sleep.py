"""Sleep, waking up and clocks that are set, in virtual time over the practice network."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from desktop_app.provider.network_time import NetworkTime
from desktop_app.provider.sleep import missed
from tests.faults.plan import Fault
from tests.faults.virtual import START, Set, VirtualClock
from tests.faults.world import JOB, ME, PAID, World

pytestmark = pytest.mark.logs


class Lid:
    """Implements ports.SleepSignals."""

    def __init__(self) -> None:
        self.ready = asyncio.Event()

    async def watch(self, before_sleep: Callable[[], Awaitable[None]], after_wake: Callable[[], None]) -> bool:
        self.close, self.open = before_sleep, after_wake
        self.ready.set()
        await asyncio.get_running_loop().create_future()
        return True


def status(world: World) -> str:
    return str(world.network.store.one("SELECT status FROM miners WHERE id = ?", ME)["status"])


async def test_sleep_hands_back_and_says_goodbye_and_waking_polls_within_five_seconds(tmp_path):
    async with World.open(tmp_path) as world:
        lid = Lid()
        async with world.program(sleep_signals=lid) as life:
            await lid.ready.wait()
            life.runtime.per_token = 5.0
            job = world.submit(**PAID)
            await world.clock.until(lambda: life.runtime.generated > 1, 60)
            await lid.close()
            assert world.state(job) == "FAILED" and status(world) == "OFFLINE"
            calls = len(world.wire.seen)
            await world.clock.sleep(600)
            # Silent towards the network's record of us; the monitor may read.
            assert not [p for _, _, p, _, _ in world.wire.seen[calls:] if p.endswith(("/poll", "/heartbeat", "/register"))]
            job, woke = world.submit({**JOB, "max_tokens": 1}, **PAID), world.clock.monotonic()
            lid.open()
            await world.clock.until(lambda: world.state(job) != "QUEUED", 5, every=0.05)
            assert status(world) == "ONLINE" and world.clock.monotonic() - woke < 5
            await life.settled()


@pytest.mark.parametrize("off", [7200.0, -7200.0])
async def test_a_clock_that_is_set_confuses_no_deadline(tmp_path, off):
    async with World.open(tmp_path) as world:
        wall = Set(world.clock)
        async with world.program(wall=wall) as life:
            life.runtime.per_token = 5.0
            job = world.submit(ttl=300, **PAID)
            await world.clock.until(lambda: life.runtime.generated > 1, 60)
            calls = [p for _, _, p, _, _ in world.wire.seen].count("/v1/miners/register")
            wall.off = off
            await world.clock.until(lambda: world.state(job) == "COMPLETED", 120)
            later = world.submit({**JOB, "max_tokens": 1}, ttl=60, **PAID)
            await world.clock.until(lambda: world.state(later) == "COMPLETED", 60)
            late = world.submit({**JOB, "max_tokens": 12}, ttl=20, **PAID)
            await world.clock.until(lambda: world.state(late) == "FAILED", 30)
            assert [p for _, _, p, _, _ in world.wire.seen].count("/v1/miners/register") > calls, "it was noticed"
            world.possible, world.impossible = [job, later], [late]
            await life.settled()
            await life.check()


async def test_a_result_on_the_wire_while_the_clock_is_set_is_not_sent_twice(tmp_path):
    async with World.open(tmp_path, lambda m, p: Fault("late", 10) if p.endswith("/result") and not sent else None) as world:
        sent: list[str] = []
        wall = Set(world.clock)
        async with world.program(wall=wall) as life:
            job = world.submit(ttl=3600, **PAID)
            await world.clock.until(lambda: any(k == "late" for *_, k, _ in world.wire.seen), 60)
            sent.append(job)
            await world.clock.sleep(21)
            wall.off = 7200.0
            world.possible = [job]
            await life.settled()
            await life.check()


async def test_a_long_pause_says_goodbye_and_its_end_comes_back(tmp_path):
    async with World.open(tmp_path) as world, world.program() as life:
        await world.clock.until(lambda: life.provider.lane.connected, 10)
        await life.provider.desk.pause(world.clock.now() + timedelta(minutes=9))
        await world.clock.sleep(60)
        assert status(world) == "PAUSED", "one that is known to be long says goodbye at once: test_absence"
        await world.clock.sleep(300)
        assert status(world) == "OFFLINE"
        job = world.submit({**JOB, "max_tokens": 1}, **PAID)
        await life.provider.desk.resume()
        await world.clock.until(lambda: world.state(job) == "COMPLETED", 10)


def test_clocks_tell_what_was_missed():
    wall, mono = START, 100.0
    assert missed((wall, mono), (wall + timedelta(seconds=2.2), mono + 2.2)) is None
    assert missed((wall, mono), (wall + timedelta(hours=8), mono + 2.1)) is not None
    assert missed((wall, mono), (wall - timedelta(hours=1), mono + 2.1)) is not None
    assert missed((wall, mono), (wall + timedelta(seconds=60), mono + 60)) is not None


def test_the_networks_time_is_believed_when_it_is_said_twice():
    clock = Set(VirtualClock(), off=300.0)
    time = NetworkTime(clock)
    assert time.now() == clock.now()
    time.heard(START)
    assert time.now() == clock.now(), "once is not enough"
    time.heard(START)
    assert abs((time.now() - START).total_seconds()) < 1
    clock.off = -86_400.0
    assert abs((time.now() - START).total_seconds()) < 1, "setting the clock changes nothing"
    time.heard(START + timedelta(hours=5))
    assert abs((time.now() - START).total_seconds()) < 1, "one odd answer is not believed"

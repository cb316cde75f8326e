"""The updates service in virtual time: looks once a day, installs when nobody is served, says what is new."""

import asyncio
import contextlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop_app.domain.errors import Unreachable
from desktop_app.domain.state import AppState, RunningJob, Status
from desktop_app.domain.updates import Manifest, Package, UpdateFailed, UpdateRefused
from desktop_app.provider.gate import Gate
from desktop_app.provider.notices import Notices
from desktop_app.provider.store import Store
from desktop_app.provider.updates import EVERY, FIRST_LOOK, TRY_AGAIN, Updater
from desktop_app.provider.waiting import settle
from tests.faults.virtual import START, VirtualClock

PACKAGE = Package("https://example.org/a", 1, "0" * 64)
JOB = RunningJob("j", "m", 1, 2, START)


@dataclass
class FakeUpdates:
    """An installation whose network and disk say what the test wants."""

    offered: str = "0.2.0"
    kind: str = "linux-archive"
    by_owner: bool = False
    current: str = "0.1.0"
    looks: int = 0
    installed: list = field(default_factory=list)
    fails: dict = field(default_factory=dict)

    def _may_fail(self, step):
        if step in self.fails:
            raise self.fails[step]

    async def manifest(self):
        self.looks += 1
        self._may_fail("manifest")
        return Manifest(self.offered, datetime(2026, 1, 1, tzinfo=UTC), ("Faster", "Quieter"), {self.kind: PACKAGE})

    async def fetch(self, _package):
        self._may_fail("fetch")
        return Path("/downloads/a")

    async def install(self, _package, version):
        self._may_fail("install")
        self.installed.append(version)


class World:
    def __init__(self, updates):
        self.updates, self.clock = updates, VirtualClock()
        self.gate = Gate(self.clock)
        self.state = AppState(Status.OFFERING, "", START)
        self.store = Store(lambda: self.state)
        self.notices = Notices(lambda: None)
        self.wanted, self.restarts, self.spans = True, 0, []

    def change(self, **values):
        self.state = replace(self.state, **values)
        self.store.touch()

    def _restart(self):
        self.restarts += 1

    @contextlib.asynccontextmanager
    async def running(self):
        updater = Updater(
            self.updates, self.clock, self.gate, self.store, self.notices,
            wanted=lambda: self.wanted, reserved=lambda: self.spans, restart=self._restart,
        )  # fmt: skip
        tasks = asyncio.ensure_future(updater.run()), asyncio.ensure_future(self.clock.run())
        try:
            yield self
        finally:
            await settle(tasks)


async def test_it_looks_soon_after_the_start_and_then_once_a_day():
    async with World(FakeUpdates("0.1.0")).running() as world:
        await world.clock.sleep(FIRST_LOOK + 1)
        assert world.updates.looks == 1
        await world.clock.sleep(3 * EVERY)
        assert world.updates.looks == 4 and not world.restarts and world.notices.all == ()


async def test_an_idle_program_installs_and_restarts():
    async with World(FakeUpdates()).running() as world:
        await world.clock.sleep(FIRST_LOOK + 10)
        assert (world.updates.installed, world.restarts) == (["0.2.0"], 1)


async def test_it_waits_while_a_job_runs_waits_or_is_reserved_and_says_what_is_new():
    async with World(FakeUpdates()).running() as world:
        world.change(running=(JOB,))
        await world.clock.sleep(EVERY / 2)
        assert not world.updates.installed and not world.gate.has("update")
        (said,) = world.notices.all
        assert "0.2.0" in said and "Faster · Quieter" in said and "no job runs" in said
        world.change(running=(), queued=1)
        await world.clock.sleep(3600)
        world.change(queued=0)
        world.spans = [(world.clock.now(), world.clock.now() + timedelta(hours=1))]
        await world.clock.sleep(3500)
        assert not world.updates.installed
        await world.clock.sleep(200)
        assert world.updates.installed == ["0.2.0"]


async def test_a_job_that_slips_in_while_the_gate_closes_is_finished_first():
    async with World(FakeUpdates()).running() as world:
        world.gate.subscribe(lambda: world.change(running=(JOB,)) if world.gate.has("update") else None)
        await world.clock.sleep(FIRST_LOOK + 20)
        assert not world.updates.installed and world.gate.state.is_open


async def test_switched_off_it_never_asks():
    world = World(FakeUpdates())
    world.wanted = False
    async with world.running():
        await world.clock.sleep(5 * EVERY)
    assert not world.updates.looks


async def test_switched_off_while_it_waits_nothing_is_installed():
    async with World(FakeUpdates()).running() as world:
        world.change(running=(JOB,))
        await world.clock.sleep(3600)
        world.wanted = False
        world.change(running=())
        await world.clock.sleep(3600)
        assert not world.updates.installed and world.notices.all == ()


async def test_where_the_system_installs_packages_the_owner_reads_how():
    async with World(FakeUpdates(by_owner=True)).running() as world:
        await world.clock.sleep(FIRST_LOOK + 10)
        assert f"sudo apt install {Path('/downloads/a')}" in world.notices.all[0] and not world.updates.installed


async def test_without_a_connection_nobody_is_bothered_and_it_tries_again_in_an_hour():
    async with World(FakeUpdates(fails={"manifest": Unreachable()})).running() as world:
        await world.clock.sleep(FIRST_LOOK + TRY_AGAIN + 10)
        assert world.updates.looks == 2 and world.notices.all == ()


async def test_what_was_refused_or_failed_is_said_and_work_goes_on():
    for step, error in {"fetch": UpdateRefused("not what was announced"), "install": UpdateFailed("no room")}.items():
        async with World(FakeUpdates(fails={step: error})).running() as world:
            await world.clock.sleep(FIRST_LOOK + 20)
            assert error.explanation in world.notices.all[0] and "Nothing was changed" in world.notices.all[0]
            assert world.gate.state.is_open and not world.restarts


async def test_a_checkout_is_left_alone():
    async with World(FakeUpdates(kind="")).running() as world:
        await world.clock.sleep(2 * EVERY)
        assert not world.updates.looks

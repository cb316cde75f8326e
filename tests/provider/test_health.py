"""A day of health monitoring in a second, over a virtual clock and a real history; readings and their pace."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.card import Reading
from desktop_app.domain.errors import GenerationFailed, ModelMissing, RuntimeUnreachable, WillNotStart
from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.domain.health import Kind, Plan, Severity
from desktop_app.domain.jobs import JobKey, Outcome, Phase
from desktop_app.domain.state import GpuView, RecentJob
from desktop_app.provider.checks import Checks
from desktop_app.provider.floor import Floor, LiveJob
from desktop_app.provider.gate import Gate
from desktop_app.provider.health import CARD, Health
from desktop_app.provider.keeper import LONG_PAUSE, LONGEST_WAIT, TOLD_AFTER, RuntimeKeeper
from desktop_app.provider.monitor import Monitor
from desktop_app.storage.history import History
from tests.faults.virtual import VirtualClock

pytestmark = pytest.mark.logs  # alerts are warned of
GIB = 2**30
CARD_VIEW = GpuView("NVIDIA GeForce RTX 3060", 12 * GIB, "580", uuid="GPU-a")
HOUR = 3600.0
USUAL = Plan()


@dataclass
class Edge:
    """Everything outside the monitor: the card, the disk, the jobs, the desktop."""

    clock: VirtualClock
    view: GpuView = CARD_VIEW
    free: int = 100 * GIB
    jobs: list[RecentJob] = field(default_factory=list)
    shown: list[tuple[float, str]] = field(default_factory=list)
    urgent: list[str] = field(default_factory=list)

    def disk_free(self) -> int | None:
        return self.free

    def memory_total(self) -> int | None:
        return None

    async def recent(self, back: timedelta, limit: int) -> list[RecentJob]:
        return [job for job in self.jobs if job.finished_at > self.clock.now() - back][-limit:]

    async def notify(self, title: str, text: str, button: str, number: int, *, urgent: bool = False) -> None:
        assert title and text and button and number
        self.urgent += [title] if urgent else []
        self.shown.append((self.clock.monotonic(), title))


@dataclass
class Watch:
    clock: VirtualClock
    edge: Edge
    gate: Gate
    health: Health
    history: History

    def read(self, **values: Any) -> None:
        """A reading comes in."""
        plain = Reading(self.clock.now(), 50.0, 4 * GIB, 60.0, 120.0, memory_others=GIB, ecc_errors=0)
        self.health.card_seen(replace(self.edge.view, reading=replace(plain, **values)))

    def lose(self) -> None:
        self.health.card_seen(GpuView(why_none="The card stopped answering.", next_step="Restart", is_lost=True))


@contextlib.asynccontextmanager
async def watching(
    path: Path, clock: VirtualClock, plan: Plan = USUAL, *, is_quiet: Callable[[], bool] = lambda: False
) -> AsyncIterator[Watch]:
    history = await History.open(path)
    clock.counts(history._database)
    edge, gate = Edge(clock), Gate(clock)
    checks = Checks(clock, edge, edge.recent, lambda: 0.05)
    health = Health(
        plan, checks, history.alerts, edge, gate, clock, on_change=lambda: None, on_card=lambda: None,
        is_quiet=is_quiet,
    )  # fmt: skip
    tasks = [asyncio.create_task(clock.run()), asyncio.create_task(health.run())]
    try:
        yield Watch(clock, edge, gate, health, history)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await history.close()


def job(clock: VirtualClock, outcome: Outcome) -> RecentJob:
    reason = "" if outcome is Outcome.COMPLETED else "The provider's model runtime failed."
    return RecentJob("j", "m", outcome, reason, clock.now(), 10, 2.0, None)


async def a_day(watch: Watch) -> None:
    """Readings every 10 s; each thing goes wrong once, near its limit it dances."""
    clock, edge = watch.clock, watch.edge
    while clock.monotonic() < 24 * HOUR:
        hour, step = clock.monotonic() / HOUR, int(clock.monotonic() / 10)
        values: dict[str, Any] = {}
        if 1 <= hour < 2:
            values["memory_others"] = int(12 * GIB * (0.86 if step % 2 else 0.82))
        if 2 <= hour < 2.2:
            values["memory_others"] = int(12 * GIB * 0.97)
        if 5 <= hour < 5.5:
            values["temperature"] = 88.0 if step % 3 else 82.0
        if 16 <= hour < 16.001:
            values["xids"] = (79, 31)
        if hour >= 20:
            values["ecc_errors"] = 0
        edge.free = GIB if 18 <= hour < 19 else 100 * GIB
        if step % 30 == 0:
            edge.jobs.append(job(clock, Outcome.FAILED if 12 <= hour < 13 and step % 60 == 0 else Outcome.COMPLETED))
        if step == 20.5 * 360:
            watch.health.runtime_failed(3, "The model runtime does not answer.")
        if step == 21 * 360:
            watch.health.runtime_failed(0, "")
        watch.lose() if 8 <= hour < 8.2 else watch.read(**values)
        await clock.sleep(10)


async def test_a_day_with_every_alert_raised_once_and_cleared(tmp_path: Path) -> None:
    clock = VirtualClock()
    async with watching(tmp_path / "history.db", clock) as watch:
        await a_day(watch)
        alerts = await watch.history.alerts.recent(clock.now() - timedelta(days=2), 100)
        raised = [alert.kind for alert in reversed(alerts)]
        assert raised == [
            Kind.HIGH_MEMORY, Kind.TEMPERATURE, Kind.GPU_FAILURE, Kind.JOB_FAILURE_RATE, Kind.CARD_ERROR, Kind.DISK, Kind.RUNTIME,
        ]  # fmt: skip
        assert all(alert.cleared_at is not None for alert in alerts)
        assert len(watch.edge.shown) == 7
        text = {alert.kind: alert.text for alert in alerts}
        assert "11.6 of 12.0 GiB" in text[Kind.HIGH_MEMORY] and "88 °C" in text[Kind.TEMPERATURE]
        assert text[Kind.CARD_ERROR] == "Error 79: it fell off the bus."
        assert "model runtime failed" in text[Kind.JOB_FAILURE_RATE] and "1.0 GiB" in text[Kind.DISK]
        assert len(watch.health.alerts) == 7, "listed until they were seen"
        await watch.health.seen([alert.number for alert in alerts[:5]])
        assert len(watch.health.alerts) == 2 == len(await watch.history.alerts.open())
        assert watch.gate.state.is_open


async def test_in_quiet_hours_only_what_is_urgent_is_told_and_all_of_it_stands_in_the_window(tmp_path: Path) -> None:
    clock = VirtualClock()
    async with watching(tmp_path / "history.db", clock, is_quiet=lambda: True) as watch:
        await a_day(watch)
        assert watch.edge.urgent == [title for _, title in watch.edge.shown]
        assert len(watch.health.alerts) == 7
        urgent = [alert.title for alert in watch.health.alerts if alert.severity is Severity.URGENT]
        assert [title for _, title in watch.edge.shown] == urgent
        assert {alert.kind for alert in watch.health.alerts if alert.title in urgent} == {
            Kind.TEMPERATURE, Kind.GPU_FAILURE, Kind.CARD_ERROR,
        }  # fmt: skip


async def test_what_still_stands_after_the_quiet_hours_and_was_not_seen_is_told_then(tmp_path: Path) -> None:
    clock, quiet = VirtualClock(), [True]
    async with watching(tmp_path / "history.db", clock, is_quiet=lambda: quiet[0]) as watch:
        watch.health.runtime_failed(3, "The model runtime does not answer.")
        watch.edge.free = GIB
        await clock.sleep(HOUR)
        assert {alert.kind for alert in watch.health.alerts} == {Kind.RUNTIME, Kind.DISK}
        assert not watch.edge.shown
        watch.edge.free = 100 * GIB
        await clock.sleep(HOUR)
        quiet[0] = False
        await clock.sleep(HOUR)
        [(told_at, _)] = watch.edge.shown
        assert 2 * HOUR <= told_at < 2 * HOUR + 600, "the full disk is over, the runtime is told soon, and once"


async def test_a_lost_card_closes_the_gate_at_once_until_it_returns_or_the_owner_goes_on_without(tmp_path: Path) -> None:
    clock = VirtualClock()
    async with watching(tmp_path / "history.db", clock) as watch:
        watch.read()
        await clock.sleep(100)
        watch.lose()
        strongest = watch.gate.state.strongest
        assert strongest is not None and (strongest.source, strongest.grip) == (Source.HEALTH, Grip.STOP)
        assert "stopped answering" in strongest.reason
        await clock.sleep(1)
        assert [alert.kind for alert in watch.health.alerts] == [Kind.GPU_FAILURE]
        watch.read()
        assert watch.gate.state.is_open
        await clock.sleep(60)
        assert watch.health.alerts[0].cleared_at is not None
        watch.lose()
        watch.health.use_processor()
        watch.lose()
        assert watch.gate.state.is_open and not watch.gate.has(CARD)


async def test_what_stands_survives_the_end_of_the_program(tmp_path: Path) -> None:
    clock = VirtualClock()
    async with watching(tmp_path / "history.db", clock) as watch:
        watch.edge.free = GIB
        await clock.sleep(200)
        (alert,) = watch.health.alerts
    async with watching(tmp_path / "history.db", clock) as watch:
        watch.edge.free = GIB
        await clock.sleep(200)
        assert watch.health.alerts == (alert,) and not watch.edge.shown, "told once"
        watch.edge.free = 100 * GIB
        await clock.sleep(200)
        assert watch.health.alerts[0].cleared_at is not None


async def test_heat_stops_new_work_first_and_running_work_when_it_goes_on(tmp_path: Path) -> None:
    clock = VirtualClock()
    async with watching(tmp_path / "history.db", clock, Plan(temperature=80)) as watch:
        watch.read(temperature=81.0)
        assert watch.gate.state.grip is Grip.HOLD and not watch.gate.state.is_open
        watch.read(temperature=88.0)
        assert watch.gate.state.stops_work
        watch.read(temperature=75.0)
        assert not watch.gate.state.is_open, "not yet cool"
        watch.read(temperature=71.0)
        assert watch.gate.state.is_open


# ---- the runtime -------------------------------------------------------------------------------------------------


@dataclass
class Broken:
    """A runtime that does not start; the moments of its tries."""

    clock: VirtualClock
    error: Exception
    tries: list[float] = field(default_factory=list)

    async def models(self) -> tuple[()]:
        return ()

    async def start(self) -> None:
        self.tries.append(self.clock.monotonic())
        raise self.error


@contextlib.asynccontextmanager
async def kept(error: Exception) -> AsyncIterator[tuple[VirtualClock, Broken, RuntimeKeeper, list[tuple[float, int]]]]:
    """A keeper at work on a runtime that raises this, and when it told of how many failures."""
    clock, told = VirtualClock(), list[tuple[float, int]]()
    gate, runtime = Gate(clock), Broken(clock, error)
    keeper = RuntimeKeeper(
        runtime, gate, clock, listed=lambda models: False, offer=lambda: None,  # type: ignore[arg-type]
        failed=lambda times, why: told.append((clock.monotonic(), times)),
    )  # fmt: skip
    tasks = [asyncio.create_task(clock.run()), asyncio.create_task(keeper.run())]
    await clock.sleep(2000)
    yield clock, runtime, keeper, told
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def gaps(runtime: Broken) -> list[float]:
    return [b - a for a, b in itertools.pairwise(runtime.tries)]


async def test_an_engine_that_does_not_come_up_three_times_is_left_alone() -> None:
    async with kept(WillNotStart("no memory")) as (clock, runtime, keeper, told):
        early = [at for at in runtime.tries if at < 30]
        assert len(early) == 3 and gaps(runtime)[2] == LONG_PAUSE and [times for _, times in told[:3]] == [1, 2, 3]
        before = len(runtime.tries)
        keeper.retry()
        await clock.sleep(1)
        assert len(runtime.tries) > before, "the owner need not wait"


@pytest.mark.parametrize("error", [RuntimeUnreachable("gone"), GenerationFailed("status 500"), ModelMissing("none")])
async def test_one_that_is_away_is_asked_again_all_the_time(error: Exception) -> None:
    async with kept(error) as (_clock, runtime, _keeper, told):
        assert max(gaps(runtime)) <= LONGEST_WAIT and len([at for at in runtime.tries if at < 30]) >= 4
        assert len(runtime.tries) < 2000 / LONGEST_WAIT * 2 + 6, "and not more often than that"
        if isinstance(error, ModelMissing):
            assert not told
        else:
            assert told[0][0] - runtime.tries[0] >= TOLD_AFTER, "one that is started anew is no alarm"


# ---- readings ----------------------------------------------------------------------------------------------------


@dataclass
class Card:
    """A card (port `Gpu`) that counts what is asked of it."""

    clock: VirtualClock
    shown: GpuView = CARD_VIEW
    sleeps: bool = False
    reads: list[float] = field(default_factory=list)
    closed: int = 0

    async def view(self) -> GpuView:
        return self.shown

    async def cards(self) -> tuple[GpuView, ...]:
        return (self.shown,)

    def asleep(self) -> bool:
        return self.sleeps

    async def read(self, at: datetime) -> Reading | None:
        self.reads.append(self.clock.monotonic())
        return Reading(at, 40.0, 4 * GIB, 60.0 + len(self.reads), 100.0, processes={7: 3 * GIB, 8: GIB})

    async def close(self) -> None:
        self.closed += 1


class Runner:
    asked = 0

    async def pids(self) -> tuple[int, ...]:
        Runner.asked += 1
        return (7,)


@contextlib.asynccontextmanager
async def monitored(path: Path, card: Card, clock: VirtualClock) -> AsyncIterator[tuple[Monitor, Floor, Gate, History]]:
    history = await History.open(path)
    clock.counts(history._database)
    floor, gate = Floor(), Gate(clock)
    monitor = Monitor(card, Runner(), history.records, floor, gate, clock, slots=1, on_change=lambda: None)  # type: ignore[arg-type]
    tasks = [asyncio.create_task(run()) for run in (clock.run, monitor.run)]
    try:
        yield monitor, floor, gate, history
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await history.close()


def work(floor: Floor, clock: VirtualClock) -> Callable[[], None]:
    floor.add(LiveJob(JobKey("n", "p", "j"), clock.now(), 0.0, Phase.RUNNING))
    return lambda: floor.drop("j") and None


async def count(card: Card, clock: VirtualClock, seconds: float = 100.0) -> int:
    before = len(card.reads)
    await clock.sleep(seconds)
    return len(card.reads) - before


async def test_readings_come_as_often_as_they_are_worth(tmp_path: Path) -> None:
    clock = VirtualClock()
    card = Card(clock)
    async with monitored(tmp_path / "h.db", card, clock) as (monitor, floor, gate, history):
        assert 9 <= await count(card, clock) <= 11, "every 10 s while offering"
        done = work(floor, clock)
        assert 45 <= await count(card, clock) <= 52, "every 2 s in a job"
        assert monitor.view.reading is not None
        assert (monitor.view.reading.memory_ours, monitor.view.reading.memory_others) == (3 * GIB, GIB)
        done()
        gate.close("pause", Signal(Source.PAUSE, "Paused by you", Grip.STOP))
        await clock.sleep(3)
        assert card.closed == 1 and await count(card, clock) == 0, "none while paused, and the library is given back"
        assert monitor.view.reading is None
        gate.open("pause")
        assert await count(card, clock) >= 8
        kept = await history.records.card(clock.now() - timedelta(seconds=400), clock.now(), 1000)
        assert len(kept) == pytest.approx(30, abs=3), "kept every 10 s"
        assert Runner.asked == 1, "looking for a runtime's processes costs more than a reading"
        assert kept[0].memory_ours == 3 * GIB and kept[0].power == 100.0


async def test_a_laptops_card_is_left_asleep(tmp_path: Path) -> None:
    clock = VirtualClock()
    card = Card(clock, replace(CARD_VIEW, can_sleep=True))
    async with monitored(tmp_path / "h.db", card, clock) as (monitor, floor, _, _):
        assert 3 <= await count(card, clock) <= 4 and card.closed >= 3, "rarely, and closed after each"
        card.sleeps = True
        await clock.sleep(20)
        assert await count(card, clock, 1000) == 0 and monitor.view.is_asleep
        done = work(floor, clock)
        assert await count(card, clock) >= 45, "work wakes it"
        done()

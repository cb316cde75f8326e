"""The real window over a year's history, in a process of its own: prints one JSON line.

    python -m tests.benchmarks.ui.window HISTORY_FOLDER"""

from __future__ import annotations

import asyncio
import json
import mmap
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync
from PySide6.QtCore import QObject, QTimerEvent

from desktop_app.domain.periods import Period
from desktop_app.domain.state import Status
from desktop_app.provider.office.money import Money
from desktop_app.storage.history import FILE, History
from desktop_app.ui.app import make_application
from desktop_app.ui.garbage import QtGarbage
from desktop_app.ui.pages.catalog import PAGES
from desktop_app.ui.shell import QtShell
from tests.benchmarks.year import END, NETWORK, PROVIDER
from tests.ui.fakes import FakeDesk, full_state, running_job
from tests.ui.office import busy_office

ICONS = Path(__file__).parents[3] / "resources" / "icons"
STREAMS, TOKENS_A_SECOND, LOOK_S = 4, 40, 1.5
QUICK_S, QUICK_ROUNDS = 0.15, 6
"""So soon the next page is turned to, and so often all of them, that their memory stays warm."""
FIRST_CHART_S = 3.0
AHEAD_S = 5.0
"""Until what the tray fetches ahead is there."""


class Probe(QObject):
    """How late a timer of 1 ms comes: the stall of the Qt thread, in milliseconds. `own` is the part of it that the
    thread itself computed; the rest is other threads and, on a busy machine, other programs."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self.own: list[float] = []
        self._due = self._spent = 0.0

    def start(self) -> None:
        self._due, self._spent = time.perf_counter() + 0.001, time.thread_time()
        self.startTimer(1)

    def timerEvent(self, event: QTimerEvent) -> None:
        now, spent = time.perf_counter(), time.thread_time()
        self.late.append(max(0.0, now - self._due) * 1000)
        self.own.append((spent - self._spent) * 1000)
        self._due, self._spent = now + 0.001, spent

    def figures(self) -> dict[str, dict[str, float]]:
        """And begin anew. `longest` is one turn: how late it was, and what of it the thread itself computed."""
        late, own = max(zip(self.late, self.own, strict=True), default=(0.0, 0.0))
        found = {
            "late": spread(self.late), "own": spread(self.own), "longest": {"late": round(late, 2), "own": round(own, 2)}
        }  # fmt: skip
        self.late.clear()
        self.own.clear()
        return found


def spread(values: list[float]) -> dict[str, float]:
    ordered = sorted(values) or [0.0]
    return {"p99": round(ordered[int(0.99 * (len(ordered) - 1))], 2), "max": round(ordered[-1], 2)}


MEMORY_PAGES, REST_S = 2048, 2.0


def memory_page_ns() -> dict[str, float]:
    """What touching a page of memory costs, nanoseconds: at once, and after two seconds (the median of three). Where
    it is much dearer then, a virtual machine takes memory away that rests, and a page of the window that was not
    looked at for a while pays for each of the thousand pages of memory it needs."""
    size = MEMORY_PAGES * mmap.PAGESIZE
    with mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as memory:
        memory.madvise(mmap.MADV_NOHUGEPAGE)

        def touch() -> float:
            began = time.perf_counter_ns()
            _ = memory[:: mmap.PAGESIZE]
            return round((time.perf_counter_ns() - began) / MEMORY_PAGES, 1)

        memory[:: mmap.PAGESIZE] = bytes(MEMORY_PAGES)  # before it is written to, none of it is there
        hot, rested = touch(), []
        for _ in range(3):
            time.sleep(REST_S)
            rested.append(touch())
    return {"hot": hot, "after_2_s": sorted(rested)[1]}


def fixed_work() -> tuple[float, float]:
    """The same small piece of work each time: milliseconds by the wall, and computed."""
    began, spent = time.perf_counter(), time.thread_time()
    found: dict[str, int] = {}
    for number in range(1_000):
        found[str(number % 100)] = found.get(str(number), 0) + number
    return (time.perf_counter() - began) * 1000, (time.thread_time() - spent) * 1000


def reference() -> dict[str, Any]:
    """What the machine does to a piece of work that is none of the program's: one after the other, and after pauses.
    The medians and the longest, (wall, computed) in milliseconds: so much of every figure here is the machine's."""
    told: dict[str, Any] = {}
    for name, pause, times in (("hot", 0.0, 200), ("after_a_pause", 0.5, 20)):
        seen = []
        for _ in range(times):
            time.sleep(pause)
            seen.append(fixed_work())
        ordered = sorted(seen)
        told[name] = {"median": ordered[times // 2], "longest": ordered[-1]}
        told[name] = {part: [round(one, 2) for one in pair] for part, pair in told[name].items()}
    return told


class Clock:
    def now(self) -> Any:
        return END


async def measure(folder: Path, *, opening_only: bool) -> dict[str, Any]:
    history = await History.open(folder / FILE, read_only=True)
    office: Any = busy_office()
    ports: Any = SimpleNamespace(ledger=history.ledger, facts=history.facts, money=None, claims=None, clock=Clock())
    office.money = Money(
        NETWORK, PROVIDER, history.browser, ports, reconciled=lambda: None, save=print, unit=lambda: "PLAY"
    )  # type: ignore[arg-type,return-value]
    book = (NETWORK, PROVIDER)
    office.jobs._answers |= {
        "count": lambda wanted: None, "page": lambda *a: None, "guests": lambda *a: None,
    }  # fmt: skip
    office.jobs.count = lambda wanted: history.browser.count(*book, wanted)
    office.jobs.page = lambda wanted, offset, limit: history.browser.page(*book, wanted, offset, limit)
    office.jobs.guests = lambda since, limit: history.browser.guests(*book, since, limit)
    office.card.readings = history.records.card
    desk = FakeDesk(full_state(Status.BUSY, running=tuple(running_job(n, 0) for n in range(STREAMS))))
    shell = QtShell(ICONS, tray_available=lambda: True)
    shell.show()
    shell.attach(desk, lambda: END, office)
    probe, garbage = Probe(), QtGarbage()
    garbage.start()
    probe.start()
    await asyncio.sleep(0.5)
    found: dict[str, Any] = {}
    await asyncio.sleep(AHEAD_S)
    probe.figures()
    began = time.perf_counter()
    shell.raise_window()
    window = shell.window
    assert window is not None
    await until(lambda: window.page.header.isVisible())
    window.repaint()
    found["standing_ms"] = round((time.perf_counter() - began) * 1000, 1)
    await until(lambda: window.page.earnings.place.chart is not None)
    found["first_chart_ms"] = round((time.perf_counter() - began) * 1000, 1)
    found["first_chart_after_standing_ms"] = round(found["first_chart_ms"] - found["standing_ms"], 1)
    await asyncio.sleep(FIRST_CHART_S)
    found["opening_stall_ms"] = probe.figures()
    if not opening_only:
        found |= await use(window, desk, probe)
    shell.close()
    garbage.stop()
    await history.close()
    return found


async def use(window: Any, desk: FakeDesk, probe: Probe) -> dict[str, Any]:
    """Every page twice while jobs stream, then all of them quickly and again, then the year."""
    found: dict[str, Any] = {}
    streaming = asyncio.create_task(stream(desk))
    for name in ("first_visit_stall_ms", "stall_ms"):  # what counts is use, not the first look, which builds the pages
        for spec in PAGES:
            window.open_page(spec.key)
            await asyncio.sleep(LOOK_S)
        found[name] = probe.figures()
    for turned in range(1 + QUICK_ROUNDS):
        for spec in PAGES:
            window.open_page(spec.key)
            await asyncio.sleep(QUICK_S)
        if not turned:  # the first round still finds the memory cold
            probe.figures()
    found["warm_stall_ms"] = probe.figures()
    streaming.cancel()
    return found | {"year_ms": await year(window)}


async def stream(desk: FakeDesk) -> None:
    """Four jobs, each so many tokens a second, as the worker tells the store."""
    tokens = 0
    while True:
        tokens = (tokens + 1) % 500
        running = tuple(replace(running_job(n, 0), tokens=tokens) for n in range(STREAMS))
        desk.set(replace(desk.state, running=running))
        await asyncio.sleep(1 / TOKENS_A_SECOND)


async def year(window: Any) -> dict[str, float]:
    """From the choice to the painted year, milliseconds, the median of five and the longest; each kind of stack."""
    window.open_page("earnings")
    page = window.pages.pages["earnings"]
    await until(lambda: page.is_drawn())
    found: dict[str, float] = {}
    for place in range(page.by.count()):
        times = []
        page.by.setCurrentIndex(place)
        for _ in range(5):
            for period in (Period.DAY, Period.YEAR):
                await until(page.is_drawn)
                page.stacks, began = [], time.perf_counter()
                page.choose(period, END.date())
                bars = 12 if period is Period.YEAR else 24
                await until(lambda: len(page.stacks) == bars and page.is_drawn())  # noqa: B023
                page.chart.chart.plot.viewport().repaint()
            times.append((time.perf_counter() - began) * 1000)
        found[page.by.itemText(place)] = round(sorted(times)[2], 1)
    return found


async def until(condition: Any) -> None:
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0)


def main() -> None:
    application = make_application()
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
        found = runner.run(measure(Path(sys.argv[1]), opening_only="opening" in sys.argv[2:]))
    print(json.dumps(found | {"reference_ms": reference(), "memory_page_ns": memory_page_ns()}), flush=True)


if __name__ == "__main__":
    main()

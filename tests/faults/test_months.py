"""People leave the program running for months: what it holds in memory does not grow with time."""

from __future__ import annotations

import gc
import os
import random
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.faults.world import World

HOUR = 3600.0
EVERY = 180.0
"""Seconds between two orders."""


async def live(folder: Path, stretches: int, seconds: float, note: Callable[[int], None]) -> None:
    """Offer and work; after each stretch of so many seconds `note` looks at what is alive."""
    rng = random.Random(1)
    async with World.open(folder) as world, world.program() as life:
        await world.clock.until(lambda: life.provider.lane.connected, 10)
        for stretch in range(stretches):
            for _ in range(round(seconds / EVERY)):
                world.order(rng, ttl=36_000)
                await world.clock.sleep(EVERY)
                world.wire.seen.clear()  # the test's own memory
                life.death.steps.clear()
            gc.collect()
            note(stretch)
        await life.settled()
        await life.check()


async def test_an_hour_of_work_leaves_nothing_behind(tmp_path: Path) -> None:
    """In bytes, which also tells of tables with texts as keys. The first third fills what is kept on purpose; in the
    second, what it left is replaced by what is counted."""
    held: list[int] = []

    def note(third: int) -> None:
        if third == 0:
            tracemalloc.start()
        held.append(tracemalloc.get_traced_memory()[0])

    try:
        await live(tmp_path, 3, HOUR / 3, note)
    finally:
        tracemalloc.stop()
    assert held[2] - held[1] <= 60_000, held


@pytest.mark.long
@pytest.mark.timeout(6 * HOUR)
async def test_a_month_leaves_nothing_behind(tmp_path: Path) -> None:
    """Its first day is left out: until then the lists that keep the last hundred jobs are filling."""
    days: list[Counter[str]] = []
    began = time.monotonic()

    def note(day: int) -> None:
        days.append(Counter(type(one).__qualname__ for one in gc.get_objects()))
        megabytes = psutil.Process(os.getpid()).memory_info().rss / 1e6
        print(f"day {day + 1}: {days[-1].total()} objects, {megabytes:.1f} MB with the network's own, "
              f"{time.monotonic() - began:.0f} s", flush=True)  # fmt: skip

    await live(tmp_path, 30, 24 * HOUR, note)
    more = {kind: count for kind, count in (days[-1] - days[0]).items() if count > 100}
    assert days[-1].total() - days[0].total() <= 2_000, more

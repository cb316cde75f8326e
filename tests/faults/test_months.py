"""People leave the program running for months: what it holds in memory does not grow with time."""

from __future__ import annotations

import gc
import os
import random
import time
from collections import Counter
from pathlib import Path

import psutil
import pytest

from tests.faults.world import World

HOUR = 3600.0


async def live(folder: Path, hours: int, report: bool = False) -> list[Counter[str]]:
    """What is alive after each hour of offering and work, by type."""
    rng, alive = random.Random(1), []
    async with World.open(folder) as world, world.program() as life:
        await world.clock.until(lambda: life.provider.lane.connected, 10)
        began = time.monotonic()
        for hour in range(hours):
            for _ in range(20):
                world.order(rng, ttl=36_000)
                await world.clock.sleep(HOUR / 20)
                world.wire.seen.clear()  # the test's own memory
                life.death.steps.clear()
            gc.collect()
            alive.append(Counter(type(one).__qualname__ for one in gc.get_objects()))
            if report and hour % 24 == 23:
                megabytes = psutil.Process(os.getpid()).memory_info().rss / 1e6
                print(f"day {hour // 24 + 1}: {alive[-1].total()} objects, {megabytes:.1f} MB, "
                      f"{len(world.possible)} jobs, {time.monotonic() - began:.0f} s", flush=True)  # fmt: skip
        await life.settled()
        await life.check()
    return alive


def assert_flat(before: Counter[str], after: Counter[str], allowed: int) -> None:
    more = {kind: count for kind, count in (after - before).items() if count > allowed // 10}
    assert after.total() - before.total() <= allowed, more


async def test_an_hour_of_work_leaves_nothing_behind(tmp_path: Path) -> None:
    alive = await live(tmp_path, 2)
    assert_flat(alive[0], alive[1], 400)


@pytest.mark.long
@pytest.mark.timeout(6 * HOUR)
async def test_a_month_leaves_nothing_behind(tmp_path: Path) -> None:
    """Its first day is left out: until then the lists that keep the last hundred jobs are filling."""
    alive = await live(tmp_path, 30 * 24, report=True)
    assert_flat(alive[24], alive[-1], 2_000)

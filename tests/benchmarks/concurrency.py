"""Adaptive concurrency on the real engine: tokens/s of what it settles on ÷ of the best fixed number, in pairs."""

from __future__ import annotations

import asyncio
import statistics
from pathlib import Path
from typing import Any

from desktop_app.domain import balance
from desktop_app.provider.waiting import settle
from tests.benchmarks.inside import Customer, Inside, inside

FIXED = (1, 2, 4, 6, 8)
MOST = 8
PAIRS = 5
STRETCH = 8.0
"""Seconds that each number is measured, after a lead-in."""
LEAD_IN = 2.0
ROUNDS = 2
PATIENCE = 180.0


def measure(folder: Path, pairs: int = PAIRS) -> dict[str, Any]:
    """The ratios, the seconds of load until it settled, and on how many jobs at once."""
    found = [asyncio.run(_pair(folder / str(k))) for k in range(pairs)]
    return {
        "ratio": round(statistics.median(pair["ratio"] for pair in found), 3),
        "settled_s": round(max(pair["settled_s"] for pair in found), 1),
        "pairs": found,
    }


async def _pair(folder: Path) -> dict[str, Any]:
    async with inside(folder, streams=MOST, places=20, most_at_once=MOST) as house:
        customers = [Customer(f"c{n}") for n in range(4)]
        load = asyncio.ensure_future(house.keep_full(customers, 7, (100, 300)))
        balancer = house.provider.economy.balancer
        await house.until(lambda: house.provider._floor.running, 60)
        began = house.clock.monotonic()
        balancer.follow(balance.parse())
        settled = await house.until(lambda: balancer.is_settled, PATIENCE)
        took, chosen = house.clock.monotonic() - began, balancer.slots
        balancer.follow(None)
        speeds = await _speeds(house, sorted({*FIXED, chosen}))
        await settle([load])
    best = max(speeds, key=lambda n: speeds[n])
    return {
        "settled": settled, "settled_s": round(took, 1), "chosen": chosen, "best": best,
        "ratio": round(speeds[chosen] / speeds[best], 3), "tokens_per_s": {n: round(s, 1) for n, s in speeds.items()},
    }  # fmt: skip


async def _speeds(house: Inside, numbers: list[int]) -> dict[int, float]:
    """Tokens/s by the owner's fixed number; the rounds go up and down, so that a drift hits all alike."""
    found: dict[int, list[float]] = {n: [] for n in numbers}
    for k in range(ROUNDS):
        for n in numbers if k % 2 == 0 else reversed(numbers):
            house.provider.economy.balancer._fixed = n
            house.provider._work_waits.ring()
            await house.clock.sleep(LEAD_IN)
            found[n].append(await house.speed(STRETCH))
    return {n: statistics.mean(speeds) for n, speeds in found.items()}

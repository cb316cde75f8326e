"""Ten real minutes of three tiers and six customers on the real engine: who got how much of it."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

from desktop_app.domain import tiers
from desktop_app.provider.waiting import settle
from tests.benchmarks.inside import Customer, Inside, inside

MINUTES = 10.0
SLOTS = 4
TIERS = tiers.parse({
    "basic": {"rate_per_hour": 0.05, "max_jobs": 1, "priority": "low"},
    "premium": {"rate_per_hour": 0.15, "max_jobs": 3, "priority": "high"},
    "enterprise": {"rate_per_hour": 0.25, "max_jobs": 5, "priority": "urgent"},
})  # fmt: skip
CUSTOMERS = tuple(Customer(f"{tier.name}-{n}", tier.name) for tier in TIERS for n in (1, 2))


def measure(folder: Path, minutes: float = MINUTES) -> dict[str, Any]:
    """Shares of the seconds of work by tier and customer, and the largest distance from the weights."""
    return asyncio.run(_run(folder / "fair", minutes * 60))


async def _run(folder: Path, seconds: float) -> dict[str, Any]:
    most: Counter[str] = Counter()
    async with inside(folder, streams=SLOTS, concurrency=SLOTS, places=20) as house:
        house.provider.policies.use_tiers(TIERS)
        load = asyncio.ensure_future(house.keep_full(CUSTOMERS, 3, (60, 240)))
        end = house.clock.monotonic() + seconds
        while house.clock.monotonic() < end:
            for tier, count in Counter(job.tier for job in house.provider._floor.running).items():
                most[tier] = max(most[tier], count)
            await house.clock.sleep(0.1)
        by_tier, by_customer = await _seconds(house)
        await settle([load])
    return _figures(by_tier, by_customer, most)


async def _seconds(house: Inside) -> tuple[Counter[str], Counter[str]]:
    """Seconds of work so far, ended and running."""
    by_tier: Counter[str] = Counter()
    by_customer: Counter[str] = Counter()
    now = house.clock.now()
    jobs = await house.history.journal.recent("bench", "me", now.replace(year=2000), 100_000)
    tier_of = {f"0x{c.name}": c.tier for c in CUSTOMERS}
    for job in jobs:
        by_tier[tier_of[job.customer]] += job.seconds
        by_customer[job.customer] += job.seconds
    for live in house.provider._floor.running:
        spent = house.clock.monotonic() - live.slot_since
        by_tier[live.tier] += spent
        by_customer[live.terms.customer] += spent
    return by_tier, by_customer


def _figures(by_tier: Counter[str], by_customer: Counter[str], most: Counter[str]) -> dict[str, Any]:
    whole, weights = sum(by_tier.values()), {t.name: t.share().weight for t in TIERS}
    wanted = {name: weight / sum(weights.values()) for name, weight in weights.items()}
    got = {name: by_tier[name] / whole for name in weights}
    return {
        "seconds": round(whole, 1),
        "wanted": {name: round(share, 4) for name, share in wanted.items()},
        "got": {name: round(share, 4) for name, share in got.items()},
        "furthest": round(max(abs(got[name] - wanted[name]) for name in weights), 4),
        "furthest_relative": round(max(abs(got[name] / wanted[name] - 1) for name in weights), 4),
        "customers": {name: round(spent, 1) for name, spent in sorted(by_customer.items())},
        "most_at_once": dict(most),
        "over_their_limit": [t.name for t in TIERS if most[t.name] > t.max_jobs],
    }

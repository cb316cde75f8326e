"""Half an hour of faults and more, chosen by hypothesis, in virtual time: nothing lost, nothing twice, books equal,
and the client asks for work again within five seconds of the network's return."""

from __future__ import annotations

import asyncio
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.faults.plan import AFTER, BEFORE, KINDS, Fault, Seeded, nothing
from tests.faults.world import Life, World

pytestmark = pytest.mark.logs  # faults are warned of

STEADY = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck), print_blob=True)


@dataclass(frozen=True)
class Episode:
    """`calm` seconds, then `seconds` in which every request (rate 1) or some meet one of `kinds`."""

    calm: float
    seconds: float
    kinds: tuple[str, ...]
    rate: float
    status: int
    seed: int


def episodes(longest: float) -> st.SearchStrategy[Episode]:
    outage = st.sampled_from([*BEFORE, *AFTER]).map(lambda k: ((k,), 1.0))
    noise = st.tuples(st.lists(st.sampled_from(KINDS), min_size=1, max_size=5).map(tuple), st.sampled_from([0.1, 0.3, 0.6]))
    return st.builds(
        lambda calm, seconds, how, status, seed: Episode(calm, seconds, how[0], how[1], status, seed),
        st.floats(1, 30), st.floats(1, longest), outage | noise, st.sampled_from([500, 502, 503, 504]), st.integers(0, 999),
    )  # fmt: skip


async def live_through(schedule: list[Episode], seed: int) -> float:
    """The longest time in virtual seconds from a network's return to the next question for work."""
    rng, slowest = random.Random(seed), 0.0
    with tempfile.TemporaryDirectory() as folder:
        async with World.open(Path(folder)) as world, world.program() as life:
            await world.clock.until(lambda: life.provider.lane.connected, 10)
            for episode in schedule:
                await custom(world, rng, episode.calm)
                if episode.rate == 1.0:
                    world.wire.outage = Fault(episode.kinds[0], 5.0, episode.status)
                else:
                    world.wire.plan = Seeded(episode.seed, episode.rate, episode.kinds, longest=20.0)
                await custom(world, rng, episode.seconds)
                world.wire.outage, world.wire.plan = None, nothing
                slowest = max(slowest, await back(world, life, episode))
            await life.settled(1800)
            await life.check()
    return slowest


async def custom(world: World, rng: random.Random, seconds: float) -> None:
    """Customers come while `seconds` pass."""
    end = world.clock.monotonic() + seconds
    while (left := end - world.clock.monotonic()) > 0:
        await world.clock.sleep(min(left, rng.uniform(5, 30)))
        world.order(rng, ttl=36_000)


async def back(world: World, life: Life, episode: Episode) -> float:
    """Seconds until the program asks again, or is known to the network and has its hands full."""
    began, lane, floor = world.clock.monotonic(), life.provider.lane, life.provider._floor
    seen = len(world.wire.seen)

    def asks() -> bool:
        full = lane.connected and floor.inflight >= 1
        return full or any(path.endswith("/poll") for _, _, path, _, _ in world.wire.seen[seen:])

    await world.clock.until(asks, 5, every=0.05) if "busy" not in episode.kinds else None
    return world.clock.monotonic() - began


@settings(STEADY, max_examples=4, derandomize=True, phases=[Phase.generate])
@given(st.lists(episodes(60), min_size=3, max_size=5), st.integers(0, 99))
def test_a_fault_schedule(schedule: list[Episode], seed: int) -> None:
    asyncio.run(live_through(schedule, seed))


@pytest.mark.long
@pytest.mark.timeout(7200)
@settings(STEADY, max_examples=25, phases=[Phase.generate])
@given(st.lists(episodes(180), min_size=12, max_size=24), st.integers(0, 9999))
def test_half_an_hour_of_faults(schedule: list[Episode], seed: int) -> None:
    schedule = schedule * (1 + int(1800 / sum(e.seconds for e in schedule)))
    print(f"{sum(e.seconds for e in schedule):.0f} s of faults, back after {asyncio.run(live_through(schedule, seed)):.1f} s at most")

"""Kill points: the program dies between any two steps from poll to booked money, again and again.

In virtual time, over the practice network with the real limits and a real history file. After each recovery:
nothing lost, nothing delivered twice, the ledger equal to the network's books."""

from __future__ import annotations

import random

import pytest

from tests.faults.world import PAID, Death, World

pytestmark = pytest.mark.logs  # faults are warned of


async def kills(tmp_path, points: int, seed: int) -> dict[str, int]:
    """Dies `points` times, each time a random number of steps after a start; how often at which step."""
    rng, places = random.Random(seed), {}
    async with World.open(tmp_path) as world:
        for point in range(points):
            for _ in range(rng.randint(1, 3)):
                world.order(rng)
            while True:  # now and then it dies again before it has recovered
                death = Death(rng.randint(1, 130))
                async with world.program(death):
                    await world.clock.until(death.came.is_set, 600)
                places[death.steps[death.at - 1]] = places.get(death.steps[death.at - 1], 0) + 1
                if rng.random() < 0.75:
                    break
            async with world.program() as life:
                await life.settled()
                await life.check()
            assert world.open_at_network == 0, point
    return places


async def test_killed_at_twenty_points(tmp_path):
    await kills(tmp_path, 20, 1)


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(5))
async def test_killed_at_a_thousand_points(tmp_path, seed):
    print(await kills(tmp_path, 200, 100 + seed))


@pytest.mark.timeout(600)
async def test_killed_at_every_step_of_one_job(tmp_path, request):
    """The steps of one paid job in order, each of them once (a few in the short form)."""
    folder = tmp_path / "whole"
    folder.mkdir()
    async with World.open(folder) as world:
        death = Death()
        world.possible.append(world.submit(**PAID))
        async with world.program(death) as life:
            await life.settled()
            steps = death.count
    every = 1 if request.config.getoption("--long") else 12
    for at in range(1, steps + 1, every):
        folder = tmp_path / str(at)
        folder.mkdir()
        async with World.open(folder) as world:
            world.possible.append(world.submit(**PAID))
            death = Death(at)
            async with world.program(death):
                await world.clock.until(death.came.is_set, 600)
            async with world.program() as life:
                await life.settled()
                await life.check()

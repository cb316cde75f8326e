"""How the network's allowance is spent, in virtual time over the practice network with the real limits."""

from __future__ import annotations

import itertools
import random
import statistics

import pytest

from tests.faults.plan import Fault, Script
from tests.faults.world import JOB, ME, PAID, World

pytestmark = pytest.mark.logs


def asked(world: World, what: str, since: float = 0.0, until: float = float("inf")) -> list[float]:
    return [at for at, _, path, _, _ in world.wire.seen if path.endswith(what) and since <= at < until]


async def test_polls_come_evenly_and_within_the_allowance(tmp_path):
    async with World.open(tmp_path) as world, world.program() as life:
        await world.clock.until(lambda: life.provider.lane.connected, 10)
        await world.clock.sleep(300)
        polls = asked(world, "/poll", 60)
        gaps = [b - a for a, b in itertools.pairwise(polls)]
        assert max(gaps) < 0.65 and len(asked(world, "/poll", 60, 120)) <= 100
        assert not [s for s in world.wire.seen if s[3]] and "better-rated" not in life.provider.store.state.reason
        await world.clock.sleep(400)
        assert "better-rated providers" in life.provider.store.state.reason, "none came for ten minutes: no error"
        world.possible.append(world.submit(**PAID))
        await life.settled()
        assert life.provider.store.state.reason == "Waiting for jobs"


async def test_short_jobs_now_and_then_do_not_use_up_what_the_next_one_needs(tmp_path):
    rng, waits = random.Random(3), []
    async with World.open(tmp_path) as world, world.program() as life:
        await world.clock.until(lambda: life.provider.lane.connected, 10)
        await world.clock.sleep(70)
        for _ in range(40):
            await world.clock.sleep(rng.uniform(0.3, 8.0))
            job, at = world.submit({**JOB, "max_tokens": 1}, **PAID), world.clock.monotonic()
            await world.clock.until(lambda job=job: world.state(job) != "QUEUED", 5, every=0.02)
            waits.append(world.clock.monotonic() - at)
            await world.clock.until(lambda job=job: world.state(job) == "COMPLETED", 5, every=0.1)
    assert statistics.median(waits) <= 0.36 and max(waits) <= 0.65


async def test_a_429_pauses_the_polls_alone_and_leaves_more_to_others(tmp_path):
    plan = Script({})
    async with World.open(tmp_path, plan) as world, world.program() as life:
        await world.clock.until(lambda: life.provider.lane.connected, 10)
        await world.clock.sleep(120)
        plan.faults = {"/poll": [Fault("busy", 60)]}
        await world.clock.until(lambda: any(s[3] == "busy" for s in world.wire.seen), 10, every=0.05)
        began = world.clock.monotonic()
        await world.clock.sleep(1)
        assert "used up what it grants" in life.provider.store.state.reason
        await world.clock.sleep(120)
        assert asked(world, "/poll", began + 0.1)[0] - began >= 59 and not asked(world, "/register", began)
        assert len(asked(world, "/heartbeat", began, began + 60)) >= 3, "it stays known, with the true inflight"
        assert life.provider.store.state.reason == "Waiting for jobs"
        assert 50 <= len(asked(world, "/poll", began + 61, began + 121)) <= 66, "a third less"
        row = world.network.store.one("SELECT status FROM miners WHERE id = ?", ME)
        assert row is not None and row["status"] == "ONLINE"


async def test_after_several_429s_it_still_asks_every_few_seconds(tmp_path):
    plan = Script({})
    async with World.open(tmp_path, plan) as world, world.program() as life:
        await world.clock.until(lambda: life.provider.lane.connected, 10)
        await world.clock.sleep(120)
        plan.faults = {"/poll": [Fault("busy", 2)] * 6}
        await world.clock.until(lambda: sum(s[3] == "busy" for s in world.wire.seen) == 6, 60)
        began = world.clock.monotonic()
        await world.clock.sleep(60)
        polls = asked(world, "/poll", began)
        assert max(b - a for a, b in itertools.pairwise([began, *polls])) < 5
        await world.clock.sleep(700)
        assert len(asked(world, "/poll", began + 690, began + 750)) > 90, "and tries for all of it again later"


async def test_a_fault_of_a_proxy_is_not_taken_for_being_forgotten(tmp_path, caplog):
    caplog.set_level("INFO")
    async with World.open(tmp_path, Script({"/poll": [Fault("status_before", status=502)]})) as world, world.program():
        await world.clock.until(lambda: len(asked(world, "/register")) == 2, 30)
    assert "a fault of its own" in caplog.text and "no longer knows" not in caplog.text

"""The corners of exactly-once delivery, one by one, in virtual time over the practice network with the real limits."""

from __future__ import annotations

import pytest

from desktop_app.domain.jobs import JobKey, Outcome
from tests.faults.plan import Fault, Script
from tests.faults.world import JOB, ME, PAID, Life, World

pytestmark = pytest.mark.logs


def posts(world: World, what: str, job: str = "") -> int:
    return sum(1 for _, _, path, _, _ in world.wire.seen if path.endswith(f"{job}/{what}"))


async def row(life: Life, job: str):
    found = await life.history.journal.get(JobKey("net", ME, job))
    assert found is not None
    return found


async def unsure(world: World, life: Life, **order) -> str:
    """A paid job whose result is on the wire or lost there."""
    job = world.submit(**PAID, **order)
    await world.clock.until(lambda: posts(world, "result") == 1, 120, every=0.05)
    return job


@pytest.mark.parametrize("fault", ["status_after", "half", "drop_after", "late"])
async def test_a_result_that_was_handled_is_sent_once_whatever_the_answer(tmp_path, fault):
    async with World.open(tmp_path, Script({"/result": [Fault(fault, 25.0, 500)]})) as world, world.program() as life:
        world.possible = [await unsure(world, life)]
        await life.settled()
        await life.check()
        assert posts(world, "result") == 1


@pytest.mark.parametrize("fault", ["lost_page", "status_before", "portal", "redirect", "hang", "drop_before", "refused", "busy"])
async def test_a_result_that_was_not_handled_is_not_lost(tmp_path, fault):
    async with World.open(tmp_path, Script({"/result": [Fault(fault, 30.0)] * 3})) as world, world.program() as life:
        world.possible = [await unsure(world, life)]
        await life.settled()
        await life.check()
        assert posts(world, "result") == 4


async def test_a_job_that_expires_while_its_result_is_unsure_is_closed_honestly(tmp_path):
    async with World.open(tmp_path, Script({"/result": [Fault("drop_before")]})) as world, world.program() as life:
        job = await unsure(world, life, ttl=30)
        await life.settled()
        assert posts(world, "result") == 1 and world.state(job) == "FAILED", "the list of running jobs does not grow"
        assert (await row(life, job)).outcome is Outcome.EXPIRED
        assert (await life.history.ledger.totals("net", ME)).jobs == 0


async def test_a_job_cancelled_while_its_result_is_unsure_and_did_not_arrive_is_not_sent(tmp_path):
    async with World.open(tmp_path, Script({"/result": [Fault("drop_before")]})) as world, world.program() as life:
        job = await unsure(world, life)
        world.network.jobs.cancel(job)
        await life.settled()
        assert posts(world, "result") == 1 and posts(world, "fail") == 0 and world.state(job) == "CANCELED"
        assert (await row(life, job)).outcome is Outcome.UNDELIVERED


async def test_a_job_cancelled_while_its_result_was_arriving_is_booked_as_that(tmp_path):
    async with World.open(tmp_path, Script({"/result": [Fault("late", 5.0)]})) as world, world.program() as life:
        job = await unsure(world, life)
        world.network.jobs.cancel(job)
        await life.settled()
        world.possible = [job]
        await life.check()
        found = await row(life, job)
        assert found.outcome is Outcome.COMPLETED and "cancelled" in found.reason


async def test_a_failure_whose_answer_got_lost_is_neither_repeated_nor_adopted(tmp_path):
    async with World.open(tmp_path, Script({"/fail": [Fault("drop_after")]})) as world, world.program() as life:
        world.impossible = [world.submit({"type": "training"}, **PAID)]
        await life.settled()
        await life.check()
        assert posts(world, "fail") == 1


async def test_a_failure_that_is_still_to_be_sent_is_not_adopted_again(tmp_path):
    async with World.open(tmp_path, Script({"/fail": [Fault("drop_before")]})) as world, world.program() as life:
        world.impossible = [world.submit({"type": "training"}, **PAID)]
        other = world.submit(**PAID)
        world.possible = [other]
        await life.settled()
        await life.check()
        assert posts(world, "fail") == 2


async def test_while_a_failure_cannot_be_sent_the_next_job_is_asked_for_at_once(tmp_path):
    async with World.open(tmp_path, Script({"/fail": [Fault("refused")] * 8})) as world, world.program() as life:
        bad = world.submit({"type": "training"}, **PAID)
        await world.clock.until(lambda: posts(world, "fail") == 1, 60, every=0.05)
        other = world.submit({**JOB, "max_tokens": 1}, **PAID)
        await world.clock.until(lambda: world.state(other) == "RUNNING", 2, every=0.05)
        assert world.state(bad) == "RUNNING"
        world.possible, world.impossible = [other], [bad]
        await life.settled()
        await life.check()


async def test_what_cannot_be_done_is_failed_within_a_second_though_the_chain_hangs(tmp_path):
    async with World.open(tmp_path, lambda _, path: Fault("hang") if "/rpc/" in path else None) as world, world.program():
        await world.clock.until(lambda: posts(world, "poll") > 1, 60, every=0.05)
        for payload in ({"type": "training"}, {**JOB, "model": "other"}, {"type": "inference", "model": "m"}):
            bad = world.submit(payload, **PAID)
            await world.clock.until(lambda bad=bad: world.state(bad) != "QUEUED", 5, every=0.02)
            await world.clock.until(lambda bad=bad: world.state(bad) == "FAILED", 1, every=0.02)


async def test_no_more_jobs_are_taken_than_can_be_answered(tmp_path):
    async with World.open(tmp_path, Script({"/fail": [Fault("refused")] * 60})) as world, world.program() as life:
        world.impossible = [world.submit({"type": "training"}, **PAID) for _ in range(30)]
        await world.clock.until(lambda: posts(world, "fail") == 40, 600)
        running = sum(world.state(job) == "RUNNING" for job in world.impossible)
        assert 5 <= running <= 15, "the others wait where somebody else may take them"
        await life.settled()
        await life.check()


async def test_a_hub_without_public_receipts_can_prove_all_the_same(tmp_path):
    plan = Script({"/result": [Fault("drop_after")], "/explorer/": [Fault("lost_page")] * 50})
    async with World.open(tmp_path, plan) as world, world.program() as life:
        world.possible = [await unsure(world, life)]
        await life.settled()
        await life.check()
        assert posts(world, "result") == 1


async def test_one_that_cannot_be_proven_does_not_hold_up_the_others(tmp_path):
    plan = Script({"/result": [Fault("drop_after")], "/explorer/": [Fault("status_before", status=500)] * 40})
    async with World.open(tmp_path, plan, concurrency=2) as world, world.program() as life:
        first = await unsure(world, life)
        second = world.submit(**PAID)
        await world.clock.until(lambda: world.state(second) == "COMPLETED", 20)
        assert len(await life.history.journal.open_intents("net", ME)) == 1
        world.possible = [first, second]
        await life.settled()
        await life.check()


async def test_what_is_closed_here_and_runs_there_is_failed_there(tmp_path):
    """Two empty lists, as a coordinator in trouble gives them, make a running job look cancelled."""
    async with World.open(tmp_path) as world, world.program() as life:
        life.runtime.per_token = 10.0
        job = world.submit(**PAID)
        await world.clock.until(lambda: life.runtime.generated > 0, 60)
        world.network.store.run("UPDATE jobs SET miner = 'nobody' WHERE id = ?", job)
        await world.clock.until(lambda: not life.provider._floor.jobs, 30)
        world.network.store.run("UPDATE jobs SET miner = ? WHERE id = ?", ME, job)
        await life.settled(180)
        assert world.state(job) == "FAILED" and posts(world, "fail") == 1 and posts(world, "result") == 0


async def test_a_lost_job_of_an_earlier_life_that_expired_is_failed(tmp_path):
    async with World.open(tmp_path) as world:
        async with world.program() as life:
            await world.clock.until(lambda: life.provider.lane.connected, 10)
        job = world.submit(ttl=20, **PAID)
        world.network.jobs.hand_out(job, ME)
        await world.clock.sleep(60)
        async with world.program() as life:
            await life.settled(60)
            assert world.state(job) == "FAILED"


async def test_a_job_in_the_hands_of_a_hanging_engine_goes_back_when_its_time_is_over(tmp_path):
    async with World.open(tmp_path) as world, world.program() as life:
        life.runtime.per_token = 3600.0
        job = world.submit({**JOB, "max_tokens": 4}, ttl=120, **PAID)
        await world.clock.until(lambda: world.state(job) == "FAILED", 200)
        await life.settled(60)

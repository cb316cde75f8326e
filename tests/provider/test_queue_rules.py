"""The queue in the running provider: who runs first, who gives way with its text kept, and what cannot make it."""

from __future__ import annotations

import pytest

from desktop_app.domain import queue_policy, tiers
from desktop_app.domain.errors import GenerationFailed
from tests.provider.house import JOB

pytestmark = pytest.mark.logs
TIERS = tiers.parse({
    "basic": {"rate_per_hour": 0, "max_jobs": 9, "priority": "low"},
    "urgent": {"rate_per_hour": 10, "max_jobs": 9, "priority": "urgent"},
})  # fmt: skip


def words(house, job_id):
    return house.coordinator.jobs[job_id]["result"]["output"].split()


def order(house):
    """The jobs in the order in which their results came."""
    return [detail[0] for name, detail in house.coordinator.calls if name == "result"]


async def begun(house, job_id, tokens=20):
    await house.until(lambda: (job := house.provider._floor.get(job_id)) and job.work.tokens >= tokens)


async def test_an_unpaid_job_gives_way_to_a_paid_one_and_goes_on_where_it_was(opened):
    async with opened(places=5) as house:
        house.coordinator.submit("unpaid", {**JOB, "max_tokens": 400}, amount=None)
        await begun(house, "unpaid")
        house.coordinator.submit("paid", {**JOB, "max_tokens": 40})
        await house.until(lambda: house.state_of("unpaid") == "COMPLETED")
        assert order(house) == ["paid", "unpaid"]
        assert words(house, "unpaid") == [f"w{n}" for n in range(400)]


@pytest.mark.parametrize("algorithm, first", [("priority", "urgent"), ("weighted_fair_share", "basic"), ("fifo", "basic")])
async def test_priority_preempts_a_lighter_tier_and_the_others_do_not(opened, algorithm, first):
    async with opened(places=5) as house:
        house.provider.policies.use_tiers(TIERS)
        house.provider.policies.keep_queue(queue_policy.parse(5, algorithm))
        house.coordinator.submit("basic", {**JOB, "max_tokens": 300, "tier": "basic"})
        await begun(house, "basic")
        house.coordinator.submit("urgent", {**JOB, "max_tokens": 30})
        await house.until(lambda: {house.state_of("basic"), house.state_of("urgent")} == {"COMPLETED"})
        assert order(house)[0] == first
        assert words(house, "basic") == [f"w{n}" for n in range(300)]


async def test_a_job_that_could_not_be_finished_afterwards_is_not_preempted(opened):
    async with opened(places=5) as house:
        house.coordinator.submit("unpaid", {**JOB, "max_tokens": 300}, amount=None, ttl=200)
        await begun(house, "unpaid")
        house.coordinator.submit("paid", {**JOB, "max_tokens": 4000})
        await house.until(lambda: house.state_of("unpaid") == "COMPLETED")
        assert order(house) == ["unpaid"]


async def test_what_cannot_make_it_behind_those_before_it_is_failed_early(opened):
    async with opened(places=9) as house:
        house.provider.policies.keep_queue(queue_policy.parse(9, "fifo"))
        house.provider.policies.queue._took = 1.0  # jobs were seen to take all of their longest time
        for n in range(4):
            house.coordinator.submit(f"{n}", {**JOB, "max_tokens": 3000}, ttl=6000)
        await house.until(lambda: len(house.provider._floor.queued) == 3)
        began = house.clock.monotonic()
        house.coordinator.submit("late", JOB, ttl=300)  # from its submission on
        await house.until(lambda: house.state_of("late") == "FAILED")
        assert "other work was first" in house.coordinator.jobs["late"]["error"]
        assert house.clock.monotonic() - began < 300, "not when its time is over"


async def test_a_runtime_that_breaks_is_tried_again_within_the_time_or_not_at_all(opened):
    async with opened() as house:
        house.runtime.faults = [GenerationFailed("broke")]
        house.coordinator.submit("again", JOB)
        await house.until(lambda: house.state_of("again") == "COMPLETED")
        assert words(house, "again") == [f"w{n}" for n in range(10)]
        house.provider.policies.keep_queue(queue_policy.parse(timeout_handling="fail"))
        house.runtime.faults = [GenerationFailed("broke")]
        house.coordinator.submit("once", JOB)
        await house.until(lambda: house.state_of("once") == "FAILED")
        assert "runtime failed" in house.coordinator.jobs["once"]["error"]

"""What the owner lays down through the façade governs the running provider: the queue, and the own quality check."""

from __future__ import annotations

import pytest

from desktop_app.domain.errors import RuntimeUnreachable
from desktop_app.domain.queue_policy import QueuePolicy
from tests.provider.house import JOB

pytestmark = pytest.mark.logs


async def test_the_network_is_told_how_many_may_wait_and_they_are_held(opened):
    async with opened() as house:
        house.runtime.per_token = 1.0
        house.provider.policies.keep_queue(QueuePolicy(places=2))
        await house.until(lambda: house.coordinator.concurrency == 3)
        for name in "abcd":
            house.coordinator.submit(name, JOB)
        await house.until(lambda: house.provider.store.state.queued == 2)
        assert house.state_of("d") == "QUEUED", "one runs, two wait here, the network keeps the rest"


async def test_without_auto_retry_a_broken_runtime_is_not_tried_again(opened):
    async with opened() as house:
        house.provider.policies.keep_queue(QueuePolicy(retries=False))
        house.runtime.faults.append(RuntimeUnreachable("gone"))
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.state_of("a") == "FAILED")


async def test_with_it_the_job_goes_on_from_its_text(opened):
    async with opened() as house:
        house.provider.policies.keep_queue(QueuePolicy(retries=True))
        house.runtime.faults.append(RuntimeUnreachable("gone"))
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.state_of("a") == "COMPLETED")


async def test_the_owners_quality_check_hands_back_and_sees_the_guides_facts(opened):
    seen = []

    async def check(result):
        seen.append((result.completion_time < result.timeout, result.error_rate, result.tokens))
        return False, "not good enough"

    async with opened() as house:
        house.provider.checker.use(check)
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.state_of("a") == "FAILED")
        assert "not good enough" in house.coordinator.jobs["a"]["error"] and seen == [(True, 0.0, 10)]
        house.provider.checker.use(None)
        house.coordinator.submit("b", JOB)
        await house.until(lambda: house.state_of("b") == "COMPLETED")

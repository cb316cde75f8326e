"""Long pauses: the network is told goodbye, and greeted again afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.provider.house import JOB

pytestmark = pytest.mark.logs


async def test_a_pause_until_resume_says_goodbye_and_resume_comes_back(opened):
    async with opened() as house:
        await house.provider.desk.pause(None)
        await house.until(lambda: house.coordinator.count("deregister") == 1)
        polls = house.coordinator.count("heartbeat")
        await house.clock.sleep(60)
        assert not house.coordinator.registered and house.coordinator.count("heartbeat") == polls
        await house.provider.desk.resume()
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.state_of("a") == "COMPLETED")
        assert house.coordinator.count("deregister") == 1


async def test_a_short_pause_stays_registered(opened):
    async with opened() as house:
        await house.provider.desk.pause(house.clock.now() + timedelta(minutes=9))
        await house.until(lambda: house.coordinator.status == "PAUSED")
        await house.clock.sleep(120)
        assert house.coordinator.registered


async def test_a_long_pause_with_an_end_comes_back_by_itself(opened):
    async with opened() as house:
        await house.provider.desk.pause(house.clock.now() + timedelta(seconds=900))
        await house.until(lambda: not house.coordinator.registered)
        state = house.provider.store
        await house.until(lambda: house.coordinator.registered and state.state.paused_until is None, timeout=40)
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.state_of("a") == "COMPLETED")


async def test_waiting_work_keeps_us_registered(opened):
    async with opened() as house:
        house.runtime.per_token = 2.0
        house.coordinator.submit("a", JOB, ttl=5000)
        await house.until(lambda: house.runtime.generated >= 1)
        await house.provider.desk.pause(house.clock.now() + timedelta(minutes=11))
        await house.clock.sleep(100)
        assert house.coordinator.registered and house.state_of("a") == "RUNNING"
        await house.provider.desk.resume()
        await house.until(lambda: house.state_of("a") == "COMPLETED")

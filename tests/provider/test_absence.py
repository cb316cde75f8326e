"""Long pauses: the network is told goodbye, and greeted again afterwards."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from desktop_app.domain.errors import AnswerLost
from tests.provider.house import JOB

pytestmark = pytest.mark.logs


LOST = AnswerLost("the connection broke")


def told(house, since=0):
    """What the coordinator was told of our record since then."""
    ours = ("register", "heartbeat", "poll", "deregister")
    return [name for name, _ in house.coordinator.calls[since:] if name in ours]


async def test_a_pause_until_resume_says_goodbye_and_resume_comes_back(opened):
    async with opened() as house:
        await house.provider.desk.pause(None)
        await house.until(lambda: house.coordinator.count("deregister") == 1)
        gone = len(house.coordinator.calls)
        await house.clock.sleep(400)
        assert told(house, gone) == [] and not house.coordinator.registered
        await house.provider.desk.resume()
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.state_of("a") == "COMPLETED")
        assert told(house, gone)[:3] == ["register", "heartbeat", "poll"] and "deregister" not in told(house, gone)


@pytest.mark.parametrize("event", ["a new price", "a clock that was set", "another pause"])
async def test_nothing_but_the_end_of_a_long_pause_brings_us_back(opened, event):
    async with opened() as house:
        await house.provider.desk.pause(None)
        await house.until(lambda: not house.coordinator.registered)
        gone = len(house.coordinator.calls)
        if event == "a new price":
            house.provider.lane.retry()
        elif event == "a clock that was set":
            await house.provider._come_back()
        else:
            await house.provider.desk.pause(house.clock.now() + timedelta(minutes=5))
        await house.clock.sleep(120)
        assert told(house, gone) == [] and not house.provider.lane.connected
        await house.provider.desk.resume()
        await house.until(lambda: house.coordinator.registered and house.coordinator.status == "ONLINE")


async def test_the_network_counts_as_knowing_us_through_a_long_pause_but_not_after_it(opened):
    async with opened() as house:
        lane = house.provider.lane
        await house.provider.desk.pause(None)
        await house.until(lambda: not house.coordinator.registered)
        assert lane.is_known and not lane.connected
        resuming = asyncio.create_task(house.provider.desk.resume())
        await asyncio.sleep(0)  # the gate is open; the answer waits for the disk, and the lane may be quicker
        assert not lane.is_known
        await resuming
        await house.until(lambda: lane.is_known)


async def test_waking_up_into_a_long_pause_keeps_silent(opened):
    async with opened() as house:
        await house.provider._before_sleep()
        await house.provider.desk.pause(None)
        gone = len(house.coordinator.calls)
        await house.provider._come_back()
        await house.clock.sleep(60)
        assert told(house, gone) == [] and not house.coordinator.registered


async def test_a_goodbye_that_got_lost_is_said_again(opened):
    async with opened() as house:
        house.coordinator.before["deregister"] = [LOST, LOST]
        await house.provider.desk.pause(None)
        await house.until(lambda: not house.coordinator.registered)
        gone = len(house.coordinator.calls)
        await house.clock.sleep(200)
        assert told(house, gone) == [] and house.coordinator.count("deregister") == 3
        await house.provider.desk.resume()
        await house.until(lambda: house.coordinator.registered)


async def test_a_registration_whose_answer_got_lost_is_taken_back_at_the_end(opened):
    async with opened() as house:
        register = house.coordinator.register

        async def unanswered(registration):
            await register(registration)
            raise LOST

        house.coordinator.register = unanswered
        house.provider.lane.retry()
        await house.until(lambda: not house.provider.lane.connected)
        assert house.coordinator.registered
    assert not house.coordinator.registered and told(house)[-1] == "deregister"


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

"""The owner comes first: signals in, the gate, the runtime and the yield log out."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from desktop_app.domain.health import Kind as Alerted
from desktop_app.domain.others import CardLook
from desktop_app.domain.presence import Kind, Manner, Manners, Sighting, Stage
from desktop_app.domain.state import Status
from desktop_app.domain.yields import Freed
from desktop_app.provider.ports import BlindSpot, CannotTell
from tests.provider.house import JOB

SOON = Manners(quiet_s=10.0, clear_s=5.0)
WORDS = [f"w{n}" for n in range(10)]


def says(house, kind, here=True, detail=""):
    house.provider.owner.tell("test", Sighting(kind, here, house.clock.monotonic(), detail))


async def rows(house):
    return await house.history.yields.since(house.clock.now() - timedelta(days=1), 100)


async def running(house, tokens=3):
    house.runtime.per_token = 2.0
    house.coordinator.submit("a", JOB)
    await house.until(lambda: house.runtime.generated >= tokens)


async def test_input_stops_the_generation_keeps_its_text_and_the_model(opened):
    async with opened(manners=SOON) as house:
        await running(house)
        says(house, Kind.INPUT)
        assert house.provider.gate.state.stops_work, "the gate moved before tell returned"
        await house.until(lambda: not house.provider.store.state.running)
        state = house.provider.store.state
        assert state.status is Status.YIELDING and state.reason == "You are using the computer"
        stopped_at = house.runtime.generated
        assert stopped_at < 10 and house.runtime.released == 0
        says(house, Kind.INPUT, here=False)
        left = house.clock.monotonic()
        await house.until(lambda: house.state_of("a") == "COMPLETED")
        assert house.clock.monotonic() - left >= 10
        assert house.runtime.generated == 10, "nothing was generated twice"
        assert house.coordinator.jobs["a"]["result"]["output"].split() == WORDS
        (row,) = await rows(house)
        assert (row.stage, row.jobs, row.freed) == (Stage.USING, 1, Freed.NOT_ASKED)
        assert row.stop_s < 5 and row.free_s is None and row.resumed_at > row.at
        await house.until(lambda: house.provider.store.state.owner.month.count == 1)


async def test_a_game_gets_the_card_and_its_name_stays_here(opened):
    async with opened(manners=SOON) as house:
        house.coordinator.submit("a", JOB, ttl=100)
        house.runtime.per_token = 2.0
        await house.until(lambda: house.runtime.generated >= 3)
        says(house, Kind.INPUT)
        says(house, Kind.PROGRAM, detail="Hop")
        await house.until(lambda: house.runtime.released == 1)
        assert house.provider.store.state.reason == "Game: Hop is running"
        assert house.provider.store.state.owner.game == "Hop"
        await house.until(lambda: house.state_of("a") == "FAILED", 20)
        assert "Hop" not in house.coordinator.jobs["a"]["error"]
        told = house.provider.gate.state.told_to_customers
        assert told == "its owner needs the computer"
        says(house, Kind.INPUT, here=False)
        says(house, Kind.PROGRAM, here=False, detail="Hop")
        await house.until(lambda: house.provider.gate.state.is_open)
        await house.clock.sleep(2)
        (row,) = await rows(house)
        assert (row.stage, row.reason, row.freed) == (Stage.NEEDING, "Game: Hop is running", Freed.TOLD)
        assert row.resumed_at - row.at > timedelta(seconds=10)


@pytest.mark.logs
async def test_a_runtime_that_keeps_the_memory_is_named_with_what_to_do(opened):
    async with opened(manners=SOON) as house:
        async def cannot():
            return False

        house.runtime.release = cannot
        says(house, Kind.FULL_SCREEN, detail="Hop")
        await house.until(lambda: house.provider.store.state.owner.note)
        state = house.provider.store.state
        assert "(fake) did not give the card's memory back" in state.notes[-1] and "Quit it" in state.notes[-1]
        says(house, Kind.FULL_SCREEN, here=False)
        await house.until(lambda: house.provider.gate.state.is_open)
        assert not house.provider.store.state.owner.note
        await house.clock.sleep(2)
        assert [row.freed for row in await rows(house)] == [Freed.CANNOT]


@pytest.mark.parametrize("manner", [Manner.KEEP, Manner.SLOW])
async def test_who_keeps_working_or_slows_down_is_not_stopped_by_a_key(opened, manner):
    async with opened(manners=Manners(manner), concurrency=2) as house:
        says(house, Kind.INPUT)
        assert house.provider.gate.state.is_open
        assert house.provider.owner.slots(2) == (1 if manner is Manner.SLOW else 2)
        house.runtime.per_token = 0.5
        for name in "ab":
            house.coordinator.submit(name, JOB)
        most = 0
        while not all(house.state_of(name) == "COMPLETED" for name in "ab"):
            most = max(most, len(house.provider.store.state.running))
            await asyncio.sleep(0.002)
        assert most == (1 if manner is Manner.SLOW else 2)
        assert await rows(house) == []


async def test_stop_now_is_a_yield_too_and_ends_with_resume(opened):
    async with opened() as house:
        await running(house, 1)
        await house.provider.desk.stop_now()
        assert house.runtime.released == 1
        await house.until(lambda: house.state_of("a") == "FAILED")
        await house.provider.desk.resume()
        await house.clock.sleep(2)
        (row,) = await rows(house)
        assert (row.reason, row.jobs, row.stage) == ("Stopped by you", 1, Stage.NEEDING) and row.resumed_at


async def test_while_paused_a_game_gets_the_card_and_no_row(opened):
    async with opened() as house:
        await house.provider.desk.pause(None)
        says(house, Kind.PROGRAM, detail="Hop")
        await house.until(lambda: house.runtime.released == 1)
        await house.clock.sleep(2)
        assert await rows(house) == []


async def test_a_pause_until_the_game_ends(opened):
    async with opened(manners=Manners(ignored=frozenset({Kind.PROGRAM}))) as house:
        with pytest.raises(ValueError, match="no game"):
            await house.provider.desk.pause_for_game()
        says(house, Kind.PROGRAM, detail="Hop")
        assert house.provider.gate.state.is_open, "switched off"
        await house.provider.desk.pause_for_game()
        assert house.provider.store.state.reason == "Paused by you until Hop ends"
        says(house, Kind.PROGRAM, here=False, detail="Hop")
        assert house.provider.gate.state.is_open


async def test_another_pause_outlives_the_game(opened):
    async with opened(manners=Manners(ignored=frozenset({Kind.PROGRAM}))) as house:
        says(house, Kind.PROGRAM, detail="Hop")
        await house.provider.desk.pause_for_game()
        await house.provider.desk.pause(None)
        says(house, Kind.PROGRAM, here=False, detail="Hop")
        assert house.provider.store.state.reason == "Paused by you until you resume"


async def test_others_on_the_card(opened):
    async with opened(manners=SOON) as house:
        for _ in range(2):
            house.provider.owner.look_at_card(CardLook(8 << 30, 5 << 30, 0.0))
        assert "memory" in house.provider.store.state.reason
        house.provider.owner.look_at_card(CardLook(8 << 30, 1 << 30, 0.0))
        await house.until(lambda: house.provider.gate.state.is_open)


class Teller:
    """A source that speaks once, and then cannot any more."""

    name, kinds = "teller", frozenset({Kind.GAMEPAD})

    async def watch(self, tell):
        tell(Sighting(Kind.GAMEPAD, True, 0.0))
        raise CannotTell("its cable was pulled")


async def test_a_source_that_falls_silent_is_named_and_does_not_hold_the_card_for_good(opened):
    async with opened(manners=SOON, watchers=[Teller()]) as house:
        def gamepad():
            return next(s for s in house.provider.store.state.owner.signals if s.kind is Kind.GAMEPAD)

        await house.until(lambda: gamepad().why_silent)
        assert gamepad().why_silent == "teller: its cable was pulled" and not gamepad().sources
        await house.until(lambda: house.provider.gate.state.is_open)


async def test_slowed_down_work_rests_between_jobs(opened):
    manners = Manners(Manner.SLOW, slow_pause_s=40.0)
    async with opened(manners=manners, concurrency=2, places=3) as house:
        says(house, Kind.INPUT)
        for name in "ab":
            house.coordinator.submit(name, JOB)
        await house.until(lambda: house.provider.store.state.running)
        assert house.coordinator.status == "ONLINE" and "QUEUED" in map(house.state_of, "ab"), "what would wait is left"
        await house.until(lambda: len(house.provider.store.state.recent) == 2)
        first, second = sorted(house.provider.store.state.recent, key=lambda job: job.finished_at)
        assert (second.finished_at - first.finished_at).total_seconds() >= 40.0


class Half:
    """A source that misses a part."""

    name, kinds = "half", frozenset({Kind.GAMEPAD})

    async def watch(self, tell):
        raise BlindSpot("it sees only the left half")


class Whole(Half):
    name = "whole"

    async def watch(self, tell):
        await asyncio.Event().wait()


async def test_a_blind_spot_is_told_although_others_speak(opened):
    async with opened(watchers=[Half(), Whole()]) as house:
        def gamepad():
            return next(s for s in house.provider.store.state.owner.signals if s.kind is Kind.GAMEPAD)

        await house.until(lambda: gamepad().blind_spot)
        told = gamepad()
        assert (told.blind_spot, told.sources, told.why_silent) == ("it sees only the left half", ("whole",), "")


@pytest.mark.logs
async def test_the_button_of_an_alert_does_what_it_says(opened):
    async with opened() as house:
        raised = []
        for kind in (Alerted.HIGH_MEMORY, Alerted.TEMPERATURE):
            await house.provider.health._raise(kind, "words")
        memory, heat = house.provider.health.alerts
        house.provider.press(memory.number, lambda: raised.append("window"))
        await house.until(lambda: house.provider.health.alerts[0].seen_at)
        assert raised == ["window"] and house.provider.gate.state.is_open
        house.provider.press(heat.number, lambda: raised.append("window"))
        await house.until(lambda: house.provider.store.state.is_paused)
        assert raised == ["window"]


async def test_the_card_itself_tells_of_others_once_it_was_read(opened):
    async with opened() as house:
        def load():
            return next(s for s in house.provider.store.state.owner.signals if s.kind is Kind.OTHERS_LOAD)

        assert load().why_silent == "the card: no reading of it yet"
        house.provider.owner.look_at_card(CardLook(8 << 30, 1 << 30, 0.0))
        house.provider.store.touch()
        assert (load().sources, load().why_silent) == (("the card",), "")

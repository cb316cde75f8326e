"""The owner's no outlasts every end of the program: it is there again before anybody is offered anything."""

from __future__ import annotations

import asyncio
import threading
import time
from datetime import timedelta

import pytest

from desktop_app.domain.errors import ProfileError
from desktop_app.domain.owners_word import OwnersWord
from desktop_app.domain.presence import Kind, Sighting
from desktop_app.domain.state import Status
from desktop_app.provider.owners_word import LastWord
from desktop_app.provider.worker import Worker
from desktop_app.system.owners_word import OwnersWordFile
from tests.provider.house import JOB

pytestmark = pytest.mark.logs


class SlowDisk:
    """A disk that takes nothing until it `goes`; every word that reached it is in `took`."""

    def __init__(self, monkeypatch):
        self.goes, self.took, keep = threading.Event(), [], OwnersWordFile.keep

        def slow(file, word):
            assert self.goes.wait(30)
            keep(file, word)
            self.took.append(word)

        monkeypatch.setattr(OwnersWordFile, "keep", slow)


async def say(house, what):
    if what == "stop now":
        await house.provider.desk.stop_now()
    else:
        await house.provider.desk.pause(house.clock.now() + timedelta(hours=2) if what == "two hours" else None)


@pytest.mark.parametrize("crash", [False, True], ids=["an end in order", "a kill"])
@pytest.mark.parametrize("what", ["until resume", "two hours", "stop now"])
async def test_a_no_is_there_again_after_a_restart_and_nothing_is_offered(opened, what, crash):
    async with opened(crash=crash) as house:
        await say(house, what)
        said = house.provider.store.state
    gone = len(house.coordinator.calls)
    async with opened(ready=False, crash=crash) as house:
        first = house.provider.store.state
        assert (first.status, first.reason, first.paused_until) == (Status.PAUSED, said.reason, said.paused_until)
        house.coordinator.submit("a", JOB)
        await house.until(lambda: "list" in [name for name, _ in house.coordinator.calls[gone:]])
        await house.clock.sleep(100)
        assert not {"register", "poll"} & {name for name, _ in house.coordinator.calls[gone:]}
        await house.until(lambda: not house.coordinator.registered)
        await house.provider.desk.resume()
        await house.until(lambda: house.state_of("a") == "COMPLETED")
    async with opened() as house:
        assert house.provider.store.state.status is Status.OFFERING


async def test_a_short_pause_is_told_to_the_network_and_ends_by_itself(opened):
    async with opened() as house:
        await house.provider.desk.pause(house.clock.now() + timedelta(minutes=5))
    gone = len(house.coordinator.calls)
    async with opened(ready=False) as house:
        assert house.provider.store.state.status is Status.PAUSED
        await house.until(lambda: house.coordinator.registered and house.coordinator.status)
        told = [detail[1] for name, detail in house.coordinator.calls[gone:] if name == "heartbeat"]
        assert told[0] == "PAUSED", told
        await house.until(lambda: house.coordinator.status == "ONLINE")


async def test_a_pause_that_ended_meanwhile_is_over(opened):
    async with opened() as house:
        await house.provider.desk.pause(house.clock.now() + timedelta(seconds=30))
    await house.clock.sleep(40)
    async with opened(ready=False) as house:
        assert house.provider.store.state.status is not Status.PAUSED
        await house.until(lambda: house.coordinator.status == "ONLINE")


async def test_a_stop_that_a_kill_cut_short_is_carried_out(opened, tmp_path):
    async with opened(crash=True) as house:
        house.runtime.per_token = 5.0
        house.coordinator.submit("a", JOB, ttl=50_000)
        await house.until(lambda: house.runtime.generated >= 1)
    OwnersWordFile(tmp_path).keep(OwnersWord(stopped=True))
    async with opened(ready=False) as house:
        await house.until(lambda: house.state_of("a") == "FAILED")
        assert "owner needed the machine" in house.coordinator.jobs["a"]["error"]
        await house.until(lambda: house.runtime.released)
        assert house.runtime.generated == 0


async def test_a_pause_until_the_game_ends_takes_the_place_of_a_longer_one(opened, tmp_path):
    async with opened() as house:
        await house.provider.desk.pause(None)
        house.provider.owner.tell("test", Sighting(Kind.PROGRAM, True, house.clock.monotonic(), "hop"))
        await house.provider.desk.pause_for_game()
        assert OwnersWordFile(tmp_path).load() == OwnersWord()
        house.provider.owner.tell("test", Sighting(Kind.PROGRAM, False, house.clock.monotonic()))
        await house.until(lambda: house.provider.store.state.status is Status.OFFERING)


async def test_a_disk_that_does_not_take_it_keeps_nobody_from_pausing_and_is_said(opened, monkeypatch):
    async with opened() as house:

        def full(_self, _word):
            raise ProfileError("owners-word.json cannot be written (No space left on device)")

        monkeypatch.setattr(OwnersWordFile, "keep", full)
        await house.provider.desk.pause(None)
        state = house.provider.store.state
        assert state.status is Status.PAUSED
        assert any("next start will not know" in note and "No space left" in note for note in state.notes), state.notes
        monkeypatch.undo()
        await house.provider.desk.resume()
        assert not any("next start" in note for note in house.provider.store.state.notes)


async def test_a_slow_disk_holds_up_neither_stop_now_nor_anything_else_and_the_answer_waits_for_it(
    opened, tmp_path, monkeypatch
):
    disk = SlowDisk(monkeypatch)
    async with opened() as house:
        house.runtime.per_token = 5.0
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.runtime.generated >= 1)
        stopping = asyncio.create_task(house.provider.desk.stop_now())
        await house.until(lambda: house.runtime.released and house.state_of("a") == "FAILED")
        assert house.provider.store.state.status is Status.PAUSED
        assert not stopping.done() and not disk.took
        disk.goes.set()
        await asyncio.wait_for(stopping, 30)
        assert OwnersWordFile(tmp_path).load() == OwnersWord(stopped=True)


async def test_what_was_said_last_is_what_a_slow_disk_keeps(opened, tmp_path, monkeypatch):
    disk = SlowDisk(monkeypatch)
    async with opened() as house:
        desk = house.provider.desk
        saying = [asyncio.create_task(what) for what in (desk.pause(None), desk.stop_now(), desk.resume(), desk.pause(None))]
        await house.until(lambda: house.provider.store.state.status is Status.PAUSED)
        disk.goes.set()
        await asyncio.wait_for(asyncio.gather(*saying), 30)
        assert disk.took[-1] == OwnersWordFile(tmp_path).load() == OwnersWord(paused=True)


@pytest.fixture
def slow(monkeypatch):
    """A disk that takes half a second for every word."""
    keep = OwnersWordFile.keep

    def slowly(file, word):
        time.sleep(0.5)
        keep(file, word)

    monkeypatch.setattr(OwnersWordFile, "keep", slowly)


async def say_and_go(house):
    """A pause for whose answer nobody waits."""
    saying = asyncio.create_task(house.provider.desk.pause(None))
    await house.until(lambda: house.provider.store.state.status is Status.PAUSED)
    saying.cancel()


async def test_what_nobody_waits_for_is_written_down_before_the_program_ends(opened, tmp_path, slow):
    async with opened() as house:
        await say_and_go(house)
    assert OwnersWordFile(tmp_path).load() == OwnersWord(paused=True)


async def test_what_was_said_last_is_written_down_also_where_the_goodbye_breaks_off(opened, tmp_path, slow, monkeypatch):
    async def broken(_worker, _why):
        raise ProfileError("the history cannot be written")

    async with opened() as house:
        await say_and_go(house)
        monkeypatch.setattr(Worker, "hand_back_all", broken)
    assert OwnersWordFile(tmp_path).load() == OwnersWord(paused=True)


@pytest.mark.parametrize("last", ["stop", "resume"])
async def test_what_is_said_between_two_starts_of_the_services_counts_for_the_new_one(opened, tmp_path, monkeypatch, last):
    """To the desk of the one that ended, while the disk takes nothing: the new one is shown later than it is built."""
    word = LastWord(OwnersWordFile(tmp_path))
    async with opened(last_word=word) as house:
        before = house.provider.desk
    disk = SlowDisk(monkeypatch)
    first = asyncio.create_task(before.pause(None))
    await house.until(lambda: house.provider.gate.has("pause"))
    gone = len(house.coordinator.calls)
    async with opened(ready=False, last_word=word) as house:
        assert house.provider.store.state.status is Status.PAUSED
        second = asyncio.create_task(before.resume() if last == "resume" else before.stop_now())
        await asyncio.sleep(0)
        house.provider.catch_up()
        assert house.provider.gate.has("panic") == (last == "stop") and house.provider.gate.has("pause") == (last == "stop")
        if last == "resume":
            await house.until(lambda: house.coordinator.status == "ONLINE")
        else:
            await house.until(lambda: "list" in [name for name, _ in house.coordinator.calls[gone:]])
            assert not {"register", "poll"} & {name for name, _ in house.coordinator.calls[gone:]}
        disk.goes.set()
        await asyncio.wait_for(asyncio.gather(first, second), 30)
    assert OwnersWordFile(tmp_path).load() == (OwnersWord() if last == "resume" else OwnersWord(True, True))

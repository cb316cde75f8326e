"""What nobody foresaw costs one job: it goes back with an honest reason, and its slot is free for the next one."""

from __future__ import annotations

import logging

import pytest

from desktop_app.domain.errors import NoScratch, ProfileError
from desktop_app.domain.state import Status
from tests.provider.house import JOB
from tests.provider.test_media_jobs import REENCODE, Tools

pytestmark = pytest.mark.logs("error")
TOLD = "The provider hit an internal error."


async def goes_back_and_work_goes_on(house, caplog):
    await house.until(lambda: house.state_of("a") == "FAILED")
    assert house.coordinator.jobs["a"]["error"] == TOLD
    house.coordinator.submit("b", JOB)
    await house.until(lambda: house.state_of("b") == "COMPLETED")
    ended = {job.job_id: job.reason for job in await house.provider.desk.jobs(10)}
    assert ended["a"] == TOLD and ended["b"] == ""
    assert any(record.exc_info and "a" in record.getMessage() for record in caplog.records if record.levelno == logging.ERROR)
    assert house.provider.store.state.status in (Status.OFFERING, Status.BUSY)


@pytest.mark.parametrize("error", [FileNotFoundError(2, "No such file or directory"), KeyError("x"), ZeroDivisionError()])
async def test_a_tool_that_raises_what_nobody_foresaw(opened, caplog, error):
    async with opened(media=Tools(error), concurrency=1) as house:
        house.coordinator.submit("a", REENCODE)
        await goes_back_and_work_goes_on(house, caplog)


async def test_a_generation_that_raises_what_nobody_foresaw(opened, caplog):
    async with opened(concurrency=1) as house:
        house.runtime.faults = [RuntimeError("dictionary changed size")]
        house.coordinator.submit("a", JOB)
        await goes_back_and_work_goes_on(house, caplog)


async def test_a_look_that_raises_what_nobody_foresaw(opened, caplog, monkeypatch):
    async with opened(concurrency=1) as house:
        intake = house.provider._intake
        screen = intake.screen

        async def broken(live):
            if live.key.job_id == "a":
                raise TypeError("unhashable")
            await screen(live)

        monkeypatch.setattr(intake, "screen", broken)
        house.coordinator.submit("a", JOB)
        await goes_back_and_work_goes_on(house, caplog)


async def test_an_end_that_raises_what_nobody_foresaw(opened, caplog, monkeypatch):
    async with opened(concurrency=1) as house:
        handover = house.provider._worker._handover
        complete, broken = handover.complete, ["a"]

        async def once(job):
            if job.key.job_id in broken:
                raise ValueError("a lone surrogate")
            await complete(job)

        monkeypatch.setattr(handover, "complete", once)
        house.coordinator.submit("a", JOB)
        await goes_back_and_work_goes_on(house, caplog)


@pytest.mark.parametrize("call", ["set_phase", "save_partial"])
async def test_a_history_that_takes_nothing_for_a_while_costs_one_job(opened, monkeypatch, call):
    async with opened(concurrency=1) as house:
        full = ProfileError("There is no room left")
        journal = house.history.journal

        async def refuses(*_args, **_kwargs):
            raise full

        house.runtime.per_token = 1.0
        monkeypatch.setattr(journal, call, refuses)
        monkeypatch.setattr(journal, "finish", refuses)
        worker = house.provider._worker
        job_done = house.clock.monotonic() + 60
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.clock.monotonic() > job_done)
        assert house.state_of("a") == "RUNNING"
        monkeypatch.undo()
        await house.until(lambda: house.state_of("a") == "FAILED")
        await house.until(lambda: not worker.running)
        house.coordinator.submit("b", JOB)
        await house.until(lambda: house.state_of("b") == "COMPLETED")


async def test_a_finished_result_waits_for_a_history_that_takes_nothing(opened, monkeypatch):
    async with opened(concurrency=1) as house:
        journal, tries = house.history.journal, []

        async def refuses(*_args, **_kwargs):
            tries.append(1)
            raise ProfileError("There is no room left")

        monkeypatch.setattr(journal, "finish", refuses)
        house.coordinator.submit("a", JOB)
        await house.until(lambda: len(tries) > 2)
        monkeypatch.undo()
        await house.until(lambda: house.state_of("a") == "COMPLETED")
        assert house.coordinator.jobs["a"]["result"]["output"].split() == [f"w{n}" for n in range(10)]


async def test_no_room_for_sound_and_film_is_a_reason_and_not_tried_again(opened):
    tools = Tools(NoScratch("its disk is full"))
    async with opened(media=tools) as house:
        house.coordinator.submit("a", REENCODE)
        await house.until(lambda: house.state_of("a") == "FAILED")
        told = house.coordinator.jobs["a"]["error"]
        assert told == "The provider cannot keep the file while it works on it: its disk is full." and len(tools.tasks) == 1

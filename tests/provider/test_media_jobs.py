"""Jobs on sound and film on their way through the house: from the payload to the result or the reason."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from desktop_app.domain.errors import GenerationFailed
from desktop_app.domain.media import MediaRefused
from desktop_app.domain.media_jobs import MediaOffer, MediaTask, Reencode, Transcription
from tests.provider.house import JOB

pytestmark = pytest.mark.logs
URL = "https://files.example/clip.mkv"
REENCODE: dict[str, Any] = {"type": "reencode", "url": URL, "output_format": "mp4"}
TRANSCRIBE: dict[str, Any] = {"type": "transcribe", "input": URL}


class Tools:
    """Gives `result`, or raises it, after `steps` looks at the progress; waits for `go` before its end."""

    def __init__(self, result: str | Exception, offer: MediaOffer | None = None) -> None:
        self.result, self.tasks, self.closed, self.go = result, list[MediaTask](), 0, asyncio.Event()
        self.offer = offer or MediaOffer(frozenset({"mp4"}), frozenset({"base"}))
        self.faults: list[Exception] = []
        self.allowed = ("Sound and film may do this.",)
        self.shut_in = 2
        self.go.set()

    async def run(self, task: MediaTask, largest: int) -> AsyncIterator[float | str]:
        self.tasks.append(task)
        try:
            yield 1.5
            await self.go.wait()
            if self.faults:
                raise self.faults.pop(0)
            if isinstance(self.result, Exception):
                raise self.result
            yield self.result
        finally:
            self.closed += 1


async def test_a_file_is_delivered_inline(opened):
    tools = Tools("QUJDRA==")
    async with opened(media=tools) as house:
        [registration] = [detail for name, detail in house.coordinator.calls if name == "register"]
        assert registration.capabilities["supported_tasks"] == ["inference", "transcribe", "reencode"]
        assert house.provider.store.state.allowed[-1] == tools.allowed[0]
        house.coordinator.submit("a", REENCODE)
        await house.until(lambda: house.state_of("a") == "COMPLETED")
        result = house.coordinator.jobs["a"]["result"]
        assert result["output"] == "QUJDRA==" and result["output_encoding"] == "base64"
        assert (result["output_format"], result["output_size_bytes"], result["finish_reason"]) == ("mp4", 4, "stop")
        assert tools.tasks == [Reencode(URL, "mp4")]


async def test_speech_is_delivered_as_text(opened):
    tools = Tools("Good morning.")
    async with opened(media=tools) as house:
        house.coordinator.submit("a", TRANSCRIBE)
        await house.until(lambda: house.earned > 0)
        result = house.coordinator.jobs["a"]["result"]
        assert result["output"] == result["transcription"] == "Good morning." and result["model"] == "base"
        assert tools.tasks == [Transcription(URL)]
        house.coordinator.submit("b", JOB)  # and prompts as ever
        await house.until(lambda: house.state_of("b") == "COMPLETED")


async def test_nothing_of_it_is_taken_where_nothing_is_switched_on(opened):
    async with opened() as house:
        [registration] = [detail for name, detail in house.coordinator.calls if name == "register"]
        assert registration.capabilities["supported_tasks"] == ["inference"]
        for job_id, payload in (("a", REENCODE), ("b", TRANSCRIBE)):
            house.coordinator.submit(job_id, payload)
            await house.until(lambda job_id=job_id: house.state_of(job_id) == "FAILED")
            assert house.coordinator.jobs[job_id]["error"].endswith("it offers inference.")


HOSTILE: list[dict[str, Any]] = [
    REENCODE | {"url": "file:///etc/passwd"}, REENCODE | {"url": "/etc/passwd"}, REENCODE | {"url": None},
    REENCODE | {"url": ["http://a.example/"]}, REENCODE | {"output_format": "../../x"}, REENCODE | {"output_format": 5},
    REENCODE | {"url": "http://me:secret@a.example/"}, TRANSCRIBE | {"model": "../base"}, TRANSCRIBE | {"model": {}},
    TRANSCRIBE | {"prompt": "x" * 5000}, TRANSCRIBE | {"input": "concat:/etc/passwd"}, {"type": "transcribe"},
]  # fmt: skip


async def test_bad_payloads_go_back_before_any_work(opened):
    tools = Tools("never")
    async with opened(media=tools) as house:
        for number, payload in enumerate(HOSTILE):
            house.coordinator.submit(f"{number}", payload)
        await house.until(lambda: all(job["state"] == "FAILED" for job in house.coordinator.jobs.values()))
        errors = [job["error"] for job in house.coordinator.jobs.values()]
        assert all(error.startswith("The job cannot be read") and "passwd" not in error for error in errors)
        assert tools.tasks == []


async def test_a_refusal_reaches_the_customer_and_is_not_tried_again(opened):
    tools = Tools(MediaRefused("the source is not on the public internet"))
    async with opened(media=tools) as house:
        house.coordinator.submit("a", REENCODE)
        await house.until(lambda: house.state_of("a") == "FAILED")
        assert "not on the public internet" in house.coordinator.jobs["a"]["error"] and len(tools.tasks) == 1


async def test_a_fault_here_is_tried_again(opened):
    tools = Tools("text")
    tools.faults = [GenerationFailed("broke off")]
    async with opened(media=tools) as house:
        house.coordinator.submit("a", TRANSCRIBE)
        await house.until(lambda: house.state_of("a") == "COMPLETED")
        assert len(tools.tasks) == 2 == tools.closed


async def test_the_time_limit_ends_it(opened):
    tools = Tools("late")
    tools.go.clear()
    async with opened(media=tools, longest_run=1.0) as house:
        house.coordinator.submit("a", REENCODE)
        await house.until(lambda: house.state_of("a") == "FAILED")
        assert "did not end within" in house.coordinator.jobs["a"]["error"] and tools.closed == 1


async def test_a_stop_ends_it_and_it_begins_anew_afterwards(opened):
    tools = Tools("text")
    tools.go.clear()
    async with opened(media=tools) as house:
        house.coordinator.submit("a", TRANSCRIBE)
        await house.until(lambda: house.provider.store.state.running)
        await house.until(lambda: [job.media_s for job in house.provider.store.state.running] == [1.5])
        await house.provider.desk.pause(house.clock.now() + timedelta(seconds=60))
        await house.until(lambda: tools.closed == 1)
        tools.go.set()
        await house.provider.desk.resume()
        await house.until(lambda: house.state_of("a") == "COMPLETED")
        assert house.coordinator.jobs["a"]["result"]["output"] == "text" and len(tools.tasks) == 2


async def test_a_result_above_the_limit_fails_with_the_reason(opened):
    async with opened(media=Tools("A" * 200_000), largest_result=100 * 1024) as house:
        house.coordinator.submit("a", REENCODE)
        await house.until(lambda: house.state_of("a") == "FAILED")
        assert "larger than the 100 KiB" in house.coordinator.jobs["a"]["error"]

"""One job on sound or film: there is no text to go on from, a job that was stopped begins anew."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import aclosing
from dataclasses import replace

from desktop_app.domain.media_jobs import MediaTask
from desktop_app.provider.floor import LiveJob
from desktop_app.provider.ports import Clock
from desktop_app.provider.ports.media import MediaTools

_FRAME = 4096
"""Bytes of a result's JSON around its output, at most."""


async def perform(
    job: LiveJob, task: MediaTask, tools: MediaTools, clock: Clock, largest: int, on_change: Callable[[], None]
) -> None:
    """`job.work` is whole afterwards. `largest` is the most bytes of JSON that the result may take."""
    before, began = job.work, clock.monotonic()
    job.running_since = began
    try:
        async with aclosing(tools.run(task, max(0, largest - _FRAME))) as steps:  # type: ignore[type-var]
            async for step in steps:
                if isinstance(step, str):
                    job.work = replace(job.work, text=step, model=task.model, finish_reason="stop")
                else:
                    job.media_s = step
                on_change()
    finally:
        seconds = before.seconds + clock.monotonic() - began
        job.work = replace(job.work, seconds=seconds, shut_in=tools.shut_in)
        job.running_since, job.media_s = None, 0.0

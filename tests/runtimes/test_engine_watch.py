"""An engine that is stuck or takes too much memory is ended, and the next job has a new one."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.errors import GenerationFailed, RuntimeUnreachable
from desktop_app.runtimes.builtin import BuiltInRuntime
from desktop_app.system.child import SpawnChild
from tests.runtimes.help import MODEL, REQUEST, first, listen


def watched(models_dir: Path, spawn: SpawnChild, **more: float) -> BuiltInRuntime:
    return BuiltInRuntime(
        models_dir, spawn, slots=2, context=1024, threads=1, prefer=MODEL, with_practice=True, **more  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that stops a process")
async def test_a_stuck_engine_is_ended_and_the_next_job_runs(models_dir: Path, spawn: SpawnChild) -> None:
    runtime = watched(models_dir, spawn, look_every=0.1)
    await runtime.start()
    stream = runtime.generate(replace(REQUEST, max_tokens=900))
    await first(stream)
    (pid,) = await runtime.pids()
    os.kill(pid, signal.SIGSTOP)
    with pytest.raises(GenerationFailed, match="did not answer"):
        async with asyncio.timeout(30):
            async for _ in stream:
                pass
    assert "did not answer" in runtime.note
    assert (await listen(runtime, REQUEST)).finish is not None
    assert (await runtime.pids()) not in ((pid,), ())
    assert "did not answer" not in runtime.note
    await runtime.close()


async def test_an_engine_with_too_much_memory_is_ended(models_dir: Path, spawn: SpawnChild) -> None:
    runtime = watched(models_dir, spawn, look_every=0.05, memory_limit=1024)
    await runtime.start()
    with pytest.raises((GenerationFailed, RuntimeUnreachable)):
        async with asyncio.timeout(30):
            while True:
                await listen(runtime, replace(REQUEST, max_tokens=900))
    assert "GiB of memory" in runtime.note
    await runtime.close()


async def test_an_idle_engine_is_left_alone(models_dir: Path, spawn: SpawnChild) -> None:
    runtime = watched(models_dir, spawn, look_every=0.02)
    await runtime.start()
    before = await runtime.pids()
    await asyncio.sleep(0.5)
    assert await runtime.pids() == before
    await runtime.close()

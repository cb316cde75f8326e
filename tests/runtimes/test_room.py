"""The built-in engine makes room for more streams at once, when it is told to and once it is idle."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from desktop_app.runtimes.builtin import BuiltInRuntime
from desktop_app.system.child import SpawnChild
from tests.runtimes.help import MODEL, REQUEST, busy_slots, first, listen


def models_size(folder: Path) -> int:
    return (folder / f"{MODEL}.gguf").stat().st_size


async def test_room_for_more_streams_is_made_once_those_that_run_ended(models_dir: Path, spawn: SpawnChild) -> None:
    runtime = BuiltInRuntime(models_dir, spawn, slots=1, context=1024, threads=1, prefer=MODEL, with_practice=True)
    await runtime.start()
    try:
        (before,) = await runtime.pids()
        long = runtime.generate(replace(REQUEST, max_tokens=300))
        await first(long)
        runtime.make_room(3)
        assert await runtime.pids() == (before,), "what runs is not disturbed"
        others = [asyncio.ensure_future(listen(runtime, replace(REQUEST, max_tokens=900))) for _ in range(3)]
        async for _ in long:
            pass
        while await busy_slots(runtime) < 3:
            assert not all(other.done() for other in others)
            await asyncio.sleep(0.001)
        assert await runtime.pids() != (before,)
        runtime.make_room(50, lambda: int(models_size(models_dir) * 2.9))
        assert runtime._host._slots(runtime._file(MODEL)) == 6, "no more than the memory holds"
        runtime.make_room(1)
        assert runtime._host._slots(runtime._file(MODEL)) == 1
        assert all(said.finish is not None for said in await asyncio.gather(*others))
    finally:
        await runtime.close()

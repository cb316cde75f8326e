"""The engine's end, cut short: its connections are closed whoever stops waiting for it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from desktop_app.runtimes.engine_host import EngineHost, EngineSettings
from desktop_app.runtimes.model_folder import ModelFile

MODEL = ModelFile("m", Path("m.gguf"), 1_000, 2048, False)


class SlowToEnd:
    """A child that takes its time to die."""

    pid, running = 1, True
    ready: Mapping[str, Any] = {"url": "http://127.0.0.1:9", "device": ""}

    async def kill(self) -> None:
        await asyncio.Event().wait()

    async def wait(self) -> int:
        return await asyncio.Event().wait() or 0


async def spawn(_program: str, _config: Mapping[str, Any], *, timeout: float = 60.0) -> SlowToEnd:
    return SlowToEnd()


async def test_who_is_cancelled_while_the_engine_ends_leaves_no_connection_open() -> None:
    host = EngineHost(spawn, EngineSettings())
    async with host.use(MODEL) as engine:
        pass
    stopping = asyncio.create_task(host.stop())
    await asyncio.sleep(0.01)
    assert not stopping.done() and not engine.http._http.is_closed
    stopping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await stopping
    assert engine.http._http.is_closed

"""The practice network inside the program comes back when its process ends, at the same address, with what it knew."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from desktop_app.sandbox.config import Ready
from desktop_app.sandbox.embedded import EmbeddedNetwork
from desktop_app.system.child import SpawnChild
from desktop_app.system.clock import SystemClock

PATIENCE = 60.0


@pytest.fixture
async def network(tmp_path: Path) -> AsyncIterator[EmbeddedNetwork]:
    made = EmbeddedNetwork(tmp_path / "practice.db", SpawnChild(), SystemClock())
    yield made
    await made.close()


async def answers(ready: Ready) -> bool:
    async with httpx.AsyncClient() as client:
        try:
            return (await client.get(f"{ready.url}/health", timeout=5)).is_success
        except httpx.TransportError:
            return False


@pytest.mark.logs
@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
async def test_a_killed_network_is_back_at_its_address_with_its_keys(network: EmbeddedNetwork) -> None:
    ready = await network.start()
    assert await answers(ready)
    for _ in range(2):
        first = network._child
        assert first is not None
        os.kill(first.pid, signal.SIGKILL)
        await first.wait()
        end = time.monotonic() + PATIENCE
        while not await answers(ready):
            assert time.monotonic() < end, "it did not come back"
            await asyncio.sleep(0.1)
        again = network._child
        assert again is not None and again is not first
        assert {**again.ready, "pid": 0} == {**first.ready, "pid": 0}


async def test_after_the_end_nothing_is_started_again(network: EmbeddedNetwork) -> None:
    ready = await network.start()
    await network.close()
    assert network._child is not None and not network._child.running
    assert not await answers(ready)

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from desktop_app.runtimes import practice_model
from desktop_app.runtimes.builtin import BuiltInRuntime
from desktop_app.system.child import SpawnChild
from tests.runtimes.fake_ollama import FakeOllama
from tests.runtimes.help import LARGE, MODEL, OTHER, child_command


@pytest.fixture(autouse=True)
def patient_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A loaded machine may take longer to answer than a person at a screen should wait."""
    monkeypatch.setattr("desktop_app.runtimes.ollama._FOUND_WITHIN", 20.0)
    monkeypatch.setattr("desktop_app.runtimes.discovery._LOOK", 30.0)


@pytest.fixture(scope="session")
def models_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two different tiny models."""
    folder = tmp_path_factory.mktemp("models")
    practice_model.ensure(folder, MODEL)
    practice_model.write(folder / f"{OTHER}.gguf", seed=1)
    return folder


@pytest.fixture
def spawn() -> SpawnChild:
    return SpawnChild(child_command)


@pytest.fixture
async def runtime(models_dir: Path, spawn: SpawnChild) -> AsyncIterator[BuiltInRuntime]:
    built_in = BuiltInRuntime(models_dir, spawn, slots=4, context=1024, threads=1, prefer=MODEL, with_practice=True)
    await built_in.start()
    yield built_in
    await built_in.close()


@pytest.fixture
async def large_runtime(tmp_path: Path, spawn: SpawnChild) -> AsyncIterator[BuiltInRuntime]:
    """With a model of 50 MB, which needs seconds for a long prompt."""
    practice_model.write(tmp_path / f"{LARGE}.gguf", shape=practice_model.MB50)
    built_in = BuiltInRuntime(tmp_path, spawn, slots=1, threads=1, prefer=LARGE, with_practice=True)
    await built_in.start()
    yield built_in
    await built_in.close()


@pytest.fixture
async def ollama() -> AsyncIterator[FakeOllama]:
    async with FakeOllama() as server:
        yield server


@pytest.fixture
def free_port() -> int:
    """A port of loopback where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


@pytest.fixture
async def web_page() -> AsyncIterator[str]:
    """The address of a server that answers everything with a page."""
    page = b"<html>Welcome to the hotel's Wi-Fi</html>"

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(page) + page)
        with suppress(ConnectionError):
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    server.close()
    await server.wait_closed()

"""A streamed answer wakes us seldom, and its end at once."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from desktop_app.domain.errors import GenerationFailed
from desktop_app.runtimes import line_stream

gathers = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such option")
TOKENS = 300
HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"


@asynccontextmanager
async def server(end: bytes) -> AsyncIterator[str]:
    """Streams TOKENS lines, one by one, then `end`, and closes the connection."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(HEAD)
        for number in range(TOKENS):
            line = b"data: %d\n" % number
            writer.write(b"%x\r\n%s\r\n" % (len(line), line))
            await asyncio.sleep(0.001)
        writer.write(end)
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as running:
        yield f"http://127.0.0.1:{running.sockets[0].getsockname()[1]}/"


@pytest.fixture
def wakings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes came each time. No tick comes in the length of a test: what wakes us is the kernel."""
    seen: list[int] = []
    received = line_stream._Gathering.data_received

    def counted(self: line_stream._Gathering, data: bytes) -> None:
        seen.append(len(data))
        received(self, data)

    monkeypatch.setattr(line_stream._Gathering, "data_received", counted)
    monkeypatch.setattr(line_stream, "_TICK", 1e6)
    return seen


async def read(url: str, came: list[bytes]) -> None:
    """The lines into `came`, one by one."""
    async with line_stream.post_lines(url, {}, who="It", headers={}, quiet_for=60) as (status, lines):
        assert status == 200
        async for line in lines:
            came += [line] if line else []


ALL = [b"data: %d" % number for number in range(TOKENS)]


@gathers
async def test_many_tokens_wake_us_once_and_the_end_at_once(wakings: list[int]) -> None:
    came: list[bytes] = []
    async with server(b"0\r\n\r\n") as url:
        await read(url, came)
    assert came == ALL
    assert len(wakings) <= 4, "the head, perhaps a first token with or after it, and the rest"


@gathers
async def test_a_connection_that_breaks_wakes_us_too_and_loses_nothing_that_came(wakings: list[int]) -> None:
    came: list[bytes] = []
    async with server(b"") as url:
        with pytest.raises(GenerationFailed, match="broke off"):
            await read(url, came)
    assert came == ALL
    assert len(wakings) <= 4


async def test_with_ticks_everything_comes_in_its_order(wakings: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_stream, "_TICK", 0.01)
    came: list[bytes] = []
    async with server(b"0\r\n\r\n") as url:
        await read(url, came)
    assert came == ALL
    assert len(wakings) > 1

"""A streamed answer of a model server, line by line.

The one HTTP client (net/) costs 250-300 µs of our thread for every streamed token, measured at 8 streams of 100
tokens/s: a quarter of a core, and the window shares that thread. This reader costs 50 µs. It also splits at line
feeds only: a model may write the other characters that Python takes for line ends. Everything that is not streamed
goes through the one client.

Waking up for a token costs more than the rest of its way. So the kernel keeps what comes for up to `_TICK` seconds and
wakes us once for all of it, and for all streams together; an answer's end and what comes after a pause wake us at once.
"""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

from desktop_app.domain.errors import GenerationFailed, RuntimeUnreachable
from desktop_app.domain.phrases import Phrase

_CONNECT_TIMEOUT = 5.0
_LARGEST_CHUNK = 16 * 1024 * 1024
_LONGEST_LINE = 16 * 1024 * 1024
_TICK = 0.05
_MUCH = 64 * 1024
"""Bytes that wake us before the next tick."""


@asynccontextmanager
async def post_lines(
    url: str, body: Mapping[str, Any], *, who: str, headers: Mapping[str, str], quiet_for: float
) -> AsyncIterator[tuple[int, AsyncGenerator[bytes, None]]]:
    """The status and the lines of the answer; leaving the block breaks the connection, which stops the server.

    `quiet_for` is the longest silence in seconds. RuntimeUnreachable: no connection. GenerationFailed: the answer
    broke off, took too long, or is no HTTP. `who` names the server in them."""
    reader, transport = await _connect(url, who)
    silence = _Silence(transport, quiet_for)
    try:
        try:
            transport.write(_request(url, body, headers))
            status, fields = await _head(reader)
        except (OSError, EOFError, ValueError, asyncio.LimitOverrunError) as error:
            raise _broken(who, silence) from error
        async with aclosing(_lines(_body(reader, fields), who, silence)) as lines:
            yield status, lines
    finally:
        silence.stop()
        transport.abort()  # not close(): nothing of ours waits to be sent, and the server shall notice now


async def _connect(url: str, who: str) -> tuple[asyncio.StreamReader, asyncio.WriteTransport]:
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    loop, reader = asyncio.get_running_loop(), asyncio.StreamReader()
    try:
        async with asyncio.timeout(_CONNECT_TIMEOUT):
            transport, _ = await loop.create_connection(
                lambda: _Gathering(reader, loop=loop), parts.hostname or "", parts.port or (443 if secure else 80),
                ssl=True if secure else None,
            )  # fmt: skip
            return reader, transport
    except (OSError, ValueError) as error:  # a TimeoutError is an OSError
        raise RuntimeUnreachable(Phrase("{who} cannot be reached: no connection could be made", who=who)) from error


class _Gathering(asyncio.StreamReaderProtocol):
    """Lets what comes lie in the kernel until the next tick of a clock that all streams share. A system without such
    an option (Windows) gives each piece as it comes."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._socket = transport.get_extra_info("socket")
        self._clock = asyncio.get_running_loop()
        self._gathers = self._wake_at(1)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._gathers and self._wake_at(_MUCH):
            self._clock.call_later(_TICK - self._clock.time() % _TICK, self._wake_at, 1)

    def _wake_at(self, waiting: int) -> bool:
        """Be woken when so many bytes wait; False where that cannot be asked for, as of a closed connection."""
        try:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, waiting)
        except OSError:
            return False
        return True


def _request(url: str, body: Mapping[str, Any], headers: Mapping[str, str]) -> bytes:
    parts, content = urlsplit(url), json.dumps(body).encode()
    fields = {
        "Host": parts.netloc.rpartition("@")[2],
        "Connection": "close",
        "Accept-Encoding": "identity",
        "Content-Type": "application/json",
        "Content-Length": str(len(content)),
        **headers,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"POST {parts.path} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + content


async def _head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    while True:
        first, *rest = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        protocol, status, *_ = first.split(" ", 2)
        if not protocol.startswith("HTTP/1."):
            raise ValueError("not HTTP")
        if int(status) >= 200:  # else an interim answer before the real one
            fields = (line.partition(":") for line in rest if line)
            return int(status), {name.strip().lower(): value.strip().lower() for name, _, value in fields}


async def _body(reader: asyncio.StreamReader, fields: Mapping[str, str]) -> AsyncGenerator[bytes, None]:
    """The body's bytes as they come, by whichever of the three ways its end is told."""
    if "chunked" in fields.get("transfer-encoding", ""):
        while size := int((await reader.readline()).partition(b";")[0], 16):
            if not 0 < size <= _LARGEST_CHUNK:
                raise ValueError("a chunk is too large")
            yield (await reader.readexactly(size + 2))[:-2]
    elif "content-length" in fields:
        left = int(fields["content-length"])
        while left > 0:
            data = await reader.read(min(left, 65536))
            if not data:
                raise EOFError
            left -= len(data)
            yield data
    else:
        while data := await reader.read(65536):
            yield data


async def _lines(body: AsyncGenerator[bytes, None], who: str, silence: _Silence) -> AsyncGenerator[bytes, None]:
    """Lines without their ends; the last one also where it has none."""
    rest = b""
    async with aclosing(body):
        try:
            async for data in body:
                silence.heard()
                *lines, rest = (rest + data).split(b"\n")
                if len(rest) > _LONGEST_LINE:
                    raise ValueError("a line is too long")
                for line in lines:
                    yield line.rstrip(b"\r")
        except (OSError, EOFError, ValueError, asyncio.LimitOverrunError) as error:
            raise _broken(who, silence) from error
        if rest:
            yield rest


class _Silence:
    """Breaks the connection after `limit` seconds without a byte. One timer that looks now and then: a timeout
    around every read would be a timer a token."""

    def __init__(self, transport: asyncio.WriteTransport, limit: float) -> None:
        self._transport, self._limit, self.was_too_long = transport, limit, False
        self._loop = asyncio.get_running_loop()
        self._heard_at = self._loop.time()
        self._timer = self._loop.call_later(limit, self._look)

    def heard(self) -> None:
        self._heard_at = self._loop.time()

    def stop(self) -> None:
        self._timer.cancel()

    def _look(self) -> None:
        left = self._heard_at + self._limit - self._loop.time()
        if left > 0:
            self._timer = self._loop.call_later(left, self._look)
        else:
            self.was_too_long = True
            self._transport.abort()


def _broken(who: str, silence: _Silence) -> GenerationFailed:
    if silence.was_too_long:
        return GenerationFailed(Phrase("{who} said nothing for too long", who=who))
    return GenerationFailed(Phrase("{who} broke off before its answer was complete", who=who))

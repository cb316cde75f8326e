"""A small HTTP proxy on loopback that breaks what passes through it, on real sockets.

One request at a time a connection, kept alive; every request is a new connection to the server behind. `refuse()`
takes the listener away (connection refused, as after a failed look-up) and `accept()` brings it back."""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
import struct
import threading
from collections.abc import Coroutine, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any, TypeVar

from tests.faults.plan import Fault, Plan, nothing

T = TypeVar("T")
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)
_CONNECTION = re.compile(rb"\r\n(?:connection|keep-alive):[^\r]*", re.I)
_DATE = re.compile(rb"\r\ndate:[^\r]*", re.I)


class FaultProxy:
    """Stands before the server at `port` of loopback. `seen` is every request with what was done to it."""

    def __init__(self, port: int, plan: Plan = nothing) -> None:
        self._behind, self.plan = port, plan
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0
        self.seen: list[tuple[str, str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def accept(self) -> None:
        if self._server is None:
            self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    async def refuse(self) -> None:
        """Nobody listens any more, and every open connection ends."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            while await self._one(reader, writer):
                pass
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its answer; False when the connection is over."""
        head = await reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        body = await reader.readexactly(int(length[1])) if length else b""
        method, path, _ = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 2)
        fault = self.plan(method, path)
        self.seen.append((method, path, fault.kind if fault else ""))
        if fault is None:
            return await self._pass(head, body, reader, writer)
        return await self._break(fault, head, body, reader, writer)

    async def _break(
        self, fault: Fault, head: bytes, body: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        kind = fault.kind
        if kind == "reset_before":
            return _reset(writer)
        if kind in ("hang", "delay", "late"):
            await asyncio.sleep(fault.seconds)
        if kind in ("drop_before", "refused", "hang"):
            return False
        if kind == "delay":
            return await self._pass(head, body, reader, writer)
        if fault.page is not None and kind != "status_after":
            await _write(writer, _plain(*fault.page))
            return True
        return await _give(fault, await self._ask(head, body), writer)

    async def _pass(self, head: bytes, body: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Through, unharmed. A caller that hangs up meanwhile hangs up on the server, too."""
        asking, gone = asyncio.ensure_future(self._ask(head, body)), asyncio.ensure_future(reader.read(1))
        try:
            await asyncio.wait((asking, gone), return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                return False
            await _write(writer, asking.result())
            return True
        finally:
            for task in (asking, gone):
                task.cancel()
            await asyncio.gather(asking, gone, return_exceptions=True)

    async def _ask(self, head: bytes, body: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._behind)
        try:
            writer.write(_CONNECTION.sub(b"", head)[:-2] + b"Connection: close\r\n\r\n" + body)
            answer = await reader.read(-1)
        finally:
            writer.close()
        start, _, rest = answer.partition(b"\r\n\r\n")
        return _CONNECTION.sub(b"", start) + b"\r\n\r\n" + rest


async def _give(fault: Fault, answer: bytes, writer: asyncio.StreamWriter) -> bool:
    """The server handled it; what of its answer comes through."""
    kind = fault.kind
    if kind == "reset_after":
        return _reset(writer)
    if kind in ("drop_after", "late"):
        return False
    if fault.page is not None:
        answer = _plain(*fault.page)
    elif kind == "half":
        answer = answer[: max(1, len(answer) // 2)]
    elif kind == "duplicate":
        answer *= 2
    elif kind == "skew":
        date = format_datetime(datetime.now(UTC) + timedelta(seconds=fault.seconds), usegmt=True)
        answer = _DATE.sub(b"\r\ndate: " + date.encode(), answer)
    await _write(writer, answer, fault.seconds if kind == "slow" else 0)
    return kind not in ("half", "duplicate")


def _plain(status: int, body: bytes, headers: dict[str, str]) -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} Fault\r\n{lines}Content-Length: {len(body)}\r\n\r\n".encode() + body


async def _write(writer: asyncio.StreamWriter, answer: bytes, seconds: float = 0.0) -> None:
    """At once, or in sixteen pieces over `seconds`."""
    size = max(1, -(-len(answer) // 16)) if seconds else len(answer)
    for at in range(0, len(answer), max(1, size)):
        writer.write(answer[at : at + size])
        await writer.drain()
        if seconds:
            await asyncio.sleep(seconds / 16)


def _reset(writer: asyncio.StreamWriter) -> bool:
    """The connection ends with RST, not FIN."""
    sock: socket.socket = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
    return False


class Threaded:
    """A proxy in a thread of its own, for tests that drive real programs."""

    def __init__(self, port: int, plan: Plan = nothing) -> None:
        self.proxy = FaultProxy(port, plan)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    def refuse(self) -> None:
        self._do(self.proxy.refuse())

    def accept(self) -> None:
        self._do(self.proxy.accept())

    @contextlib.contextmanager
    def running(self) -> Iterator[Threaded]:
        self._thread.start()
        try:
            self.accept()
            yield self
        finally:
            self.refuse()
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(10)
            self._loop.close()

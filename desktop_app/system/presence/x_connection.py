"""A connection to an X server: the few requests that presence and the hotkey need, never blocking the one thread.

Why not a library: xcffib takes 19 MB (it compiles the whole protocol's types at import) and waits for replies in
our only thread; Xlib ends the process when the server goes. What is used here is stable since 1987."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from desktop_app.domain.phrases import Phrase

_PORT = 6000
_ERROR, _REPLY, _GENERIC = 0, 1, 35
INTERN_ATOM, GET_GEOMETRY, GET_PROPERTY, TRANSLATE, GET_INPUT_FOCUS, QUERY_EXTENSION = 16, 14, 20, 40, 43, 98


class XError(Exception):
    """The server refused a request; `code` is the protocol's (3 window, 10 access)."""

    def __init__(self, code: int) -> None:
        super().__init__(f"X error {code}")
        self.code = code


class XGone(Exception):
    """There is no server, it does not let us in, or it went away."""


class XConnection:
    """`events()` yields raw events; requests are answered while it, or anything else, waits."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, setup: bytes) -> None:
        self._reader, self._writer = reader, writer
        self._number = 0
        self._waiting: dict[int, asyncio.Future[bytes]] = {}
        self._events: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._refused: dict[int, int] = {}
        self._atoms: dict[str, int] = {}
        self._base: int
        self._base, vendor = struct.unpack_from("<4xI8xH", setup, 0)
        formats = setup[21]
        self.root, self.width, self.height = struct.unpack_from("<I16xHH", setup, 32 + (vendor + 3 & ~3) + 8 * formats)
        self.key_codes = (setup[26], setup[27])

    def new_id(self) -> int:
        self._base += 1
        return self._base

    def send(self, opcode: int, data: int, body: bytes = b"") -> int:
        """Send a request; its number."""
        self._number = self._number + 1 & 0xFFFF
        body += bytes(-len(body) % 4)
        self._writer.write(struct.pack("<BBH", opcode, data, 1 + len(body) // 4) + body)
        return self._number

    async def ask(self, opcode: int, data: int, body: bytes = b"") -> bytes:
        """The whole reply. XError, XGone."""
        if self._writer.is_closing():
            raise XGone(Phrase("the connection is closed"))
        answer = asyncio.get_running_loop().create_future()
        self._waiting[self.send(opcode, data, body)] = answer
        reply: bytes = await answer
        return reply

    async def do(self, opcode: int, data: int, body: bytes = b"") -> None:
        """A request without a reply, until the server has done it. XError, XGone."""
        number = self.send(opcode, data, body)
        await self.ask(GET_INPUT_FOCUS, 0)
        if (code := self._refused.pop(number, None)) is not None:
            raise XError(code)

    async def events(self) -> AsyncIterator[bytes]:
        """Ends with XGone."""
        while (event := await self._events.get()) is not None:
            yield event
        raise XGone(Phrase("the X server went away"))

    async def read(self) -> None:
        """Sorts what comes until the server goes."""
        try:
            while True:
                head = await self._reader.readexactly(32)
                kind, number = head[0] & 0x7F, struct.unpack_from("<H", head, 2)[0]
                if kind in (_REPLY, _GENERIC):
                    head += await self._reader.readexactly(4 * struct.unpack_from("<I", head, 4)[0])
                if kind > _REPLY:
                    self._events.put_nowait(head)
                elif (answer := self._waiting.pop(number, None)) is None:
                    if kind == _ERROR:
                        self._refused[number] = head[1]
                elif not answer.done():
                    if kind == _ERROR:
                        answer.set_exception(XError(head[1]))
                    else:
                        answer.set_result(head)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self._writer.close()
            self._events.put_nowait(None)
            for answer in self._waiting.values():
                if not answer.done():
                    answer.set_exception(XGone(Phrase("the X server went away")))

    # ---- what every user of it needs ----

    async def atom(self, name: str) -> int:
        if name not in self._atoms:
            reply = await self.ask(INTERN_ATOM, 0, struct.pack("<H2x", len(name)) + name.encode())
            self._atoms[name] = struct.unpack_from("<I", reply, 8)[0]
        return self._atoms[name]

    async def extension(self, name: str) -> tuple[int, int] | None:
        """(opcode, first event), None when the server has no such extension."""
        reply = await self.ask(QUERY_EXTENSION, 0, struct.pack("<H2x", len(name)) + name.encode())
        return (reply[9], reply[10]) if reply[8] else None

    async def property(self, window: int, name: str) -> bytes:
        """Its value (256 bytes at most), b"" when it is not set."""
        body = struct.pack("<IIIII", window, await self.atom(name), 0, 0, 64)
        reply = await self.ask(GET_PROPERTY, 0, body)
        return reply[32 : 32 + struct.unpack_from("<I", reply, 16)[0] * (reply[1] // 8)]

    async def numbers(self, window: int, name: str) -> tuple[int, ...]:
        """A property that holds windows, atoms or cardinals."""
        value = await self.property(window, name)
        return struct.unpack(f"<{len(value) // 4}I", value[: len(value) // 4 * 4])


@asynccontextmanager
async def connected(display: str | None = None) -> AsyncIterator[XConnection]:
    """A connection for the length of the block; XGone when there is none to be had."""
    name = display if display is not None else os.environ.get("DISPLAY", "")
    try:
        async with asyncio.timeout(5.0):
            reader, writer, number = await _opened(name)
            setup = await _introduced(reader, writer, number)
    except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
        raise XGone(Phrase("no X server answers at {name}", name=name or "DISPLAY")) from error
    connection = XConnection(reader, writer, setup)
    reading = asyncio.ensure_future(connection.read())
    try:
        yield connection
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
        with suppress(OSError):
            await writer.wait_closed()


async def _opened(name: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter, str]:
    found = re.fullmatch(r"(?:unix/?|unix:|([\w.\-]+))?:(\d+)(?:\.\d+)?", name)
    if found is None:
        raise OSError("no display is named")
    host, number = found.groups()
    if host:
        return *await asyncio.open_connection(host, _PORT + int(number)), number
    path = f"/tmp/.X11-unix/X{number}"
    with suppress(OSError):
        return *await asyncio.open_unix_connection(path), number
    raw = socket.socket(socket.AF_UNIX)  # a sandbox may share only Linux's abstract socket
    raw.setblocking(False)
    try:
        await asyncio.get_running_loop().sock_connect(raw, "\0" + path)
        return *await asyncio.open_unix_connection(sock=raw), number
    except BaseException:
        raw.close()
        raise


async def _introduced(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: str) -> bytes:
    name, cookie = _cookie(number)
    padded = b"".join(part + bytes(-len(part) % 4) for part in (name, cookie))
    writer.write(struct.pack("<BxHHHH2x", 0x6C, 11, 0, len(name), len(cookie)) + padded)
    head = await reader.readexactly(8)
    setup = await reader.readexactly(4 * struct.unpack_from("<H", head, 6)[0])
    if head[0] != 1:
        writer.close()
        raise OSError("the X server does not let us in")
    return setup


def _cookie(number: str) -> tuple[bytes, bytes]:
    """The newest MIT-MAGIC-COOKIE-1 for this display, from the file that Xlib reads; empty without one."""
    path = Path(os.environ.get("XAUTHORITY") or Path.home() / ".Xauthority")
    try:
        raw = path.read_bytes()
    except OSError:
        return b"", b""
    offset = 0
    try:
        while offset < len(raw):
            offset += 2
            parts = []
            for _ in range(4):  # address, display number, name, data
                size = struct.unpack_from(">H", raw, offset)[0]
                parts.append(raw[offset + 2 : offset + 2 + size])
                offset += 2 + size
            if parts[2] == b"MIT-MAGIC-COOKIE-1" and parts[1] in (b"", number.encode()):
                return parts[2], parts[3]
    except struct.error:
        pass
    return b"", b""

"""The few words of the Wayland protocol that presence needs, spoken directly: pywayland brings a compiler's interface,
and a segmentation fault at exit when it is not closed in order."""

from __future__ import annotations

import asyncio
import os
import struct
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.phrases import Phrase
from desktop_app.provider.ports import CannotTell

_DISPLAY, _REGISTRY, _CALLBACK = 1, 2, 3
FIRST_FREE = 4
"""The first number that a caller may give to an object of its own."""
_LARGEST = 1 << 16


@dataclass(frozen=True, slots=True)
class Message:
    """An event: of which object, which one, and its arguments."""

    number: int
    opcode: int
    body: bytes


class WaylandConnection:
    """`offered` are the compositor's interfaces: their names there and their versions."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self.offered: Mapping[str, tuple[int, int]] = {}

    async def look_around(self) -> None:
        """Learn what the compositor offers."""
        self.send(_DISPLAY, 1, struct.pack("=I", _REGISTRY))
        self.send(_DISPLAY, 0, struct.pack("=I", _CALLBACK))
        found: dict[str, tuple[int, int]] = {}
        while (event := await self.next()).number != _CALLBACK:
            if event.number == _REGISTRY and event.opcode == 0:
                (name,) = struct.unpack_from("=I", event.body)
                interface, offset = text(event.body, 4)
                found.setdefault(interface, (name, struct.unpack_from("=I", event.body, offset)[0]))
        self.offered = found

    def bind(self, interface: str, number: int, version: int = 1) -> None:
        """From now on our object `number` is this one of the compositor's, in this version of it at most."""
        name, newest = self.offered[interface]
        raw = interface.encode() + b"\0"
        padded = struct.pack("=I", len(raw)) + raw + bytes(-len(raw) % 4)
        self.send(_REGISTRY, 0, struct.pack("=I", name) + padded + struct.pack("=II", min(version, newest), number))

    def send(self, number: int, opcode: int, body: bytes = b"") -> None:
        self._writer.write(struct.pack("=II", number, len(body) + 8 << 16 | opcode) + body)

    async def next(self) -> Message:
        """The next event. OSError when the compositor refuses, or does not speak the protocol."""
        number, word = struct.unpack("=II", await self._reader.readexactly(8))
        size = word >> 16
        if not 8 <= size <= _LARGEST:
            raise OSError("not the Wayland protocol")
        body = await self._reader.readexactly(size - 8)
        if number == _DISPLAY and word & 0xFFFF == 0:
            raise OSError("the compositor refused a request")
        return Message(number, word & 0xFFFF, body)


@asynccontextmanager
async def connected() -> AsyncIterator[WaylandConnection]:
    """A connection that knows what is offered, for the length of the block; CannotTell when there is none, or when it
    breaks."""
    path = _socket()
    try:
        async with asyncio.timeout(5.0):
            reader, writer = await asyncio.open_unix_connection(path)
    except (OSError, TimeoutError) as error:
        raise CannotTell(Phrase("no Wayland compositor answers")) from error
    try:
        wayland = WaylandConnection(reader, writer)
        await wayland.look_around()
        yield wayland
    except (OSError, asyncio.IncompleteReadError) as error:
        raise CannotTell(Phrase("the compositor went away")) from error
    finally:
        writer.close()


def text(body: bytes, offset: int = 0) -> tuple[str, int]:
    """A string among the arguments, and where the next one begins."""
    (size,) = struct.unpack_from("=I", body, offset)
    begins = offset + 4
    return body[begins : begins + max(0, size - 1)].decode("utf-8", "replace"), begins + (size + 3 & ~3)


def _socket() -> str:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    if not name or not (folder or name.startswith("/")):
        raise CannotTell(Phrase("this is no Wayland session"))
    return str(Path(folder) / name)  # an absolute name stays as it is

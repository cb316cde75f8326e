"""Keyboard and mouse under Wayland where the compositor speaks ext-idle-notify-v1 (KDE, sway, Hyprland, COSMIC, labwc).

Four requests of a simple protocol are spoken directly: pywayland brings a compiler's interface, and a segmentation
fault at exit when it is not closed in order. While a film or a game holds an idle inhibitor, nobody counts as away."""

from __future__ import annotations

import asyncio
import os
import struct
import time
from collections.abc import Callable
from pathlib import Path

from desktop_app.domain.presence import Kind, Sighting
from desktop_app.provider.ports import CannotTell

_DISPLAY, _REGISTRY, _CALLBACK, _SEAT, _NOTIFIER, _NOTIFICATION = 1, 2, 3, 4, 5, 6
_IDLED, _RESUMED = 0, 1
_LARGEST = 1 << 16

Tell = Callable[[Sighting], None]


class WaylandIdle:
    """Away after `quiet_s` without input, back with the first one."""

    name = "Wayland"
    kinds = frozenset({Kind.INPUT})

    def __init__(self, quiet_s: float) -> None:
        self._quiet_s = quiet_s

    async def watch(self, tell: Tell) -> None:
        path = _socket()
        try:
            async with asyncio.timeout(5.0):
                reader, writer = await asyncio.open_unix_connection(path)
        except (OSError, TimeoutError) as error:
            raise CannotTell("no Wayland compositor answers") from error
        try:
            await self._watch(reader, writer, tell)
        except (OSError, asyncio.IncompleteReadError) as error:
            raise CannotTell("the compositor went away") from error
        finally:
            writer.close()

    async def _watch(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, tell: Tell) -> None:
        _send(writer, _DISPLAY, 1, struct.pack("=I", _REGISTRY))
        _send(writer, _DISPLAY, 0, struct.pack("=I", _CALLBACK))
        found = await _globals(reader)
        if "ext_idle_notifier_v1" not in found or "wl_seat" not in found:
            raise CannotTell("this compositor does not tell whether somebody is there (ext-idle-notify)")
        for interface, number in (("wl_seat", _SEAT), ("ext_idle_notifier_v1", _NOTIFIER)):
            which, as_what = struct.pack("=I", found[interface]), struct.pack("=II", 1, number)
            _send(writer, _REGISTRY, 0, which + _string(interface) + as_what)
        _send(writer, _NOTIFIER, 1, struct.pack("=III", _NOTIFICATION, round(self._quiet_s * 1000), _SEAT))
        tell(Sighting(Kind.INPUT, True, time.monotonic()))  # the compositor counts from now on
        while True:
            number, opcode, _ = await _next(reader)
            if number == _NOTIFICATION and opcode in (_IDLED, _RESUMED):
                back, now = opcode == _RESUMED, time.monotonic()
                tell(Sighting(Kind.INPUT, back, now if back else now - self._quiet_s))


def _socket() -> str:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    if not name or not (folder or name.startswith("/")):
        raise CannotTell("this is no Wayland session")
    return str(Path(folder) / name)  # an absolute name stays as it is


async def _globals(reader: asyncio.StreamReader) -> dict[str, int]:
    """Interfaces with their numbers, until the compositor has named them all."""
    found: dict[str, int] = {}
    while True:
        number, opcode, body = await _next(reader)
        if number == _REGISTRY and opcode == 0:
            name, size = struct.unpack_from("=II", body)
            found.setdefault(body[8 : 8 + size - 1].decode("utf-8", "replace"), name)
        elif number == _CALLBACK:
            return found


async def _next(reader: asyncio.StreamReader) -> tuple[int, int, bytes]:
    number, word = struct.unpack("=II", await reader.readexactly(8))
    size = word >> 16
    if not 8 <= size <= _LARGEST:
        raise OSError("not the Wayland protocol")
    body = await reader.readexactly(size - 8)
    if number == _DISPLAY and word & 0xFFFF == 0:
        raise OSError("the compositor refused a request")
    return number, word & 0xFFFF, body


def _send(writer: asyncio.StreamWriter, number: int, opcode: int, body: bytes) -> None:
    writer.write(struct.pack("=II", number, len(body) + 8 << 16 | opcode) + body)


def _string(text: str) -> bytes:
    raw = text.encode() + b"\0"
    return struct.pack("=I", len(raw)) + raw + bytes(-len(raw) % 4)

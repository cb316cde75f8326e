"""Gamepads on Linux: the event nodes that udev marks as joysticks, which the seated user may read.

Only that something moves, at most once a second: after a report the node is left alone for that long. New pads are
found when /dev/input changes."""

from __future__ import annotations

import asyncio
import os
import struct
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.presence import Kind, Sighting
from desktop_app.domain.times import until_whole_second
from desktop_app.provider.ports import CannotTell

EVERY = 10.0
"""Seconds between looks for pads that were plugged in."""
_REST = 1.0
_EVENT = struct.Struct("@llHHi")
_KEY, _ABSOLUTE = 1, 3
_DRIFT = 4000
"""A stick at rest trembles by less, of 32767."""

Tell = Callable[[Sighting], None]


class Gamepads:
    name = Phrase("gamepads", "what watches")
    kinds = frozenset({Kind.GAMEPAD})

    def __init__(self, devices: Path = Path("/dev/input"), udev: Path = Path("/run/udev/data")) -> None:
        self._devices, self._udev = devices, udev

    async def watch(self, tell: Tell) -> None:
        if sys.platform != "linux" or not self._devices.is_dir():
            raise CannotTell(Phrase("this computer has no input devices that a program may see"))
        open_pads: dict[Path, _Pad] = {}
        changed_at, was_resting = -1, set[Path]()
        try:
            while True:
                at = self._devices.stat().st_mtime_ns
                if at != changed_at or was_resting:
                    changed_at = at
                    was_resting = self._follow(open_pads, tell)
                await asyncio.sleep(until_whole_second(time.monotonic(), EVERY))
        finally:
            for pad in open_pads.values():
                pad.close()

    def _follow(self, pads: dict[Path, _Pad], tell: Tell) -> set[Path]:
        """Opens new pads and lets go of those that went; what may not be read yet (udev is about to allow it)."""
        there = set(self._joysticks())
        for gone in [path for path, pad in pads.items() if path not in there or pad.is_gone]:
            pads.pop(gone).close()
        refused = set()
        for path in there - pads.keys():
            try:
                pads[path] = _Pad(path, tell)
            except OSError:
                refused.add(path)
        return refused

    def _joysticks(self) -> Iterator[Path]:
        for node in self._devices.glob("event*"):
            try:
                number = node.stat().st_rdev
                facts = (self._udev / f"c{os.major(number)}:{os.minor(number)}").read_text(errors="replace")
            except OSError:
                continue
            if "E:ID_INPUT_JOYSTICK=1" in facts.splitlines():
                yield node


class _Pad:
    """One open node. Reports come in whole events; what came while it rested is read and forgotten."""

    def __init__(self, path: Path, tell: Tell) -> None:
        self._tell, self.is_gone = tell, False
        self._last: dict[int, int] = {}
        self._loop = asyncio.get_running_loop()
        self._fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        self._rest: asyncio.TimerHandle | None = None
        self._loop.add_reader(self._fd, self._read)

    def close(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
        self._loop.remove_reader(self._fd)
        os.close(self._fd)

    def _read(self) -> None:
        moved = self._drain()
        if self.is_gone:
            self._loop.remove_reader(self._fd)
        elif moved:
            self._tell(Sighting(Kind.GAMEPAD, False, time.monotonic()))
        if not self.is_gone:
            self._loop.remove_reader(self._fd)
            self._rest = self._loop.call_later(_REST, self._wake)

    def _wake(self) -> None:
        self._loop.add_reader(self._fd, self._read)

    def _drain(self) -> bool:
        moved = False
        while True:
            try:
                raw = os.read(self._fd, _EVENT.size * 256)
            except BlockingIOError:
                return moved
            except OSError:
                raw = b""
            if not raw:
                self.is_gone = True
                return moved
            for _, _, kind, code, value in _EVENT.iter_unpack(raw[: len(raw) // _EVENT.size * _EVENT.size]):
                moved = moved or self._means_somebody(kind, code, value)

    def _means_somebody(self, kind: int, code: int, value: int) -> bool:
        if kind == _KEY:
            return True
        if kind != _ABSOLUTE:
            return False
        before = self._last.setdefault(code, value)
        small = -1 <= value <= 1 and -1 <= before <= 1  # a hat has three places, a step of it is a button
        if abs(value - before) > (0 if small else _DRIFT):
            self._last[code] = value
            return True
        return False

"""Keyboard and mouse on X11: two alarms of the XSync extension, nothing is polled.

Not under Wayland: there the X server counts only what X windows were given."""

from __future__ import annotations

import os
import struct
import time
from collections.abc import Callable

from desktop_app.domain.errors import in_words
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.presence import Kind, Sighting
from desktop_app.provider.ports import CannotTell
from desktop_app.system.presence.x_connection import XConnection, XError, XGone, connected

_INITIALIZE, _LIST_COUNTERS, _QUERY_COUNTER, _CREATE_ALARM = 0, 1, 5, 8
_COUNTER, _VALUE_TYPE, _VALUE, _TEST, _DELTA, _EVENTS = 1, 2, 4, 8, 16, 32
_RISING, _FALLING = 0, 1
_ALARM_EVENT = 1

Tell = Callable[[Sighting], None]


class XIdle:
    """Away after `quiet_s` without input, back with the first one (0.5 ms later)."""

    name = "X11"
    kinds = frozenset({Kind.INPUT})

    def __init__(self, quiet_s: float) -> None:
        self._quiet_s = quiet_s

    async def watch(self, tell: Tell) -> None:
        if os.environ.get("WAYLAND_DISPLAY"):
            raise CannotTell(Phrase("this is a Wayland session, where X11 sees only a part of what you do"))
        try:
            async with connected() as x:
                await self._watch(x, tell)
        except (XGone, XError) as error:
            raise CannotTell(in_words(error)) from error

    async def _watch(self, x: XConnection, tell: Tell) -> None:
        sync = await x.extension("SYNC")
        if sync is None:
            raise CannotTell(Phrase("this X server has no SYNC extension"))
        opcode, first_event = sync
        await x.ask(opcode, _INITIALIZE, struct.pack("<BB2x", 3, 1))
        idle = _counters(await x.ask(opcode, _LIST_COUNTERS)).get("IDLETIME")
        if idle is None:
            raise CannotTell(Phrase("this X server does not count idle time"))
        away, back = x.new_id(), x.new_id()
        for alarm, test in ((away, _RISING), (back, _FALLING)):
            await x.do(opcode, _CREATE_ALARM, _alarm(alarm, idle, round(self._quiet_s * 1000), test))
        high, low = struct.unpack_from("<iI", await x.ask(opcode, _QUERY_COUNTER, struct.pack("<I", idle)), 8)
        if (high << 32 | low) < self._quiet_s * 1000:
            tell(Sighting(Kind.INPUT, True, time.monotonic()))
        async for event in x.events():
            if event[0] & 0x7F == first_event + _ALARM_EVENT:
                alarm = struct.unpack_from("<I", event, 4)[0]
                is_back, now = alarm == back, time.monotonic()
                tell(Sighting(Kind.INPUT, is_back, now if is_back else now - self._quiet_s))


def _alarm(alarm: int, counter: int, milliseconds: int, test: int) -> bytes:
    mask = _COUNTER | _VALUE_TYPE | _VALUE | _TEST | _DELTA | _EVENTS
    high, low = milliseconds >> 32, milliseconds & 0xFFFFFFFF
    return struct.pack("<IIIIiIIiII", alarm, mask, counter, 0, high, low, test, 0, 0, 1)


def _counters(reply: bytes) -> dict[str, int]:
    found, offset = {}, 32
    for _ in range(struct.unpack_from("<I", reply, 8)[0]):
        counter, size = struct.unpack_from("<I8xH", reply, offset)
        found[reply[offset + 14 : offset + 14 + size].decode("latin-1")] = counter
        offset += 14 + size + 3 & ~3
    return found


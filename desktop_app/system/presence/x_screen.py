"""Full screen on X11 and for X programs under Wayland (most games, Proton): the window manager tells changes.

Borderless counts: a window that covers a whole monitor and is not maximised. The desktop and our own window do not.
Wayland's own windows cannot be seen from here (see wayland_screen)."""

from __future__ import annotations

import os
import struct
import time
from collections.abc import Callable

from desktop_app.domain.errors import in_words
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.presence import Kind, Sighting
from desktop_app.provider.ports import CannotTell
from desktop_app.system.presence.x_connection import GET_GEOMETRY, TRANSLATE, XConnection, XError, XGone, connected

_CHANGE_ATTRIBUTES, _EVENT_MASK = 2, 1 << 11
_PROPERTY_CHANGES, _STRUCTURE_CHANGES = 1 << 22, 1 << 17
_PROPERTY_NOTIFY = 28
_GONE_OR_MOVED = (17, 18, 22)
"""Destroyed, unmapped, configured: openbox leaves a closed window as the active one."""
_GET_MONITORS = 42

Rect = tuple[int, int, int, int]
Tell = Callable[[Sighting], None]


class XFullScreen:
    """Follows the active window and tells when it covers a monitor; the detail is its class name, never a title."""

    name = Phrase("X11 windows", "what watches")
    kinds = frozenset({Kind.FULL_SCREEN})

    def __init__(self) -> None:
        self._window = 0

    async def watch(self, tell: Tell) -> None:
        try:
            async with connected() as x:
                await self._watch(x, tell)
        except (XGone, XError) as error:
            raise CannotTell(in_words(error)) from error

    async def _watch(self, x: XConnection, tell: Tell) -> None:
        self._window = 0
        watched = (await x.atom("_NET_ACTIVE_WINDOW"), await x.atom("_NET_WM_STATE"))
        await _select(x, x.root, _PROPERTY_CHANGES)
        if not await x.numbers(x.root, "_NET_SUPPORTING_WM_CHECK"):
            raise CannotTell(Phrase("no window manager answers"))
        was = await self._look(x)
        if was is not None:
            tell(Sighting(Kind.FULL_SCREEN, True, time.monotonic(), was))
        async for event in x.events():
            kind = event[0] & 0x7F
            if kind == _PROPERTY_NOTIFY and struct.unpack_from("<I", event, 8)[0] not in watched:
                continue
            if kind == _PROPERTY_NOTIFY or kind in _GONE_OR_MOVED:
                now = await self._look(x)
                if now != was:
                    tell(Sighting(Kind.FULL_SCREEN, now is not None, time.monotonic(), now or was or ""))
                was = now

    async def _look(self, x: XConnection) -> str | None:
        """The class of the active window if it fills a monitor, else None."""
        window = (await x.numbers(x.root, "_NET_ACTIVE_WINDOW") or (0,))[0]
        try:
            if window != self._window:
                self._window = window
                if window:
                    await _select(x, window, _PROPERTY_CHANGES | _STRUCTURE_CHANGES)
            return await _class(x, window) if window and await _fills(x, window) else None
        except XError:  # closed in between
            self._window = 0
            return None


async def _select(x: XConnection, window: int, mask: int) -> None:
    await x.do(_CHANGE_ATTRIBUTES, 0, struct.pack("<III", window, _EVENT_MASK, mask))


async def _class(x: XConnection, window: int) -> str:
    parts = (await x.property(window, "WM_CLASS")).split(b"\0")
    name = parts[1] if len(parts) > 1 else parts[0]
    return "".join(c for c in name.decode("utf-8", "replace") if c.isprintable())[:60]


async def _fills(x: XConnection, window: int) -> bool:
    if (await x.numbers(window, "_NET_WM_PID") or (0,))[0] == os.getpid():
        return False
    if await x.atom("_NET_WM_WINDOW_TYPE_DESKTOP") in await x.numbers(window, "_NET_WM_WINDOW_TYPE"):
        return False
    states = await x.numbers(window, "_NET_WM_STATE")
    if await x.atom("_NET_WM_STATE_FULLSCREEN") in states:
        return True
    if await x.atom("_NET_WM_STATE_MAXIMIZED_VERT") in states:
        return False
    size = struct.unpack_from("<HH", await x.ask(GET_GEOMETRY, 0, struct.pack("<I", window)), 16)
    place = await x.ask(TRANSLATE, 0, struct.pack("<IIhh", window, x.root, 0, 0))
    left, top = struct.unpack_from("<hh", place, 12)
    return any(_covers((left, top, *size), monitor) for monitor in await _monitors(x))


def _covers(window: Rect, monitor: Rect) -> bool:
    return (
        window[0] <= monitor[0]
        and window[1] <= monitor[1]
        and window[0] + window[2] >= monitor[0] + monitor[2]
        and window[1] + window[3] >= monitor[1] + monitor[3]
    )


async def _monitors(x: XConnection) -> list[Rect]:
    """The monitors' rectangles; the whole screen where RandR 1.5 is not there."""
    whole = [(0, 0, x.width, x.height)]
    randr = await x.extension("RANDR")
    if randr is None:
        return whole
    try:
        reply = await x.ask(randr[0], _GET_MONITORS, struct.pack("<IB3x", x.root, 1))
    except XError:
        return whole
    found, offset = [], 32
    for _ in range(struct.unpack_from("<I", reply, 12)[0]):
        outputs, left, top, width, height = struct.unpack_from("<6xHhhHH", reply, offset)
        found.append((left, top, width, height))
        offset += 24 + 4 * outputs
    return found or whole

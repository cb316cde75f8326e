"""Full screen of Wayland's own windows, where the compositor lists them (wlr-foreign-toplevel-management: sway,
Hyprland, labwc, Wayfire, niri). GNOME and KDE tell no program about other programs' windows; there only what runs as an
X program is seen (see x_screen), which most games do."""

from __future__ import annotations

import struct
import time
from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.presence import Kind, Sighting
from desktop_app.provider.ports import BlindSpot
from desktop_app.system.presence.wayland_connection import FIRST_FREE, Message, WaylandConnection, connected, text

_LIST, _VERSION = "zwlr_foreign_toplevel_manager_v1", 2
_MANAGER = FIRST_FREE
_NEW_WINDOW, _FINISHED = 0, 1
_APP_ID, _STATE, _DONE, _CLOSED = 1, 4, 5, 6
_DESTROY = 7
_ACTIVE, _FULL = 2, 3
_OURS = "aitbc-provider"
SENTENCE = Phrase(
    "this desktop does not tell which Wayland windows fill the screen; X programs, most games among them, are seen"
)

Tell = Callable[[Sighting], None]


@dataclass(slots=True)
class _Window:
    app: str = ""
    states: frozenset[int] = frozenset()

    @property
    def fills(self) -> bool:
        return {_ACTIVE, _FULL} <= self.states and self.app != _OURS


class WaylandFullScreen:
    """Follows all windows and tells when the active one is in full screen; the detail is its program, never a title."""

    name = Phrase("Wayland windows", "what watches")
    kinds = frozenset({Kind.FULL_SCREEN})

    async def watch(self, tell: Tell) -> None:
        async with connected() as wayland:
            await self._watch(wayland, tell)

    async def _watch(self, wayland: WaylandConnection, tell: Tell) -> None:
        if _LIST not in wayland.offered:
            raise BlindSpot(SENTENCE)
        wayland.bind(_LIST, _MANAGER, _VERSION)
        windows: dict[int, _Window] = {}
        was: str | None = None
        while True:
            event = await wayland.next()
            if event.number == _MANAGER and event.opcode == _FINISHED:
                raise BlindSpot(Phrase("the desktop stopped telling about its windows"))
            if not _note(windows, event):
                continue
            if event.opcode == _CLOSED:
                wayland.send(event.number, _DESTROY)
            now = next((window.app for window in windows.values() if window.fills), None)
            if now != was:
                tell(Sighting(Kind.FULL_SCREEN, now is not None, time.monotonic(), now or was or ""))
            was = now


def _note(windows: dict[int, _Window], event: Message) -> bool:
    """Whether a window changed for good: changes come in parts and count when all are there."""
    if event.number == _MANAGER and event.opcode == _NEW_WINDOW:
        windows[struct.unpack_from("=I", event.body)[0]] = _Window()
        return False
    window = windows.get(event.number)
    if window is None:
        return False
    if event.opcode == _APP_ID:
        window.app = "".join(letter for letter in text(event.body)[0] if letter.isprintable())[:60]
    elif event.opcode == _STATE:
        (size,) = struct.unpack_from("=I", event.body)
        window.states = frozenset(struct.unpack_from(f"={size // 4}I", event.body, 4))
    elif event.opcode == _CLOSED:
        del windows[event.number]
    return event.opcode in (_DONE, _CLOSED)

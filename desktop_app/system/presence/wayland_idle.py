"""Keyboard and mouse under Wayland where the compositor speaks ext-idle-notify-v1 (KDE, sway, Hyprland, COSMIC, labwc).

While a film or a game holds an idle inhibitor, nobody counts as away."""

from __future__ import annotations

import struct
import time
from collections.abc import Callable

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.presence import Kind, Sighting
from desktop_app.provider.ports import CannotTell
from desktop_app.system.presence.wayland_connection import FIRST_FREE, WaylandConnection, connected

_SEAT, _NOTIFIER, _NOTIFICATION = FIRST_FREE, FIRST_FREE + 1, FIRST_FREE + 2
_GET_NOTIFICATION = 1
_IDLED, _RESUMED = 0, 1

Tell = Callable[[Sighting], None]


class WaylandIdle:
    """Away after `quiet_s` without input, back with the first one."""

    name = "Wayland"
    kinds = frozenset({Kind.INPUT})

    def __init__(self, quiet_s: float) -> None:
        self._quiet_s = quiet_s

    async def watch(self, tell: Tell) -> None:
        async with connected() as wayland:
            await self._watch(wayland, tell)

    async def _watch(self, wayland: WaylandConnection, tell: Tell) -> None:
        if "ext_idle_notifier_v1" not in wayland.offered or "wl_seat" not in wayland.offered:
            raise CannotTell(Phrase("this compositor does not tell whether somebody is there (ext-idle-notify)"))
        wayland.bind("wl_seat", _SEAT)
        wayland.bind("ext_idle_notifier_v1", _NOTIFIER)
        body = struct.pack("=III", _NOTIFICATION, round(self._quiet_s * 1000), _SEAT)
        wayland.send(_NOTIFIER, _GET_NOTIFICATION, body)
        tell(Sighting(Kind.INPUT, True, time.monotonic()))  # the compositor counts from now on
        while True:
            event = await wayland.next()
            if event.number == _NOTIFICATION and event.opcode in (_IDLED, _RESUMED):
                back, now = event.opcode == _RESUMED, time.monotonic()
                tell(Sighting(Kind.INPUT, back, now if back else now - self._quiet_s))

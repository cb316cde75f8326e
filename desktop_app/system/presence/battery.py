"""The battery as every system tells it, asked twice a minute; where UPower speaks, it tells changes at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import psutil

from desktop_app.domain.presence import Kind, Sighting
from desktop_app.provider.ports import CannotTell

EVERY = 30.0


class Battery:
    """Whether the computer runs on its battery."""

    name = "battery"
    kinds = frozenset({Kind.BATTERY})

    async def watch(self, tell: Callable[[Sighting], None]) -> None:
        was = False
        while True:
            battery = psutil.sensors_battery()
            if battery is None:
                raise CannotTell("this computer has no battery")
            here = battery.power_plugged is False  # None: not known
            if here != was:
                tell(Sighting(Kind.BATTERY, here, time.monotonic()))
                was = here
            await asyncio.sleep(EVERY)

"""The battery as every system tells it, asked twice a minute; where UPower speaks, it tells changes at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import psutil

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.presence import Kind, Sighting
from desktop_app.domain.times import until_whole_second
from desktop_app.provider.ports import CannotTell

EVERY = 30.0


class Battery:
    """Whether the computer runs on its battery."""

    name = Phrase("battery", "what watches")
    kinds = frozenset({Kind.BATTERY})

    async def watch(self, tell: Callable[[Sighting], None]) -> None:
        was = False
        while True:
            here = _on_battery()
            if here is None:
                raise CannotTell(Phrase("this computer has no battery"))
            if here != was:
                tell(Sighting(Kind.BATTERY, here, time.monotonic()))
                was = here
            await asyncio.sleep(until_whole_second(time.monotonic(), EVERY))


def _on_battery() -> bool | None:
    """None: no battery here."""
    try:
        battery = psutil.sensors_battery()
    except FileNotFoundError:  # psutil lists a folder of the kernel that containers and some servers lack
        return None
    return None if battery is None else battery.power_plugged is False  # which is None where it is not known

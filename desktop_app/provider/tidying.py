"""Old records are let go of once a day."""

from __future__ import annotations

from desktop_app.provider.needs import Ports

_FIRST = 600.0
"""Seconds after the start: nothing that hurries waits for it."""
_DAY = 86400.0


async def tidy_daily(ports: Ports) -> None:
    """For the life of the program."""
    while True:
        await ports.clock.sleep(_FIRST)
        await ports.tidy(ports.clock.now())
        await ports.clock.sleep(_DAY - _FIRST)

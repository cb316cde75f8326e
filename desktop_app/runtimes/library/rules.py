"""The owner's rules for a download, whoever fetches: when, how fast, how much."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from desktop_app.provider.ports import Clock

_NAP = 2.0  # so short that new hours count at once; and the machine may sleep, or be set


@dataclass(frozen=True, slots=True)
class Rules:
    """`bytes_per_s` None is as fast as can be. `wait` tells the seconds until may be fetched, 0 now. `room` makes sure
    that so many bytes may be kept, or raises NoRoom; it is asked again where `in_force`, whatever the owner allows just
    now, changed. `first_pause` seconds lie between the first two tries."""

    bytes_per_s: Callable[[], int | None] = lambda: None
    wait: Callable[[], float] = lambda: 0.0
    room: Callable[[int], Awaitable[None]] | None = None
    first_pause: float = 1.0
    in_force: Callable[[], object] = lambda: None


class NotNow(Exception):
    """The hours for downloads are over; it goes on in the next ones."""


async def until_allowed(rules: Rules, clock: Clock) -> None:
    while (wait := rules.wait()) > 0:
        await clock.sleep(min(wait, _NAP))


Progress = Callable[[int, int], None]
"""Bytes on the disk, bytes in all (0 = not told)."""

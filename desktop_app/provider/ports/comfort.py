"""What keeping the card comfortable needs of the outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PowerLimit:
    """A card (by its UUID) and the watts that its driver lets it draw."""

    uuid: str
    watts: float


class PowerControl(Protocol):
    """The power limit of the card that is sold."""

    async def power_limit(self) -> PowerLimit | None:
        """None without a card, or where it has none."""

    async def set_power_limit(self, limit: PowerLimit) -> None:
        """The driver was asked, and told this limit back. CannotTell with the reason, for people, when it is not so."""


class CapMarker(Protocol):
    """Remembers, also over a crash, what the limit was before it was lowered."""

    def load(self) -> PowerLimit | None: ...
    def keep(self, limit: PowerLimit) -> None:
        """On the disk when it returns. ProfileError when that cannot be."""

    def forget(self) -> None: ...


class WakeTimer(Protocol):
    """Wakes the sleeping computer at a time."""

    def set(self, at: datetime | None) -> None:
        """At this time and no other; None takes it back. CannotTell with the reason where this cannot be."""

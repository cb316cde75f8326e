"""What window, tray, control endpoint and scripts may ask and do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from desktop_app.domain.ledger import Totals
from desktop_app.domain.owners_word import OwnersWord
from desktop_app.domain.state import AppState, RecentJob

Listener = Callable[[], None]


Hook = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a chart: a time and a value; None leaves a gap."""

    at: datetime
    value: float | None


@dataclass(frozen=True, slots=True)
class Earnings:
    """Credited and its parts for one network. `energy` is what the jobs' electricity cost in AITBC, None where tariff,
    the token's rate or the power are not known; `electricity` the same by the tariff's currency. `net` = credited −
    energy, None where that is not known: what was not measured is not in either."""

    since: datetime | None
    totals: Totals
    energy: Decimal | None
    unit: str
    breakdowns: Mapping[str, Mapping[str, Totals]]
    electricity: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def net(self) -> Decimal | None:
        return None if self.energy is None else self.totals.credited - self.energy


class WordKeeper(Protocol):
    """Remembers the owner's pause and Stop now over every end of the program, a crash and a power cut."""

    def load(self) -> OwnersWord: ...
    def keep(self, word: OwnersWord) -> None:
        """On the disk when it returns, called in a thread of its own. ProfileError when that cannot be."""


class Desk(Protocol):
    """What the window, the tray, the control endpoint and scripts may ask and do. One implementation: provider.desk."""

    @property
    def state(self) -> AppState: ...
    def subscribe(self, listener: Listener) -> Listener:
        """`listener` is called after every change; the returned function ends that."""

    async def pause(self, until: datetime | None) -> None:
        """Stop work now and keep it stopped until then, or until resume when None."""

    async def pause_for_game(self) -> None:
        """The same until the running game ends; ValueError when none runs."""

    async def resume(self) -> None: ...
    async def stop_now(self) -> None:
        """Panic stop: as a pause without an end, and the runtime gives the card's memory back."""

    async def seen(self, numbers: Collection[int]) -> None:
        """The owner has seen these alerts: once they are over they are no longer listed."""

    async def act(self, number: int) -> None:
        """Press the button of this alert."""

    def quit(self) -> None:
        """End the program in order."""

    async def earnings(self, since: datetime | None, by: Sequence[str]) -> Earnings: ...
    async def jobs(self, limit: int) -> list[RecentJob]: ...
    async def earned_points(self, since: datetime, until: datetime, points: int) -> list[Point]:
        """Credited so far since `since`, growing."""

    async def utilisation_points(self, since: datetime, until: datetime, points: int) -> list[Point]:
        """The card's utilisation in percent where reported, else the share of our slots at work."""

"""The card, the computer around it, and the person at it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from desktop_app.domain.card import Reading
from desktop_app.domain.presence import Kind, Sighting
from desktop_app.domain.state import GpuView


class Gpu(Protocol):
    """The one card that is sold, or why there is none. Any question but `asleep` wakes a card that sleeps, unless
    its answer is known already."""

    async def view(self) -> GpuView: ...
    async def cards(self) -> tuple[GpuView, ...]:
        """Every card that the driver knows."""

    def asleep(self) -> bool:
        """Whether the card sleeps right now; this does not wake it."""

    async def read(self, at: datetime) -> Reading | None:
        """None without a card. `memory_ours` is not known yet."""

    async def close(self) -> None:
        """Give the driver's library back; the next question opens it again."""


class SleepSignals(Protocol):
    """Tells of the machine's sleep."""

    async def watch(self, before_sleep: Callable[[], Awaitable[None]], after_wake: Callable[[], None]) -> bool:
        """Until cancelled. The machine waits for `before_sleep` (a few seconds at most). True: ask again later;
        False: nobody can tell here."""


class CannotTell(Exception):
    """A source of presence signals cannot speak on this machine; the text says why, in words for the owner."""


class BlindSpot(CannotTell):
    """The same of a part that no other source tells of: the owner should know although others speak."""


class Watcher(Protocol):
    """One source of signals that the owner comes first."""

    @property
    def name(self) -> str:
        """For the log and the screen: "X11", "GameMode"."""

    @property
    def kinds(self) -> frozenset[Kind]:
        """What it can tell; it is not started when all of these are switched off."""

    async def watch(self, tell: Callable[[Sighting], None]) -> None:
        """Tells every change, in the loop's thread, until cancelled. It tells a first picture only when something is
        there. CannotTell when it cannot speak here, or not any more; it is tried again later."""


class Machine(Protocol):
    """The computer around the card. Bytes, None = not known."""

    def disk_free(self) -> int | None:
        """Where the history is kept."""

    def memory_total(self) -> int | None: ...


class Notifier(Protocol):
    """Tells the owner something wherever they are looking. Never raises; where nothing can be shown, nothing is."""

    async def notify(self, title: str, text: str, button: str, number: int, *, urgent: bool = False) -> None:
        """`button` is what one press does with alert `number` (the window opens where there are no buttons)."""

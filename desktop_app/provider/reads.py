"""Reading the network on one shared allowance (protocol page, section 4): everybody who reads goes through here.

Urgent readers (screening, delivery) may spend all of it; patient ones (booked money, reconciliation) leave a part
unspent for them. A 429 stops only calls of its own kind, for as long as the network asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import TypeVar

from desktop_app.domain.errors import RateLimited
from desktop_app.domain.limits import Window
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.ports import Clock

T = TypeVar("T")

RESERVE = 20
"""Reads a minute that patient readers leave to urgent ones."""


class Kind(StrEnum):
    """What is read; the network counts each of them in its own window."""

    JOBS = "jobs"
    RECEIPTS = "receipts"
    ESCROW = "escrow"
    EARNINGS = "earnings"
    PUBLIC = "public"


class Reads:
    """Asks when the allowance grants it."""

    def __init__(self, window: Window, clock: Clock) -> None:
        self._window, self._clock = window, clock
        self._blocked_until: dict[Kind, float] = {}

    async def ask(self, kind: Kind, call: Callable[[], Awaitable[T]], *, patient: bool = False) -> T:
        """The answer, or RateLimited at once while the network's own pause for this kind lasts."""
        left = self._blocked_until.get(kind, 0.0) - self._clock.monotonic()
        if left > 0:
            raise RateLimited(Phrase("a pause that the network asked for still lasts"), retry_after=left)
        while (wait := self._window.wait(self._clock.monotonic(), RESERVE if patient else 0)) > 0:
            await self._clock.sleep(wait)
        self._window.spend(self._clock.monotonic())
        try:
            return await call()
        except RateLimited as error:
            self._blocked_until[kind] = self._clock.monotonic() + error.retry_after
            raise

"""Our record at the coordinator, as far as it was told: registered, inflight, status (protocol page, section 5).

Only the lane calls this. A registration whose answer got lost may stand there all the same, so from the moment one is
sent a goodbye is owed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from desktop_app.domain.errors import NotThere
from desktop_app.domain.limits import Window
from desktop_app.provider.ports import Clock, Coordinator, Registration
from desktop_app.provider.reaching import Patience

HEARTBEAT_EVERY = 15.0


class Record:
    """`true` gives what the heartbeat is to tell: the jobs that are ours now, and the status."""

    def __init__(
        self,
        coordinator: Coordinator,
        clock: Clock,
        heartbeats: Window,
        patience: Patience,
        true: Callable[[], tuple[int, str]],
    ) -> None:
        self._coordinator, self._clock, self._window = coordinator, clock, heartbeats
        self._patience, self._true = patience, true
        self._told: tuple[int, str] | None = None
        self._beat_at = float("-inf")
        self._may_stand = False
        self.concurrency = 1
        self.latency_s: float | None = None
        """How long the last heartbeat took there and back."""

    async def register(self, registration: Registration) -> None:
        """Register, and a heartbeat at once: registering resets inflight and un-pauses."""
        self._may_stand = True
        await self._patience.wait(asyncio.ensure_future(self._coordinator.register(registration)))
        self.concurrency = registration.concurrency
        await self.heartbeat()

    def owe_goodbye(self) -> None:
        """Somebody before us may have registered and not said goodbye."""
        self._may_stand = True

    def heartbeat_due(self) -> float:
        """Seconds until the next heartbeat: at once when what we told is no longer true."""
        now = self._clock.monotonic()
        regular = self._beat_at + HEARTBEAT_EVERY - now
        due = regular if self._told == self._true() else 0.0
        return max(due, self._window.wait(now, reserve=10 if due > 0 else 0))

    async def heartbeat(self) -> None:
        told, asked_at = self._true(), self._clock.monotonic()
        with self._window.one(self._clock.monotonic):
            await self._patience.wait(asyncio.ensure_future(self._coordinator.heartbeat(*told, {})))
        self.latency_s = self._clock.monotonic() - asked_at
        self._told, self._beat_at = told, self._clock.monotonic()

    def handed_out(self) -> None:
        """The coordinator counted a job itself, so there is nothing new to tell it."""
        if self._told is not None:
            self._told = (self._told[0] + 1, self._told[1])

    def result_landed(self, sent_at: float) -> None:
        """It took a result sent at `sent_at` (monotonic) and lowered its own count by one."""
        if self._told is not None and self._beat_at < sent_at:
            self._told = (self._told[0] - 1, self._told[1])

    def forget(self) -> None:
        """Nothing is known any more of what stands there."""
        self._told = None

    async def deregister(self) -> None:
        """Say goodbye where one is owed, so that our row does not starve others (section 14, rule 3)."""
        if not self._may_stand:
            return
        self._told = None
        with suppress(NotThere):  # it does not know us: nothing stands there
            await self._coordinator.deregister()
        self._may_stand = False

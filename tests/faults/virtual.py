"""Virtual time: whenever nothing can happen any more, the clock jumps to the next waiter.

An hour of the network passes in seconds, in the same order on every machine. Work in the database thread counts as
something that can happen; real timers (httpx's own, asyncio.timeout) do not."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from desktop_app.storage.database import Database, Job

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


class VirtualClock:
    """Fits both sides: the port of provider/ and the practice network's own clock."""

    pace = 1.0

    def __init__(self) -> None:
        self._time = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = itertools.count()
        self.busy = 0

    def monotonic(self) -> float:
        return self._time

    def now(self) -> datetime:
        return START + timedelta(seconds=self._time)

    def real(self, seconds: float) -> float:
        return seconds

    def http_date(self) -> str:
        return format_datetime(self.now(), usegmt=True)

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        waiter = asyncio.get_running_loop().create_future()
        # Never so short that adding it changes nothing: real time passes by itself, this does not.
        heapq.heappush(self._sleepers, (self._time + max(seconds, 1e-6), next(self._order), waiter))
        await waiter

    async def run(self) -> None:
        loop: Any = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(0)
            if loop._ready:
                continue
            if self.busy:
                await asyncio.sleep(0.0001)
                continue
            self._jump()

    def _jump(self) -> None:
        while self._sleepers:
            at, _, waiter = heapq.heappop(self._sleepers)
            if not waiter.done():
                self._time = max(self._time, at)
                waiter.set_result(None)
                return

    async def until(self, what: Callable[[], Any], seconds: float, every: float = 0.5) -> None:
        """AssertionError when `what` is not true after `seconds` of this clock."""
        end = self._time + seconds
        while not what():
            assert self._time < end, f"not true within {seconds:.0f} s: {what}"
            await self.sleep(every)

    def counts(self, database: Database) -> None:
        """Time stands still while this database is at work."""
        plain = database._in_thread

        async def counted(work: Job[Any]) -> Any:
            self.busy += 1
            try:
                return await plain(lambda: work())  # type: ignore[call-arg]
            finally:
                self.busy -= 1

        database._in_thread = counted  # type: ignore[method-assign, assignment]


class Set:
    """A wall clock that somebody set wrong by `off` seconds over the same time."""

    def __init__(self, clock: VirtualClock, off: float = 0.0) -> None:
        self._clock, self.off = clock, off

    def monotonic(self) -> float:
        return self._clock.monotonic()

    def now(self) -> datetime:
        return self._clock.now() + timedelta(seconds=self.off)

    async def sleep(self, seconds: float) -> None:
        await self._clock.sleep(seconds)

"""Small pieces for waiting: a bell, a nap, and a back-off with jitter."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterable
from typing import Any

from desktop_app.domain.times import until_whole_second
from desktop_app.provider.ports import Clock


class Bell:
    """Wakes one waiting loop; a ring before the wait is not lost, several rings count as one."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        self._event.set()

    async def wait(self, clock: Clock, timeout: float | None = None) -> bool:
        """True when it rang, False after `timeout` seconds of the clock."""
        if self._event.is_set() or timeout is None:
            await self._event.wait()
            self._event.clear()
            return True
        if timeout <= 0:
            return False
        ring, alarm = asyncio.ensure_future(self._event.wait()), asyncio.ensure_future(clock.sleep(timeout))
        try:
            await asyncio.wait((ring, alarm), return_when=asyncio.FIRST_COMPLETED)
        finally:
            await settle((ring, alarm))
        rang = self._event.is_set()
        self._event.clear()
        return rang


async def nap(clock: Clock, seconds: float) -> None:
    """Sleep about so long (1 s or more; half a second more or less) and wake together with all others who nap."""
    await clock.sleep(until_whole_second(clock.monotonic(), seconds))


async def settle(tasks: Iterable[asyncio.Future[Any]]) -> None:
    """End these tasks and wait until they have; what they raised meanwhile no longer matters to anybody."""
    pending = list(tasks)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)


class Backoff:
    """Growing waits with full jitter, so that many clients do not come back in step.

    Seconds: the first wait lies in (first/2, first], later ones double up to `longest`."""

    def __init__(self, first: float = 0.5, longest: float = 60.0, rng: random.Random | None = None) -> None:
        self._first, self._longest = first, longest
        self._rng = rng or random.Random()
        self._next = first

    def reset(self) -> None:
        self._next = self._first

    def next(self) -> float:
        wait = self._next * self._rng.uniform(0.5, 1.0)
        self._next = min(self._longest, self._next * 2)
        return wait

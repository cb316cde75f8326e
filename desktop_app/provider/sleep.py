"""Sleep, waking up, and clocks that were set.

Before sleep: work stops, what cannot wait without a known end goes back, the network is told goodbye. Afterwards, and
whenever the clocks show that time was missed (the wall clock moved against the monotonic one, or a short wait took
long): connections are made anew, the network's time is learned again, and the lane comes back after a short random
wait, since many machines wake at the same hour."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from datetime import datetime

from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.gate import Gate
from desktop_app.provider.ports import Clock, SleepSignals
from desktop_app.provider.waiting import nap

log = logging.getLogger(__name__)

LOOK_EVERY = 2.0
MISSED = 5.0
"""Seconds of difference between clocks, or of lateness, that mean that something happened."""
LONGEST_JITTER = 1.5
TRY_AGAIN = 300.0
_SIGNAL = "sleep"


class Sleep:
    """`goodbye` hands back and deregisters; `come_back` renews connections and starts the lane anew."""

    def __init__(
        self,
        signals: SleepSignals | None,
        gate: Gate,
        clock: Clock,
        *,
        goodbye: Callable[[], Awaitable[None]],
        come_back: Callable[[], Awaitable[None]],
    ) -> None:
        self._signals, self._gate, self._clock = signals, gate, clock
        self._goodbye, self._come_back = goodbye, come_back
        self._returning: asyncio.Task[None] | None = None

    async def run(self) -> None:
        listening = asyncio.create_task(self._listen(), name="sleep signals")
        try:
            while True:
                before = self._moment()
                await nap(self._clock, LOOK_EVERY)
                if (what := missed(before, self._moment())) is not None:
                    log.info("%s", what)
                    self._woke()
        finally:
            for task in (listening, self._returning):
                if task is not None:
                    task.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    async def _listen(self) -> None:
        while self._signals is not None and await self._signals.watch(self._before_sleep, self._woke):
            await self._clock.sleep(TRY_AGAIN)

    def _moment(self) -> tuple[datetime, float]:
        return self._clock.now(), self._clock.monotonic()

    async def _before_sleep(self) -> None:
        self._gate.close(_SIGNAL, Signal(Source.HEALTH, Phrase("The computer is going to sleep"), Grip.STOP))
        await self._goodbye()

    def _woke(self) -> None:
        if self._returning is None or self._returning.done():
            self._returning = asyncio.create_task(self._return(), name="coming back")

    async def _return(self) -> None:
        await self._clock.sleep(random.uniform(0.0, LONGEST_JITTER))
        self._gate.open(_SIGNAL)
        await self._come_back()


def missed(before: tuple[datetime, float], after: tuple[datetime, float]) -> str | None:
    """What happened between two looks that should lie LOOK_EVERY apart, or None."""
    wall, passed = (after[0] - before[0]).total_seconds(), after[1] - before[1]
    if abs(wall - passed) > MISSED:
        return f"the clock moved by {wall - passed:+.0f} s: the computer slept, or its clock was set"
    if passed > LOOK_EVERY + MISSED:
        return f"{passed:.0f} s were missed: the computer slept, or was very busy"
    return None

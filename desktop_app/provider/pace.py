"""A rest between two jobs, where somebody asked for one: the owner who slows work down, or the card's comfort."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_app.provider.ports import Clock


class Pace:
    """`slots` is asked before every start, so that it sees each job end. Of several rests the longest counts."""

    def __init__(self, clock: Clock, running: Callable[[], int], rests: Sequence[Callable[[], float]]) -> None:
        self._clock, self._running, self._rests = clock, running, rests
        self._ran, self._ended_at = 0, float("-inf")

    def slots(self, slots: int) -> int:
        """How many of `slots` jobs may run at once: none may start while it rests."""
        running, now = self._running(), self._clock.monotonic()
        if running < self._ran:
            self._ended_at = now
        self._ran = running
        return 0 if now < self._ended_at + self.rest else slots

    @property
    def rest(self) -> float:
        """Seconds between two jobs."""
        return max((rest() for rest in self._rests), default=0.0)

"""When the network is told goodbye: the machine sleeps, or nothing will be taken for long and nothing is here."""

from __future__ import annotations

from desktop_app.provider.floor import Floor
from desktop_app.provider.gate import Gate
from desktop_app.provider.ports import Clock

LONG_PAUSE = 300.0
"""Seconds of a closed gate with nothing here after which a pause is a long one."""


class Silence:
    """`asleep` while the machine sleeps or is about to; `foretold` where it is known beforehand that this pause is a
    long one."""

    def __init__(self, gate: Gate, floor: Floor, clock: Clock) -> None:
        self._gate, self._floor, self._clock = gate, floor, clock
        self.asleep = self.foretold = False
        self._closed_at: float | None = None
        self._is_long = False

    def lasts(self) -> bool:
        """Whether it is time to be silent. Once a pause is a long one it stays one until the gate opens."""
        return self.asleep or self._looks_long()

    @property
    def is_long_pause(self) -> bool:
        """By the last look: neither a new price nor a clock that was set ends it."""
        return self._is_long and not self._gate.may_work

    def _looks_long(self) -> bool:
        if self._gate.may_work or self._floor.inflight:
            self._closed_at, self._is_long = None, False
            return False
        now = self._clock.monotonic()
        self._closed_at = self._closed_at if self._closed_at is not None else now
        self._is_long = self._is_long or self.foretold or now - self._closed_at >= LONG_PAUSE
        return self._is_long

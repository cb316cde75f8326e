"""The network's own time, by which its deadlines are kept.

A job's expiry is written by the coordinator's clock, and this machine's clock may be wrong, or be set while a job
runs. So the Date headers of the network's answers are laid over our monotonic clock, which nobody sets. A header
that disagrees is believed once a second one says the same: one odd answer must not condemn every deadline."""

from __future__ import annotations

from datetime import datetime, timedelta

from desktop_app.provider.ports import Clock

AGREES = 2.0
"""Seconds of difference that mean nothing: the header counts whole seconds and travels a while."""
_HALF = timedelta(seconds=0.5)


class NetworkTime:
    """`now()` is the network's time; before its first answer, and after `forget()`, this machine's."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._anchor: tuple[float, datetime] | None = None
        self._doubt: timedelta | None = None

    def now(self) -> datetime:
        if self._anchor is None:
            return self._clock.now()
        at, moment = self._anchor
        return moment + timedelta(seconds=self._clock.monotonic() - at)

    def heard(self, date: datetime) -> None:
        """An answer's Date header, just now."""
        told, off = date + _HALF, (date + _HALF) - self.now()
        if abs(off.total_seconds()) <= AGREES:
            self._doubt = None
            if self._anchor is None:
                self._anchor = (self._clock.monotonic(), self._clock.now())
        elif self._doubt is not None and abs((off - self._doubt).total_seconds()) <= AGREES:
            self._anchor, self._doubt = (self._clock.monotonic(), told), None
        else:
            self._doubt = off

    def forget(self) -> None:
        """The monotonic clock stood still (the machine slept): learn anew."""
        self._anchor = self._doubt = None

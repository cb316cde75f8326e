"""The network's own time: `pace` times faster than ours (Extension), never behind what its books already hold."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime


class Clock:
    """Aware UTC, seconds that never run backwards, and sleeping; all in the network's own seconds."""

    def __init__(self, pace: float = 1.0, not_before: datetime | None = None) -> None:
        self.pace = pace
        self._origin = max(datetime.now(UTC), not_before or datetime.min.replace(tzinfo=UTC))
        self._started = time.monotonic()

    def monotonic(self) -> float:
        return (time.monotonic() - self._started) * self.pace

    def now(self) -> datetime:
        return self._origin + timedelta(seconds=self.monotonic())

    def real(self, seconds: float) -> float:
        """The network's seconds as seconds of ours."""
        return seconds / self.pace

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(self.real(max(0.0, seconds)))

    def http_date(self) -> str:
        """For the Date header, so that a client can tell the network's time."""
        return format_datetime(self.now(), usegmt=True)


def stamp(moment: datetime) -> str:
    """A time as the coordinator writes it: naive UTC with microseconds (section 5.5); sorts as text."""
    return moment.replace(tzinfo=None).isoformat(timespec="microseconds")


def read_stamp(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)

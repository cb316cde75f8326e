"""The network's rate limits, kept on our side (protocol page, section 4): sliding windows of 60 s per call."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from desktop_app.domain.errors import Unreachable


@dataclass(frozen=True, slots=True)
class Allowance:
    """Calls a minute that the network grants one IP address; None means no limit (the practice network)."""

    polls: int | None = 100
    heartbeats: int | None = 100
    results: int | None = 50
    reads: int | None = 200


SPAN: Final = 60.25
"""Seconds: a little more than the minute of the network, whose clock is not ours; one call too many costs a minute."""
UNLIMITED: Final = Allowance(None, None, None, None)


class Window:
    """At most `limit` calls in any `span` seconds. Times are the caller's monotonic seconds."""

    def __init__(self, limit: int | None, span: float = SPAN) -> None:
        self.limit = limit
        self._span = span
        self._calls: deque[float] = deque()
        self._blocked_until = 0.0

    def wait(self, now: float, reserve: int = 0) -> float:
        """Seconds until a call is allowed that leaves `reserve` calls unspent."""
        blocked = max(0.0, self._blocked_until - now)
        if self.limit is None:
            return blocked
        while self._calls and self._calls[0] <= now - self._span:
            self._calls.popleft()
        over = len(self._calls) - max(1, self.limit - reserve)
        return blocked if over < 0 else max(blocked, self._calls[over] + self._span - now)

    def spend(self, now: float) -> None:
        """Count one call made at `now`."""
        if self.limit is not None:
            self._calls.append(now)

    @contextmanager
    def one(self, monotonic: Callable[[], float]) -> Iterator[None]:
        """Around a call: counted when it ended, unless no connection came about, which the network cannot count."""
        try:
            yield
        except Unreachable:
            raise
        except BaseException:
            self.spend(monotonic())
            raise
        self.spend(monotonic())

    def block(self, now: float, seconds: float) -> None:
        """The network asked for a pause (429, Retry-After)."""
        self._blocked_until = max(self._blocked_until, now + seconds)

"""The coordinator's rate limits (section 4): sliding windows of 60 s per client address and handler."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

SPAN = 60.0


class RateLimits:
    """`now` gives seconds that never run backwards. A rejected call does not extend the window."""

    def __init__(self, now: Callable[[], float], *, enabled: bool) -> None:
        self._now = now
        self._enabled = enabled
        self._calls: dict[tuple[str, str], deque[float]] = {}

    def allow(self, address: str, handler: str, limit: int | None) -> bool:
        if not self._enabled or limit is None:
            return True
        calls = self._calls.setdefault((address, handler), deque())
        now = self._now()
        while calls and calls[0] <= now - SPAN:
            calls.popleft()
        if len(calls) >= limit:
            return False
        calls.append(now)
        return True

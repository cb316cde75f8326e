"""When to ask for work: as early as the network's allowance lets a waiting job be seen, evenly, at once after a job.

The allowance is counted by internet connection, not by provider (protocol page, section 4). A 429 means that others
behind the same one use it too: then this provider is content with less of it for a while."""

from __future__ import annotations

from desktop_app.domain.limits import Window
from desktop_app.provider.floor import Floor
from desktop_app.provider.ports import Clock

SPARE = 2
"""Polls a minute that the even pace leaves unspent, since the network's clock is not ours."""
UNSPENT = 8
"""So many polls of the last minute must be left for one out of turn. They are where jobs took their time, and asking at
once pays; after a minute of even polls one more now would only be one less later."""
MOST_UNSENT = 8
"""Messages waiting to be sent with which no more jobs are taken: one that cannot be answered helps nobody."""
LEAST_SHARE = 20
"""Polls a minute below which this provider does not go for others' sake."""
MODEST_FOR = 600.0
"""Seconds until it tries for all of it again."""


class Polling:
    """Monotonic seconds everywhere."""

    def __init__(self, polls: Window, results: Window, floor: Floor, clock: Clock) -> None:
        self._polls, self._results, self._floor, self._clock = polls, results, floor, clock
        self._hurry = False
        self._asked_at = float("-inf")
        self._dry_since: float | None = None
        self._share: int | None = None
        self._modest_until = float("-inf")

    def hurry(self) -> None:
        """Something changed: ask at once, as far as it is allowed."""
        self._hurry = True

    def due(self) -> float:
        """Seconds until the next poll."""
        now, limit = self._clock.monotonic(), self._polls.limit
        if self._floor.unsent >= MOST_UNSENT:
            return max(1.0, self._results.wait(now))
        if limit is None or (self._hurry and self._polls.wait(now, UNSPENT) <= 0):
            return self._polls.wait(now)
        # The share only slows the pace: counted in the window it would stop all polls until that has emptied.
        share = min(limit, self._share) if self._share is not None and now < self._modest_until else limit
        return max(self._asked_at + 60.0 / max(1, share - SPARE) - now, self._polls.wait(now))

    def asking(self) -> None:
        self._hurry, self._asked_at = False, self._clock.monotonic()

    def answered(self, *, with_job: bool) -> None:
        self._hurry = self._hurry or with_job
        if with_job:
            self._dry_since = None
        elif self._dry_since is None:
            self._dry_since = self._asked_at

    def refused(self, retry_after: float) -> None:
        """The network answered 429."""
        now, limit = self._clock.monotonic(), self._polls.limit
        self._polls.block(now, retry_after)
        if limit is not None:
            before = self._share if self._share is not None and now < self._modest_until else limit
            self._share, self._modest_until = min(limit, max(LEAST_SHARE, before * 2 // 3)), now + MODEST_FOR

    def interrupted(self) -> None:
        """Nothing is asked for a while, for a reason of ours."""
        self._dry_since = None

    @property
    def dry_s(self) -> float:
        """How long every poll has come back empty."""
        return 0.0 if self._dry_since is None else self._clock.monotonic() - self._dry_since

    @property
    def spent_s(self) -> float:
        """How long ago was asked last."""
        return self._clock.monotonic() - self._asked_at

"""The order in which waiting jobs run: paid work first, then a fair share of the card for every tier and customer, or
what else the owner chose."""

from __future__ import annotations

from collections.abc import Collection

from desktop_app.domain import queue_policy
from desktop_app.domain.fair_share import FairShare, Share, Waiting
from desktop_app.provider.floor import LiveJob

UNPAID = "unpaid"
FAIR = "weighted_fair_share"


class WorkQueue:
    """Chooses, and keeps account of what each tier and customer had of the card. Unpaid jobs are a tier of their
    own that only runs when no paid job waits."""

    def __init__(self, share: FairShare | None = None) -> None:
        self._share = share or FairShare()
        self._running: dict[str, Waiting] = {}
        self.algorithm = FAIR

    def use(self, shares: dict[str, Share]) -> None:
        """New tiers; what was served so far no longer counts."""
        self._share = FairShare(shares)

    def choose(self, waiting: Collection[LiveJob]) -> LiveJob | None:
        """The job for a free slot, or None when none may start now."""
        paid = [job for job in waiting if job.terms.is_paid]
        by_id = {job.key.job_id: job for job in paid or waiting}
        running = [w.tier for w in self._running.values()]
        candidates = [_waiting(job) for job in by_id.values()]
        if self.algorithm == FAIR:
            chosen = self._share.choose(candidates, running)
        else:
            chosen = queue_policy.first(self.algorithm, candidates, running, self._share.share)
        return by_id[chosen.job_id] if chosen else None

    def started(self, job: LiveJob) -> None:
        """Its estimate is charged to its tier and customer."""
        waiting = _waiting(job)
        self._running[waiting.job_id] = waiting
        self._share.started(waiting)

    def ended(self, job: LiveJob, seconds: float) -> None:
        """It left its slot after `seconds` of this run, finished or not."""
        waiting = self._running.pop(job.key.job_id, None)
        if waiting is not None:
            self._share.ended(waiting, seconds)


def _waiting(job: LiveJob) -> Waiting:
    tier = job.tier if job.terms.is_paid else UNPAID
    # A customer is known by the escrow's buyer address, which is the customer's own word.
    return Waiting(job.key.job_id, tier, job.terms.customer, job.received_at.timestamp(), job.estimate)

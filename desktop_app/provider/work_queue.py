"""The order in which waiting jobs run: paid work first, then a fair share of the card for every tier and customer, or
what else the owner chose."""

from __future__ import annotations

from collections.abc import Collection

from desktop_app.domain import queue_policy
from desktop_app.domain.fair_share import FairShare, Share, Waiting
from desktop_app.provider.floor import LiveJob

UNPAID = "unpaid"
FAIR = "weighted_fair_share"
PRIORITY = "priority"
MOST_YIELDS = 3
"""How often one job gives its slot away: a stream of better ones must not keep it from ending."""
_NEARLY = 0.8
_LEARN = 0.2


class WorkQueue:
    """Chooses, and keeps account of what each tier and customer had of the card. Unpaid jobs are a tier of their
    own that only runs when no paid job waits."""

    def __init__(self, share: FairShare | None = None) -> None:
        self._share = share or FairShare()
        self._running: dict[str, Waiting] = {}
        self._took = 0.1
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
        if job.work.finish_reason and job.estimate > 0:
            took = min(1.0, max(0.02, job.work.seconds / job.estimate))
            self._took += _LEARN * (took - self._took)

    def wait(self, job: LiveJob, waiting: Collection[LiveJob], slots: int) -> float:
        """Seconds that a waiting job waits at least: those that certainly run before it, at what jobs were seen to take
        of their longest time."""
        others = [_waiting(other) for other in waiting if other.terms.is_paid == job.terms.is_paid]
        before = queue_policy.certainly_before(self.algorithm, _waiting(job), others, self._share.share)
        if not job.terms.is_paid:
            before += [_waiting(other) for other in waiting if other.terms.is_paid]
        return self._took * sum(other.estimate for other in before) / max(1, slots)

    def gives_way(self, job: LiveJob, running: Collection[LiveJob]) -> LiveJob | None:
        """Which running job lets a waiting one have its slot: an unpaid one for a paid one, and where the owner chose
        `priority` one of a tier with less weight; the last that started. None when none should: who has nearly done,
        or gave way too often, stays."""
        below = [r for r in running if self._standing(r) < self._standing(job) and not _stays(r)]
        return min(below, key=lambda r: (self._standing(r), -r.slot_since), default=None)

    def _standing(self, job: LiveJob) -> tuple[bool, float]:
        weighs = self.algorithm == PRIORITY and job.terms.is_paid
        return job.terms.is_paid, self._share.share(job.tier).weight if weighs else 0.0


def _stays(job: LiveJob) -> bool:
    most = job.request.max_tokens if job.request else 0
    return job.yielded >= MOST_YIELDS or job.work.tokens >= _NEARLY * most


def _waiting(job: LiveJob) -> Waiting:
    tier = job.tier if job.terms.is_paid else UNPAID
    # A customer is known by the escrow's buyer address, which is the customer's own word.
    return Waiting(job.key.job_id, tier, job.terms.customer, job.received_at.timestamp(), job.estimate)

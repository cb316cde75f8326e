"""Weighted fair share: who gets the next free slot, so that GPU-seconds follow the tiers' weights.

Two levels. Between tiers the one with the least service for its weight is next, service being seconds of the card
divided by the weight; inside a tier the same between its customers, all with weight 1; a customer's own jobs go in
order of arrival. A tier (or customer) that had nothing to do does not save up: when it comes back it starts level
with the least served of those that were waiting meanwhile. A start is charged with its estimate at once, so that
several free slots do not all go to the same one, and corrected by what it really took.

Start-time fair queueing with two levels, see Goyal, Vin and Cheng, "Start-time Fair Queuing" (1996).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

USUAL = "usual"


@dataclass(frozen=True, slots=True)
class Share:
    """A tier's `weight` (above 0) and how many of its jobs may run at once (`max_jobs`, None = any number)."""

    weight: float = 1.0
    max_jobs: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A job in the queue. `arrived` orders a customer's own jobs, `estimate` is in seconds of the card."""

    job_id: str
    tier: str
    customer: str
    arrived: float
    estimate: float


@dataclass(slots=True)
class _Served:
    """Service so far, in seconds divided by weight, by name; who waited at the last look."""

    level: dict[str, float] = field(default_factory=dict)
    waited: frozenset[str] = frozenset()

    def come_back(self, waiting: frozenset[str]) -> None:
        """Those that wait now and did not before start level with the least served of the others."""
        busy = [self.level[name] for name in waiting & self.waited if name in self.level]
        floor = min(busy) if busy else max(self.level.values(), default=0.0)
        for name in waiting - self.waited:
            self.level[name] = max(self.level.get(name, floor), floor)
        self.waited = waiting

    def charge(self, name: str, amount: float) -> None:
        self.level[name] = self.level.get(name, 0.0) + amount


class FairShare:
    """The queue's order. Unknown tiers count as one with weight 1 and no limit."""

    def __init__(self, shares: Mapping[str, Share] | None = None) -> None:
        self._shares = dict(shares or {})
        self._tiers = _Served()
        self._customers: dict[str, _Served] = {}

    def share(self, tier: str) -> Share:
        return self._shares.get(tier, Share())

    def choose(self, waiting: Sequence[Waiting], running_tiers: Iterable[str]) -> Waiting | None:
        """The job for the next free slot, or None when none may start. Ties go to the name that sorts first."""
        running = list(running_tiers)
        tiers = frozenset(w.tier for w in waiting)
        # A tier that is only held up by its own limit is still waiting: it must not be treated as idle.
        self._tiers.come_back(tiers | frozenset(running))
        free = [t for t in tiers if (limit := self.share(t).max_jobs) is None or running.count(t) < limit]
        if not free:
            return None
        tier = min(free, key=lambda t: (self._tiers.level[t], t))
        mine = [w for w in waiting if w.tier == tier]
        customers = self._customers.setdefault(tier, _Served())
        customers.come_back(frozenset(w.customer for w in mine))
        customer = min({w.customer for w in mine}, key=lambda c: (customers.level[c], c))
        return min((w for w in mine if w.customer == customer), key=lambda w: (w.arrived, w.job_id))

    def started(self, job: Waiting) -> None:
        """Charge the estimate."""
        self._charge(job, job.estimate)

    def ended(self, job: Waiting, seconds: float) -> None:
        """Correct the estimate by the seconds of the card that it really took."""
        self._charge(job, seconds - job.estimate)

    def _charge(self, job: Waiting, seconds: float) -> None:
        self._tiers.charge(job.tier, seconds / self.share(job.tier).weight)
        self._customers.setdefault(job.tier, _Served()).charge(job.customer, seconds)

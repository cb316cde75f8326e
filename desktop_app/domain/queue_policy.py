"""How waiting work is kept: how much, in which order, and what happens to it. Source: the provider guide, "Job Queue
Management"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from desktop_app.domain import arguments
from desktop_app.domain.fair_share import Share, Waiting
from desktop_app.domain.phrases import Phrase

ALGORITHMS = ("weighted_fair_share", "fifo", "priority")
PREEMPTION = ("graceful",)
TIMEOUTS = ("auto_retry", "fail")
LARGEST = 100


@dataclass(frozen=True, slots=True)
class QueuePolicy:
    """`places` jobs may wait with us. Preemption is always graceful: what was generated is kept and continued.
    `retries`: a runtime that broke is tried again within the job's time."""

    places: int = 20
    algorithm: str = "weighted_fair_share"
    retries: bool = True


def first(
    algorithm: str, waiting: Sequence[Waiting], running_tiers: Iterable[str], share: Callable[[str], Share]
) -> Waiting | None:
    """The next job by `fifo` (the one that came first) or `priority` (of the tier with the most weight, then the one
    that came first), among tiers that may run one more; None when none may."""
    running = list(running_tiers)

    def may_start(tier: str) -> bool:
        most = share(tier).max_jobs
        return most is None or running.count(tier) < most

    def rank(job: Waiting) -> tuple[float, float, str]:
        return -share(job.tier).weight if algorithm == "priority" else 0.0, job.arrived, job.job_id

    return min((job for job in waiting if may_start(job.tier)), key=rank, default=None)


def certainly_before(
    algorithm: str, job: Waiting, waiting: Iterable[Waiting], share: Callable[[str], Share]
) -> list[Waiting]:
    """The waiting jobs that start before `job` whatever comes: under fair share those of its own customer alone."""

    def is_before(other: Waiting) -> bool:
        earlier = (other.arrived, other.job_id) < (job.arrived, job.job_id)
        if algorithm == "priority":
            mine, theirs = share(job.tier).weight, share(other.tier).weight
            return theirs > mine or (theirs == mine and earlier)
        if algorithm == "fifo":
            return earlier
        return earlier and (other.tier, other.customer) == (job.tier, job.customer)

    return [other for other in waiting if other.job_id != job.job_id and is_before(other)]


def parse(
    max_queue_size: object = 20,
    priority_algorithm: object = "weighted_fair_share",
    preemption_policy: object = "graceful",
    timeout_handling: object = "auto_retry",
) -> QueuePolicy:
    """The guide's arguments; ValueError names the field and what is allowed."""
    places = arguments.count("max_queue_size", max_queue_size, 0, LARGEST)
    _one_of("preemption_policy", preemption_policy, PREEMPTION)
    return QueuePolicy(
        places,
        _one_of("priority_algorithm", priority_algorithm, ALGORITHMS),
        _one_of("timeout_handling", timeout_handling, TIMEOUTS) == "auto_retry",
    )


def _one_of(name: str, value: object, allowed: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise ValueError(Phrase("{name} must be one of {allowed}", name=name, allowed=", ".join(allowed)))
    return value

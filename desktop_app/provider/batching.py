"""The waiting room of batches: jobs wait here for the rest of theirs, and every batch is accounted for to the last job.

The worker takes no job that `holds` names. `due` lets whole batches go; `ended` is told how each of their jobs ended,
and when the last one did, the batch is reported: what was delivered, and for every other job why not."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from desktop_app.domain.batch import Batch, BatchTerms, Collected, batches, next_start
from desktop_app.provider.ports import Clock
from desktop_app.provider.waiting import Bell

log = logging.getLogger(__name__)

LOOK_EVERY = 30.0
_KEPT = 100
_NO_DISCOUNT = Decimal(0)


@dataclass(frozen=True, slots=True)
class BatchReport:
    """All of a batch's jobs: `delivered` ones, and the others with their reasons. `why` says why it started then."""

    customer: str
    started_at: datetime
    why: str
    delivered: tuple[str, ...]
    explained: Mapping[str, str]


@dataclass(slots=True)
class _Started:
    batch: Batch
    at: datetime
    open: set[str]
    delivered: list[str] = field(default_factory=list)
    explained: dict[str, str] = field(default_factory=dict)


class Batching:
    """`terms` are the ones in force (None: nothing is collected, and what waits goes at once), `quiet` whether this
    is an hour in which little else is asked for; `on_due` is called when batches were let go."""

    def __init__(
        self,
        clock: Clock,
        *,
        terms: Callable[[], BatchTerms | None],
        quiet: Callable[[], bool],
        on_due: Callable[[], None] = lambda: None,
    ) -> None:
        self._clock, self._terms, self._quiet, self._on_due = clock, terms, quiet, on_due
        self._bell = Bell()
        self._waiting: dict[str, Collected] = {}
        self._started: dict[str, _Started] = {}
        self.reports: list[BatchReport] = []
        """Newest last, the last hundred."""

    def collect(self, job: Collected) -> None:
        """This job waits for its batch."""
        self._waiting[job.job_id] = job
        self._bell.ring()

    async def run(self) -> None:
        """Lets batches go when they are due: at the latest moment, and as soon as an hour is quiet."""
        while True:
            if self.due():
                self._on_due()
            at, now = self.next_look(), self._clock.now()
            left = None if at is None else min(LOOK_EVERY, max(0.05, (at - now).total_seconds()))
            await self._bell.wait(self._clock, left)

    def holds(self, job_id: str) -> bool:
        return job_id in self._waiting

    def due(self) -> list[Batch]:
        """The batches that start now, the most urgent first; from now on their jobs wait no longer."""
        terms, now = self._terms(), self._clock.now()
        if terms is None:
            terms = BatchTerms(1, _NO_DISCOUNT, 0.0)
        found = [b for b in batches(self._waiting.values(), terms, now, quiet=self._quiet()) if b.why]
        for batch in found:
            ids = [job.job_id for job in batch.jobs]
            started = _Started(batch, now, set(ids))
            for job_id in ids:
                del self._waiting[job_id]
                self._started[job_id] = started
            log.info("a batch of %d jobs starts: %s", len(ids), batch.why)
        return found

    def next_look(self) -> datetime | None:
        """When `due` has something at the latest without a new job or a quiet hour; None when nothing waits."""
        terms, now = self._terms(), self._clock.now()
        if terms is None:
            return now if self._waiting else None
        found = batches(self._waiting.values(), terms, now, quiet=self._quiet())
        return now if any(b.why for b in found) else next_start(found)

    def ended(self, job_id: str, reason: str = "") -> BatchReport | None:
        """A job ended: delivered, or not and why (`reason`). The report when it was the last one of its batch."""
        self._waiting.pop(job_id, None)
        started = self._started.pop(job_id, None)
        if started is None or job_id not in started.open:
            return None
        started.open.discard(job_id)
        if reason:
            started.explained[job_id] = reason
        else:
            started.delivered.append(job_id)
        if started.open:
            return None
        report = BatchReport(
            started.batch.customer, started.at, started.batch.why, tuple(started.delivered), started.explained
        )
        self.reports = [*self.reports, report][-_KEPT:]
        log.info("a batch ended: %d delivered, %d not", len(report.delivered), len(report.explained))
        return report

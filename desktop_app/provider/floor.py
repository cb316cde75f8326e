"""The shop floor: the jobs that are with us right now. A copy of the journal's open rows, never the truth."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from desktop_app.domain.jobs import JobKey, JournalJob, Phase, Terms, Work
from desktop_app.domain.media_jobs import Request


@dataclass(slots=True)
class LiveJob:
    """A job being screened, queued or run. `work` grows while it runs; `seen_at` (monotonic) is when a reading
    of the network may first count its absence, `media_s` the seconds of sound or film that are done."""

    key: JobKey
    received_at: datetime
    seen_at: float
    phase: Phase = Phase.RECEIVED
    terms: Terms = field(default_factory=Terms)
    request: Request | None = None
    work: Work = field(default_factory=Work)
    started_at: datetime | None = None
    running_since: float | None = None
    tokens_before: int = 0
    missing_since: float | None = None
    retries: int = 0
    leaving: bool = False
    tier: str = ""
    estimate: float = 1.0
    slot_since: float = 0.0
    yielded: int = 0
    media_s: float = 0.0

    @classmethod
    def of(cls, job: JournalJob, seen_at: float) -> LiveJob:
        return cls(job.key, job.received_at, seen_at, job.phase, job.terms, None, job.work, job.started_at)


class Floor:
    """Live jobs by id, in order of arrival, how many results still wait for delivery, and how many messages of all
    kinds could not be sent yet when the outbox last looked."""

    def __init__(self) -> None:
        self.jobs: dict[str, LiveJob] = {}
        self.undelivered = 0
        self.unsent = 0

    def add(self, job: LiveJob) -> None:
        self.jobs[job.key.job_id] = job

    def drop(self, job_id: str) -> LiveJob | None:
        return self.jobs.pop(job_id, None)

    def get(self, job_id: str) -> LiveJob | None:
        return self.jobs.get(job_id)

    @property
    def running(self) -> list[LiveJob]:
        return [job for job in self.jobs.values() if job.phase is Phase.RUNNING]

    @property
    def queued(self) -> list[LiveJob]:
        return [job for job in self.jobs.values() if job.phase is Phase.QUEUED and not job.leaving]

    @property
    def inflight(self) -> int:
        """The true number for the heartbeat: jobs on the floor and results that have not arrived yet."""
        return len(self.jobs) + self.undelivered

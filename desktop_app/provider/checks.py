"""What the health monitor looks at. Each check tells findings: a value for a rule, and words for its alert."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from desktop_app.domain import ailments
from desktop_app.domain.card import slowed_by
from desktop_app.domain.health import Kind
from desktop_app.domain.jobs import Outcome
from desktop_app.domain.phrases import Phrase, Several, together
from desktop_app.domain.state import GpuView, RecentJob
from desktop_app.provider.ports import Clock, Machine

LOOK_BACK = timedelta(hours=24)
LAST_JOBS = 50
LEAST_JOBS = 10
"""Fewer jobs than this say little about a rate."""
_SILENT = together()
_BAD = (Outcome.FAILED, Outcome.UNDELIVERED)


@dataclass(frozen=True, slots=True)
class Finding:
    """`value` None tells nothing (not reported, or not looked at). `check` is which check found it."""

    check: str
    kind: Kind
    value: float | None
    words: Phrase = _SILENT


Check = Callable[[], Awaitable[Sequence[Finding]]]
Recent = Callable[[timedelta, int], Awaitable[Sequence[RecentJob]]]


class Checks:
    """`recent` tells the jobs that ended in that time, newest first, so many at most."""

    OWN_INTERVAL: ClassVar[float] = 60.0

    def __init__(
        self,
        clock: Clock,
        machine: Machine,
        recent: Recent,
        latency: Callable[[], float | None],
    ) -> None:
        self._clock, self._machine, self._recent, self._latency = clock, machine, recent, latency
        self._view = GpuView()
        self._xids: list[int] = []
        self._ecc: int | None = None
        self.runtime_failures, self.runtime_why = 0, ""
        self.latency_s: float | None = None
        self.failure_rate: float | None = None
        self.all: Mapping[str, Check] = {
            "gpu_status": self._gpu_status,
            "memory_usage": self._memory_usage,
            "network_latency": self._network_latency,
            "job_success_rate": self._job_success_rate,
            "disk": self._disk,
            "runtime": self._runtime,
        }

    def card_seen(self, view: GpuView) -> None:
        """The newest picture of the card; its errors are kept until the next check."""
        self._view = view
        if view.reading is not None:
            self._xids += view.reading.xids

    async def _gpu_status(self) -> Sequence[Finding]:
        view, reading = self._view, self._view.reading
        heat = reading.temperature if reading else None
        slower = slowed_by(reading.throttle if reading else None)
        why = together(*(Phrase(" and is {what}", what=what) for what in slower), by="")
        hot = Phrase(
            "It has {heat} °C{why}. Nothing new is started until it is cooler.", heat=f"{heat or 0:.0f}", why=why
        )
        gone = 1.0 if view.is_lost else 0.0 if view.name or view.why_none else None
        lost = together(view.why_none, view.next_step and together(view.next_step, ".", by=""))
        return (
            Finding("gpu_status", Kind.GPU_FAILURE, gone, lost),
            Finding("gpu_status", Kind.TEMPERATURE, heat, hot),
            self._card_error(),
        )

    def _card_error(self) -> Finding:
        xids, self._xids = [x for x in self._xids if x not in ailments.HARMLESS], []
        reading = self._view.reading
        words = together(*(ailments.xid(number) for number in dict.fromkeys(xids)))
        if reading is not None and reading.ecc_errors is not None:
            if self._ecc is not None and reading.ecc_errors > self._ecc:
                more = reading.ecc_errors - self._ecc
                told = Several(
                    "Its memory had {n} error that it could not correct.",
                    "Its memory had {n} errors that it could not correct.",
                    more,
                )
                words = together(words, told)
            self._ecc = reading.ecc_errors
        return Finding("gpu_status", Kind.CARD_ERROR, 1.0 if words else 0.0, words)

    async def _memory_usage(self) -> Sequence[Finding]:
        """What others hold, of the whole card: our own model is meant to fill it."""
        reading, total = self._view.reading, self._view.memory_bytes
        others = reading.memory_others if reading else None
        if others is None or not total:
            return (Finding("memory_usage", Kind.HIGH_MEMORY, None),)
        percent = 100.0 * others / total
        words = Phrase(
            "Other programs hold {held} of {all} GiB: jobs may fail. Close one.",
            held=f"{others / 2**30:.1f}", all=f"{total / 2**30:.1f}",
        )  # fmt: skip
        return (Finding("memory_usage", Kind.HIGH_MEMORY, percent, words),)

    async def _network_latency(self) -> Sequence[Finding]:
        """Shown, not an alarm: a network that is away closes the gate by itself."""
        self.latency_s = self._latency()
        return ()

    async def _job_success_rate(self) -> Sequence[Finding]:
        """Of the jobs that were begun here; what was declined at once says nothing about the machine."""
        begun = [job for job in await self._recent(LOOK_BACK, LAST_JOBS) if job.seconds > 0]
        counted = [job for job in begun if job.outcome is Outcome.COMPLETED or job.outcome in _BAD]
        bad = [job for job in counted if job.outcome in _BAD]
        self.failure_rate = 100.0 * len(bad) / len(counted) if counted else None
        if not bad:
            return (Finding("job_success_rate", Kind.JOB_FAILURE_RATE, 0.0),)
        if len(counted) < LEAST_JOBS:
            return (Finding("job_success_rate", Kind.JOB_FAILURE_RATE, None),)
        why = Counter(job.reason for job in bad).most_common(1)[0][0]
        words = Phrase("{failed} of the last {all} jobs failed. Most often: {why}",
                       failed=len(bad), all=len(counted), why=why)  # fmt: skip
        return (Finding("job_success_rate", Kind.JOB_FAILURE_RATE, self.failure_rate, words),)

    async def _disk(self) -> Sequence[Finding]:
        free = self._machine.disk_free()
        if free is None:
            return (Finding("disk", Kind.DISK, None),)
        left = f"{free / 2**30:.1f}"
        words = Phrase("Only {free} GiB are free where results are kept. Make room.", free=left)
        return (Finding("disk", Kind.DISK, -float(free), words),)

    async def _runtime(self) -> Sequence[Finding]:
        times = Several(
            "It failed {n} time in a row and is tried again in a while.",
            "It failed {n} times in a row and is tried again in a while.",
            self.runtime_failures,
        )
        words = together(times, self.runtime_why)
        return (Finding("runtime", Kind.RUNTIME, float(self.runtime_failures), words),)

"""The roll call: which jobs the coordinator believes are running with us.

One reading serves everybody: intake (terms, adoption of jobs whose poll answer got lost), the watch for
cancelled jobs, and the outbox (did it land?)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from desktop_app.domain.jobs import ListedJob
from desktop_app.provider.ports import Clock, Coordinator
from desktop_app.provider.reaching import Patience
from desktop_app.provider.reads import Kind, Reads


@dataclass(frozen=True, slots=True)
class Roll:
    """One reading of the RUNNING list; `asked_at` is monotonic and lies before the request."""

    asked_at: float
    jobs: dict[str, ListedJob]


class RollCall:
    """Reads the list at most once for everybody who asked before the reading began."""

    def __init__(self, coordinator: Coordinator, clock: Clock, reads: Reads) -> None:
        self._coordinator, self._clock, self._reads = coordinator, clock, reads
        self._lock = asyncio.Lock()
        self._patience = Patience(coordinator.traits, clock)
        self._last: Roll | None = None

    async def read(self, max_age: float = 0.0) -> Roll:
        """A reading that began after this call, or at most `max_age` seconds before it; NetworkError when there was
        none."""
        wanted = self._clock.monotonic() - max_age
        async with self._lock:
            if self._last is not None and self._last.asked_at > wanted:
                return self._last
            self._last = await self._reads.ask(Kind.JOBS, self._read)
            return self._last

    async def _read(self) -> Roll:
        asked_at = self._clock.monotonic()
        listed = await self._patience.wait(asyncio.ensure_future(self._coordinator.running_jobs()))
        return Roll(asked_at, {job.job_id: job for job in listed})

"""Dead rows: jobs that the network still lists as running with us although we have closed them.

The coordinator never ends a running job by itself (protocol page, section 6), so what expired in our hands or could
not be delivered would stand in its list for ever. Such a job is failed with its reason; never one whose result
arrived, and never on the word of a single reading: what was closed a moment ago may just have arrived."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from desktop_app.domain.errors import NetworkError
from desktop_app.domain.jobs import JobKey, Outcome, Phase
from desktop_app.domain.limits import Window
from desktop_app.provider.floor import Floor
from desktop_app.provider.ports import Clock, Coordinator, Journal
from desktop_app.provider.roll import Roll

log = logging.getLogger(__name__)

AGAIN_AFTER = 60.0


@dataclass(slots=True)
class _Row:
    """Monotonic seconds: a reading that began after `sure_from` makes it certain."""

    sure_from: float


class DeadRows:
    def __init__(
        self,
        network: str,
        provider_id: str,
        coordinator: Coordinator,
        journal: Journal,
        floor: Floor,
        results: Window,
        clock: Clock,
    ) -> None:
        self._network, self._provider_id = network, provider_id
        self._coordinator, self._journal, self._floor = coordinator, journal, floor
        self._results, self._clock = results, clock
        self._rows: dict[str, _Row] = {}

    async def clear(self, roll: Roll) -> None:
        """Fail what this reading shows to be dead; NetworkError when the network does not take it now."""
        self._rows = {job_id: row for job_id, row in self._rows.items() if job_id in roll.jobs}
        for job_id in roll.jobs:
            if self._floor.get(job_id) is None and (reason := await self._why_dead(job_id)) is not None:
                row = self._rows.setdefault(job_id, _Row(self._clock.monotonic()))
                if roll.asked_at > row.sure_from and self._results.wait(self._clock.monotonic(), reserve=10) <= 0:
                    await self._fail(job_id, row, reason)

    async def _why_dead(self, job_id: str) -> str | None:
        found = await self._journal.get(JobKey(self._network, self._provider_id, job_id))
        if found is None or found.phase is not Phase.CLOSED or found.outcome is Outcome.COMPLETED:
            return None
        return found.reason or "it was given up"

    async def _fail(self, job_id: str, row: _Row, reason: str) -> None:
        now = self._clock.monotonic()
        row.sure_from = now + AGAIN_AFTER
        self._results.spend(now)
        message = f"This provider has closed the job: {reason.rstrip('.')}."
        try:
            await self._coordinator.fail(job_id, {"error_code": "closed", "error_message": message})
            log.info("job %s was still listed as running here and is failed now", job_id)
        except NetworkError as error:
            log.info("job %s stays listed as running here: %s", job_id, error)

"""What the network shows of a terminal message whose answer got lost.

Read in this order: the job list, the job's public receipts, its escrow. The receipts are read by everybody and not
every hub passes them on: without them the other two decide."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from desktop_app.domain.errors import BadAnswer, NotThere
from desktop_app.domain.intents import Intent, IntentKind, Seen
from desktop_app.domain.jobs import ListedJob
from desktop_app.provider.ports import Chain, Coordinator, Proof
from desktop_app.provider.reads import Kind, Reads
from desktop_app.provider.roll import RollCall

log = logging.getLogger(__name__)

NEWEST = 100
"""Jobs looked through first: the list holds every job ever, with its texts."""


@dataclass(frozen=True, slots=True)
class Sight:
    """One look. `late_cancel`: our result arrived although the customer had cancelled."""

    seen: Seen
    receipt: Proof | None = None
    late_cancel: bool = False


class Proofs:
    """Looks; NetworkError when the network cannot be read now."""

    def __init__(self, coordinator: Coordinator, chain: Chain, roll: RollCall, reads: Reads) -> None:
        self._coordinator, self._chain, self._roll, self._reads = coordinator, chain, roll, reads

    async def look(self, intent: Intent) -> Sight:
        job_id = intent.key.job_id
        if job_id in (await self._roll.read()).jobs:
            return Sight(Seen.RUNNING)
        listed = await self._listed(job_id)
        receipt = await self._own_receipt(intent)
        if receipt is not None or (listed is not None and listed.attempt_id == intent.attempt_id):
            return Sight(Seen.OURS, receipt, late_cancel=listed is None)
        if listed is not None:
            return Sight(_seen(listed))
        escrow = await self._reads.ask(Kind.ESCROW, lambda: self._chain.escrow(job_id))
        # Released without a listed row: cancelled late, paid all the same; only our result can have caused it.
        released = escrow is not None and escrow.is_released and intent.kind is IntentKind.RESULT
        return Sight(Seen.OURS, late_cancel=True) if released else Sight(Seen.GONE)

    async def _listed(self, job_id: str) -> ListedJob | None:
        for limit in (NEWEST, -1):
            try:
                jobs = await self._reads.ask(Kind.JOBS, lambda limit=limit: self._coordinator.recent_jobs(limit))  # type: ignore[misc]
            except BadAnswer as error:
                if limit == NEWEST:
                    raise
                log.info("the list of all jobs is too long to read: %s", error)
                return None
            found = next((job for job in jobs if job.job_id == job_id), None)
            if found is not None or len(jobs) < limit:
                return found
        return None

    async def _own_receipt(self, intent: Intent) -> Proof | None:
        if intent.kind is IntentKind.FAIL:
            return None  # a failure has none
        job_id = intent.key.job_id
        try:
            receipts = await self._reads.ask(Kind.RECEIPTS, lambda: self._coordinator.receipts(job_id))
        except NotThere:
            return None
        return next((r for r in receipts if r.attempt_id == intent.attempt_id), None)


def _seen(listed: ListedJob) -> Seen:
    by_state = {"FAILED": Seen.FAILED, "COMPLETED": Seen.OTHER_RESULT, "RUNNING": Seen.RUNNING}
    return by_state.get(listed.state, Seen.GONE)

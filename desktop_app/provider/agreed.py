"""What agreements make of one job at the door: its price, its tier, and whether reserved memory keeps it out."""

from __future__ import annotations

from decimal import Decimal

from desktop_app.domain.decline import Decline
from desktop_app.domain.jobs import JobKey, JournalJob
from desktop_app.domain.media_jobs import Request
from desktop_app.domain.money import ZERO
from desktop_app.domain.screening import Rules, price, seconds_needed
from desktop_app.provider.agreements import Agreements, Appraised


class Agreed:
    """Asked in this order: `least` while the job is screened, `keeps_out` after a yes, `taken` when it is queued."""

    def __init__(self, agreements: Agreements | None) -> None:
        self._agreements = agreements
        self._found = Appraised(ZERO)

    def least(self, job: JournalJob, request: Request, rules: Rules) -> Decimal:
        """The least payment for this job."""
        full = price(request, rules)
        if self._agreements is None:
            self._found = Appraised(full)
        else:
            self._found = self._agreements.appraise(job, seconds_needed(request, rules), full)
        return self._found.least

    def keeps_out(self, job: JournalJob, needed: int, free: int) -> Decline | None:
        """Why a job that takes `needed` of the card's `free` bytes must not come in."""
        return self._agreements.refuses(job, needed, free) if self._agreements else None

    @property
    def price(self) -> Decimal:
        return self._found.least

    @property
    def tier(self) -> str:
        """A contract's tier or that of batches, "" where the payment decides."""
        return self._found.tier

    @property
    def batched(self) -> bool:
        """Whether the job waits for the rest of its batch."""
        return self._found.batched

    async def taken(self, key: JobKey, seconds: float) -> None:
        if self._agreements is not None:
            await self._agreements.taken(key, self._found, seconds)

"""ports.JobDesk: looking through the journal, handing a job back, blocking a customer."""

from __future__ import annotations

from datetime import datetime

from desktop_app.domain.browsing import Guest, JobDetail, JobFilter
from desktop_app.domain.decline import Decline
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import RecentJob
from desktop_app.provider.house_rules import HouseRules
from desktop_app.provider.ports.office import Browser
from desktop_app.provider.provider import Provider

HANDED_BACK = Decline("owner_declined", Phrase("The provider's owner handed this job back."))


class Jobs:
    """Implements ports.JobDesk."""

    def __init__(self, network: str, provider_id: str, browser: Browser, provider: Provider, rules: HouseRules) -> None:
        self._book, self._browser = (network, provider_id), browser
        self._provider, self._rules = provider, rules

    async def count(self, wanted: JobFilter) -> int:
        return await self._browser.count(*self._book, wanted)

    async def page(self, wanted: JobFilter, offset: int, limit: int) -> list[RecentJob]:
        return await self._browser.page(*self._book, wanted, offset, limit)

    async def detail(self, job_id: str) -> JobDetail | None:
        return await self._browser.detail(*self._book, job_id)

    async def guests(self, since: datetime, limit: int) -> list[Guest]:
        return await self._browser.guests(*self._book, since, limit)

    async def hand_back(self, job_id: str) -> None:
        await self._provider.hand_back(job_id, HANDED_BACK)

    async def block(self, customer: str, blocked: bool) -> None:
        """ValueError without a customer to name."""
        before = self._provider.policies.blocked
        after = before | {customer} if blocked else before - {customer}
        self._rules.lay_down("blocked", {"customers": sorted(after)})

    async def blocked(self) -> tuple[str, ...]:
        return tuple(sorted(self._provider.policies.blocked))

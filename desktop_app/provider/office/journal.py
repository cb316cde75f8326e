"""ports.JobDesk: looking through the journal, handing a job back, blocking a customer, saving a kept text."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from desktop_app.domain.browsing import Guest, JobDetail, JobFilter
from desktop_app.domain.decline import Decline
from desktop_app.domain.errors import ProfileError
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import RecentJob
from desktop_app.provider.house_rules import HouseRules
from desktop_app.provider.ports.office import Browser, Written
from desktop_app.provider.provider import Provider

Write = Callable[[str, bytes], None]
"""(path, content). ProfileError when it cannot be written."""
HANDED_BACK = Decline("owner_declined", Phrase("The provider's owner handed this job back."))


class Jobs:
    """Implements ports.JobDesk."""

    def __init__(
        self,
        network: str,
        provider_id: str,
        browser: Browser,
        provider: Provider,
        rules: HouseRules,
        *,
        texts: Written,
        write: Write,
    ) -> None:
        self._book, self._browser = (network, provider_id), browser
        self._provider, self._rules = provider, rules
        self._texts, self._write = texts, write

    async def count(self, wanted: JobFilter) -> int:
        return await self._browser.count(*self._book, wanted)

    async def page(self, wanted: JobFilter, offset: int, limit: int) -> list[RecentJob]:
        return await self._browser.page(*self._book, wanted, offset, limit)

    async def detail(self, job_id: str) -> JobDetail | None:
        return await self._browser.detail(*self._book, job_id)

    async def guests(self, since: datetime, limit: int) -> list[Guest]:
        return await self._browser.guests(*self._book, since, limit)

    async def save_text(self, path: str, job_id: str) -> None:
        text = await self._texts.written(*self._book, job_id)
        if not text:
            raise not_kept()
        await asyncio.to_thread(self._write, path, text.encode())

    async def hand_back(self, job_id: str) -> None:
        await self._provider.hand_back(job_id, HANDED_BACK)

    async def block(self, customer: str, blocked: bool) -> None:
        """ValueError without a customer to name."""
        before = self._provider.policies.blocked
        after = before | {customer} if blocked else before - {customer}
        self._rules.lay_down("blocked", {"customers": sorted(after)})

    async def blocked(self) -> tuple[str, ...]:
        return tuple(sorted(self._provider.policies.blocked))


def not_kept() -> ProfileError:
    return ProfileError(
        Phrase("what a job wrote is deleted when the days that you chose for it are over"),
        title=Phrase("This job's answer is not kept here"),
        next_step=Phrase("The settings, under Privacy and copies, say how long answers stay"),
    )

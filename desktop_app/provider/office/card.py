"""ports.CardDesk: the card's past, and what happened meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from desktop_app.domain.browsing import JobFilter
from desktop_app.domain.card import Reading
from desktop_app.domain.health import Alert
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.score import Measured
from desktop_app.domain.state import AppState
from desktop_app.domain.yields import Yielded
from desktop_app.provider.needs import Ports
from desktop_app.provider.ports.office import Browser, Mark

MOST_MARKS = 200


class Card:
    """Implements ports.CardDesk."""

    def __init__(
        self, network: str, provider_id: str, browser: Browser, ports: Ports, state: Callable[[], AppState]
    ) -> None:
        self._book, self._browser, self._ports, self._state = (network, provider_id), browser, ports, state

    async def readings(self, since: datetime, until: datetime, points: int) -> list[Reading]:
        return await self._ports.records.card(since, until, points)

    async def marks(self, since: datetime, until: datetime) -> list[Mark]:
        """The newest of each kind, at most `MOST_MARKS` in all kinds together."""
        jobs = await self._browser.page(*self._book, JobFilter(since=since), 0, MOST_MARKS // 2)
        found = [
            Mark(job.finished_at, "job", Phrase("Job ended: {model}", model=job.model or Phrase("handed back")))
            for job in jobs
        ]
        yields = await self._ports.yields.since(since, MOST_MARKS // 4)
        found += [
            Mark(one.at, "yield", Phrase("Given back to you: {reason}", reason=one.reason), one.resumed_at)
            for one in yields
        ]
        alerts = await self.alerts(since, MOST_MARKS // 4)
        found += [Mark(alert.raised_at, "alert", alert.title, alert.cleared_at) for alert in alerts]
        return sorted((mark for mark in found if since <= mark.at < until), key=lambda mark: mark.at)

    async def yields(self, since: datetime, limit: int) -> list[Yielded]:
        return await self._ports.yields.since(since, limit)

    async def measured(self) -> list[Measured]:
        state = self._state()
        return await self._ports.measurements.newest(state.gpu.name, state.gpu.driver, state.runtime)

    async def alerts(self, since: datetime, limit: int) -> list[Alert]:
        return await self._ports.alerts.recent(since, limit)

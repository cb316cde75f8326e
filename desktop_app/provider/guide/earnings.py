"""Earnings and Analytics."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from desktop_app.domain import statement
from desktop_app.domain.analytics import Analytics
from desktop_app.domain.answers import EarningsReport
from desktop_app.domain.errors import NotGoverned
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.suggestions import Suggestion
from desktop_app.provider.guide.section import Section
from desktop_app.provider.ports.office import StandingDesk
from desktop_app.provider.services import Services

LONGEST_LOOK = 366 * 86_400.0


class Earning(Section):
    async def get_earnings(self, period: Any = "30d", breakdown_by: Sequence[str] = ()) -> EarningsReport:
        """What the network says it released in the last `period` ("all": ever), on the network that is in use."""
        seconds, by = statement.parse_period(period), statement.parse_breakdowns(breakdown_by)
        services = await self._session()
        now = services.ports.clock.now()
        since = None if seconds is None else now - timedelta(seconds=seconds)
        found = await services.provider.desk.earnings(since, statement.needed(by))
        totals = found.totals
        return EarningsReport(
            since=since,
            until=now,
            total=totals.credited,
            gross=totals.gross,
            fee=totals.fee,
            energy=found.energy,
            net=found.net,
            daily_average=statement.daily_average(totals.credited, since, found.breakdowns.get("day", {}), now),
            top_client=statement.top_client(found.breakdowns.get("customer", {})),
            jobs=totals.jobs,
            unpaid_jobs=totals.unpaid_jobs,
            unit=found.unit,
            breakdown={word: found.breakdowns.get(statement.BREAKDOWNS[word], {}) for word in by},
        )

    async def get_analytics(self, period: Any = "30d") -> Analytics:
        """Figures of the last `period`: the share of the offered time at work, when jobs come, what models earn."""
        length = _length(period)
        return await (await self._session()).insights.analytics(length)

    async def get_optimization_suggestions(self, period: Any = "30d") -> list[Suggestion]:
        """What the figures of the last `period` support, with what each rests on; empty where they support nothing."""
        length = _length(period)
        return await _desk(await self._session()).suggestions(length)

    async def apply_suggestion(self, suggestion: Any) -> None:
        """Put its change in force, now and at the next start."""
        if not isinstance(suggestion, Suggestion):
            raise ValueError("suggestion must be one of get_optimization_suggestions")
        await _desk(await self._session()).apply(suggestion)

    async def revert_suggestion(self, suggestion: Any) -> None:
        """Take back what `apply_suggestion` changed; nothing happens to one that was not applied."""
        if not isinstance(suggestion, Suggestion):
            raise ValueError("suggestion must be one of get_optimization_suggestions")
        await _desk(await self._session()).revert(suggestion.key)


def _desk(services: Services) -> StandingDesk:
    if services.office is None:
        raise NotGoverned(Phrase("nothing is suggested here"))
    return services.office.standing


def _length(period: Any) -> timedelta:
    seconds = statement.parse_period(period)
    if seconds is None or seconds > LONGEST_LOOK:
        raise ValueError("period must be a duration such as 24h or 30d, a year at most")
    return timedelta(seconds=seconds)

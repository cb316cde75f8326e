"""Analytics and suggestions from the history, for the façade and the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from desktop_app.domain.analytics import Analytics, Worked, analyse
from desktop_app.domain.schedule import Schedule
from desktop_app.domain.spans import Span
from desktop_app.domain.suggesting import Evidence, suggest
from desktop_app.domain.suggestions import Suggestion
from desktop_app.domain.swarm_price import Collective
from desktop_app.provider import past
from desktop_app.provider.ports import Clock, Facts, Ledger


@dataclass(frozen=True, slots=True)
class InForce:
    """The owner's settings now. `floor` is what an hour's electricity costs in AITBC, None where it is not known."""

    price_per_hour: Decimal
    schedule: Schedule
    models: tuple[str, ...] = ()
    unpaid_per_day: int = 0
    floor: Decimal | None = None
    unit: str = "AITBC"


@dataclass(frozen=True, slots=True)
class _Seen:
    figures: Analytics
    offered: Sequence[Span]
    working: Sequence[Span]
    worked: Worked


class Insights:
    """`in_force` tells the settings of this moment, `agreed` what the owner's swarm agrees on."""

    def __init__(
        self,
        network: str,
        provider_id: str,
        facts: Facts,
        ledger: Ledger,
        clock: Clock,
        in_force: Callable[[], InForce],
        agreed: Callable[[], Collective | None] = lambda: None,
    ) -> None:
        self._network, self._provider_id = network, provider_id
        self._facts, self._ledger, self._clock, self._in_force = facts, ledger, clock, in_force
        self._agreed = agreed

    async def analytics(self, period: timedelta = timedelta(days=30)) -> Analytics:
        """The figures of the last `period`."""
        return (await self._seen(period)).figures

    async def suggestions(
        self, market: Sequence[Decimal] = (), period: timedelta = timedelta(days=30)
    ) -> list[Suggestion]:
        """`market`: hourly rates of others' offers for the same class of card."""
        seen = await self._seen(period)
        now, at = self._in_force(), self._clock.now()
        earned = await self._ledger.totals(self._network, self._provider_id, at - period, at)
        return suggest(
            Evidence(
                seen.figures, earned, now.price_per_hour, now.schedule, seen.offered, seen.working, market, now.floor,
                now.models, now.unpaid_per_day, seen.worked.unpaid, now.unit, self._agreed(),
            )
        )  # fmt: skip

    async def _seen(self, period: timedelta) -> _Seen:
        now, until = self._in_force(), self._clock.now()
        since, me = until - period, (self._network, self._provider_id)
        offered, working = await past.hours(self._facts, now.schedule, since, until)
        worked = await self._facts.worked(*me, since, until, offered)
        by_model = await self._ledger.breakdown(*me, "model", since, until)
        figures = analyse(
            worked, offered, working, by_model, since, until, zone=now.schedule.zone, energy_per_hour=now.floor
        )  # fmt: skip
        return _Seen(figures, offered, working, worked)

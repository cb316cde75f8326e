"""ports.StandingDesk: why there is work or none, what would help, and how others see this provider."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from desktop_app.domain.answers import Reputation
from desktop_app.domain.errors import NetworkError
from desktop_app.domain.ladder import Rung, ladder
from desktop_app.domain.ledger import Totals
from desktop_app.domain.model_list import Choice, Listed, Machine, choice
from desktop_app.domain.money import quantize
from desktop_app.domain.suggestions import Suggestion
from desktop_app.provider import standing
from desktop_app.provider.levels import Levels
from desktop_app.provider.office.changes import Changes, without
from desktop_app.provider.office.facts import FactFinder
from desktop_app.provider.office.market import Market
from desktop_app.provider.ports import Model
from desktop_app.provider.ports.office import Browser, LevelView, MarketView, ModelUse
from desktop_app.provider.services import Services

LOOKED_BACK = timedelta(days=30)


class Standing:
    """Implements ports.StandingDesk."""

    def __init__(self, services: Services, browser: Browser, changes: Changes) -> None:
        self._services, self._browser, self._changes = services, browser, changes
        self._network, self._me = services.network.name, services.provider.provider_id
        self._market = Market(self._me, services.provider, services.ports, lambda: services.provider.store.state)
        self._facts = FactFinder(
            self._network, self._me, services.provider, services.ports, browser, services.ratings, self._market
        )

    async def ladder(self) -> tuple[Rung, ...]:
        return ladder(await self._facts.find())

    async def retry(self) -> None:
        self._services.provider.lane.retry()

    async def suggestions(self, period: timedelta = LOOKED_BACK) -> list[Suggestion]:
        """The market's prices are left out where it cannot be read."""
        try:
            prices = (await self._market.look()).similar
        except NetworkError:
            prices = ()
        return without(await self._services.insights.suggestions(prices, period), self._changes.applied)

    async def apply(self, suggestion: Suggestion) -> None:
        self._changes.apply(suggestion)

    async def applied(self) -> list[Suggestion]:
        return self._changes.applied

    async def revert(self, key: str) -> None:
        self._changes.revert(key)

    async def reputation(self) -> Reputation:
        return await standing.reputation(self._services, self._me)

    async def levels(self) -> list[LevelView]:
        """Empty where no agreements are kept."""
        services, ports = self._services, self._services.ports
        agreements = services.provider.agreements
        if agreements is None or ports.facts is None or ports.book is None or ports.claims is None:
            return []
        levels = Levels(
            self._network, self._me, agreements, ports.facts, ports.book, ports.claims, ports.clock,
            schedule=lambda: services.provider.policies.timetable.schedule,
        )  # fmt: skip
        return [LevelView(one.window, one.measured, one.missed) for one in await levels.figures()]

    async def market(self) -> MarketView:
        return await self._market.look()

    async def models(self) -> list[ModelUse]:
        """Installed ones first, then those that only the history knows, each by what it brought."""
        ports = self._services.ports
        installed = {model.name: model for model in await ports.runtime.models()}
        offered = set(self._services.provider.offering.models())
        now = ports.clock.now()
        earned = await ports.ledger.breakdown(self._network, self._me, "model", now - LOOKED_BACK, now)
        last = await self._browser.last_used(self._network, self._me)
        names = [*installed, *sorted((earned.keys() | last.keys()) - installed.keys() - {""})]
        found = [_use(name, installed.get(name), name in offered, earned, last.get(name)) for name in names]
        return sorted(found, key=lambda use: (not use.installed, -use.credited, use.name))

    async def suited(self, listed: Sequence[Listed]) -> Choice:
        ports, card = self._services.ports, self._services.provider.store.state.gpu
        on_card = bool(card.name) and ports.runtime.on_card
        memory = card.memory_bytes if on_card else ports.machine.memory_total()
        have = frozenset(model.name for model in await ports.runtime.models())
        return choice(listed, ports.runtime.name, Machine(memory, on_card), have, getattr(ports.runtime, "url", ""))


def _use(
    name: str, model: Model | None, offered: bool, earned: Mapping[str, Totals], last: datetime | None
) -> ModelUse:
    totals, size = earned.get(name, Totals()), model.size if model else None
    per_gb_day = None
    if size:
        per_gb_day = quantize(totals.credited / (Decimal(size) / 10**9) / LOOKED_BACK.days)
    return ModelUse(name, model is not None, offered, size, last, totals.jobs, totals.credited, per_gb_day)

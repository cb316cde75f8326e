"""The facts behind the ladder "Why no jobs?", gathered from the services, the history and the network."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from desktop_app.domain.errors import NetworkError
from desktop_app.domain.gate import Signal, Source
from desktop_app.domain.ladder import Facts, Fix, Light
from desktop_app.domain.listings import OfferState
from desktop_app.domain.pricing import quote
from desktop_app.provider.needs import Ports
from desktop_app.provider.office.market import Market
from desktop_app.provider.ports import Ratings
from desktop_app.provider.ports.office import Browser, MarketView
from desktop_app.provider.provider import Provider

log = logging.getLogger(__name__)

LATELY = timedelta(days=3)
MOST_RIVALS = 8
"""Providers whose rating is looked up; more would be a burden on the network for one lamp."""

_FIXES = {
    Source.PANIC: Fix.RESUME,
    Source.PAUSE: Fix.RESUME,
    Source.HEALTH: Fix.ALERTS,
    Source.SCHEDULE: Fix.SETTINGS,
    Source.PRICE: Fix.SETTINGS,
    Source.RUNTIME: Fix.HELP,
}
_HARMLESS = (Source.PANIC, Source.PAUSE, Source.OWNER, Source.SCHEDULE, Source.STARTING)
"""What the owner wants, or what passes by itself in a moment: nothing is broken."""


class FactFinder:
    """`find()` asks the network twice or three times; everything else is at hand."""

    def __init__(
        self,
        network: str,
        provider_id: str,
        provider: Provider,
        ports: Ports,
        browser: Browser,
        ratings: Ratings,
        market: Market,
    ) -> None:
        self._network, self._me, self._provider, self._ports = network, provider_id, provider, ports
        self._browser, self._ratings, self._market = browser, ratings, market

    async def find(self) -> Facts:
        state, asked = self._provider.store.state, await self._asked()
        rules = await self._provider.offering.rules()
        facts = Facts(
            online=self._provider.lane.answers,
            last_answer_s=state.latency_s,
            registered=self._provider.lane.connected,
            models=tuple(self._provider.offering.models()),
            asked={name: came for name, (came, _) in asked.items()},
            missing={name: missed for name, (_, missed) in asked.items() if missed},
            price=rules.prices.per_hour,
            longest_price=quote(rules.prices, rules.longest_run),
            unit=state.unit,
        )
        return await self._with_others(self._with_gate(facts))

    def _strongest(self) -> Signal | None:
        return self._provider.gate.state.strongest

    def _with_gate(self, facts: Facts) -> Facts:
        strongest = self._strongest()
        if strongest is None:
            return facts
        return replace(
            facts,
            gate=strongest.reason,
            gate_fix=Fix.SETTINGS if strongest.in_settings else _FIXES.get(strongest.source, Fix.NONE),
            gate_light=Light.DOUBT if strongest.source in _HARMLESS else Light.BAD,
            gate_is_network=strongest.source is Source.NETWORK,
        )

    async def _with_others(self, facts: Facts) -> Facts:
        if self._ports.market is None or self._ports.offers is None:
            return replace(facts, market_known=False, score=await self._score(self._me))
        rows = await self._ports.offers.all(self._network, self._me)
        sent = sum(1 for row in rows if row.state is not OfferState.WITHDRAWN)
        found = replace(facts, market_known=True, offers_sent=sent, score=await self._score(self._me))
        try:
            view = await self._market.look()
        except NetworkError as error:
            log.info("the marketplace cannot be read: %s", error)
            return found
        return replace(
            found, offers_seen=view.ours, market=view.prices, market_is_similar=bool(view.similar),
            better=await self._better(found.score, view),
        )  # fmt: skip

    async def _asked(self) -> dict[str, tuple[int, int]]:
        since = self._ports.clock.now() - LATELY
        return dict(await self._browser.asked(self._network, self._me, since))

    async def _score(self, who: str) -> float | None:
        """0 to 1; None where the network tells none now."""
        try:
            rating = await self._ratings.rating(who)
        except NetworkError as error:
            log.info("the rating of %s cannot be read: %s", who, error)
            return None
        return None if rating is None else rating.score / 1000

    async def _better(self, score: float | None, view: MarketView) -> int | None:
        """How many of the providers on the market are rated higher; None without a rating of our own."""
        if score is None:
            return None
        rivals: Sequence[str] = sorted({offer[0] for offer in view.offers})[:MOST_RIVALS]
        scores = [await self._score(rival) for rival in rivals]
        return sum(1 for other in scores if other is not None and other > score)

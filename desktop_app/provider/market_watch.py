"""What others ask for an hour of the same class of card; read now and then while somebody wants to know."""

from __future__ import annotations

import logging
from collections.abc import Callable

from desktop_app.domain.errors import NetworkError
from desktop_app.domain.market import Market, market_of
from desktop_app.domain.state import GpuView
from desktop_app.provider.ports import Clock, Marketplace

log = logging.getLogger(__name__)

READ_EVERY = 900.0


class MarketWatch:
    """`card` is the one that jobs are computed on, empty for a processor."""

    def __init__(self, provider_id: str, market: Marketplace | None, clock: Clock, card: Callable[[], GpuView]) -> None:
        self._me, self._market, self._clock, self._card = provider_id, market, clock, card
        self._read_at: float | None = None
        self._found: Market | None = None

    async def look(self) -> Market | None:
        """The market as it stood a quarter of an hour ago at most; None where too few offer the same, where there is
        no market, or where it cannot be read."""
        now = self._clock.monotonic()
        if self._market is None or (self._read_at is not None and now - self._read_at < READ_EVERY):
            return self._found
        self._read_at = now
        card = self._card()
        try:
            offers = await self._market.offers()
        except NetworkError as error:
            log.info("the market cannot be read: %s", error)
            self._found = None
        else:
            memory = card.memory_bytes / 10**9 if card.memory_bytes else None
            self._found = market_of((o for o in offers if o.provider != self._me), card.name, memory)
        return self._found

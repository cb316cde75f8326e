"""Others' offers for the same class of card: what they ask for an hour, and how many of them are taken.

Anybody may list anything, so one provider counts once however much it lists, and below `ENOUGH` providers nothing is
said at all; of their rates the median counts, which one that lies cannot move far."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.domain.listings import MarketOffer, OfferKind

ENOUGH = 3
MEMORY_BAND = 0.25
"""Another card is of the same class when its memory differs by this share at most."""
_NOISE = re.compile(r"nvidia|geforce|amd|radeon|[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Market:
    """Rates of the others, one a provider, lowest first; `busy` is the share (0 to 1) of them that is taken."""

    rates: tuple[Decimal, ...]
    busy: float

    @property
    def median(self) -> Decimal:
        return statistics.median(self.rates)

    def pressure(self, base: Decimal, most: Decimal) -> float:
        """How much the market speaks for a higher price, 0 to 1: the share that is taken, or where the median stands
        between our base rate and our highest one, whichever is more."""
        room = most - base
        dear = float((self.median - base) / room) if room > 0 else 0.0
        return min(1.0, max(0.0, self.busy, dear))


def same_class(offer: MarketOffer, card: str, memory_gb: float | None) -> bool:
    """The same card by name, or one with about as much memory; without a card, others without one."""
    if not card or not offer.card:
        return not card and not offer.card
    if _plain(card) == _plain(offer.card):
        return True
    if memory_gb is None or offer.memory_gb is None or memory_gb <= 0:
        return False
    return abs(offer.memory_gb / memory_gb - 1) <= MEMORY_BAND


def market_of(offers: Iterable[MarketOffer], card: str, memory_gb: float | None) -> Market | None:
    """What the same class of card costs elsewhere; None where too few offer it."""
    by_provider: dict[str, MarketOffer] = {}
    for offer in offers:
        stands = offer.kind is OfferKind.HARDWARE and (offer.is_live or offer.is_taken)
        if not stands or offer.price <= 0 or not same_class(offer, card, memory_gb):
            continue
        known = by_provider.get(offer.provider)
        if known is None or offer.price < known.price:
            by_provider[offer.provider] = offer
    found: Sequence[MarketOffer] = list(by_provider.values())
    if len(found) < ENOUGH:
        return None
    return Market(tuple(sorted(o.price for o in found)), sum(o.is_taken for o in found) / len(found))


def _plain(name: str) -> str:
    return _NOISE.sub("", name.lower())

"""A first price and what a day could bring, from the little that is known before the first job.

The suggestion: what similar cards ask in the middle, where enough of them are listed; else the usual start. Never
less than the electricity costs. What a day could bring is a most, not a promise: nobody knows the demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal

from desktop_app.domain.money import exact, quantize
from desktop_app.domain.phrases import Phrase, Several
from desktop_app.domain.pricing import Prices

USUAL = Prices().per_hour
LEAST_ASKS = 3
"""Offers of similar cards below which there is no market to speak of."""
OVER_COST = Decimal("1.25")
"""A price is at least this much of what the electricity costs: the network keeps a fee, too."""
_STEP = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody asks for an hour of a card, in the network's unit."""

    card: str
    per_hour: Decimal


@dataclass(frozen=True, slots=True)
class Suggested:
    """A price an hour, and in sentences what it rests on."""

    per_hour: Decimal
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Power:
    """What an hour of work costs in electricity. `watts` under load above idle, `per_kwh` in `currency`; `token_worth`
    is what the owner says one unit of the network is worth in it. None = not known."""

    watts: float | None = None
    per_kwh: Decimal | None = None
    token_worth: Decimal | None = None
    currency: str = "EUR"

    @property
    def cost_per_hour(self) -> Decimal | None:
        """In the owner's currency."""
        if self.watts is None or self.per_kwh is None:
            return None
        return quantize(Decimal(str(round(self.watts, 1))) / 1000 * self.per_kwh)

    @property
    def tokens_per_hour(self) -> Decimal | None:
        """In the network's unit."""
        cost = self.cost_per_hour
        return None if cost is None or not self.token_worth else quantize(cost / self.token_worth)


def similar(asks: Sequence[Ask], card: str) -> tuple[Ask, ...]:
    """Those of the same model of card, whatever its maker calls it."""
    wanted = _model(card)
    return tuple(ask for ask in asks if wanted and _model(ask.card) == wanted)


def middle(asks: Sequence[Ask]) -> Decimal | None:
    """The median, None for too few."""
    rates = sorted(ask.per_hour for ask in asks)
    if len(rates) < LEAST_ASKS:
        return None
    half = len(rates) // 2
    return rates[half] if len(rates) % 2 else (rates[half - 1] + rates[half]) / 2


def suggest(asks: Sequence[Ask] | None, card: str, power: Power, unit: str) -> Suggested:
    """`asks` are all listed offers, None where no market could be asked."""
    price, reasons = USUAL, list[Phrase]()
    same = similar(asks or (), card)
    found = middle(same)
    if found is not None:
        price = found
        low, high = min(a.per_hour for a in same), max(a.per_hour for a in same)
        reasons.append(Several(
            "{n} similar card asks {low} to {high} {unit} an hour; this is the middle.",
            "{n} similar cards ask {low} to {high} {unit} an hour; this is the middle.",
            len(same), low=exact(low), high=exact(high), unit=unit,
        ))  # fmt: skip
    elif asks is None:
        reasons.append(Phrase("{usual} {unit} an hour is a usual start; no market could be asked.",
                       usual=exact(USUAL), unit=unit))
    else:
        reasons.append(Phrase("{usual} {unit} an hour is a usual start; {few} listed to compare with.",
                       usual=exact(USUAL), unit=unit, few=_few(len(same))))
    floor = power.tokens_per_hour
    if floor is not None and price < floor * OVER_COST:
        price = floor * OVER_COST
        reasons.append(Phrase("Raised above the electricity, which costs about {floor} {unit} an hour.",
                       floor=exact(floor), unit=unit))
    elif floor is not None:
        reasons.append(Phrase("Electricity costs about {floor} {unit} an hour.", floor=exact(floor), unit=unit))
    return Suggested(price.quantize(_STEP, rounding=ROUND_UP), tuple(reasons))


def _few(count: int) -> str:
    if count == 0:
        return Phrase("no similar card is")
    return Several("one similar card is", "only {n} similar cards are", count)


def _model(card: str) -> str:
    """ "NVIDIA GeForce RTX 4070 Ti" and "rtx 4070ti" are the same card."""
    words = card.lower().replace("nvidia", "").replace("geforce", "").replace("(tm)", "")
    return "".join(part for part in words if part.isalnum())


@dataclass(frozen=True, slots=True)
class Outlook:
    """The most that a day of `hours` could bring, and what its electricity costs at most. None = not known."""

    hours: float
    most: Decimal
    worth: Decimal | None
    electricity: Decimal | None
    currency: str


def outlook(per_hour: Decimal, hours: float, power: Power) -> Outlook:
    """Of an average day with `hours` of offered time, all of it asked for."""
    share = Decimal(str(round(hours, 2)))
    most = quantize(per_hour * share)
    worth = quantize(most * power.token_worth) if power.token_worth else None
    cost = power.cost_per_hour
    return Outlook(hours, most, worth, quantize(cost * share) if cost is not None else None, power.currency)



"""Dynamic pricing: from demand to a price, continuous, bounded, and without flapping.

Demand is a number from 0 to 1: how much of what is offered is asked for. From `threshold` on the price climbs in a
straight line from the base rate to base rate × `max_multiplier` at demand 1:

    multiplier(d) = 1                                                      for d <= threshold
                    1 + (max_multiplier - 1) × (d - threshold) / (1 - threshold)   above

Demand is made of what is seen in a minute (`demand_of`): with u the share of our slots at work, q how full the queue
is, d the share of jobs declined for want of room and m the market's pressure (`domain.market`),

    own = u × (0.8 + 0.1 q + 0.1 d)        demand = own + 0.25 m (1 - own)

Against flapping: demand is smoothed (each minute counts `WEIGHT`), a price is set at most once per interval, and a step
smaller than `LEAST_STEP` of the price in force is not made at all. The price never falls below the floor (what the
energy costs). Source: the provider guide, "Dynamic Pricing"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from desktop_app.domain.errors import in_words
from desktop_app.domain.money import parse_amount, quantize
from desktop_app.domain.phrases import Phrase, together
from desktop_app.domain.times import parse_duration

WEIGHT = 0.5
LEAST_STEP = Decimal("0.02")


@dataclass(frozen=True, slots=True)
class Dynamics:
    """The owner's wish. Rates in AITBC an hour; `threshold` 0 (inclusive) to 1 (exclusive), `interval` in seconds."""

    base_rate: Decimal
    threshold: float = 0.8
    max_multiplier: Decimal = Decimal(2)
    interval: float = 900.0
    floor: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Observation:
    """What demand is made of, each 0 to 1: the share of our slots at work, how full our queue is, the share of jobs
    declined for want of room, and how much the market speaks for a higher price (None: not known)."""

    utilisation: float
    queue: float = 0.0
    declined: float = 0.0
    market: float | None = None


@dataclass(frozen=True, slots=True)
class PriceState:
    """The price in force, the smoothed demand, and when the price was last set."""

    price: Decimal
    demand: float
    set_at: datetime
    reason: str = ""


def demand_of(seen: Observation) -> float:
    """One number from the observation: own use first; a queue and declined jobs only matter once the slots are full;
    the market closes up to a quarter of what is left to 1, so that it alone raises no price."""
    own = min(1.0, max(0.0, seen.utilisation * (0.8 + 0.1 * seen.queue + 0.1 * seen.declined)))
    return own + 0.25 * min(1.0, max(0.0, seen.market or 0.0)) * (1.0 - own)


def multiplier(dynamics: Dynamics, demand: float) -> Decimal:
    """1 up to the threshold, then a straight line to `max_multiplier`."""
    over = max(0.0, min(1.0, demand) - dynamics.threshold) / (1.0 - dynamics.threshold)
    return 1 + (dynamics.max_multiplier - 1) * Decimal(str(round(over, 6)))


def price_at(dynamics: Dynamics, demand: float) -> Decimal:
    """The rate an hour at this demand, never below the floor."""
    return max(dynamics.floor, quantize(dynamics.base_rate * multiplier(dynamics, demand)))


def start(dynamics: Dynamics, now: datetime) -> PriceState:
    price = price_at(dynamics, 0.0)
    why = Phrase("the base rate") if price == dynamics.base_rate else Phrase("the electricity costs as much")
    return PriceState(price, 0.0, now, why)


def observe(dynamics: Dynamics, state: PriceState, seen: Observation, now: datetime) -> PriceState:
    """The state after one more observation; its price differs from before only once per interval."""
    demand = state.demand + WEIGHT * (demand_of(seen) - state.demand)
    kept = replace(state, demand=demand)
    if now - state.set_at < timedelta(seconds=dynamics.interval):
        return kept
    wanted = price_at(dynamics, demand)
    least = max(LEAST_STEP * state.price, Decimal("0.00000001"))
    # The ends of the range are always reached, or the last small step would be left for ever.
    at_an_end = wanted in (price_at(dynamics, 0.0), price_at(dynamics, 1.0)) and wanted != state.price
    if abs(wanted - state.price) < least and not at_an_end:
        return replace(kept, set_at=now)
    if wanted == dynamics.floor and wanted > dynamics.base_rate:
        return PriceState(wanted, demand, now, Phrase("the electricity costs as much"))
    share, parts = f"{demand:.0%}", _parts(seen)
    if wanted > state.price:
        return PriceState(wanted, demand, now, Phrase("demand rose to {share}: {parts}", share=share, parts=parts))
    return PriceState(wanted, demand, now, Phrase("demand fell to {share}: {parts}", share=share, parts=parts))


def _parts(seen: Observation) -> str:
    """What demand was made of, in words."""
    parts = [
        Phrase("{share} of the slots at work", share=f"{seen.utilisation:.0%}"),
        Phrase("the queue {share} full", share=f"{seen.queue:.0%}"),
    ]
    if seen.declined:
        parts.append(Phrase("{share} of the jobs declined for want of time", share=f"{seen.declined:.0%}"))
    if seen.market is not None:
        parts.append(Phrase("the market at {share} of our range", share=f"{seen.market:.0%}"))
    return together(*parts, by=", ")


def parse(
    base_rate: object,
    demand_threshold: object = 0.8,
    max_multiplier: object = 2,
    adjustment_frequency: object = "15min",
) -> Dynamics:
    """The guide's arguments; ValueError names the field and what is allowed."""
    threshold = _number("demand_threshold", demand_threshold, Decimal(0), Decimal("0.99"))
    if not isinstance(adjustment_frequency, str):
        raise ValueError(Phrase("adjustment_frequency must be a duration such as 15min"))
    try:
        interval = parse_duration(adjustment_frequency)
    except ValueError as error:
        raise ValueError(Phrase("adjustment_frequency: {error}", error=in_words(error))) from None
    if not 60 <= interval <= 86_400:
        raise ValueError(Phrase("adjustment_frequency must be from 1min to 24h"))
    return Dynamics(
        _number("base_rate", base_rate, Decimal(0), Decimal(1_000_000)),
        float(threshold),
        _number("max_multiplier", max_multiplier, Decimal(1), Decimal(100)),
        interval,
    )


def _number(name: str, value: object, low: Decimal, high: Decimal) -> Decimal:
    try:
        number = parse_amount(value)
    except ValueError:
        number = low - 1
    if not low <= number <= high:
        raise ValueError(Phrase("{name} must be a number from {low} to {high}", name=name, low=low, high=high))
    return number

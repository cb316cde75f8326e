"""What the owner could do better, from own numbers and the market's.

Nothing is suggested without enough of a basis, and what a change will bring is only stated where it can be computed
from what was measured; everything else is called an estimate and names its assumption, or is called unknown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop_app.domain import spans
from desktop_app.domain.analytics import Analytics
from desktop_app.domain.ledger import Totals
from desktop_app.domain.money import quantize, show
from desktop_app.domain.phrases import Number, Phrase
from desktop_app.domain.schedule import Hours, Schedule, Window
from desktop_app.domain.spans import Span
from desktop_app.domain.suggestions import Change, Suggestion
from desktop_app.domain.swarm_price import Collective

LEAST_HOURS = 24.0
"""Offered hours before anything is said about them."""
LEAST_OFFERS = 3
LEAST_JOBS = 10
_EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Evidence:
    """`market`: hourly rates of others' offers for the same class of card, without our own. `floor`: what an hour's
    electricity costs in AITBC. `offered` and `working` as for the analytics."""

    analytics: Analytics
    earned: Totals
    price_per_hour: Decimal
    schedule: Schedule
    offered: Sequence[Span] = ()
    working: Sequence[Span] = ()
    market: Sequence[Decimal] = ()
    floor: Decimal | None = None
    models: tuple[str, ...] = ()
    unpaid_per_day: int = 0
    unpaid_seconds: float = 0.0
    unit: str = "AITBC"
    swarm: Collective | None = None


def suggest(seen: Evidence) -> list[Suggestion]:
    """What the figures support, the most certain first."""
    rules: tuple[Callable[[Evidence], Suggestion | None], ...] = (
        _below_cost, _hours_rarely_kept, _swarm_price, _too_dear, _too_cheap, _unpaid_work, _weak_model,
    )  # fmt: skip
    return [found for rule in rules if (found := rule(seen)) is not None]


def _below_cost(seen: Evidence) -> Suggestion | None:
    if seen.floor is None or seen.price_per_hour >= seen.floor:
        return None
    loss = show(seen.floor - seen.price_per_hour, seen.unit)
    return Suggestion(
        "below_cost",
        Phrase("Raise the hourly price to what the electricity costs"),
        Phrase("Each hour of work at the price loses {loss} now, by your tariff; it would lose nothing.", loss=loss),
        Phrase(
            "Measured power above idle, your tariff and token rate: {floor} an hour.", floor=show(seen.floor, seen.unit)
        ),
        (Phrase("Set the price to {floor} an hour", floor=show(seen.floor, seen.unit)),),
        Change("price_per_hour", seen.price_per_hour, seen.floor),
    )


def _too_dear(seen: Evidence) -> Suggestion | None:
    middle, used = _median(seen.market), _used(seen)
    if middle is None or used is None or used >= 0.3 or seen.price_per_hour <= middle * Decimal("1.25"):
        return None
    price = quantize(max(middle, seen.floor or Decimal(0)))
    if price >= seen.price_per_hour:
        return None
    less = 1 - price / seen.price_per_hour
    return Suggestion(
        "too_dear",
        Phrase("Lower the hourly price to the middle of the market"),
        Phrase(
            "A job of the same length pays {less} less. Whether more jobs come is not known.",
            less=Number(f"{less:.0%}"),
        ),
        Phrase(
            "{market} offers for the same class of card, median {middle} an hour; your offered time was {used} "
            "at work.",
            market=len(seen.market),
            middle=show(middle, seen.unit),
            used=Number(f"{used:.0%}"),
        ),
        (
            Phrase("Set the price to {price} an hour", price=show(price, seen.unit)),
            Phrase("Look at the utilisation again after a week"),
        ),
        Change("price_per_hour", seen.price_per_hour, price),
    )


def _too_cheap(seen: Evidence) -> Suggestion | None:
    middle, used = _median(seen.market), _used(seen)
    if middle is None or used is None or used <= 0.8 or seen.price_per_hour >= middle * Decimal("0.8"):
        return None
    price = quantize(min(middle, seen.price_per_hour * Decimal("1.25")))
    more = price / seen.price_per_hour - 1 if seen.price_per_hour else Decimal(0)
    gain = show(quantize(seen.earned.credited * more), seen.unit)
    return Suggestion(
        "too_cheap",
        Phrase("Raise the hourly price towards the middle of the market"),
        Phrase(
            "Estimate: {gain} more for the same work, if all of its customers pay {more} more; some may not.",
            gain=gain,
            more=Number(f"{more:.0%}"),
        ),
        Phrase(
            "{market} offers for the same class of card, median {middle} an hour; your offered time was {used} "
            "at work and {credited} were credited.",
            market=len(seen.market),
            middle=show(middle, seen.unit),
            used=Number(f"{used:.0%}"),
            credited=show(seen.earned.credited, seen.unit),
        ),
        (
            Phrase("Set the price to {price} an hour", price=show(price, seen.unit)),
            Phrase("Look at the utilisation again after a week"),
        ),
        Change("price_per_hour", seen.price_per_hour, price),
    )


def _swarm_price(seen: Evidence) -> Suggestion | None:
    """Only what is within the owner's limits was ever suggested by the swarm's rules."""
    price, now = seen.swarm.suggested if seen.swarm else None, seen.price_per_hour
    if seen.swarm is None or price is None or abs(price - now) * 100 <= now:
        return None
    change = show(price, seen.unit)
    if now:
        share = Number(f"{abs(price / now - 1):.0%}")
        change = Phrase("{share} more", share=share) if price > now else Phrase("{share} less", share=share)
    return Suggestion(
        "swarm_price",
        Phrase("Raise the hourly price to what your swarm agrees on")
        if price > now
        else Phrase("Lower the hourly price to what your swarm agrees on"),
        Phrase("A job of the same length pays {change}. How many jobs come then is not known.", change=change),
        Phrase("Your swarm: {reason}.", reason=seen.swarm.reason),
        (Phrase("Set the price to {price} an hour", price=show(price, seen.unit)),),
        Change("price_per_hour", now, price),
    )


def _unpaid_work(seen: Evidence) -> Suggestion | None:
    used, hours = _used(seen), seen.unpaid_seconds / 3600
    paid = seen.earned.seconds - seen.unpaid_seconds
    if used is None or used <= 0.8 or hours < 1 or paid <= 0 or seen.unpaid_per_day < 1:
        return None
    rate = seen.earned.credited / Decimal(str(paid)) * 3600
    gain = show(quantize(rate * Decimal(str(hours))), seen.unit)
    fewer = seen.unpaid_per_day // 2
    return Suggestion(
        "unpaid_work",
        Phrase("Take fewer unpaid jobs"),
        Phrase(
            "Estimate: up to {gain} in the time of all unpaid jobs, if paid jobs fill it as they fill the rest. "
            "Unpaid jobs build reputation; what fewer of them cost there is not known.",
            gain=gain,
        ),
        Phrase(
            "Unpaid jobs took {hours} h of the card while your offered time was {used} at work.",
            hours=Number(f"{hours:.1f}"),
            used=Number(f"{used:.0%}"),
        ),
        (
            Phrase(
                "Take at most {fewer} unpaid jobs a day, not {unpaid_per_day}",
                fewer=fewer,
                unpaid_per_day=seen.unpaid_per_day,
            ),
        ),
        Change("unpaid_per_day", seen.unpaid_per_day, fewer),
    )


def _weak_model(seen: Evidence) -> Suggestion | None:
    used = _used(seen)
    known = [m for m in seen.analytics.profitable_models if m.jobs >= LEAST_JOBS and m.per_hour is not None]
    known = [m for m in known if m.model in seen.models]
    if used is None or used <= 0.6 or len(known) < 2:
        return None
    best, weak = known[0], known[-1]
    if best.per_hour is None or weak.per_hour is None or weak.per_hour * 2 > best.per_hour:
        return None
    gain = quantize((best.per_hour - weak.per_hour) * Decimal(str(round(weak.hours, 6))))
    return Suggestion(
        "weak_model",
        Phrase("Stop offering {model}", model=weak.model),
        Phrase(
            "Estimate: up to {gain} more in its {hours} h, if jobs for {model} fill them.",
            gain=show(gain, seen.unit),
            hours=Number(f"{weak.hours:.1f}"),
            model=best.model,
        ),
        Phrase(
            "{model} earned {per_hour} an hour of the card in {jobs} jobs, {model2} {per_hour2} in {jobs2}; "
            "your offered time was {used} at work.",
            model=weak.model,
            per_hour=show(weak.per_hour, seen.unit),
            jobs=weak.jobs,
            model2=best.model,
            per_hour2=show(best.per_hour, seen.unit),
            jobs2=best.jobs,
            used=Number(f"{used:.0%}"),
        ),
        (Phrase("Take {model} off the list of offered models", model=weak.model),),
        Change("models", seen.models, tuple(m for m in seen.models if m != weak.model)),
    )


def _hours_rarely_kept(seen: Evidence) -> Suggestion | None:
    """Hours that were offered and mostly not kept: promising less keeps more of the promise. This one is computed."""
    had = seen.analytics.availability
    if had is None or had >= 0.9 or seen.analytics.offered_hours < LEAST_HOURS:
        return None
    closed = _rarely_kept(seen)
    windows = tuple(Window(_EVERY_DAY, Hours(hour * 60, hour * 60 + 60)) for hour in closed)
    after = replace(seen.schedule, maintenance=seen.schedule.maintenance + windows)
    since, until = seen.analytics.since, seen.analytics.until
    left = spans.common(spans.offered(after, since, until), seen.offered)
    if not closed or not left:
        return None
    would = spans.seconds(spans.common(left, seen.working)) / spans.seconds(left)
    named = ", ".join(f"{hour:02}:00" for hour in closed)
    lost = spans.seconds(seen.offered) - spans.seconds(left)
    return Suggestion(
        "hours_rarely_kept",
        Phrase("Do not offer the hours in which the card is mostly yours"),
        Phrase(
            "In the same time availability would have been {would} and not {had}; {lost} offered hours fewer, "
            "most of which were not kept.",
            would=Number(f"{would:.1%}"),
            had=Number(f"{had:.1%}"),
            lost=f"{lost / 3600:.0f}",
        ),
        Phrase(
            "The hours that begin at {named} ({zone}) were open for less than half of their offered time.",
            named=named,
            zone=seen.schedule.zone,
        ),
        (Phrase("Leave out the hours that begin at {named}", named=named),),
        Change("schedule", seen.schedule, after),
    )


def _rarely_kept(seen: Evidence) -> list[int]:
    """Hours of the day, on the schedule's clock, offered for 3 hours and more and open for less than half of that."""
    zone = seen.schedule.zone
    offered = spans.by_hour(seen.offered, zone)
    kept = spans.by_hour(spans.common(seen.offered, seen.working), zone)
    return [h for h in range(24) if offered[h] >= 3 * 3600 and kept[h] < offered[h] / 2]


def _median(rates: Sequence[Decimal]) -> Decimal | None:
    """None for too few offers to speak of a market."""
    ordered = sorted(rates)
    if len(ordered) < LEAST_OFFERS:
        return None
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _used(seen: Evidence) -> float | None:
    """Utilisation, None before enough was offered."""
    return seen.analytics.utilization_rate if seen.analytics.offered_hours >= LEAST_HOURS else None

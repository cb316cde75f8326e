"""A day of watching and selling nothing: when the owner used the machine, what others ask; and what follows from it.

A proposal is an honest range. Its low end is nothing, because nobody can promise that anyone asks; its high end is
every proposed hour sold, less the electricity where that is known. What was not watched is not offered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from desktop_app.domain.first_price import Ask, Power, Suggested, suggest
from desktop_app.domain.money import ZERO, quantize
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.schedule import DAYS

LEAST_WATCHED = 15
"""Minutes of an hour below which nothing is said about it."""
MOST_USED = 0.25
"""An hour that the owner used for more than this share is the owner's."""


@dataclass(frozen=True, slots=True)
class Hour:
    """Minutes of the hour that begins at `at` (aware UTC): watched, and of these used by the owner."""

    at: datetime
    watched: int = 0
    used: int = 0


@dataclass(frozen=True, slots=True)
class Shadow:
    """How far the watching is. `ends` is None when it does not run."""

    ends: datetime | None = None
    hours: tuple[Hour, ...] = ()
    asks: tuple[Ask, ...] | None = None

    @property
    def watched_minutes(self) -> int:
        return sum(hour.watched for hour in self.hours)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Hours in the guide's form, a price, and what a week would have brought at least and at most, net of energy."""

    spec: Mapping[str, Any]
    price: Suggested
    low: Decimal
    high: Decimal
    hours_a_day: int
    assumptions: tuple[str, ...]


def by_hour_of_day(hours: Sequence[Hour], zone: str) -> dict[int, float]:
    """The share (0 to 1) of each hour of the day, by the clock of `zone`, that the owner used; hours that were hardly
    watched are left out."""
    wall = ZoneInfo(zone)
    watched, used = dict[int, int](), dict[int, int]()
    for hour in hours:
        number = hour.at.astimezone(wall).hour
        watched[number] = watched.get(number, 0) + hour.watched
        used[number] = used.get(number, 0) + hour.used
    return {n: used[n] / minutes for n, minutes in sorted(watched.items()) if minutes >= LEAST_WATCHED}


def propose(shadow: Shadow, card: str, power: Power, zone: str, unit: str) -> Proposal | None:
    """None while too little was seen: less than three hours of the day."""
    shares = by_hour_of_day(shadow.hours, zone)
    if len(shares) < 3:
        return None
    free = [hour for hour, share in shares.items() if share <= MOST_USED]
    price = suggest(shadow.asks, card, power, unit)
    cost = power.tokens_per_hour
    an_hour = max(ZERO, price.per_hour - (cost or ZERO))
    spec = {"timezone": zone, "availability": [{"days": list(DAYS), "hours": text} for text in _runs(free)]}
    high = quantize(an_hour * 7 * len(free))
    return Proposal(spec, price, ZERO, high, len(free), _assumptions(shares, free, price, cost))


def _runs(hours: Sequence[int]) -> list[str]:
    """Hours of the day as few windows: [0, 1, 22, 23] is "22:00-02:00"."""
    if len(hours) == 24:
        return ["00:00-24:00"]
    starts = [hour for hour in hours if (hour - 1) % 24 not in hours]
    found = []
    for start in starts:
        length = next(n for n in range(1, 25) if (start + n) % 24 not in hours)
        end = start + length
        found.append(f"{start:02}:00-{(end if end <= 24 else end - 24):02}:00")
    return found


def _assumptions(
    shares: Mapping[int, float], free: Sequence[int], price: Suggested, cost: Decimal | None
) -> tuple[str, ...]:
    unwatched = 24 - len(shares)
    told = [
        Phrase(
            "Every day is like the one that was watched: {free} of its hours were free of you for three "
            "quarters and more.",
            free=len(free),
        ),
        Phrase(
            "The low end is nothing, because nobody can promise that anyone asks; the high end is every one of "
            "these hours "
            "sold."
        ),
        *price.reasons,
        Phrase("The network's fee is not taken off; it is not known before the first payment."),
    ]
    if cost is None:
        told.append(
            Phrase("The electricity is not taken off: its price, or what a unit is worth to you, is not known.")
        )
    if unwatched:
        told.append(Phrase("{unwatched} hours of the day were not watched, and are not offered.", unwatched=unwatched))
    return tuple(told)


# ---- keeping it --------------------------------------------------------------------------------------------------


def content(shadow: Shadow) -> dict[str, Any]:
    """As JSON can keep it."""
    return {
        "ends": shadow.ends.isoformat() if shadow.ends else None,
        "hours": [[hour.at.isoformat(), hour.watched, hour.used] for hour in shadow.hours],
        "asks": None if shadow.asks is None else [[ask.card, str(ask.per_hour)] for ask in shadow.asks],
    }


def from_content(kept: Mapping[str, Any]) -> Shadow:
    """What was kept; ValueError when it cannot be read."""
    try:
        hours = tuple(Hour(_aware(at), int(watched), int(used)) for at, watched, used in kept.get("hours") or ())
        listed = kept.get("asks")
        asks = None if listed is None else tuple(Ask(str(card), Decimal(rate)) for card, rate in listed)
        return Shadow(_aware(kept["ends"]) if kept.get("ends") else None, hours, asks)
    except (TypeError, ArithmeticError, KeyError) as error:
        raise ValueError("the watched day cannot be read") from error


def _aware(text: Any) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("a time without its zone")
    return found

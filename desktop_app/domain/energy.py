"""What a job's electricity costs: joules above the machine's idle, at the owner's tariff, in tokens.

Power is measured at times; between two readings it runs in a straight line, and before the first and after the last
one it stays as it was. A gap longer than `LONGEST_GAP` is not bridged: what was not measured is not made up, and the
result tells which share of the time was. What the idle machine draws anyway is not the job's: only watts above the
idle baseline count (between two readings their mean), and jobs that run together share them equally.

The tariff is the owner's own figure, in any currency; the token's rate in that currency too, and without it there is
no floor and no net. Every figure from these is as good as what the owner typed, and is called energy *cost*, not bill.
Source: issue 5, section 13."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from desktop_app.domain import arguments
from desktop_app.domain.decline import Decline
from desktop_app.domain.money import ZERO, as_text, exact, quantize
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.schedule import parse_zone
from desktop_app.domain.spans import Span

LONGEST_GAP = 60.0
JOULES_PER_KWH = Decimal(3_600_000)
IDLE_SHARE = 0.1
_MOST_FEE = Decimal("0.9")

Sample = tuple[datetime, float]
"""A time and the watts that were drawn then."""


@dataclass(frozen=True, slots=True)
class Tariff:
    """Price of a kWh in `currency`: `flat`, or by hour of the week (0 = Monday 00:00 in `zone`) where `by_hour` says.
    `token_rate` is what one AITBC is worth in that currency, None when the owner did not say. A zone of "" is the
    computer's own."""

    flat: Decimal
    currency: str = "EUR"
    by_hour: Mapping[int, Decimal] = field(default_factory=dict)
    zone: str = "UTC"
    token_rate: Decimal | None = None

    def per_kwh(self, moment: datetime) -> Decimal:
        wall = moment.astimezone(ZoneInfo(self.zone) if self.zone else None)
        return self.by_hour.get(wall.weekday() * 24 + wall.hour, self.flat)


@dataclass(frozen=True, slots=True)
class Used:
    """`joules` above idle; `measured` is the share (0 to 1) of the time for which there were readings."""

    joules: float
    measured: float


@dataclass(frozen=True, slots=True)
class JobEnergy:
    """A job's energy and its cost in the tariff's currency and in AITBC (None without a token rate)."""

    used: Used
    cost: Decimal
    tokens: Decimal | None


def idle_baseline(idle_watts: Sequence[float]) -> float | None:
    """The watts of the idle machine: the tenth part of the readings lies below. None without a reading."""
    ordered = sorted(idle_watts)
    return ordered[int(len(ordered) * IDLE_SHARE)] if ordered else None


def joules(samples: Sequence[Sample], idle: float, job: Span, others: Sequence[Span] = ()) -> Used:
    """The energy above `idle` watts between the job's start and end; `others` are the runs of the jobs beside it.
    `samples` in order of time."""
    start, end = job
    length = (end - start).total_seconds()
    if length <= 0:
        return Used(0.0, 1.0)
    edges = {start, end, *(at for at, _ in samples), *(at for run in others for at in run)}
    edges |= _gap_edges(samples)
    marks = sorted(at for at in edges if start <= at <= end)
    spent, known = 0.0, 0.0
    for a, b in pairwise(marks):
        middle = a + (b - a) / 2
        watts = _watts(samples, middle)
        if watts is None:
            continue
        seconds = (b - a).total_seconds()
        beside = 1 + sum(s <= middle < e for s, e in others)
        spent += max(0.0, watts - idle) * seconds / beside
        known += seconds
    return Used(spent, min(1.0, known / length))


def _gap_edges(samples: Sequence[Sample]) -> set[datetime]:
    """Where a first or last reading stops to be good for what lies beyond it."""
    reach = timedelta(seconds=LONGEST_GAP)
    return {at + reach for at, _ in samples[-1:]} | {at - reach for at, _ in samples[:1]}


def _watts(samples: Sequence[Sample], at: datetime) -> float | None:
    """The watts at a moment, None where no reading is near enough."""
    low, high = 0, len(samples)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if samples[middle][0] <= at else (low, middle)
    before, after = (samples[low - 1] if low else None), (samples[low] if low < len(samples) else None)
    if before and after:
        gap = (after[0] - before[0]).total_seconds()
        if gap > LONGEST_GAP:
            return None
        return before[1] + (after[1] - before[1]) * ((at - before[0]).total_seconds() / gap)
    near = before or after
    return near[1] if near and abs((at - near[0]).total_seconds()) <= LONGEST_GAP else None


def cost(tariff: Tariff, used: Used, at: datetime) -> JobEnergy:
    """What it costs at the tariff of that moment."""
    paid = quantize(Decimal(str(round(used.joules, 3))) / JOULES_PER_KWH * tariff.per_kwh(at))
    return JobEnergy(used, paid, in_tokens(tariff, paid))


def in_tokens(tariff: Tariff, paid: Decimal) -> Decimal | None:
    """An amount of the tariff's currency in AITBC."""
    return None if not tariff.token_rate else quantize(paid / tariff.token_rate)


def floor_per_hour(
    tariff: Tariff, watts_above_idle: float, at: datetime, fee: Decimal = ZERO
) -> Decimal | None:
    """The least rate in AITBC for an hour of the card that pays for its electricity, after the share `fee` (0 to 1)
    that the network keeps."""
    kwh = Decimal(str(round(max(0.0, watts_above_idle), 3))) / 1000
    return in_tokens(tariff, kwh * tariff.per_kwh(at) / (1 - min(fee, _MOST_FEE)))


def needed_for(
    tariff: Tariff, watts_above_idle: float, seconds: float, at: datetime, fee: Decimal = ZERO
) -> Decimal | None:
    """What a job of `seconds` has to pay for its electricity in AITBC, after the network's share."""
    hourly = floor_per_hour(tariff, watts_above_idle, at, fee)
    return None if hourly is None else quantize(hourly * Decimal(str(round(seconds, 3))) / 3600)


def losing(
    tariff: Tariff, watts_above_idle: float, seconds: float, pays: Decimal, fee: Decimal, at: datetime,
    unit: str = "AITBC",
) -> Decline | None:
    """Why a paid job would lose money, from the watts measured under load here, or None. `pays` is the escrow's
    amount, `fee` the share (0 to 1) that the network was seen to keep, `unit` its money."""
    needed = needed_for(tariff, watts_above_idle, seconds, at)
    if needed is None:
        return None
    earns = quantize(pays * (1 - fee))
    if earns >= needed:
        return None
    return Decline(
        "below_cost",
        Phrase(
            "The payment leaves {earned} {unit} for this provider; the electricity for the job costs about "
            "{cost} {unit}.",
            earned=exact(earns), cost=exact(needed), unit=unit,
        ),
    )


def parse_tariff(
    price_per_kwh: object,
    currency: object = "EUR",
    by_hour: object = None,
    timezone: object = "UTC",
    token_rate: object = None,
) -> Tariff:
    """What the owner typed; ValueError names the field and what is allowed. `by_hour` maps an hour of the week
    (0 to 167, 0 = Monday 00:00) to its price."""
    hours = {} if by_hour is None else by_hour
    if not isinstance(hours, Mapping) or not all(type(h) is int and 0 <= h <= 167 for h in hours):
        raise ValueError(Phrase("by_hour must map hours of the week, 0 to 167, to prices"))
    rate = None if token_rate is None else arguments.number("token_rate", token_rate, ZERO, arguments.MOST_AITBC)
    if rate is not None and not rate:
        raise ValueError(Phrase("token_rate must be a number above 0, or None when it is not known"))
    return Tariff(
        arguments.number("price_per_kwh", price_per_kwh, 0, 1000),
        arguments.name_text("currency", currency, 8),
        {int(h): arguments.number("by_hour", price, 0, 1000) for h, price in hours.items()},
        parse_zone(timezone) if timezone else "",
        rate,
    )


def content(tariff: Tariff) -> dict[str, Any]:
    """The tariff as JSON can keep it; `from_content` makes it again."""
    return {
        "price_per_kwh": as_text(tariff.flat),
        "currency": tariff.currency,
        "by_hour": {str(hour): as_text(price) for hour, price in tariff.by_hour.items()},
        "timezone": tariff.zone,
        "token_rate": None if tariff.token_rate is None else as_text(tariff.token_rate),
    }


def from_content(kept: Mapping[str, Any]) -> Tariff:
    """ValueError for what no tariff was kept as."""
    hours = kept.get("by_hour") or {}
    if not isinstance(hours, Mapping) or not all(isinstance(h, str) and h.isdecimal() for h in hours):
        raise ValueError(Phrase("by_hour must map hours of the week, 0 to 167, to prices"))
    return parse_tariff(
        kept.get("price_per_kwh"), kept.get("currency", "EUR"), {int(h): p for h, p in hours.items()},
        kept.get("timezone", "UTC"), kept.get("token_rate"),
    )  # fmt: skip

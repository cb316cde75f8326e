"""What came in, and what the month may bring. The estimate is called one and says what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from desktop_app.domain.money import ZERO, quantize, total
from desktop_app.domain.phrases import Phrase

LOOKED_BACK = 7
LEAST_DAYS = 2


@dataclass(frozen=True, slots=True)
class Outlook:
    """Credited amounts. `month_estimate` is None before there are two whole days to judge by; `basis` says in a
    sentence what it rests on, or why there is none."""

    today: Decimal = ZERO
    week: Decimal = ZERO
    month: Decimal = ZERO
    month_estimate: Decimal | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Starts:
    """Aware beginnings of the owner's today, week (Monday) and month, and of the days that the estimate looks at."""

    today: datetime
    week: datetime
    month: datetime
    looked_at: datetime
    month_end: datetime


def starts(now: datetime) -> Starts:
    """`now` in the owner's own zone, aware."""
    here = now.date()
    first = here.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    return Starts(
        _midnight(here), _midnight(here - timedelta(days=here.weekday())), _midnight(first),
        _midnight(here - timedelta(days=LOOKED_BACK)), _midnight(following),
    )  # fmt: skip


def outlook(
    today: Decimal, week: Decimal, month: Decimal, whole_days: Mapping[date, Decimal], now: datetime
) -> Outlook:
    """`whole_days`: credited on the last whole days since the first one with an entry, up to seven; days without
    an entry count as zero."""
    if len(whole_days) < LEAST_DAYS:
        return Outlook(
            today, week, month, None, Phrase("An estimate for the month comes after two whole days of work.")
        )
    mean = total(list(whole_days.values())) / len(whole_days)
    left = Decimal((starts(now).month_end - starts(now).today).total_seconds()) / 86400
    rest = max(mean * left - today, ZERO)
    return Outlook(
        today, week, month, quantize(month + rest),
        Phrase("Estimate: what came in this month, and the mean of the last {whole_days} days for each day left.",
               whole_days=len(whole_days)),
    )  # fmt: skip


def _midnight(day: date) -> datetime:
    """Midnight of that day by the owner's clock, whatever summer time does in between."""
    return datetime(day.year, day.month, day.day).astimezone()

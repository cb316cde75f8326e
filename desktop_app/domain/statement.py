"""What the owner asks of the ledger: over which time, by what, the average of a day, the best customer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from desktop_app.domain.ledger import Totals
from desktop_app.domain.money import quantize
from desktop_app.domain.times import parse_duration

BREAKDOWNS: Mapping[str, str] = {
    "client": "customer",
    "model_type": "model",
    "time_of_day": "hour",
    "day": "day",
    "tier": "tier",
}
"""The provider guide's words, and what the ledger calls them."""
LONGEST_PERIOD = 20 * 366 * 86400.0


def parse_period(period: Any) -> float | None:
    """Seconds; None for all time ("all" or None). ValueError names the field and what is allowed."""
    if period is None or period == "all":
        return None
    try:
        seconds = parse_duration(period) if isinstance(period, str) else 0.0
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= LONGEST_PERIOD:
        raise ValueError("period must be a duration such as 24h, 30d or 52w (20 years at most), or all")
    return seconds


def parse_breakdowns(words: Any) -> tuple[str, ...]:
    """Each word once, in the order given; ValueError names the field and what is allowed."""
    listed = [words] if isinstance(words, str) else words
    if not isinstance(listed, list | tuple) or not all(isinstance(w, str) and w in BREAKDOWNS for w in listed):
        raise ValueError(f"breakdown_by must be a list of {', '.join(BREAKDOWNS)}")
    return tuple(dict.fromkeys(listed))


def needed(by: Iterable[str]) -> list[str]:
    """What the ledger is asked for: the breakdowns in its own words, and what average and top client need."""
    return list(dict.fromkeys([*(BREAKDOWNS[word] for word in by), "customer", "day"]))


def daily_average(credited: Decimal, since: datetime | None, by_day: Mapping[str, Totals], now: datetime) -> Decimal:
    """Over the whole period, or since the first day with an entry where no period was named; at least one day."""
    days = sorted(by_day)
    began = since or (datetime.fromisoformat(days[0]).replace(tzinfo=now.tzinfo) if days else now)
    # In microseconds, because seconds as a float would not divide exactly.
    length = max(now - began, timedelta(days=1)) // timedelta(microseconds=1)
    return quantize(credited * 86_400_000_000 / length)


def top_client(by_customer: Mapping[str, Totals]) -> str | None:
    """The named customer who paid most; None when nobody did."""
    named = {name: totals.credited for name, totals in by_customer.items() if name and totals.credited > 0}
    return max(named, key=lambda name: named[name]) if named else None

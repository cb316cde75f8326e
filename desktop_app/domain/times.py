"""Times: aware UTC inside, and the texts that people and servers use for times and durations."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from desktop_app.domain.phrases import Phrase

_UNITS = {
    "s": 1,
    "sec": 1,
    "m": 60,
    "min": 60,
    "h": 3600,
    "d": 86400,
    "w": 604800,
}
_DURATION = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)\s*([a-z]+)")


def parse_time(text: object) -> datetime:
    """A server's time as aware UTC: a time without a zone is UTC, and the coordinator's "+00:00Z" is accepted."""
    if not isinstance(text, str) or len(text) > 64:
        raise ValueError(Phrase("a time must be an ISO 8601 text"))
    cleaned = text.strip().replace("+00:00Z", "+00:00")
    try:
        moment = datetime.fromisoformat(cleaned)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(Phrase("a time must be an ISO 8601 text")) from None


def from_unix(seconds: float) -> datetime:
    """Aware UTC from Unix seconds; ValueError outside the years 1970 to 9999."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        raise ValueError(Phrase("a time must be a sensible number of seconds")) from None


def iso(moment: datetime) -> str:
    """Sortable text for the database: UTC, microseconds, a Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def parse_duration(text: str) -> float:
    """Seconds from "90s", "15min", "1h", "30d", "2w" or "1h 30min"; ValueError otherwise."""
    compact = text.strip().lower()
    parts = _DURATION.findall(compact)
    if not parts or _DURATION.sub("", compact).strip() or any(unit not in _UNITS for _, unit in parts):
        raise ValueError(Phrase("a duration looks like 30s, 15min, 1h or 30d, not {text}", text=f"{text[:40]!r}"))
    return sum(float(number) * _UNITS[unit] for number, unit in parts)


def show_duration(seconds: float) -> str:
    """Two units at most: "45 s", "3 min", "2 h 5 min", "4 d"."""
    whole = max(0, round(seconds))
    if whole < 60:
        return Phrase("{seconds} s", seconds=whole)
    if whole < 3600:
        return Phrase("{minutes} min", minutes=whole // 60)
    if whole < 86400:
        hours, minutes = whole // 3600, whole % 3600 // 60
        if minutes:
            return Phrase("{hours} h {minutes} min", hours=hours, minutes=minutes)
        return Phrase("{hours} h", hours=hours)
    return Phrase("{days} d", days=whole // 86400)


def until_whole_second(now: float, seconds: float) -> float:
    """Seconds to sleep instead of `seconds` (1 or more): half a second more or less, so that it ends on a whole second
    of the monotonic clock `now` (s). Whoever merely looks now and then sleeps so: all wake in the same instant, and the
    machine rests in between."""
    return round(now + seconds) - now


def start_of_day(moment: datetime) -> datetime:
    """Midnight of `moment`'s calendar day in `moment`'s own zone."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def tomorrow(moment: datetime) -> datetime:
    """The next midnight in `moment`'s own zone."""
    return start_of_day(moment) + timedelta(days=1)

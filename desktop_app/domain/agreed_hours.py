"""Hours in which something is agreed: memory reserved for a customer, batches that may start."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAYS_AHEAD = 7


class What(StrEnum):
    """What is agreed."""

    RESERVED = "reserved"
    BATCHES = "batches"


@dataclass(frozen=True, slots=True)
class AgreedHours:
    """From `begins` to `ends` (aware, exclusive); `customer` for whom, "" for batches."""

    begins: datetime
    ends: datetime
    what: What = What.RESERVED
    customer: str = ""


class Mark(NamedTuple):
    """A day of the week (0 = Monday), its first and last (exclusive) minute, and what is agreed there."""

    day: int
    first: int
    last: int
    agreed: AgreedHours


def marks(agreed: Iterable[AgreedHours], zone_name: str, now: datetime) -> tuple[Mark, ...]:
    """What is agreed for the next seven days, for drawing on a week of this zone. `now` is aware."""
    zone = ZoneInfo(zone_name)
    last, found = now + timedelta(days=DAYS_AHEAD), list[Mark]()
    for one in agreed:
        start, end = max(one.begins, now).astimezone(zone), min(one.ends, last).astimezone(zone)
        while start < end:
            midnight = datetime(start.year, start.month, start.day, tzinfo=zone) + timedelta(days=1)
            stop = min(end, midnight)
            whole = 1440 if stop == midnight else stop.hour * 60 + stop.minute
            found.append(Mark(start.weekday(), start.hour * 60 + start.minute, whole, one))
            start = stop
    return tuple(mark for mark in found if mark.first < mark.last)


def batch_hours(quiet: frozenset[int], hours: Sequence[datetime]) -> list[AgreedHours]:
    """When full batches may start. `hours` are the beginnings of consecutive hours by the clock that `quiet` hours of
    the day were learnt by."""
    found: list[AgreedHours] = []
    for local in hours:
        if local.hour not in quiet:
            continue
        begins = local.astimezone(UTC)  # an hour later is an hour later, also where a clock is set back
        ends = begins + timedelta(hours=1)
        if found and found[-1].ends == begins:
            found[-1] = AgreedHours(found[-1].begins, ends, What.BATCHES)
        else:
            found.append(AgreedHours(begins, ends, What.BATCHES))
    return found

"""The next days of a schedule in words, by the schedule's own clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from desktop_app.domain.calendar_words import DAYS, MONTHS
from desktop_app.domain.hours_price import priced_spans
from desktop_app.domain.phrases import Phrase, together
from desktop_app.domain.schedule import USUAL, Schedule

DAYS_AHEAD = 7


def days_ahead(schedule: Schedule, now: datetime, days: int = DAYS_AHEAD) -> tuple[str, ...]:
    """ "Friday 27 November: 00:00 to 08:00, 18:00 to 24:00", one sentence a day from today on. `now` is aware."""
    zone = ZoneInfo(schedule.zone)
    today = now.astimezone(zone).date()
    dates = [today + timedelta(days=n) for n in range(days)]
    return tuple(together(_name(day, number), _hours(schedule, day, zone), by=": ") for number, day in enumerate(dates))


def open_spans(schedule: Schedule, day: date, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    """The instants (UTC) between which a local day is open."""
    moment, end = (_midnight(day + timedelta(days=n), zone) for n in (0, 1))
    spans = []
    while moment < end:
        change = schedule.next_change(moment)
        until = end if change is None else min(change, end)
        if schedule.is_open(moment):
            spans.append((moment, until))
        moment = until
    return spans


Mark = tuple[int, int, int, str]
"""A day of the week (0 = Monday), its first and last (exclusive) minute, and what is there."""


def marks(spans: Iterable[tuple[datetime, datetime, str]], zone_name: str, now: datetime) -> tuple[Mark, ...]:
    """What is agreed for the next seven days, from begin and end (aware) and a text, for drawing on a week."""
    zone = ZoneInfo(zone_name)
    last, found = now + timedelta(days=DAYS_AHEAD), list[Mark]()
    for begins, ends, text in spans:
        start, end = max(begins, now).astimezone(zone), min(ends, last).astimezone(zone)
        while start < end:
            midnight = datetime(start.year, start.month, start.day, tzinfo=zone) + timedelta(days=1)
            stop = min(end, midnight)
            whole = 1440 if stop == midnight else stop.hour * 60 + stop.minute
            found.append((start.weekday(), start.hour * 60 + start.minute, whole, text))
            start = stop
    return tuple(mark for mark in found if mark[1] < mark[2])


def _hours(schedule: Schedule, day: date, zone: ZoneInfo) -> str:
    spans = open_spans(schedule, day, zone)
    if not spans:
        return Phrase("not offered")
    end = _midnight(day + timedelta(days=1), zone)
    priced = [part for begins, ends in spans for part in priced_spans(schedule, begins, ends)]
    if [(begins, ends) for begins, ends, _ in priced] == [(_midnight(day, zone), end)]:
        return _at(Phrase("the whole day"), priced[0][2])
    named = [(_clock(a, zone), "24:00" if b == end else _clock(b, zone), factor) for a, b, factor in priced]
    return together(*(_at(Phrase("{first} to {last}", first=a, last=b), factor) for a, b, factor in named), by=", ")


def _at(hours: Phrase, factor: Decimal) -> Phrase:
    if factor == USUAL:
        return hours
    return Phrase("{hours} at {percent} % of your price", hours=hours, percent=f"{factor * 100:.0f}")


def _clock(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%H:%M")


def _name(day: date, ahead: int) -> str:
    named = Phrase("{weekday} {day} {month}", weekday=DAYS[day.weekday()], day=day.day, month=MONTHS[day.month - 1])
    return Phrase("Today, {date}", date=named) if ahead == 0 else named


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)

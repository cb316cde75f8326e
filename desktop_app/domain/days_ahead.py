"""The next days of a schedule in words, by the schedule's own clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from desktop_app.domain.agreed_hours import DAYS_AHEAD, AgreedHours, What
from desktop_app.domain.calendar_words import DAYS, MONTHS
from desktop_app.domain.hours_price import priced_spans
from desktop_app.domain.phrases import Phrase, together
from desktop_app.domain.schedule import USUAL, Schedule
from desktop_app.domain.spans import Span, common


def days_ahead(
    schedule: Schedule, now: datetime, days: int = DAYS_AHEAD, agreed: Sequence[AgreedHours] = ()
) -> tuple[str, ...]:
    """ "Friday 27 November: 00:00 to 08:00, 18:00 to 24:00", one sentence a day from today on, with what is agreed
    there. `now` is aware."""
    zone = ZoneInfo(schedule.zone)
    today = now.astimezone(zone).date()
    dates = [today + timedelta(days=n) for n in range(days)]
    usual = [together(_name(day, number), _hours(schedule, day, zone), by=": ") for number, day in enumerate(dates)]
    return tuple(
        together(hours, *_agreed(schedule, day, zone, agreed, now), by="; ")
        for hours, day in zip(usual, dates, strict=True)
    )


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


def _agreed(
    schedule: Schedule, day: date, zone: ZoneInfo, agreed: Iterable[AgreedHours], now: datetime
) -> Iterator[Phrase]:
    """What is reserved on this day, and when batches may start in its offered hours."""
    whole = [(max(now, _midnight(day, zone)), _midnight(day + timedelta(days=1), zone))]
    offered = [(max(now, begins), ends) for begins, ends in open_spans(schedule, day, zone) if ends > now]
    batches: list[Span] = []
    for one in agreed:
        if one.what is What.BATCHES:
            batches += common([(one.begins, one.ends)], offered)
        elif mine := common([(one.begins, one.ends)], whole):
            yield Phrase("reserved for {name} {hours}", name=one.customer, hours=_spans(mine, zone))
    if batches and batches == offered:
        yield Phrase("full batches may start at any time of it")
    elif batches:
        yield Phrase("full batches may start {hours}", hours=_spans(batches, zone))


def _spans(spans: Iterable[Span], zone: ZoneInfo) -> Phrase:
    named = [(_clock(begins, zone), _end(ends, zone)) for begins, ends in spans]
    return together(*(Phrase("{first} to {last}", first=first, last=last) for first, last in named), by=", ")


def _end(moment: datetime, zone: ZoneInfo) -> str:
    """The end of a day is 24:00."""
    return _clock(moment, zone).replace("00:00", "24:00")


def _at(hours: Phrase, factor: Decimal) -> Phrase:
    if factor == USUAL:
        return hours
    return Phrase("{hours} at {percent}% of your price", hours=hours, percent=f"{factor * 100:.0f}")


def _clock(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%H:%M")


def _name(day: date, ahead: int) -> str:
    named = Phrase("{weekday} {day} {month}", weekday=DAYS[day.weekday()], day=day.day, month=MONTHS[day.month - 1])
    return Phrase("Today, {date}", date=named) if ahead == 0 else named


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)

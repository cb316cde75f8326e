"""Stretches of time that a person looks at: a day in hours, a week or a month in days, a year in months.

Bounds are the owner's own midnights and full hours, whatever summer time does: a day may have 23 or 25 hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from desktop_app.domain.calendar_words import DAYS, MONTHS, SHORT_DAYS, SHORT_MONTHS
from desktop_app.domain.phrases import Phrase


class Period(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


def first_day(period: Period, day: date) -> date:
    """Where the period that holds `day` begins; weeks begin on Monday."""
    if period is Period.WEEK:
        return day - timedelta(days=day.weekday())
    if period is Period.MONTH:
        return day.replace(day=1)
    return day.replace(month=1, day=1) if period is Period.YEAR else day


def following(period: Period, day: date, steps: int = 1) -> date:
    """The beginning of the period `steps` later (or earlier, when negative) than the one that holds `day`."""
    begin = first_day(period, day)
    if period is Period.DAY:
        return begin + timedelta(days=steps)
    if period is Period.WEEK:
        return begin + timedelta(weeks=steps)
    months = begin.year * 12 + begin.month - 1 + steps * (12 if period is Period.YEAR else 1)
    return date(months // 12, months % 12 + 1, 1)


def bounds(period: Period, day: date) -> list[datetime]:
    """The edges of the bars of the period that holds `day`, aware, oldest first."""
    begin, end = first_day(period, day), following(period, day)
    if period is Period.DAY:
        return _hours(_midnight(begin), _midnight(end))
    step = Period.MONTH if period is Period.YEAR else Period.DAY
    edges = [begin]
    while edges[-1] < end:
        edges.append(following(step, edges[-1]))
    return [_midnight(edge) for edge in edges]


def title(period: Period, day: date) -> str:
    """ "Sunday, 22 November 2026", "16 to 22 November 2026", "November 2026", "2026"."""
    begin = first_day(period, day)
    if period is Period.DAY:
        return Phrase("{weekday}, {date}", weekday=DAYS[begin.weekday()], date=_date(begin))
    if period is Period.WEEK:
        last = begin + timedelta(days=6)
        head = str(begin.day) if begin.month == last.month else Phrase(
            "{day} {month}", day=begin.day, month=MONTHS[begin.month - 1]
        )
        return Phrase("{first} to {last}", first=head, last=_date(last))
    if period is Period.MONTH:
        return Phrase("{month} {year}", month=MONTHS[begin.month - 1], year=begin.year)
    return f"{begin:%Y}"


def label(period: Period, moment: datetime) -> str:
    """The name of the bar that begins then, short."""
    local = moment.astimezone()
    if period is Period.DAY:
        return f"{local:%H:%M}"
    if period is Period.WEEK:
        return Phrase("{weekday} {day}", weekday=SHORT_DAYS[local.weekday()], day=local.day)
    return f"{local.day}" if period is Period.MONTH else SHORT_MONTHS[local.month - 1]


def finer(period: Period) -> Period | None:
    """What a bar of this period is looked at in; None for hours."""
    return {Period.YEAR: Period.MONTH, Period.MONTH: Period.DAY, Period.WEEK: Period.DAY}.get(period)


def _date(day: date) -> Phrase:
    return Phrase("{day} {month} {year}", day=day.day, month=MONTHS[day.month - 1], year=day.year)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day).astimezone()


def _hours(start: datetime, end: datetime) -> list[datetime]:
    """Each full hour of the clock's time that passes, so a day of 25 hours has 25."""
    edges, at = [], start.astimezone(UTC)
    while at < end:
        edges.append(at.astimezone())
        at += timedelta(hours=1)
    return [*edges, end]

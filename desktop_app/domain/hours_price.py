"""The price of hours: which window's factor counts at an instant, and when it becomes another one.

Where windows overlap the higher price counts. The hours of an exception have the usual price."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from desktop_app.domain.schedule import USUAL, Hours, Schedule


def has_prices(schedule: Schedule) -> bool:
    """Whether any window has a price of its own."""
    return any(window.price != USUAL for window in schedule.availability)


def factor_at(schedule: Schedule, moment: datetime) -> Decimal | None:
    """The factor on the price of an hour at this instant (aware), None while nothing is offered."""
    if not schedule.is_open(moment):
        return None
    if not has_prices(schedule):
        return USUAL
    wall = moment.astimezone(ZoneInfo(schedule.zone))
    today, minute = wall.date(), wall.hour * 60 + wall.minute
    found = [price for hours, price in _priced(schedule, today) if _covers(hours, minute)]
    yesterday = _priced(schedule, today - timedelta(days=1))
    return max([*found, *(price for hours, price in yesterday if _covers(hours, minute + 1440))])


def next_price(schedule: Schedule, moment: datetime) -> datetime | None:
    """The next instant (UTC) at which `factor_at` is another, or None when it never is."""
    if not has_prices(schedule):
        return schedule.next_change(moment)
    now = factor_at(schedule, moment)
    return next((at for at in schedule.edges(moment) if factor_at(schedule, at) != now), None)


def priced_spans(schedule: Schedule, begins: datetime, ends: datetime) -> Iterator[tuple[datetime, datetime, Decimal]]:
    """The parts of open hours, each with its factor."""
    while begins < ends:
        change = next_price(schedule, begins)
        stop = ends if change is None else min(change, ends)
        yield begins, stop, factor_at(schedule, begins) or USUAL
        begins = stop


def _priced(schedule: Schedule, day: date) -> list[tuple[Hours, Decimal]]:
    """The hours that begin on this date."""
    if day in schedule.exceptions:
        return [(hours, USUAL) for hours in schedule.exceptions[day]]
    return [(window.hours, window.price) for window in schedule.availability if day.weekday() in window.days]


def _covers(hours: Hours, minute: int) -> bool:
    return hours.start <= minute < hours.start + hours.length

"""When the machine is offered: weekly windows by the clock on the wall, maintenance that wins over them, exceptions.

What counts is what a clock on the wall in the schedule's own zone shows at that instant. So a window keeps its
wall-clock hours all year; when the clocks go forward the hour that does not exist is simply not there, and when they
go back the hour that comes twice is open (or closed) both times. A window whose end is not after its start runs past
midnight and belongs to the day on which it begins. An exception replaces the windows that begin on its date.
A window may have its own price, as a factor on the price of an hour; `domain.hours_price` says which one counts.

Times of day are whole minutes since midnight, 0 to 1440. Source: the provider guide, "Set Availability Schedule".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from desktop_app.domain import arguments
from desktop_app.domain.phrases import Phrase

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = 1440
_HOURS = re.compile(r"(\d{2}):(\d{2})\s*[-–]\s*(\d{2}):(\d{2})")
_MINUTE = timedelta(minutes=1)
USUAL = Decimal(1)
LEAST_PRICE, MOST_PRICE = Decimal("0.1"), Decimal(10)
"""Of a window, as factors."""


@dataclass(frozen=True, slots=True)
class Hours:
    """From `start` to `end` (exclusive); `end` at or before `start` means the next day."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Minutes, 1 to 1440."""
        return (self.end - self.start - 1) % _DAY + 1


@dataclass(frozen=True, slots=True)
class Window:
    """Hours that begin on these days of the week (0 = Monday); `price` is the factor on the price of an hour."""

    days: frozenset[int]
    hours: Hours
    price: Decimal = USUAL


@dataclass(frozen=True)
class Schedule:
    """`zone` is an IANA name. Without `availability` nothing is ever open."""

    zone: str = "UTC"
    availability: tuple[Window, ...] = ()
    maintenance: tuple[Window, ...] = ()
    exceptions: Mapping[date, tuple[Hours, ...]] = field(default_factory=dict)

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def is_open(self, moment: datetime) -> bool:
        """Whether the wall clock at this instant (aware) is inside a window and outside maintenance."""
        wall = moment.astimezone(self._zone)
        today, minute = wall.date(), wall.hour * 60 + wall.minute
        return self._covers(today, minute, self._available) and not self._covers(today, minute, self._maintained)

    def next_change(self, moment: datetime) -> datetime | None:
        """The next instant (UTC, whole minutes) at which `is_open` is another, or None when it never is."""
        now = self.is_open(moment)
        return next((at for at in self.edges(moment) if self.is_open(at) != now), None)

    # ---- inside ----------------------------------------------------------------------------------------------

    def _available(self, day: date) -> list[Hours]:
        if day in self.exceptions:
            return list(self.exceptions[day])
        return [w.hours for w in self.availability if day.weekday() in w.days]

    def _maintained(self, day: date) -> list[Hours]:
        return [w.hours for w in self.maintenance if day.weekday() in w.days]

    @staticmethod
    def _covers(today: date, minute: int, hours_of: Any) -> bool:
        if any(h.start <= minute < h.start + h.length for h in hours_of(today)):
            return True
        yesterday = today - timedelta(days=1)
        return any(h.start <= minute + _DAY < h.start + h.length for h in hours_of(yesterday))

    def edges(self, moment: datetime) -> Iterator[datetime]:
        """Instants after `moment`, in order, at which something may change: ends of hours, and changes of the
        zone's offset. A week is enough, and the exceptions that lie ahead with a week after them."""
        today = moment.astimezone(self._zone).date()
        last = max([today, *(d for d in self.exceptions if d >= today)]) + timedelta(days=9)
        day, ahead = today - timedelta(days=1), set[datetime]()
        while day <= last:
            ahead |= self._edges_of(day)
            day += timedelta(days=1)
            # Hours past midnight end on the next day, whose own edges have yet to be looked at.
            due = {at for at in ahead if at < self._instant(_midnight(day))}
            yield from sorted(at for at in due if at > moment)
            ahead -= due

    def _edges_of(self, day: date) -> set[datetime]:
        """Of one local day: each minute at which hours begin or end there, as instants, and its clock changes."""
        marks = {0}
        for hours in (*self._available(day), *self._maintained(day)):
            marks |= {hours.start, hours.start + hours.length}
        midnight = _midnight(day)
        walls = [midnight + mark * _MINUTE for mark in marks]
        return {self._instant(wall, fold) for wall in walls for fold in (0, 1)} | self._clock_changes(midnight)

    def _clock_changes(self, midnight: datetime) -> set[datetime]:
        """The instant in this local day at which the zone's offset changes, if there is one, to the minute."""
        low, high = self._instant(midnight), self._instant(midnight + timedelta(days=1))
        if self._offset(low) == self._offset(high):
            return set()
        before = self._offset(low)
        while high - low > _MINUTE:
            middle = low + (high - low) // _MINUTE // 2 * _MINUTE
            low, high = (middle, high) if self._offset(middle) == before else (low, middle)
        return {high}

    def _instant(self, wall: datetime, fold: int = 0) -> datetime:
        return wall.replace(tzinfo=self._zone, fold=fold).astimezone(UTC)

    def _offset(self, instant: datetime) -> timedelta | None:
        return instant.astimezone(self._zone).utcoffset()


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001  what the wall clock shows; made aware elsewhere


ALWAYS = Schedule("UTC", (Window(frozenset(range(7)), Hours(0, _DAY)),))


# ---- reading the guide's own form --------------------------------------------------------------------------------


def parse(spec: Mapping[str, Any]) -> Schedule:
    """A schedule as the provider guide writes it; ValueError names the field and what is allowed."""
    arguments.only("schedule", spec, {"timezone", "availability", "maintenance_windows", "exceptions"})
    zone = spec.get("timezone", "UTC")
    return Schedule(
        parse_zone(zone),
        tuple(_window(w, f"availability[{n}]", may_have_price=True) for n, w in enumerate(_list(spec, "availability"))),
        tuple(_window(w, f"maintenance_windows[{n}]") for n, w in enumerate(_list(spec, "maintenance_windows"))),
        dict(_exception(e, f"exceptions[{n}]") for n, e in enumerate(_list(spec, "exceptions"))),
    )


def parse_zone(name: Any) -> str:
    try:
        return ZoneInfo(name).key
    except (KeyError, OSError, ValueError, TypeError, AttributeError):
        raise ValueError(Phrase("timezone must be an IANA name such as Europe/Vienna or UTC")) from None


def parse_hours(text: Any, where: str) -> Hours:
    """ "09:00-17:00", "22:00-06:00" (past midnight), "00:00-24:00" (the whole day)."""
    match = _HOURS.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        raise ValueError(Phrase("{where} must look like 09:00-17:00", where=where))
    start, end = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
    if start >= _DAY or end > _DAY or int(match[2]) > 59 or int(match[4]) > 59:
        raise ValueError(Phrase("{where} must hold times from 00:00 to 24:00", where=where))
    if start == end:
        raise ValueError(
            Phrase("{where} must not begin and end at the same time; the whole day is 00:00-24:00", where=where)
        )
    return Hours(start, end)


def _window(spec: Any, where: str, *, may_have_price: bool = False) -> Window:
    if not isinstance(spec, Mapping):
        raise ValueError(Phrase("{where} must hold days (or a day) and hours", where=where))
    arguments.only(where, spec, {"day", "days", "hours", *(("price",) if may_have_price else ())})
    days = spec.get("days", [spec["day"]] if "day" in spec else None)
    known = isinstance(days, list | tuple) and all(isinstance(d, str) and d.lower() in DAYS for d in days)
    if not days or not known:
        raise ValueError(Phrase("{where}.days must name days of the week: {days}", where=where, days=", ".join(DAYS)))
    price = arguments.number(f"{where}.price", spec.get("price", USUAL), LEAST_PRICE, MOST_PRICE)
    on = frozenset(DAYS.index(d.lower()) for d in days)
    return Window(on, parse_hours(spec.get("hours"), f"{where}.hours"), price)


def _exception(spec: Any, where: str) -> tuple[date, tuple[Hours, ...]]:
    if not isinstance(spec, Mapping):
        raise ValueError(Phrase("{where} must hold a date and hours", where=where))
    arguments.only(where, spec, {"date", "hours"})
    try:
        day = date.fromisoformat(spec.get("date", ""))
    except (ValueError, TypeError):
        raise ValueError(Phrase("{where}.date must look like 2026-12-24", where=where)) from None
    hours = spec.get("hours") or []
    listed = [hours] if isinstance(hours, str) else hours
    if not isinstance(listed, list | tuple):
        raise ValueError(Phrase("{where}.hours must be hours, a list of them, or empty for a day off", where=where))
    return day, tuple(parse_hours(h, f"{where}.hours") for h in listed)


def _list(spec: Mapping[str, Any], name: str) -> list[Any]:
    value = spec.get(name, [])
    if not isinstance(value, list | tuple):
        raise ValueError(Phrase("{name} must be a list", name=name))
    return list(value)

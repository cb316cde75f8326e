"""A week as cells of a quarter of an hour, as it is painted; to and from the provider guide's way to write hours.

Maintenance wins over what is offered. Hours that run past midnight are one window of the day on which they begin,
as long as they are shorter than a day; longer ones are cut at midnight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum
from typing import Any

from desktop_app.domain import schedule
from desktop_app.domain.money import as_text
from desktop_app.domain.schedule import DAYS, USUAL, Window

QUARTERS = 96
CELLS = 7 * QUARTERS
_DAY = 1440


class Cell(IntEnum):
    """What holds for a quarter of an hour."""

    CLOSED = 0
    OPEN = 1
    MAINTENANCE = 2


@dataclass(frozen=True, slots=True)
class Week:
    """`cells` from Monday 00:00 on, and the price of each as a factor on the usual one; `exceptions` as the guide
    writes them, by date."""

    cells: tuple[Cell, ...] = (Cell.OPEN,) * CELLS
    zone: str = "UTC"
    exceptions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    prices: tuple[Decimal, ...] = (USUAL,) * CELLS

    def at(self, day: int, quarter: int) -> Cell:
        return self.cells[day * QUARTERS + quarter]

    def price_at(self, day: int, quarter: int) -> Decimal:
        return self.prices[day * QUARTERS + quarter]

    def paint(self, days: Iterable[int], quarters: Iterable[int], cell: Cell, price: Decimal = USUAL) -> Week:
        """These quarters of these days become `cell`; offered ones at this price."""
        new, prices, wanted = list(self.cells), list(self.prices), list(quarters)
        for day in days:
            for quarter in wanted:
                at = day * QUARTERS + quarter
                new[at] = cell
                if cell is not Cell.MAINTENANCE:  # it interrupts the hours and leaves them as they are
                    prices[at] = price if cell is Cell.OPEN else USUAL
        return replace(self, cells=tuple(new), prices=tuple(prices))

    def copy(self, source: int, targets: Iterable[int]) -> Week:
        """These days become like `source`."""
        new, prices = list(self.cells), list(self.prices)
        row = slice(source * QUARTERS, (source + 1) * QUARTERS)
        for day in targets:
            new[day * QUARTERS : (day + 1) * QUARTERS] = self.cells[row]
            prices[day * QUARTERS : (day + 1) * QUARTERS] = self.prices[row]
        return replace(self, cells=tuple(new), prices=tuple(prices))

    def on_date(self, date: str, hours: Sequence[str]) -> Week:
        """On this date these hours instead, none for a day off. ValueError when they cannot be."""
        schedule.parse({"exceptions": [{"date": date, "hours": list(hours)}]})
        rest = tuple(known for known in self.exceptions if known[0] != date)
        return replace(self, exceptions=tuple(sorted((*rest, (date, tuple(hours))))))

    def as_usual_on(self, date: str) -> Week:
        """Forget what was said about this date."""
        return replace(self, exceptions=tuple(known for known in self.exceptions if known[0] != date))


def from_spec(spec: Mapping[str, Any]) -> tuple[Week, bool]:
    """The week of a schedule in the guide's form, and whether hours had to be rounded to quarters. ValueError for what
    is none."""
    read = schedule.parse(spec)
    cells, prices = [Cell.CLOSED] * CELLS, [USUAL] * CELLS
    rounded = False
    for windows, cell in ((read.availability, Cell.OPEN), (read.maintenance, Cell.MAINTENANCE)):
        for window in windows:
            rounded |= bool(window.hours.start % 15 or window.hours.length % 15)
            for number in _cells_of(window):
                if cell is Cell.OPEN:  # where windows overlap the higher price counts
                    is_first = cells[number] is Cell.CLOSED
                    prices[number] = window.price if is_first else max(prices[number], window.price)
                cells[number] = cell
    exceptions = tuple(
        (day.isoformat(), tuple(_text(h.start, h.start + h.length) for h in hours))
        for day, hours in sorted(read.exceptions.items())
    )
    return Week(tuple(cells), read.zone, exceptions, tuple(prices)), rounded


def to_spec(week: Week) -> dict[str, Any]:
    """The schedule in the guide's form."""
    spec: dict[str, Any] = {"timezone": week.zone, "availability": _offered(week)}
    if maintained := _windows([cell is Cell.MAINTENANCE for cell in week.cells]):
        spec["maintenance_windows"] = maintained
    if week.exceptions:
        spec["exceptions"] = [{"date": day, "hours": list(hours)} for day, hours in week.exceptions]
    return spec


def _cells_of(window: Window) -> Iterator[int]:
    first, last = round(window.hours.start / 15), round((window.hours.start + window.hours.length) / 15)
    for day in window.days:
        for quarter in range(first, max(last, first + 1)):
            yield (day * QUARTERS + quarter) % CELLS


def _offered(week: Week) -> list[dict[str, Any]]:
    found = []
    for price in sorted(set(week.prices)):
        own = {} if price == USUAL else {"price": as_text(price)}
        marked = [cell is not Cell.CLOSED and its == price for cell, its in zip(week.cells, week.prices, strict=True)]
        found += [window | own for window in _windows(marked)]
    return found


def _windows(marked: Sequence[bool]) -> list[dict[str, Any]]:
    days_of: dict[str, list[str]] = {}
    for start, end in _runs(marked):
        for day, hours in _pieces(start * 15, end * 15):
            days_of.setdefault(hours, []).append(DAYS[day % 7])
    return [{"days": sorted(days, key=DAYS.index), "hours": hours} for hours, days in days_of.items()]


def _runs(marked: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Begin and end (exclusive, possibly past the week's end) of each run, the week taken as a ring."""
    if all(marked):
        yield 0, CELLS
        return
    begin = next(n for n, is_in in enumerate(marked) if not is_in)
    ring, start = [*marked[begin:], *marked[:begin]], -1
    for number, is_in in enumerate([*ring, False]):
        if is_in and start < 0:
            start = number
        elif not is_in and start >= 0:
            yield (start + begin) % CELLS, (start + begin) % CELLS + number - start
            start = -1


def _pieces(start: int, end: int) -> Iterator[tuple[int, str]]:
    """Windows of minutes `start` to `end` of the week: one where it is at most a day, else cut at midnight."""
    if end - start < _DAY or (end - start == _DAY and start % _DAY == 0):
        yield start // _DAY, _text(start % _DAY, start % _DAY + end - start)
        return
    while start < end:
        stop = min(end, (start // _DAY + 1) * _DAY)
        yield start // _DAY, _text(start % _DAY, start % _DAY + stop - start)
        start = stop


def _text(start: int, end: int) -> str:
    """ "22:00-06:00"; the end of a whole day is 24:00."""
    late = end if end <= _DAY else end - _DAY
    return f"{start // 60:02}:{start % 60:02}-{late // 60:02}:{late % 60:02}"

"""Numbers, sizes, dates and times as the owner's language writes them: patterns that can be translated, and the marks
of Qt's locale in numbers. Every figure of a kind has the same form, so that columns stay in line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from desktop_app.domain import tariff_hours, typed_numbers
from desktop_app.domain.errors import in_words
from desktop_app.domain.money import as_text
from desktop_app.domain.phrases import Number
from desktop_app.domain.times import show_duration
from desktop_app.domain.typed_numbers import Marks
from desktop_app.ui.translated import own_marks, shown, tr

GB, MB = 10**9, 10**6


def number(value: float | Decimal, places: int = 0) -> str:
    """ "1,042" or "1,042.50"."""
    return shown(Number(f"{value:,.{places}f}"))


def exact(amount: Decimal) -> str:
    """Every place of an amount, and no more."""
    return shown(Number(as_text(amount)))


def to_type(number: str) -> str:
    """A number of the program's ("1042.5") as a field shows it: nothing between thousands."""
    return typed_numbers.written(number, own_marks())


def typed(text: str) -> tuple[str, str]:
    """What a person typed as the program writes numbers, and ""; else the text itself, and why it cannot be read."""
    return _read(typed_numbers.read, text)


def hours_to_type(kept: str) -> str:
    """Prices by the hour as a field shows them."""
    return tariff_hours.written_hours(kept, own_marks())


def typed_hours(text: str) -> tuple[str, str]:
    """As `typed`, for prices by the hour."""
    return _read(tariff_hours.typed_hours, text)


def _read(read: Callable[[str, Marks], str], text: str) -> tuple[str, str]:
    try:
        return read(text, own_marks()), ""
    except ValueError as error:
        return text.strip(), shown(in_words(error))


def share(value: float | Decimal, places: int = 0) -> str:
    """ "38%" of a share from 0 to 1."""
    return tr("{number}%", number=number(value * 100, places))


def size(of: float, places: int = 1) -> str:
    """Of a file: "9.3 GB", or "0.3 MB" where it is small."""
    if of >= GB / 10:
        return tr("{number} GB", number=number(of / GB, places))
    return tr("{number} MB", number=number(of / MB, places))


def memory(of: float) -> str:
    """Of a card: "24.0 GiB"."""
    return tr("{number} GiB", number=number(of / 2**30, 1))


def seconds(value: float, places: int = 1) -> str:
    """ "12.5 s"."""
    return tr("{seconds} s", seconds=number(value, places))


def duration(value: float) -> str:
    """Two units at most."""
    return shown(show_duration(value))


def day(moment: date) -> str:
    """ "2026-11-22"; local, when it is a moment."""
    local = moment.astimezone() if isinstance(moment, datetime) else moment
    return tr("{year}-{month}-{day}", year=f"{local.year}", month=f"{local.month:02}", day=f"{local.day:02}")


def clock(moment: datetime, *, with_seconds: bool = False) -> str:
    """ "13:20" or "13:20:05", local."""
    local = moment.astimezone()
    hour, minute = f"{local.hour:02}", f"{local.minute:02}"
    if with_seconds:
        return tr("{hour}:{minute}:{second}", hour=hour, minute=minute, second=f"{local.second:02}")
    return tr("{hour}:{minute}", hour=hour, minute=minute)


def when(moment: datetime, *, with_seconds: bool = False) -> str:
    """ "2026-11-22 13:20", local."""
    return f"{day(moment)} {clock(moment, with_seconds=with_seconds)}"

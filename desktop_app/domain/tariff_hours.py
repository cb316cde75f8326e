"""Electricity by the hour of the week, as the settings keep it: "mon-fri 22-6 0.21, sun 0-24 0.19". A field has the
owner's own marks in the prices, and a semicolon between the parts: a comma may stand in a price."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from desktop_app.domain import arguments
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.typed_numbers import Marks, read

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALLOWED = Phrase('days, hours and price with commas between, as "mon-fri 22-6 0.21, sun 0-24 0.19"')
_PART = re.compile(r"([a-z]{3})(?:-([a-z]{3}))? +(\d{1,2})-(\d{1,2}) +(\d{1,4}(?:\.\d{1,8})?)")

_PRICED = re.compile(r"([a-z]{3}(?:-[a-z]{3})? +\d{1,2}-\d{1,2}) +(.+)")
_BETWEEN = re.compile(r";|,(?=\s*(?:[a-z]|$))")
"""Between parts; a comma only before the next day's name."""


def typed_hours(text: str, marks: Marks) -> str:
    """What was typed as the settings keep it; what is no part of it stays, and `parse_hours` refuses it. ValueError
    says which price cannot be told."""
    parts = [part.strip() for part in _BETWEEN.split(text.lower())]
    return ", ".join(_typed_part(part, marks) for part in parts if part)


def written_hours(kept: str, marks: Marks) -> str:
    """For a field."""
    return "; ".join(part.strip().replace(".", marks.decimal) for part in kept.split(",") if part.strip())


def _typed_part(part: str, marks: Marks) -> str:
    found = _PRICED.fullmatch(part)
    return f"{found[1]} {read(found[2], marks)}" if found else part


def parse_hours(text: str) -> Mapping[int, Decimal]:
    """Prices by hour of the week, 0 = Monday 00:00. Hours that end before they begin go on into the next day; what
    comes later in the text wins. ValueError says what is allowed."""
    hours: dict[int, Decimal] = {}
    for part in (part.strip() for part in text.lower().split(",")):
        if part:
            found, price = _hours(part)
            hours |= dict.fromkeys(found, price)
    return hours


def _hours(part: str) -> tuple[list[int], Decimal]:
    match = _PART.fullmatch(part)
    if match is None:
        raise ValueError(Phrase("the hours of the tariff must be {allowed}", allowed=ALLOWED))
    first, last, price = match[1], match[2] or match[1], match[5]
    begin, end = int(match[3]), int(match[4])
    if first not in DAYS or last not in DAYS or begin > 23 or not 0 <= end <= 24 or begin == end:
        raise ValueError(Phrase("the hours of the tariff must be {allowed}", allowed=ALLOWED))
    start = DAYS.index(first)
    days = [(start + n) % 7 for n in range((DAYS.index(last) - start) % 7 + 1)]
    length = (end - begin) % 24 or 24
    hours = [(day * 24 + begin + n) % 168 for day in days for n in range(length)]
    return hours, arguments.number(Phrase("the price of a kWh"), price, 0, 1000)

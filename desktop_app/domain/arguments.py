"""Reading single arguments that a person or a script wrote; every ValueError names the field and what is allowed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from desktop_app.domain.money import parse_amount
from desktop_app.domain.phrases import Number, Phrase
from desktop_app.domain.times import parse_duration, parse_time, show_duration

NAME_LENGTH = 128
MOST_AITBC = Decimal(1_000_000)


def only(where: str, spec: Mapping[str, Any], allowed: Collection[str]) -> None:
    """ValueError naming the first field of `spec` that is not among `allowed`."""
    if unknown := sorted(str(field) for field in spec if field not in allowed):
        told = Phrase(
            "{where} does not know {unknown}; it takes {allowed}",
            where=where, unknown=f"{unknown[0]!r}", allowed=", ".join(sorted(allowed)),
        )  # fmt: skip
        raise ValueError(told)


def number(name: str, value: object, low: Decimal | int, high: Decimal | int) -> Decimal:
    """A number from `low` to `high`, both included."""
    try:
        found = parse_amount(value)
    except ValueError:
        found = None
    if found is None or not low <= found <= high:
        raise ValueError(
            Phrase(
                "{name} must be a number from {low} to {high}",
                name=name,
                low=Number(f"{Decimal(low):,f}"),
                high=Number(f"{Decimal(high):,f}"),
            )
        )
    return found


def share(name: str, value: object) -> Decimal:
    """A share from 0 to 1, such as 0.95."""
    return number(name, value, 0, 1)


def count(name: str, value: object, low: int, high: int) -> int:
    """A whole number from `low` to `high`, both included."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise ValueError(Phrase("{name} must be a whole number from {low} to {high}", name=name, low=low, high=high))
    return value


def flag(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(Phrase("{name} must be True or False", name=name))
    return value


def name_text(name: str, value: object, longest: int = NAME_LENGTH) -> str:
    """A printable text of 1 to `longest` characters, without the spaces around it."""
    text = value.strip() if isinstance(value, str) else ""
    if not text or len(text) > longest or not text.isprintable():
        raise ValueError(
            Phrase("{name} must be a text of 1 to {longest} printable characters", name=name, longest=longest)
        )
    return text


def duration(name: str, value: object, low: float, high: float) -> float:
    """Seconds of a text such as "24h"."""
    try:
        seconds = parse_duration(value) if isinstance(value, str) and len(value) <= 100 else None
    except ValueError:
        seconds = None
    if seconds is None or not low <= seconds <= high:
        allowed = f"{show_duration(low)} to {show_duration(high)}"
        raise ValueError(
            Phrase("{name} must be a duration such as 15min, 24h or 30d, from {allowed}", name=name, allowed=allowed)
        )
    return seconds


def time(name: str, value: object) -> datetime:
    """Aware UTC from a datetime with a zone, or from an ISO 8601 text."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value
    try:
        return parse_time(value)
    except ValueError:
        raise ValueError(
            Phrase("{name} must be a time with its zone, such as 2026-12-24T18:00:00+01:00", name=name)
        ) from None


def one_of(name: str, value: object, allowed: Sequence[str]) -> str:
    """One of these words."""
    if not isinstance(value, str) or value not in allowed:
        raise ValueError(
            Phrase(
                "{name} must be one of {allowed}",
                name=name,
                allowed=", ".join(allowed) or Phrase("those there are: none"),
            )
        )
    return value


def fields(name: str, value: object, known: Sequence[str]) -> Mapping[str, Any]:
    """A mapping with no other keys than these."""
    if not isinstance(value, Mapping):
        raise ValueError(Phrase("{name} must be a mapping of {known}", name=name, known=", ".join(known)))
    if unknown := sorted(str(key)[:40] for key in value if key not in known):
        raise ValueError(
            Phrase(
                "{name} does not know {unknown}; it must be a mapping of {known}",
                name=name,
                unknown=f"{unknown[0]!r}",
                known=", ".join(known),
            )
        )
    return value

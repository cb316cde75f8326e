"""Bytes to messages and back. Whatever is wrong with an answer becomes one error: BadAnswer.

Lenient where real servers are (unknown keys are ignored, missing optional fields have defaults), strict in types,
in the size of numbers and in depth. Nothing of a message's content goes into an error's text.
"""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Final, TypeAlias, TypeVar, cast

import msgspec

from desktop_app.domain.errors import BadAnswer, in_words
from desktop_app.domain.money import parse_amount
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.times import parse_time

T = TypeVar("T")

DEEPEST: Final = 64
LARGEST_INTEGER: Final = 2**63
FINEST: Final = 60
# A whole number that every database takes.
Int64: TypeAlias = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
EMPTY: Final = msgspec.Raw(b"{}")
NULL: Final = msgspec.Raw(b"null")
# ArithmeticError: an amount beyond what decimals can hold (decimal.Overflow), a time beyond the calendar.
_BROKEN = (msgspec.MsgspecError, RecursionError, ValueError, ArithmeticError)


def _plain(value: object) -> str:
    """A phrase goes out as its sentence; msgspec itself takes texts alone, and none of their subclasses."""
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no part of a message")


_encoder = msgspec.json.Encoder(enc_hook=_plain)


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A message's base: every Decimal in it is a finite amount of a sensible size (section 8)."""

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if isinstance(value, Decimal):
                _check_amount(value)


def _check_amount(amount: Decimal) -> None:
    parse_amount(amount)
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and not -FINEST <= exponent <= FINEST:
        raise ValueError("an amount must have a sensible number of places")  # 1E-999999999 is no money


@cache
def _decoder(kind: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(cast(Any, kind))


def decode(kind: type[T], body: bytes | msgspec.Raw) -> T:
    """`body` as a message of this kind; BadAnswer when it is anything else."""
    try:
        return cast(T, _decoder(cast(Hashable, kind)).decode(body))
    except _BROKEN as error:
        raise BadAnswer(_problem(bytes(body[:200]) if isinstance(body, bytes) else b"", error)) from error


def encode(message: object) -> bytes:
    """JSON of a message or of plain objects; an amount becomes a string as the servers write it (`0E-8`)."""
    return _encoder.encode(message)


def raw(value: object) -> msgspec.Raw:
    """A free-form value as a message carries it."""
    return msgspec.Raw(_encoder.encode(value))


def free_form(value: msgspec.Raw) -> dict[str, Any]:
    """A stranger's free-form object. One that cannot be read (too deep, numbers too large, not an object) is {}:
    a hostile job must not hide the others of its list."""
    return optional_form(value) or {}


def optional_form(value: msgspec.Raw) -> dict[str, Any] | None:
    """As free_form, but null and what cannot be read are None."""
    try:
        content = _decoder(cast(Hashable, Any)).decode(value)
        return content if isinstance(content, dict) and _sensible(content) else None
    except _BROKEN:
        return None


def moment(text: str | None) -> datetime | None:
    """A server's time (naive means UTC, section 5.5) as aware UTC; BadAnswer when it is none."""
    try:
        return parse_time(text) if text is not None else None
    except ValueError as error:
        raise BadAnswer(in_words(error)) from error


def check_times(*texts: str | None) -> None:
    """For __post_init__: ValueError unless every text given is a time."""
    for text in texts:
        if text is not None:
            parse_time(text)


def _sensible(content: Any) -> bool:
    """Depth and integers within bounds, looked at without recursion."""
    level = [content]
    for _ in range(DEEPEST):
        below: list[Any] = []
        for item in level:
            if isinstance(item, int) and abs(item) > LARGEST_INTEGER:
                return False
            if isinstance(item, dict):
                below.extend(item.values())
            elif isinstance(item, list):
                below.extend(item)
        if not below:
            return True
        level = below
    return False


def _problem(start: bytes, error: Exception) -> str:
    """What is wrong in a few words that quote nothing of the answer."""
    head = start.lstrip()
    if head[:1] == b"<":
        return Phrase("it is a web page, not JSON")
    if not head:
        return Phrase("it is empty")
    if isinstance(error, msgspec.ValidationError):
        return Phrase("a field is wrong ({what})", what=str(error)[:120])
    if isinstance(error, RecursionError):
        return Phrase("it is nested too deeply")
    return Phrase("it is not complete JSON")

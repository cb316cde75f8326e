"""Sentences for the owner that can be said in another language later on.

A phrase *is* its English sentence, so it can be compared, stored and logged like any text. It also remembers its
pattern and the values in it: whoever shows it may translate the pattern first (`ui/translated`). Patterns are literals,
so that Qt's tools find them: values have names, never f-strings. `written` and `read` keep pattern and values in a
file, beside the sentence, so that what was said last year is shown in the language of today."""

from __future__ import annotations

import json
from typing import Any, Self


class Phrase(str):
    """`Phrase("The card is {heat} °C hot", heat=86)`. `hint` tells two patterns apart that read alike in English.

    Without values the pattern is the sentence and braces are just braces. A value may be a phrase; of anything but
    texts and numbers only the text is kept."""

    __slots__ = ("hint", "pattern", "values")

    pattern: str
    hint: str
    values: dict[str, str | int]

    def __new__(cls, pattern: str, hint: str = "", /, **values: object) -> Self:
        made = super().__new__(cls, pattern.format(**values) if values else pattern)
        made.pattern, made.hint, made.values = pattern, hint, _kept(values)
        return made

    def filled(self, **values: object) -> Phrase:
        """This pattern with values, for one that was written down without."""
        return Phrase(self.pattern, self.hint, **values)

    def __getnewargs_ex__(self) -> tuple[tuple[object, ...], dict[str, str | int]]:
        """Copies are made anew from the pattern."""
        return (self.pattern, self.hint), self.values


class Several(Phrase):
    """`Several("{n} job", "{n} jobs", 3)`: one or many; the number stands where {n} does, with thousands apart."""

    __slots__ = ("many", "number")

    many: str
    number: int

    def __new__(cls, one: str, many: str, number: int, /, **values: object) -> Self:
        shown = (one if number == 1 else many).format(n=f"{number:,}", **values)
        made = str.__new__(cls, shown)
        made.pattern, made.hint, made.values = one, "", _kept(values)
        made.many, made.number = many, number
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[object, ...], dict[str, str | int]]:
        return (self.pattern, self.many, self.number), self.values


class Number(Phrase):
    """A number as English writes it, such as "1,042.50"; whoever shows it may put in a language's own marks."""

    __slots__ = ()

    def __new__(cls, text: str, /) -> Self:
        return super().__new__(cls, text)

    def __getnewargs_ex__(self) -> tuple[tuple[object, ...], dict[str, str | int]]:
        return (str(self),), self.values


_NONE: dict[str, str | int] = {}
"""Most phrases have no values: one dictionary serves them all."""


def _kept(values: dict[str, object]) -> dict[str, str | int]:
    if not values:
        return _NONE
    return {name: value if isinstance(value, str | int) else str(value) for name, value in values.items()}


def together(*parts: str, by: str = " ") -> Phrase:
    """Parts one after the other, empty ones left out; each is translated for itself."""
    kept = {f"part{number}": part for number, part in enumerate(parts) if part}
    return Phrase(by.join(f"{{{name}}}" for name in kept), **kept)


def written(text: str) -> str | None:
    """JSON of what a phrase remembers beside its sentence; None for a plain text, which is all there is of it."""
    if not isinstance(text, Phrase):
        return None
    return json.dumps(_parts(text), ensure_ascii=False, separators=(",", ":"))


def read(text: str, parts: str | None) -> str:
    """The phrase that was `written`; `text` where it was a plain one, or is from before phrases were kept."""
    return text if parts is None else _said(json.loads(parts))


def _parts(value: str | int) -> Any:
    """A phrase as a JSON object: what it says, and what of it is there; other values as they are."""
    if not isinstance(value, Phrase):
        return value
    if isinstance(value, Number):
        return {"number": str(value)}
    told: dict[str, Any] = {"says": value.pattern}
    if value.hint:
        told["hint"] = value.hint
    if isinstance(value, Several):
        told |= {"many": value.many, "n": value.number}
    if value.values:
        told["with"] = {name: _parts(inner) for name, inner in value.values.items()}
    return told


def _said(told: dict[str, Any]) -> Phrase:
    if "number" in told:
        return Number(told["number"])
    given = told.get("with", {})
    values = {name: _said(inner) if isinstance(inner, dict) else inner for name, inner in given.items()}
    if "many" in told:
        return Several(told["says"], told["many"], told["n"], **values)
    return Phrase(told["says"], told.get("hint", ""), **values)

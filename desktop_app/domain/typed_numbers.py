"""Numbers as people type them: with the marks of their language, and with or without thousands apart.

What can only be meant in one way is taken, whoever's marks it has: "0.25" is a quarter everywhere. What can be meant in
two ways is asked back and never guessed: it may be a price."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.domain.phrases import Number, Phrase

_SPACES = "\u00a0\u202f\u2009"
_APOSTROPHES = "\u2019\u02bc"
_FOREIGN = ((".", ","), (",", "."))


@dataclass(frozen=True, slots=True)
class Marks:
    """How a language writes numbers: before the part of a whole, and between thousands ("" for nothing). Where a system
    has the same sign for both, nothing stands between thousands: 1.125 would be 1125."""

    decimal: str = "."
    thousands: str = ","

    def __post_init__(self) -> None:
        if self.thousands == self.decimal:
            object.__setattr__(self, "thousands", "")


def read(text: str, marks: Marks) -> str:
    """What was typed as the program writes numbers, such as "-1042.50"; "" for nothing. ValueError says in a sentence
    why it cannot be told."""
    typed = _alike(text).strip()
    if not typed:
        return ""
    own = _number(typed, marks.decimal, _alike(marks.thousands))
    others = {found for form in _FOREIGN if (found := _number(typed, *form))}
    if own and marks.decimal in typed:
        return own
    readings = sorted({*others, own} - {""}, key=lambda one: ("." in one, one))
    if not readings:
        raise ValueError(
            Phrase("“{typed}” is no number. Write it like {example}.", typed=text.strip(), example=Number("0.25"))
        )
    if len({Decimal(one) for one in readings}) > 1:
        whole, part = Number(readings[0]), Number(readings[-1])
        told = Phrase("“{typed}” can mean {whole} or {part}. Write the one that you mean.",
                      typed=text.strip(), whole=whole, part=part)  # fmt: skip
        raise ValueError(told)
    return own or readings[0]


def written(number: str, marks: Marks) -> str:
    """A number of the program's for a field: with the language's decimal mark, and nothing between thousands."""
    return number.replace(".", marks.decimal)


def _alike(text: str) -> str:
    """With one kind of space and one of apostrophe: people type those that their keyboard has."""
    kinds = str.maketrans(_SPACES + _APOSTROPHES, " " * len(_SPACES) + "'" * len(_APOSTROPHES))
    return text.translate(kinds).replace("\u2212", "-")


def _number(text: str, decimal: str, thousands: str) -> str:
    """`text` in these marks, or ""."""
    part, apart = re.escape(decimal), re.escape(thousands)
    whole = rf"[1-9][0-9]{{0,2}}(?:{apart}[0-9]{{3}})+|[0-9]+" if thousands else "[0-9]+"
    found = re.fullmatch(rf"([+-]?)({whole})?(?:{part}([0-9]*))?", text)
    if found is None or not (found[2] or found[3]):
        return ""
    digits = found[2].replace(thousands, "") if thousands and found[2] else found[2] or "0"
    return f"{found[1].removeprefix('+')}{digits}" + (f".{found[3]}" if found[3] else "")

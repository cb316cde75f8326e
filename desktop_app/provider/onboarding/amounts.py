"""Numbers that are typed in the wizard: what can be read is an answer; what cannot is kept as it was typed, and asked
back until it can, also after the wizard was left. It is never taken for what was read before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from desktop_app.domain.errors import in_words
from desktop_app.domain.money import parse_amount
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.typed_numbers import Marks, read
from desktop_app.provider.onboarding.answers import AMOUNTS, Answers, from_content


def typed(answers: Answers, field: str, text: str, marks: Marks) -> Answers:
    """`answers` with what stands in the field of one of AMOUNTS."""
    others = {name: before for name, before in answers.unread.items() if name != field}
    taken: dict[str, Any]
    try:
        taken = {field: read(text, marks), "unread": others}
    except ValueError:
        taken = {field: "", "unread": {**others, field: text.strip()}}
    return replace(answers, **taken)


def resumed(kept: Mapping[str, Any], marks: Marks) -> Answers:
    """The answers of a file. Earlier versions kept numbers as they were typed; those are read now."""
    answers = from_content(kept)
    if "unread" not in kept:
        for field in AMOUNTS:
            answers = typed(answers, field, getattr(answers, field), marks)
    return answers


def unread(answers: Answers, marks: Marks) -> Mapping[str, str]:
    """Why a number of the price page cannot be told, by field. Play money is worth nothing: there its worth is not
    asked for."""
    return {
        field: _why(text, marks)
        for field, text in answers.unread.items()
        if field != "token_worth" or not answers.is_practice
    }


def known(text: str) -> Decimal | None:
    """The number of an answer; None where there is none."""
    try:
        return parse_amount(text.strip()) if text.strip() else None
    except ValueError:
        return None


def _why(text: str, marks: Marks) -> str:
    try:
        read(text, marks)
    except ValueError as error:
        return in_words(error)
    # It was typed in another language, where it meant something else or could mean two things.
    return Phrase("Write this number again.")

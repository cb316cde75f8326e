"""Suggestions that were applied are kept, and come back as they were said, in whatever language is shown by then."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from desktop_app.domain.phrases import Phrase, written
from desktop_app.domain.suggestion_text import content_of, suggestion_of
from desktop_app.domain.suggestions import Change, Suggestion

CHEAPER = Suggestion(
    "too_dear",
    Phrase("Lower the hourly price to {price} AITBC", price="0.08"),
    Phrase("More jobs may come."),
    Phrase("{n} offers, median {median}", n=12, median=Phrase("not known")),
    (Phrase("Set the price to {price} AITBC an hour", price="0.08"), "as it came"),
    Change("price_per_hour", Decimal("0.1"), Decimal("0.08")),
)


def test_what_was_kept_is_said_again() -> None:
    found = suggestion_of(json.loads(json.dumps(content_of(CHEAPER))))
    assert found == CHEAPER
    before, after = ([one.description, one.impact, one.basis, *one.implementation_steps] for one in (CHEAPER, found))
    assert [written(text) for text in after] == [written(text) for text in before]


def test_what_earlier_versions_kept_is_plain_english() -> None:
    content = {name: value for name, value in content_of(CHEAPER).items() if name not in ("said", "steps_said")}
    found = suggestion_of(content)
    assert found == CHEAPER and type(found.description) is str


@pytest.mark.parametrize("said", [7, {"description": "{"}, {"description": "{}"}, {"description": 7}])
def test_what_is_none_is_refused(said: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        suggestion_of(content_of(CHEAPER) | {"said": said})

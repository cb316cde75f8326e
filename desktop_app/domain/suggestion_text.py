"""A suggestion as JSON takes it, and back: `suggestion_of(content_of(s)) == s`. Its sentences stand there in English,
and in `said` as they can be shown in other languages (domain.phrases.written)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from desktop_app.domain import schedule
from desktop_app.domain.money import as_text
from desktop_app.domain.phrases import read, written
from desktop_app.domain.schedule_text import spec_of
from desktop_app.domain.suggestions import Change, Suggestion

_TEXTS = ("key", "description", "impact", "basis")
_VALUES: Mapping[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "price_per_hour": (as_text, Decimal),
    "models": (list, tuple),
    "unpaid_per_day": (int, int),
    "schedule": (spec_of, schedule.parse),
}
"""By setting: how its value is written, and how it is read."""


def content_of(suggestion: Suggestion) -> dict[str, Any]:
    change = suggestion.change
    write, _ = _VALUES[change.setting]
    return {
        **{name: str(getattr(suggestion, name)) for name in _TEXTS},
        "implementation_steps": [str(step) for step in suggestion.implementation_steps],
        "said": {name: written(getattr(suggestion, name)) for name in _TEXTS},
        "steps_said": [written(step) for step in suggestion.implementation_steps],
        "setting": change.setting, "before": write(change.before), "after": write(change.after),
    }  # fmt: skip


def suggestion_of(content: Mapping[str, Any]) -> Suggestion:
    """ValueError for content that is none."""
    try:
        _, value_of = _VALUES[content["setting"]]
        change = Change(content["setting"], value_of(content["before"]), value_of(content["after"]))
        said = content.get("said", {})  # those kept by earlier versions have English alone
        texts = {name: read(str(content[name]), said.get(name)) for name in _TEXTS}
        steps = list(map(str, content["implementation_steps"]))
        told = map(read, steps, content.get("steps_said", [None] * len(steps)))
        return Suggestion(**texts, implementation_steps=tuple(told), change=change)
    except (KeyError, TypeError, ArithmeticError, AttributeError) as error:
        raise ValueError(f"not a suggestion: {error!r}") from error

"""Suggestions put in force and taken back: one setting each, at once and for the next start too."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from desktop_app.domain.money import as_text
from desktop_app.domain.schedule import Schedule
from desktop_app.domain.schedule_text import spec_of
from desktop_app.domain.suggestions import Change, Suggestion
from desktop_app.provider.house_rules import HouseRules
from desktop_app.provider.provider import Provider

KeepSetting = Callable[[str, Any], None]


class Changes:
    """`keep` writes one setting of the settings file. What was applied can be taken back until the program ends."""

    def __init__(self, provider: Provider, rules: HouseRules, keep: KeepSetting) -> None:
        self._provider, self._rules, self._keep = provider, rules, keep
        self._applied: dict[str, Suggestion] = {}

    @property
    def applied(self) -> list[Suggestion]:
        """Newest first."""
        return list(reversed(self._applied.values()))

    def apply(self, suggestion: Suggestion) -> None:
        self._lay(suggestion.change)
        self._applied.pop(suggestion.key, None)
        self._applied[suggestion.key] = suggestion

    def revert(self, key: str) -> None:
        """Nothing happens to a key that is not applied."""
        if suggestion := self._applied.get(key):
            self._lay(suggestion.change.reverted())
            del self._applied[key]

    def _lay(self, change: Change) -> None:
        """ValueError for a setting that nobody here can change."""
        setting, value = change.setting, change.after
        if setting == "price_per_hour" and isinstance(value, Decimal):
            self._keep("price_per_hour", as_text(value))
            self._rules.use_rate(value)
        elif setting == "schedule" and isinstance(value, Schedule):
            self._rules.lay_down("schedule", {"spec": spec_of(value)})
        elif setting == "unpaid_per_day":
            self._keep("unpaid_per_day", value)
            self._provider.offering.change(unpaid_per_day=value)
        elif setting == "models":
            everything = set(value) >= set(self._provider.store.state.models)
            # All of them by name would leave out what is installed later.
            self._rules.lay_down("models", {"names": [] if everything else list(value)})
        else:
            raise ValueError(f"{setting} cannot be changed here")


def without(suggestions: list[Suggestion], applied: list[Suggestion]) -> list[Suggestion]:
    """Those that are not in force already."""
    keys = {suggestion.key for suggestion in applied}
    return [suggestion for suggestion in suggestions if suggestion.key not in keys]

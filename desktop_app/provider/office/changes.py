"""Suggestions put in force and taken back: one setting each, at once and for the next start too."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Protocol

from desktop_app.domain.money import as_text
from desktop_app.domain.schedule import Schedule
from desktop_app.domain.schedule_text import spec_of
from desktop_app.domain.suggestion_text import content_of, suggestion_of
from desktop_app.domain.suggestions import Change, Suggestion
from desktop_app.provider.house_rules import HouseRules
from desktop_app.provider.provider import Provider

log = logging.getLogger(__name__)

KeepSetting = Callable[[str, Any], None]


class Applied(Protocol):
    """The small file of what is in force by a suggestion."""

    def load(self) -> Mapping[str, Any] | None:
        """None where there is none; empty where it cannot be read."""

    def save(self, content: Mapping[str, Any]) -> None:
        """ProfileError when the disk does not take it."""


class Changes:
    """`keep` writes one setting of the settings file. What was applied can be taken back for as long as nobody set it
    to something else, after a restart too."""

    def __init__(self, provider: Provider, rules: HouseRules, keep: KeepSetting, file: Applied) -> None:
        self._provider, self._rules, self._keep, self._file = provider, rules, keep, file
        self._applied = {one.key: one for one in _read(file.load() or {})}

    @property
    def applied(self) -> list[Suggestion]:
        """Newest first."""
        return [one for one in reversed(self._applied.values()) if self._is_in_force(one.change)]

    def apply(self, suggestion: Suggestion) -> None:
        self._lay(suggestion.change)
        self._applied.pop(suggestion.key, None)
        self._applied[suggestion.key] = suggestion
        self._save()

    def revert(self, key: str) -> None:
        """Nothing happens to a key that is not applied, or was set to something else since."""
        suggestion = self._applied.pop(key, None)
        if suggestion is not None and self._is_in_force(suggestion.change):
            self._lay(suggestion.change.reverted())
            self._save()

    def _save(self) -> None:
        """Of what somebody set to something else nothing is kept."""
        kept = [one for one in self._applied.values() if self._is_in_force(one.change)]
        self._file.save({"applied": [content_of(one) for one in kept]})

    def _is_in_force(self, change: Change) -> bool:
        now = self._provider.offering.in_force()
        if change.setting == "models":  # which ones are here is not known yet at the start
            return not (set(change.before) - set(change.after)) & set(now.models)
        return bool(getattr(now, change.setting) == change.after)

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


def _read(content: Mapping[str, Any]) -> list[Suggestion]:
    """What can be read of it; the rest stays in force, and is changed in the settings."""
    found, listed = [], content.get("applied", [])
    for one in listed if isinstance(listed, list) else [listed]:
        try:
            found.append(suggestion_of(one))
        except ValueError as error:
            log.warning("a suggestion that was applied cannot be read any more: %s", error)
    return found

"""What was changed in the settings window and not saved yet; what it would do, and what is wrong with it. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from desktop_app.domain.phrases import Phrase
from desktop_app.provider.ports import SettingsDesk
from desktop_app.ui import measures
from desktop_app.ui.settings import catalogue
from desktop_app.ui.settings.catalogue import Item, Kind
from desktop_app.ui.translated import shown, tr

_RULES = {
    "schedule": Phrase("Hours and their prices: what runs when a window closes is stopped with its text kept."),
    "dynamic_pricing": Phrase("Price by demand: the new price goes out with the next registration, at once."),
    "pricing_model": Phrase("Kind of price: new jobs pay the fixed price at once."),
    "bulk_discount": Phrase("Long jobs: new ones pay by it at once."),
    "tiers": Phrase("Tiers: new jobs are sorted by them at once."),
    "queue": Phrase("Queue: counts at once."),
    "monitoring": Phrase("Alerts: the next look is by the new limits."),
}

_KNOWN = {item.name: item for item in catalogue.ALL}


class Draft:
    """Over a desk's values and rules. `on_change` is called after every change."""

    def __init__(self, desk: SettingsDesk, on_change: Callable[[], None]) -> None:
        self._desk, self._on_change = desk, on_change
        self._values, self._rules = dict(desk.values()), dict(desk.rules())
        self.values: dict[str, Any] = {}
        self.rules: dict[str, Mapping[str, Any] | None] = {}
        self._wrong: dict[str, str] = {}

    @property
    def desk(self) -> SettingsDesk:
        return self._desk

    def has(self, name: str) -> bool:
        return name in self._values

    def get(self, name: str) -> Any:
        """As it was changed, else as it is kept."""
        return self.values.get(name, self._values[name])

    def put(self, name: str, value: Any) -> None:
        """A new value; the kept one takes the change back."""
        if value == self._values[name]:
            self.values.pop(name, None)
        else:
            self.values[name] = value
        self._on_change()

    def rule(self, name: str) -> Mapping[str, Any] | None:
        """The rule's arguments, None where nothing is laid down."""
        return self.rules[name] if name in self.rules else self._rules.get(name)

    def put_rule(self, name: str, arguments: Mapping[str, Any] | None) -> None:
        if arguments == self._rules.get(name):
            self.rules.pop(name, None)
        else:
            self.rules[name] = arguments
        self._on_change()

    def blame(self, name: str, sentence: str) -> None:
        """A part of a page says what is wrong with it; "" when nothing is."""
        if self._wrong.get(name, "") != sentence:
            self._wrong[name] = sentence
            self._on_change()

    def reload(self, name: str) -> None:
        """A setting was changed beside the draft."""
        self._values[name] = self._desk.values()[name]
        self._on_change()

    @property
    def is_dirty(self) -> bool:
        """Also where something was typed that cannot be read: it may look like what is kept."""
        return bool(self.values or self.rules or any(self._wrong.values()))

    def problem(self, name: str) -> str:
        """What is wrong with a changed setting, or ""."""
        if (unread := self._wrong.get(name, "")) or name not in self.values:
            return unread
        found, item = self._desk.problem(name, self.values[name]), _KNOWN.get(name)
        if found and item is not None and item.wrong:
            return item.wrong
        return found

    @property
    def problems(self) -> Mapping[str, str]:
        found = {name: self.problem(name) for name in self.values}
        for name, arguments in self.rules.items():
            if arguments is not None:
                found[name] = self._desk.rule_problem(name, arguments)
        found = {name: sentence for name, sentence in found.items() if sentence}
        return {name: sentence for name, sentence in self._wrong.items() if sentence} | found

    def effects(self) -> list[str]:
        """What saving would do: a sentence for each change."""
        told = [_effect(_KNOWN.get(name), name, self._values[name], value) for name, value in self.values.items()]
        for name, arguments in self.rules.items():
            does = shown(_RULES.get(name, _plain(name)))
            told.append(does if arguments is not None else tr("{rule}: back to the usual.", rule=does.split(":")[0]))
        if self.values and self._desk.starts_anew(self.values):
            told.append(tr("The services start anew once the running jobs are done; nothing is lost."))
        return told


def _effect(item: Item | None, name: str, before: Any, after: Any) -> str:
    if item is None:
        return tr("{setting}: changed.", setting=name.replace("_", " ").capitalize())
    return f"{shown(item.label)}: {value_of(item, before)} → {value_of(item, after)}. {shown(item.does)}"


def _plain(name: str) -> Phrase:
    return Phrase("{rule}: counts at once.", rule=name.replace("_", " ").capitalize())


def value_of(item: Item, value: Any) -> str:
    """A value for people."""
    if item.kind is Kind.TICK:
        return tr("yes") if value else tr("no")
    if item.kind is Kind.CHOICE:
        return next((shown(text) for known, text in item.options if known == value), str(value))
    if item.kind is Kind.WHOLE:
        return f"{value}{shown(item.suffix)}"
    return field_text(item, value) or tr("empty")


def field_text(item: Item, value: Any) -> str:
    """A value as the line of its field shows it."""
    if item.kind is Kind.AMOUNT:
        return measures.to_type(str(value))
    return measures.hours_to_type(str(value)) if item.kind is Kind.HOURLY else str(value)

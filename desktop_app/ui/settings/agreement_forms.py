"""Entering an agreement: each answer is judged at its field, and what the agreement does is said before it is made."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from desktop_app.domain.errors import WorldError, in_words
from desktop_app.domain.phrases import Phrase
from desktop_app.ui import measures
from desktop_app.ui.forms.fields import Field, Pick, Says, line, tick, whole
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.translated import tr
from desktop_app.ui.widgets.text import em
from desktop_app.ui.words import sentence

T = TypeVar("T")


class Entry:
    """One answer: a text, a whole number, one of a list or a yes, and how it reads as the argument of that name. Where
    it is a number with a part (`is_amount`), the argument gets it as the program writes numbers."""

    def __init__(
        self, field: Field, argument: Callable[[Any], Any] = lambda value: value, *, is_amount: bool = False
    ) -> None:
        self.field, self._argument, self._is_amount = field, argument, is_amount

    @property
    def value(self) -> Any:
        part = self.field.part
        if isinstance(part, QLineEdit):
            return self._argument(measures.typed(part.text())[0] if self._is_amount else part.text().strip())
        if isinstance(part, QCheckBox):
            return self._argument(part.isChecked())
        assert isinstance(part, QSpinBox | Pick)
        return self._argument(part.value if isinstance(part, Pick) else part.value())

    @property
    def problem(self) -> str:
        """Why it cannot be read, whatever it is for."""
        part = self.field.part
        return measures.typed(part.text())[1] if self._is_amount and isinstance(part, QLineEdit) else ""

    def when_changed(self, listener: Callable[[], None]) -> None:
        """Call `listener` after every change."""
        part = self.field.part
        if isinstance(part, QLineEdit):
            part.textEdited.connect(lambda _text: listener())
        elif isinstance(part, QCheckBox):
            part.toggled.connect(lambda _on: listener())
        elif isinstance(part, QSpinBox):
            part.valueChanged.connect(lambda _value: listener())
        else:
            assert isinstance(part, Pick)
            part.currentIndexChanged.connect(lambda _index: listener())

    def clear(self) -> None:
        part = self.field.part
        if isinstance(part, QLineEdit):
            part.clear()
        elif isinstance(part, QCheckBox):
            part.setChecked(False)


def text_entry(
    label: str, hint: str = "", example: str = "", argument: Callable[[str], Any] = lambda text: text
) -> Entry:
    edit = line(lambda _text: None, placeholder=example)
    return Entry(Field(label, edit, hint), argument)


def amount_entry(
    label: str, example: str, hint: str = "", argument: Callable[[str], Any] = lambda number: number
) -> Entry:
    """`example` and what `argument` gets are as the program writes numbers."""
    edit = line(lambda _text: None, placeholder=measures.to_type(example))
    return Entry(Field(label, edit, hint), argument, is_amount=True)


def whole_entry(
    label: str, low: int, high: int, value: int, suffix: str, argument: Callable[[int], Any], hint: str = ""
) -> Entry:
    box = whole(low, high, lambda _value: None, suffix)
    box.setValue(value)
    return Entry(Field(label, box, hint), argument)


def pick_entry(label: str, options: Sequence[tuple[str, str]], hint: str = "") -> Entry:
    """One of `options` (value, text); the value "" reads as None."""
    part = Pick(lambda _value: None)
    part.put(options, "")
    return Entry(Field(label, part, hint), lambda value: value or None)


def tick_entry(label: str, text: str, hint: str = "") -> Entry:
    return Entry(Field(label, tick(text, lambda _on: None), hint))


class Form(QWidget, Generic[T]):
    """`entries` by argument of `read`, which raises ValueError naming the argument; `sample` are arguments that it
    takes, so that each answer can be judged by itself. `told` says what the agreement does; `act` makes it."""

    def __init__(
        self, entries: Mapping[str, Entry], button: str, tasks: Tasks, *, sample: Mapping[str, Any],
        read: Callable[..., T], told: Callable[[T], str], act: Callable[[T], Awaitable[str]],
    ) -> None:  # fmt: skip
        super().__init__()
        self.entries, self._sample = entries, sample
        self._read, self._told, self._act = read, told, act
        self._touched: set[str] = set()
        self.says = Says()
        self.button = QPushButton(button)
        self.button.clicked.connect(lambda: tasks.start(self._do(), button.lower()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(em() * 0.6))
        for name, entry in entries.items():
            entry.when_changed(lambda name=name: self._changed(name))  # type: ignore[misc]
            column.addWidget(entry.field)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column.addWidget(self.says)
        column.addLayout(row)
        self.draw()

    def draw(self) -> None:
        """Judge every answer that was given, and say what would be made."""
        values = {name: entry.value for name, entry in self.entries.items()}
        wrong = {name: self._problem(name, values[name]) or self.entries[name].problem for name in self._touched}
        terms = self._terms(values)
        if terms is None and not any(wrong.values()):
            wrong |= self._together(values)
        for name, entry in self.entries.items():
            entry.field.blame(wrong.get(name, ""))
        self.button.setEnabled(terms is not None)
        self.says.say("" if terms is None else self._told(terms))

    def _problem(self, name: str, value: Any) -> str:
        """What is wrong with one answer, whatever the others are."""
        try:
            self._read(**{**self._sample, name: value})
        except ValueError as error:
            return _sentence(error, name)
        return ""

    def _together(self, values: Mapping[str, Any]) -> Mapping[str, str]:
        """What is wrong with an answer beside the others."""
        try:
            self._read(**values)
        except ValueError as error:
            named = next((name for name in self._touched if str(error).startswith(name)), "")
            return {named: _sentence(error, named)} if named else {}
        return {}

    def _terms(self, values: Mapping[str, Any]) -> T | None:
        if any(entry.problem for entry in self.entries.values()):
            return None
        try:
            return self._read(**values)
        except ValueError:
            return None

    def _changed(self, name: str) -> None:
        self._touched.add(name)
        self.draw()

    async def _do(self) -> None:
        terms = self._terms({name: entry.value for name, entry in self.entries.items()})
        if terms is None:
            return
        self.button.setEnabled(False)
        try:
            told, kind = await self._act(terms), "good"
        except WorldError as error:
            told, kind = in_words(error), "problem"
        if not shiboken6.isValid(self):
            return
        if kind == "good":
            self._touched.clear()
            for entry in self.entries.values():
                entry.clear()
        self.draw()
        self.says.say(told, kind)


def _sentence(error: ValueError, name: str) -> str:
    """The answer is named as the guide does; here it stands below its field."""
    told, this = in_words(error), tr("This")
    if isinstance(told, Phrase):
        return sentence(told.filled(**{key: this if value == name else value for key, value in told.values.items()}))
    return sentence(told.replace(name, this, 1))

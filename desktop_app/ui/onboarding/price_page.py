"""Page three: a price with its reasons, what the electricity costs, and the hours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.hours_choice import WORDS, Hours, spec_of
from desktop_app.domain.money import as_text
from desktop_app.provider.onboarding.wizard import Wizard
from desktop_app.ui import measures
from desktop_app.ui.forms.fields import Choice, Field, Says, close, heading, line, put_text
from desktop_app.ui.forms.sheet import Sheet
from desktop_app.ui.onboarding import texts
from desktop_app.ui.translated import tr
from desktop_app.ui.widgets.text import Text, em

EditHours = Callable[[Mapping[str, Any], Callable[[Mapping[str, Any]], None]], None]
"""Opens the schedule editor on these hours; the second argument takes the new ones."""


class PricePage(Sheet):
    """The suggestion stands in the field until something is typed."""

    def __init__(self, wizard: Wizard, edit_hours: EditHours) -> None:
        super().__init__(tr("Price and hours"), tr("What an hour of your card costs, and when it may be sold."))
        self._wizard, self._edit_hours = wizard, edit_hours
        self.price = _amount_line(wizard, "price_per_hour", longest=20)
        self.usual = QPushButton(tr("Use the suggestion"))
        self.usual.clicked.connect(self._use_suggestion)
        self.kwh = _amount_line(wizard, "per_kwh", longest=12, example="0.30")
        self.currency = line(lambda text: wizard.change(currency=text), longest=8)
        self.worth = _amount_line(wizard, "token_worth", longest=20)
        self.fields = {
            "price_per_hour": Field(tr("Price of an hour"), self.price),
            "per_kwh": Field(tr("Price of a kWh (may stay empty)"), self.kwh, tr("Stands on your electricity bill.")),
            "currency": Field(tr("In this currency"), self.currency),
            "token_worth": Field(
                tr("What one AITBC is worth to you, in that currency (may stay empty)"), self.worth,
                tr("Only for comparing with the electricity. Nobody sets or promises this value."),
            ),
        }  # fmt: skip
        self.reasons, self.day = Says(), Text(wrap=True)
        self.hours = Choice(
            tr("Hours"), [(choice.value, WORDS[choice], "") for choice in Hours], self._choose_hours
        )
        self.edit = QPushButton(tr("Edit the week…"))
        self.edit.clicked.connect(self._open_editor)
        self.hours_problem = Says()
        self.add(close(_row(self.fields["price_per_hour"], _low(self.usual)), self.reasons))
        self.add(heading(tr("When")), self.hours, _row(self.edit), self.hours_problem)
        self.add(heading(tr("Electricity")), _row(self.fields["per_kwh"], self.fields["currency"]))
        self.add(self.fields["token_worth"], heading(tr("What a day could bring")), self.day)
        self.end()

    def opened(self) -> None:
        self._wizard.ask_market()

    def draw(self) -> None:
        """Show what is known."""
        wizard, answers = self._wizard, self._wizard.answers
        self.fields["price_per_hour"].label.setText(tr("Price of an hour, in {unit}", unit=wizard.unit))
        suggested = wizard.suggested
        self._put("price_per_hour", self.price, answers.price_per_hour or as_text(suggested.per_hour))
        self.reasons.say(texts.suggestion(suggested, wizard.unit, asking=wizard.market.is_running))
        self.usual.setEnabled(bool(answers.price_per_hour) or "price_per_hour" in answers.unread)
        self._put("per_kwh", self.kwh, answers.per_kwh)
        self._put("token_worth", self.worth, answers.token_worth)
        put_text(self.currency, answers.currency)
        self.fields["token_worth"].setVisible(not answers.is_practice)
        self.hours.put(answers.hours.value)
        self.edit.setVisible(answers.hours is Hours.OWN)
        self.hours_problem.say(wizard.problems.get("own_hours", ""), "problem")
        self.day.put(texts.day(wizard))

    def _use_suggestion(self) -> None:
        self._wizard.type_amount("price_per_hour", "")
        self.price.setText(measures.to_type(as_text(self._wizard.suggested.per_hour)))

    def _put(self, name: str, edit: QLineEdit, number: str) -> None:
        """What cannot be read stays as it was typed."""
        unread = self._wizard.answers.unread.get(name, "")
        put_text(edit, unread or measures.to_type(number))

    def _choose_hours(self, value: str) -> None:
        self._wizard.change(hours=Hours(value))

    def _open_editor(self) -> None:
        answers = self._wizard.answers
        self._edit_hours(spec_of(Hours.OWN, answers.zone, answers.own_hours), self._take_hours)

    def _take_hours(self, own: Mapping[str, Any]) -> None:
        self._wizard.change(own_hours=dict(own), zone=str(own.get("timezone", "UTC")))


def _amount_line(wizard: Wizard, name: str, *, longest: int, example: str = "") -> QLineEdit:
    """`example` is a number of the program's."""
    shown = measures.to_type(example)
    return line(lambda text: wizard.type_amount(name, text), placeholder=shown, longest=longest)


def _row(*parts: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        row.addWidget(part, 1 if isinstance(part, Field) else 0, Qt.AlignmentFlag.AlignTop)
    if not any(isinstance(part, Field) for part in parts):
        row.addStretch(1)
    return box


def _low(part: QWidget) -> QWidget:
    """Beside a field, on the height of its part."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, em() + em() // 5, 0, 0)
    column.addWidget(part)
    column.addStretch(1)
    return box

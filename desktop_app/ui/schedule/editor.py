"""The schedule editor: brush, week, days ahead in words, exceptions, time zone, undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import available_timezones

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain import schedule
from desktop_app.domain.agreed_hours import AgreedHours, What, marks
from desktop_app.domain.calendar_words import DAYS as NAMES
from desktop_app.domain.days_ahead import days_ahead
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.schedule import LEAST_PRICE, MOST_PRICE
from desktop_app.domain.week import Cell, Week, from_spec, to_spec
from desktop_app.ui.forms.fields import Day, Field, Line, Pick, Says, Typed, heading, whole
from desktop_app.ui.forms.indicators import TickBox
from desktop_app.ui.forms.lines import Lines
from desktop_app.ui.schedule.grid import WeekGrid
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.verbs import utc_now
from desktop_app.ui.widgets.text import Text, em

_BRUSHES = (("1", Phrase("Offer")), ("0", Phrase("Do not offer")), ("2", Phrase("Maintenance")))
_COPIES = (
    (Phrase("To every day"), range(7)), (Phrase("To Monday to Friday"), range(5)), (Phrase("To Saturday and Sunday"),
     range(5, 7)),
)  # fmt: skip


HOW = Phrase("Paint with the mouse, or with arrow keys and Space; Shift marks several cells, Ctrl goes by the hour.")


class ScheduleEditor(QWidget):
    """`spec` is what is edited, in the guide's form; `changed` after every change."""

    changed = Signal()

    def __init__(self, spec: Mapping[str, Any], now: Callable[[], datetime] = utc_now) -> None:
        super().__init__()
        self._given, self._now = spec, now
        self._agreed: list[AgreedHours] = []
        self._week, rounded = from_spec(spec)
        self._first, self._past, self._future = self._week, list[Week](), list[Week]()
        self.grid = WeekGrid(self._week)
        self.grid.painted.connect(self._paint)
        self.brush = Pick(lambda _value: self.grid.setFocus())
        self.brush.put(_BRUSHES, "1")
        self.brush.setMinimumContentsLength(12)
        self.brush.setAccessibleName(tr("Paint with"))
        self.price = whole(round(LEAST_PRICE * 100), round(MOST_PRICE * 100), lambda _value: None, "%")
        self.price.setValue(100)
        self.price_field = Field(
            tr("At this share of your price"), self.price,
            tr("For the hours that you paint with Offer: 100% is your usual price, 150% half as much again."),
        )  # fmt: skip
        self.undo, self.redo = QPushButton(tr("Undo")), QPushButton(tr("Redo"))
        self.undo.clicked.connect(lambda: self._travel(self._past, self._future))
        self.redo.clicked.connect(lambda: self._travel(self._future, self._past))
        for keys, button in ((QKeySequence.StandardKey.Undo, self.undo), (QKeySequence.StandardKey.Redo, self.redo)):
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)
        self.here, self.legend = Says(), Says()
        self.grid.moved.connect(self.here.say)
        self.words = Text(wrap=True)
        self.rounded = Says(tr("Hours are shown in quarters; saving rounds them to quarters.") if rounded else "")
        self._make_days()
        self._make_exceptions()
        self._lay_out()
        self._draw()

    @property
    def spec(self) -> dict[str, Any]:
        """As it was given, as long as nothing was changed."""
        return dict(self._given) if self._week == self._first else to_spec(self._week)

    def take(self, spec: Mapping[str, Any]) -> None:
        """These hours instead, as one change that can be undone. ValueError when they cannot be."""
        week, _ = from_spec(spec)
        self._become(week)

    def mark(self, agreed: Sequence[AgreedHours]) -> None:
        """Draw and tell what is agreed."""
        if list(agreed) != self._agreed:
            self._agreed = list(agreed)
            self._draw()

    # ---- parts -----------------------------------------------------------------------------------------------

    def _make_days(self) -> None:
        self.day = QComboBox()
        self.day.addItems([shown(day) for day in NAMES])
        self.day.setAccessibleName(tr("Day to copy"))
        self.day_label = QLabel(tr("Copy"))
        self.day_label.setBuddy(self.day)
        self.copy = QPushButton(tr("to other days"))
        self.copy.setAccessibleName(tr("Copy the day to other days"))
        menu = QMenu(self.copy)
        for text, days in _COPIES:
            menu.addAction(shown(text)).triggered.connect(lambda _checked=False, to=days: self.copy_day(to))
        menu.addSeparator()
        for number, day in enumerate(NAMES):
            menu.addAction(tr("To {day}", day=day)).triggered.connect(
                lambda _checked=False, to=range(number, number + 1): self.copy_day(to)
            )
        self.copy.setMenu(menu)
        self.zone = Typed()
        self.zone.addItems(sorted({*available_timezones(), self._week.zone}))
        self.zone.setCurrentText(self._week.zone)
        self.zone.setMinimumContentsLength(18)
        self.zone.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        if (completer := self.zone.completer()) is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.zone.currentTextChanged.connect(self._use_zone)
        self.zone_field = Field(tr("Time zone of these hours"), self.zone)

    def _make_exceptions(self) -> None:
        self.exceptions = Lines(tr("Dates with hours of their own"))
        self.exceptions.setMaximumHeight(em() * 6)
        self.exceptions.currentRowChanged.connect(lambda _row: self._draw_exception_buttons())
        self.date = Day(QDate.currentDate().addDays(1))
        self.date.setCalendarPopup(True)
        self.date.setDisplayFormat("yyyy-MM-dd")
        self.date.setAccessibleName(tr("Date of the exception"))
        self.date_hours = Line()
        self.date_hours.setPlaceholderText("09:00-12:00, 18:00-24:00")
        self.date_hours.setAccessibleName(tr("Hours on that date, empty for a day off"))
        self.day_off = TickBox(tr("Not offered at all"))
        self.day_off.setAccessibleName(tr("Not offered at all on that date"))
        self.day_off.toggled.connect(lambda off: self.date_hours.setEnabled(not off))
        self.add_date, self.drop_date = QPushButton(tr("Add")), QPushButton(tr("Remove"))
        self.add_date.setAccessibleName(tr("Add this date"))
        self.drop_date.setAccessibleName(tr("Remove the chosen date"))
        self.add_date.clicked.connect(self._add_exception)
        self.drop_date.clicked.connect(self._drop_exception)
        self.date_problem = Says()

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        label = QLabel(tr("Paint with"))
        label.setBuddy(self.brush)
        left: tuple[QWidget, ...] = (label, self.brush, self.undo, self.redo)
        for part in left:
            tools.addWidget(part)
        tools.addStretch(1)
        copying = QHBoxLayout()
        copying.addWidget(self.day_label)
        copying.addWidget(self.day)
        copying.addWidget(self.copy)
        copying.addStretch(1)
        dates = QGridLayout()
        dates.addWidget(self.date, 0, 0)
        dates.addWidget(self.date_hours, 0, 1, 1, 2)
        dates.addWidget(self.day_off, 1, 0)
        dates.addWidget(self.add_date, 1, 1)
        dates.addWidget(self.drop_date, 1, 2)
        dates.setColumnStretch(1, 1)
        dates.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em() // 2)
        column.addLayout(tools)
        column.addWidget(self.price_field)
        column.addWidget(self.grid)
        column.addLayout(copying)
        below: tuple[QWidget, ...] = (
            Text(HOW, quiet=True, wrap=True), self.legend, self.here, self.rounded,
            heading(tr("The next 7 days")), self.words, self.zone_field,
        )  # fmt: skip
        for part in below:
            column.addWidget(part)
        column.addWidget(heading(tr("Single dates")))
        column.addWidget(self.exceptions)
        column.addLayout(dates)
        column.addWidget(self.date_problem)

    # ---- what is done ----------------------------------------------------------------------------------------

    def _paint(self, days: Sequence[int], quarters: Sequence[int]) -> None:
        price = Decimal(self.price.value()) / 100
        self._become(self._week.paint(days, quarters, Cell(int(self.brush.value)), price))

    def copy_day(self, targets: Sequence[int]) -> None:
        """The chosen day to these days."""
        self._become(self._week.copy(self.day.currentIndex(), targets))

    def _use_zone(self, name: str) -> None:
        try:
            zone = schedule.parse_zone(name.strip())
        except ValueError:
            self.zone_field.blame(tr("Choose one of the list, such as Europe/Vienna."))
            return
        self.zone_field.blame("")
        self._become(replace(self._week, zone=zone))

    def _add_exception(self) -> None:
        hours = [part.strip() for part in self.date_hours.text().split(",") if part.strip()]
        if not hours and not self.day_off.isChecked():
            self.date_problem.say(
                tr("Say which hours, such as 09:00-12:00, or that it is not offered at all."), "problem"
            )
            return
        date = self.date.date().toString("yyyy-MM-dd")
        try:
            week = self._week.on_date(date, [] if self.day_off.isChecked() else hours)
        except ValueError:
            self.date_problem.say(tr("Hours look like 09:00-12:00, several with commas between."), "problem")
            return
        self.date_problem.say("")
        self._become(week)

    def _drop_exception(self) -> None:
        row = self.exceptions.currentRow()
        if 0 <= row < len(self._week.exceptions):
            self._become(self._week.as_usual_on(self._week.exceptions[row][0]))

    def _become(self, week: Week) -> None:
        if week == self._week:
            return
        self._past.append(self._week)
        self._future.clear()
        self._week = week
        self._draw()
        self.changed.emit()

    def _travel(self, there: list[Week], back: list[Week]) -> None:
        if not there:
            return
        back.append(self._week)
        self._week = there.pop()
        self.zone.blockSignals(True)
        self.zone.setCurrentText(self._week.zone)
        self.zone.blockSignals(False)
        self._draw()
        self.changed.emit()

    # ---- drawing ---------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        self.grid.show_week(self._week)
        told = days_ahead(schedule.parse(to_spec(self._week)), self._now(), agreed=self._agreed)
        self.words.put("\n".join(shown(day) for day in told))
        self.grid.show_marks(marks(self._agreed, self._week.zone, self._now()))
        self.legend.say(self._legend())
        off = tr("not offered at all")
        lines = [f"{day}: {', '.join(hours) or off}" for day, hours in self._week.exceptions]
        if lines != [self.exceptions.item(n).text() for n in range(self.exceptions.count())]:
            self.exceptions.clear()
            self.exceptions.addItems(lines)
        self.exceptions.setVisible(bool(lines))
        self.undo.setEnabled(bool(self._past))
        self.redo.setEnabled(bool(self._future))
        self._draw_exception_buttons()

    def _legend(self) -> str:
        """What the lines on the week mean, where there are some."""
        lines = {
            What.RESERVED: tr("A dashed frame: memory of the card is reserved for a customer."),
            What.BATCHES: tr("A dotted line: full batches may start; few other jobs come then."),
        }
        there = {one.what for one in self._agreed}
        return " ".join(line for what, line in lines.items() if what in there)

    def _draw_exception_buttons(self) -> None:
        self.drop_date.setEnabled(self.exceptions.currentRow() >= 0)

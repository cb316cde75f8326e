"""The figures of the day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.domain.money import show
from desktop_app.domain.outlook import Outlook
from desktop_app.domain.state import AppState
from desktop_app.ui import measures, words
from desktop_app.ui.translated import shown, tr, trn
from desktop_app.ui.widgets.text import Text, em


class Figure(QWidget):
    """A value over its caption."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self.value = Text("–", scale=1.25, bold=True)
        self.caption = Text(caption, quiet=True, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.value)
        column.addWidget(self.caption)
        column.addStretch(1)  # a caption of two lines beside one of one: their figures stand on one line

    def put(self, value: str, caption: str = "") -> None:
        """Show `value`, and another caption when one is given."""
        self.value.put(value)
        if caption:
            self.caption.put(caption)
        self.setAccessibleName(f"{self.caption.text()}: {self.value.text()}")


def lay_out(figures: Sequence[Figure], across: int, box: QWidget) -> None:
    """In rows of so many, each as wide as the others."""
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(em())
    grid.setVerticalSpacing(em() // 2)
    for place, figure in enumerate(figures):
        # Beside a longer caption the values stay in line.
        grid.addWidget(figure, place // across, place % across, Qt.AlignmentFlag.AlignTop)
    for column in range(across):
        grid.setColumnStretch(column, 1)


class Figures(QWidget):
    """Earned, and what the month may bring; jobs, and what waits."""

    def __init__(self) -> None:
        super().__init__()
        self.today = Figure(tr("earned today"))
        self.week = Figure(tr("earned this week"))
        self.month = Figure(tr("estimate for the month"))
        self.total = Figure(tr("earned in total"))
        self.outbox = Figure(tr("waiting for delivery"))
        self.completed = Figure(tr("completed"))
        self.failed = Figure(tr("handed back"))
        self.queued = Figure(tr("in the queue"))
        self._unit = self._mark = ""
        every = (self.today, self.week, self.month, self.total, self.completed, self.failed, self.outbox, self.queued)
        lay_out(every, 4, self)

    def show_state(self, state: AppState) -> None:
        """Show `state`."""
        mark = tr(", play money") if state.network.is_play else ""
        self._unit, self._mark = state.unit, mark
        self.today.put(show(state.earned_today, state.unit), tr("earned today{mark}", mark=mark))
        self.total.put(show(state.earned_total, state.unit), tr("earned in total{mark}", mark=mark))
        for figure, amount in ((self.today, state.earned_today), (self.total, state.earned_total)):
            figure.setToolTip(f"{measures.exact(amount)} {state.unit}")
        self.outbox.put(trn("{n} result", "{n} results", state.outbox))
        self.completed.put(words.jobs(state.completed))
        self.failed.put(words.jobs(state.failed))
        self.queued.put(words.jobs(state.queued))

    def show_outlook(self, found: Outlook) -> None:
        """Show the week, and the estimate with what it rests on."""
        self.week.put(show(found.week, self._unit), tr("earned this week{mark}", mark=self._mark))
        self.week.setToolTip(f"{measures.exact(found.week)} {self._unit}")
        guess = found.month_estimate
        self.month.put(
            "–" if guess is None else tr("about {guess}", guess=show(guess, self._unit, 2)),
            tr("estimate for the month"),
        )
        self.month.setToolTip(shown(found.basis))

"""The jobs on the card, each with a button that gives it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.decline import COST_OF_DECLINING
from desktop_app.domain.state import AppState
from desktop_app.ui import words
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.widgets.running_jobs import JobRow
from desktop_app.ui.widgets.text import Text, em

MOST_ROWS = 8


class HandBackList(QWidget):
    """`hand_back(job_id)` is called by a row's button."""

    def __init__(self, hand_back: Callable[[str], None]) -> None:
        super().__init__()
        self._hand_back = hand_back
        self._ids: list[str] = []
        self.rows: list[tuple[QWidget, JobRow, QPushButton]] = []
        self.none = Text(quiet=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(em() // 2)
        self._column.addWidget(self.none)

    def show_state(self, state: AppState) -> None:
        """Show `state`."""
        shown = state.running[:MOST_ROWS]
        while len(self.rows) < len(shown):
            self._add_row()
        self._ids = [job.job_id for job in shown]
        for place, (line, row, _) in enumerate(self.rows):
            if place < len(shown):
                row.show_job(shown[place])
            if line.isVisibleTo(self) != (place < len(shown)):
                line.setVisible(place < len(shown))
        self.none.put(words.nothing_runs(state))
        if self.none.isVisibleTo(self) == bool(shown):
            self.none.setVisible(not shown)

    def _add_row(self) -> None:
        place = len(self.rows)
        line, row, button = QWidget(), JobRow(), QPushButton(tr("Hand back"))
        button.setToolTip(f"<qt>{shown(COST_OF_DECLINING)}</qt>")
        button.clicked.connect(lambda _checked=False: self._hand_back(self._ids[place]))
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(em())
        across.addWidget(row, 1)
        across.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.addWidget(line)
        self.rows.append((line, row, button))

"""Today's jobs, or one sentence while there are none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.state import AppState
from desktop_app.ui import words
from desktop_app.ui.translated import tr
from desktop_app.ui.widgets.jobs_model import CREDITED, RESULT, TIME, TOKENS, TOOK, JobsModel
from desktop_app.ui.widgets.tables import line_height, quiet_table
from desktop_app.ui.widgets.text import Text

ROWS = 5
WIDTHS = (9, 16, 24, 7, 10, 12)
"""Digits of the font, in the order of the model's columns."""


class JobsTable(QWidget):
    """A table with aligned numbers; long reasons are cut with an ellipsis and stand whole in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.model = JobsModel()
        self.empty = Text(wrap=True, quiet=True)
        self.table = quiet_table(self.model, tr("Jobs of today"), RESULT, WIDTHS, firm=(TIME, TOKENS, TOOK, CREDITED))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.table, 1)
        self.dress()

    def show_state(self, state: AppState) -> None:
        """Show `state`."""
        first = not self.model.rowCount() and bool(state.recent)
        self.model.take(state)
        if first:
            self.dress()
        self.table.setVisible(bool(state.recent))
        self.empty.setVisible(not state.recent)
        if not state.recent:
            self.empty.put(words.no_jobs(state))

    def dress(self) -> None:
        """Rows and columns in the measure of the present font."""
        self.table.dress()
        head = self.table.horizontalHeader()
        self.table.setMinimumHeight(line_height() * ROWS + head.sizeHint().height() + 2 * self.table.frameWidth())

"""Today's jobs, or one sentence while there are none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QVBoxLayout, QWidget

from desktop_app.domain.state import AppState
from desktop_app.ui import words
from desktop_app.ui.translated import tr
from desktop_app.ui.widgets.jobs_model import CREDITED, MODEL, RESULT, TIME, TOKENS, TOOK, JobsModel
from desktop_app.ui.widgets.text import Text, em

ROWS = 5


class JobsTable(QWidget):
    """A table with aligned numbers; long reasons are cut with an ellipsis and stand whole in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.model = JobsModel()
        self.empty = Text(wrap=True, quiet=True)
        self.table = QTableView()
        self.table.setModel(self.model)
        self._set_up()
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

    def _set_up(self) -> None:
        table = self.table
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        # A scroll area of its own must not ask the page for more room than its minimum.
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        table.setAccessibleName(tr("Jobs of today"))
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(RESULT, QHeaderView.ResizeMode.Stretch)

    def dress(self) -> None:
        """Rows and columns in the measure of the present font."""
        line = em()
        self.table.verticalHeader().setDefaultSectionSize(round(line * 1.5))
        head = self.table.horizontalHeader()
        self.table.setMinimumHeight(round(line * 1.5 * ROWS) + head.sizeHint().height())
        digit = self.fontMetrics().horizontalAdvance("0")
        widths = {TIME: 10, MODEL: 16, TOKENS: 9, TOOK: 10}
        for column, digits in widths.items():
            head.resizeSection(column, max(digits * digit, head.sectionSizeHint(column)))
        head.resizeSection(CREDITED, max(12 * digit, head.sectionSizeHint(CREDITED)))
        head.setMinimumSectionSize(digit * 6)

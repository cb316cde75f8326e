"""Tables as they look everywhere in the window: whole rows, aligned numbers, a sentence while there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QVBoxLayout, QWidget

from desktop_app.ui.translated import shown
from desktop_app.ui.widgets.job_columns import NOWHERE, Index
from desktop_app.ui.widgets.text import Text, em

GAP = "\u2003"


def quiet_table(model: QAbstractItemModel, name: str, stretch: int, widths: Sequence[int]) -> QTableView:
    """A table for reading. `widths` in digits of the font, one a column; column `stretch` takes what is left."""
    table = QTableView()
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setAccessibleName(shown(name))
    table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    side = table.verticalHeader()
    side.hide()
    side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    side.setDefaultSectionSize(round(em() * 1.5))
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setMinimumSectionSize(em() * 2)
    head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    digit = table.fontMetrics().horizontalAdvance("0")
    for column, digits in enumerate(widths):
        head.resizeSection(column, max(digits * digit, head.sectionSizeHint(column)))
    head.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
    return table


class Rows(QAbstractTableModel):
    """Rows of texts under fixed heads; `right` are the columns with numbers."""

    def __init__(self, heads: Sequence[str], right: Sequence[int]) -> None:
        super().__init__()
        self._heads, self._right = list(heads), frozenset(right)
        self.rows: list[tuple[str, ...]] = []

    def show_rows(self, rows: Sequence[tuple[str, ...]], heads: Sequence[str] | None = None) -> None:
        """Replace what is shown; nothing happens when it is the same."""
        if heads is not None and list(heads) != self._heads:
            self._heads = list(heads)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._heads) - 1)
        if list(rows) != self.rows:
            self.beginResetModel()
            self.rows = list(rows)
            self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._apart(section) + shown(self._heads[section])
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._apart(index.column()) + shown(self.rows[index.row()][index.column()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    def _apart(self, column: int) -> str:
        """Room between a number, which ends at its column's edge, and the words that follow it."""
        return GAP if column not in self._right and column - 1 in self._right else ""

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class TableOr(QWidget):
    """A table of texts, or one sentence while it is empty."""

    def __init__(
        self, name: str, heads: Sequence[str], *, right: Sequence[int] = (), stretch: int = 0,
        widths: Sequence[int] = (), empty: str, lines: int = 6,
    ) -> None:  # fmt: skip
        super().__init__()
        self.model = Rows(heads, right)
        self.table = quiet_table(self.model, name, stretch, widths)
        self.empty = Text(empty, quiet=True, wrap=True)
        self._lines = lines
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.table, 1)
        self.table.hide()
        self.dress()

    def show_rows(self, rows: Sequence[tuple[str, ...]], heads: Sequence[str] | None = None) -> None:
        """Show these."""
        self.model.show_rows(rows, heads)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def dress(self) -> None:
        """Lines in the measure of the present font."""
        self.table.verticalHeader().setDefaultSectionSize(round(em() * 1.5))
        self.table.setMinimumHeight(round(em() * 1.5 * (self._lines + 1.2)))

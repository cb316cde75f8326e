"""Tables as they look everywhere in the window: whole rows, aligned numbers, a sentence while there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QVBoxLayout, QWidget

from desktop_app.ui.translated import shown
from desktop_app.ui.widgets.job_columns import NOWHERE, Index
from desktop_app.ui.widgets.text import Text, em

GAP = "\u2003"


class FittedTable(QTableView):
    """Its columns fill its width: `stretch` takes what is left over, and where there is too little for all, each gives
    way in proportion, down to its head. `widths` in digits of the font, one a column."""

    def __init__(self, stretch: int, widths: Sequence[int]) -> None:
        super().__init__()
        self._stretch, self._widths = stretch, widths

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def fit(self) -> None:
        """Give every column its width anew."""
        head, digit = self.horizontalHeader(), self.fontMetrics().horizontalAdvance("0")
        least = [head.sectionSizeHint(column) for column in range(head.count())]
        wanted = [max(least[column], digits * digit) for column, digits in enumerate(self._widths)]
        wanted += least[len(wanted) :]
        left, spare = self.viewport().width() - sum(wanted), sum(wanted) - sum(least)
        given = min(1.0, -left / spare) if left < 0 < spare else 0.0
        for column, width in enumerate(wanted):
            more = max(0, left) if column == self._stretch else 0
            head.resizeSection(column, int(width - given * (width - least[column])) + more)


def quiet_table(model: QAbstractItemModel, name: str, stretch: int, widths: Sequence[int]) -> FittedTable:
    """A table for reading; see FittedTable for `stretch` and `widths`."""
    table = FittedTable(stretch, widths)
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
    table.fit()
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
        self.table.fit()
        self.table.setMinimumHeight(round(em() * 1.5 * (self._lines + 1.2)))

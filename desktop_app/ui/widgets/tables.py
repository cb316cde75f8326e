"""Tables as they look everywhere in the window: whole rows, aligned numbers, a sentence while there is nothing."""

from __future__ import annotations

import html
from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QEvent, Qt
from PySide6.QtGui import QHelpEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.forms.indicators import edge
from desktop_app.ui.translated import shown
from desktop_app.ui.widgets.job_columns import NOWHERE, Index
from desktop_app.ui.widgets.text import Text, em

GAP = "\u2003"


class Whole(QStyledItemDelegate):
    """Says in a tip what its column has no room for."""

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        text = str(index.data() or "").strip()
        is_cut = self.sizeHint(option, index).width() > view.visualRect(index).width()
        if event.type() is not QEvent.Type.ToolTip or not is_cut or not text:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), f"<qt>{html.escape(text)}</qt>", view)
        return True


class FittedTable(QTableView):
    """Its columns fill its width: `stretch` takes what is left over, and where there is too little for all, they give
    way in proportion: first all of them, down to what they hold, then the words, and last the `firm` ones (numbers and
    times, which say something else when they are cut), down to their heads; where that is too much, too, it is scrolled
    and nothing is cut. `widths` in digits of the font, one a
    column; what the firm ones hold is just as wide where it is not all `at_hand`."""

    def __init__(self, stretch: int, widths: Sequence[int], firm: Collection[int], *, at_hand: bool = False) -> None:
        super().__init__()
        self._stretch, self._widths, self._firm, self._at_hand = stretch, widths, firm, at_hand

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def dress(self) -> None:
        """Lines and columns in the measure of the present font."""
        dress_table(self)
        self.fit()

    def fit(self) -> None:
        """Give every column its width anew."""
        head, digit = self.horizontalHeader(), self.fontMetrics().horizontalAdvance("0")
        least = [head.sectionSizeHint(column) for column in range(head.count())]
        wanted = [max(least[column], digits * digit) for column, digits in enumerate(self._widths)]
        wanted += least[len(wanted) :]
        widths, room = wanted, self.viewport().width()
        if sum(widths) > room:
            self._give_way(widths, least, room)
        widths[self._stretch] += max(0, room - sum(widths))
        for column, width in enumerate(widths):
            head.resizeSection(column, width)

    def _give_way(self, widths: list[int], least: list[int], room: int) -> None:
        """Make `widths` fit into `room` where that can be."""
        every = range(len(widths))
        words = [column for column in every if column not in self._firm]
        held = [min(width, max(least[n], self._holds(n, width))) for n, width in enumerate(widths)]
        for columns, floor in ((every, held), (words, least), (self._firm, least)):
            lacking = sum(widths) - room
            spare = sum(widths[column] - floor[column] for column in columns)
            given = min(1.0, lacking / spare) if lacking > 0 < spare else 0.0
            for column in columns:
                widths[column] = int(widths[column] - given * (widths[column] - floor[column]))
        if sum(widths) > room:  # it is scrolled all the same: nothing has to be cut
            widths[:] = held

    def _holds(self, column: int, wanted: int) -> int:
        if self._at_hand:
            return self.sizeHintForColumn(column)
        return wanted if column in self._firm else 0


def make_quiet(table: QTableView, name: str) -> None:
    """The one look of all tables: stripes instead of a grid, lines of one height."""
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setAccessibleName(shown(name))
    table.horizontalHeader().setHighlightSections(False)
    side = table.verticalHeader()
    side.hide()
    side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


def line_height() -> int:
    """Of a table's row, in pixels."""
    return round(em() * 1.5)


def dress_table(table: QTableView) -> None:
    """Lines in the measure of the present font, the edge in its colours."""
    table.verticalHeader().setDefaultSectionSize(line_height())
    table.verticalHeader().setMinimumSectionSize(line_height())
    edge(table)


def quiet_table(
    model: QAbstractItemModel, name: str, stretch: int, widths: Sequence[int], firm: Collection[int], *,
    at_hand: bool = False,
) -> FittedTable:  # fmt: skip
    """A table for reading; see FittedTable for `stretch`, `widths`, `firm` and `at_hand`."""
    table = FittedTable(stretch, widths, firm, at_hand=at_hand)
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    make_quiet(table, name)
    table.setItemDelegate(Whole(table))
    head = table.horizontalHeader()
    head.setMinimumSectionSize(em() * 2)
    head.setResizeContentsPrecision(0)  # what is held is asked of the rows in sight, not of a thousand
    head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    table.dress()
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
    """A table of texts, or one sentence while it is empty. It is as high as its rows, up to `lines` of them; where it
    `wraps`, texts that are too long for their column go on below. `firm` are the columns
    that are cut last, beside those with numbers: dates and times above all."""

    def __init__(
        self, name: str, heads: Sequence[str], *, right: Sequence[int] = (), stretch: int = 0,
        widths: Sequence[int] = (), firm: Sequence[int] = (), empty: str, lines: int = 6, wraps: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self.model = Rows(heads, right)
        self.table = quiet_table(self.model, name, stretch, widths, {*right, *firm}, at_hand=True)
        self.empty = Text(empty, quiet=True, wrap=True)
        self._lines = lines
        self.table.horizontalScrollBar().rangeChanged.connect(lambda *_: self._fit_rows())
        if wraps:
            self.table.setWordWrap(True)
            self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            self.table.verticalHeader().sectionResized.connect(self._fit_rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.table, 1)
        self.table.hide()
        self.dress()

    def show_rows(self, rows: Sequence[tuple[str, ...]], heads: Sequence[str] | None = None) -> None:
        """Show these."""
        self.model.show_rows(rows, heads)
        self.table.fit()
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._fit_rows()

    def dress(self) -> None:
        """Lines in the measure of the present font."""
        self.table.dress()
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Whole rows, and no empty ones beneath them."""
        rows = min(self._lines, max(1, self.model.rowCount()))
        high = sum(max(self.table.rowHeight(row), line_height()) for row in range(rows))
        head = self.table.horizontalHeader().sizeHint().height()
        bar = self.table.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() else 0
        self.table.setMinimumHeight(head + high + below + 2 * self.table.frameWidth())

"""A small table of texts: columns as wide as their words; what does not fit is scrolled to, never cut off."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableWidget, QTableWidgetItem

from desktop_app.ui.translated import shown
from desktop_app.ui.widgets.job_columns import Index
from desktop_app.ui.widgets.tables import GAP, dress_table, line_height, make_quiet
from desktop_app.ui.widgets.text import em


class Cells(QTableWidget):
    """`right` are the columns with numbers. The last column takes what is left, where something is left."""

    def __init__(self, name: str, heads: Sequence[str], right: Collection[int] = ()) -> None:
        super().__init__(0, len(heads))
        self._right, self._lines = right, 0
        make_quiet(self, name)
        for column, head in enumerate(heads):
            after = column - 1 in right and column not in right
            item = QTableWidgetItem(GAP * after + shown(head))
            item.setTextAlignment(self._alignment(column))
            self.setHorizontalHeaderItem(column, item)
            self.setItemDelegateForColumn(column, Roomy(GAP * after, self))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.dress()
        for changed in (self.model().dataChanged, self.model().rowsInserted, self.model().rowsRemoved):
            changed.connect(lambda *_: self._fit())

    def put(self, row: int, texts: Sequence[str]) -> None:
        """Fill a row."""
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setTextAlignment(self._alignment(column))
            self.setItem(row, column, item)

    def show_lines(self, lines: int) -> None:
        """As high as so many rows; the others are scrolled to."""
        self._lines = lines
        self._fit()

    def dress(self) -> None:
        """Lines in the measure of the present font."""
        dress_table(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _fit(self) -> None:
        head = self.horizontalHeader()
        wanted = sum(max(self.sizeHintForColumn(n), head.sectionSizeHint(n)) for n in range(self.columnCount()))
        has_room = wanted <= self.viewport().width()
        head.setStretchLastSection(has_room)
        if self._lines:
            bar = 0 if has_room else self.horizontalScrollBar().sizeHint().height()
            self.setFixedHeight(head.sizeHint().height() + self._lines * line_height() + bar + 2 * self.frameWidth())


class Roomy(QStyledItemDelegate):
    """Words stand apart from those in the next column, and by `gap` from a number before them."""

    def __init__(self, gap: str, table: Cells) -> None:
        super().__init__(table)
        self._gap = gap

    def displayText(self, value: Any, locale: QLocale | QLocale.Language) -> str:
        return self._gap + super().displayText(value, locale)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(em(), 0)

"""Jobs as rows of a table: what its columns are called and what stands in them."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import RecentJob
from desktop_app.ui import measures, words
from desktop_app.ui.translated import shown

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
COMING = "…"


@dataclass(frozen=True, slots=True)
class Column:
    """`text` has its unit where the head has none; a `number` stands right, a `long` text has itself as its tip."""

    head: Phrase
    text: Callable[[RecentJob], str]
    is_number: bool = False
    is_long: bool = False


TIME = Column(Phrase("Time"), lambda job: measures.clock(job.finished_at, with_seconds=True))
ENDED = Column(Phrase("Ended"), lambda job: measures.when(job.finished_at, with_seconds=True))
MODEL = Column(Phrase("Model"), lambda job: words.clip(job.model, 120), is_long=True)
CUSTOMER = Column(Phrase("Customer"), lambda job: words.clip(job.customer, 120), is_long=True)
RESULT = Column(Phrase("Result"), lambda job: words.clip(words.result(job), 400), is_long=True)
TOKENS = Column(Phrase("Tokens"), lambda job: measures.number(job.tokens), is_number=True)
TOOK = Column(Phrase("Took"), lambda job: words.took(job.seconds), is_number=True)
CREDITED = Column(Phrase("Credited"), words.credited, is_number=True)


class JobRows(QAbstractTableModel):
    """A row is a job, or None while it is on its way; where the jobs come from is the model's own."""

    def __init__(self, columns: tuple[Column, ...]) -> None:
        super().__init__()
        self.columns = columns
        self._unit = ""

    def job(self, row: int) -> RecentJob | None:
        """The job in this row."""
        raise NotImplementedError

    def name_unit(self, unit: str) -> None:
        """What the amounts are in."""
        if unit != self._unit:
            self._unit = unit
            place = self.columns.index(CREDITED)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, place, place)

    def changed(self, first: int, last: int) -> None:
        """Tell views that these rows have other texts."""
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            head = shown(column.head)
            return f"{head}\n({self._unit})" if column is CREDITED else head
        return _alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        job = self.job(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return (COMING if index.column() == 0 else None) if job is None else column.text(job)
        return f"<qt>{html.escape(column.text(job))}</qt>" if job is not None and column.is_long else None


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter

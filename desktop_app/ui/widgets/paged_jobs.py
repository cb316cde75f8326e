"""Every job that ended as a table model that holds only the pages somebody looks at."""

from __future__ import annotations

import html
from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt, Signal

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import RecentJob
from desktop_app.ui import words
from desktop_app.ui.translated import shown
from desktop_app.ui.widgets.jobs_model import NOWHERE, Index

PAGE = 100
MOST_PAGES = 50
HEADS = (
    Phrase("Ended"),
    Phrase("Model"),
    Phrase("Customer"),
    Phrase("Result"),
    Phrase("Tokens"),
    Phrase("Took"),
    Phrase("Credited"),
)
ENDED, MODEL, CUSTOMER, RESULT, TOKENS, TOOK, CREDITED = range(7)
NUMBERS = (TOKENS, TOOK, CREDITED)
COMING = "…"


class PagedJobs(QAbstractTableModel):
    """Newest first. `page_wanted(number)` asks for a page that is looked at and not here; `put` brings it."""

    page_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self._unit = ""
        self._rows: dict[int, RecentJob] = {}
        self._fresh: OrderedDict[int, None] = OrderedDict()
        self._asked: set[int] = set()

    def name_unit(self, unit: str) -> None:
        """What the amounts are in."""
        if unit != self._unit:
            self._unit = unit
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, CREDITED, CREDITED)

    def start(self, count: int) -> None:
        """Another list: so many jobs, none of them here yet."""
        self.beginResetModel()
        self._count = count
        self._rows.clear()
        self._fresh.clear()
        self._asked.clear()
        self.endResetModel()

    def grow(self, count: int) -> None:
        """The same list with new jobs before the old ones; what is looked at is asked for again, and shown as it was
        until it comes."""
        more = count - self._count
        if more < 0:
            self.start(count)
            return
        if more:
            self.beginInsertRows(NOWHERE, 0, more - 1)
        self._count = count
        self._fresh.clear()
        self._asked.clear()
        if more:
            self._rows = {row + more: job for row, job in self._rows.items()}
            self.endInsertRows()
        elif count:
            self.dataChanged.emit(self.index(0, 0), self.index(count - 1, len(HEADS) - 1))

    def put(self, number: int, jobs: list[RecentJob]) -> None:
        """The jobs of a page."""
        self._asked.discard(number)
        self._fresh[number] = None
        self._fresh.move_to_end(number)
        self._rows |= {number * PAGE + place: job for place, job in enumerate(jobs)}
        while len(self._fresh) > MOST_PAGES:
            self._fresh.popitem(last=False)
        if len(self._rows) > MOST_PAGES * PAGE:
            self._rows = {row: job for row, job in self._rows.items() if row // PAGE in self._fresh}
        first, last = number * PAGE, min((number + 1) * PAGE, self._count) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(HEADS) - 1))

    def miss(self, number: int) -> None:
        """This page did not come; it may be asked for again."""
        self._asked.discard(number)

    def job(self, row: int) -> RecentJob | None:
        """The job in this row, None while its page is on its way."""
        number = row // PAGE
        if number not in self._fresh and number not in self._asked:
            self._asked.add(number)
            self.page_wanted.emit(number)
        return self._rows.get(row)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            head = shown(HEADS[section])
            return f"{head}\n({self._unit})" if section == CREDITED else head
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        job = self.job(index.row())
        if job is None:
            return COMING if role == Qt.ItemDataRole.DisplayRole and index.column() == ENDED else None
        text = cell(job, index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        return f"<qt>{html.escape(text)}</qt>" if index.column() in (MODEL, CUSTOMER, RESULT) else None


def cell(job: RecentJob, column: int) -> str:
    """What stands in a cell, units included where the head has none."""
    if column == ENDED:
        return f"{job.finished_at.astimezone():%Y-%m-%d %H:%M:%S}"
    if column == MODEL:
        return words.clip(job.model, 120)
    if column == CUSTOMER:
        return words.clip(job.customer, 120)
    if column == RESULT:
        return words.clip(words.result(job), 400)
    if column == TOKENS:
        return f"{job.tokens:,}"
    return words.took(job.seconds) if column == TOOK else words.credited(job)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter

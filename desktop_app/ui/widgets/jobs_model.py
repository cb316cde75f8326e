"""Today's jobs as a Qt table model over AppState.recent."""

from __future__ import annotations

import html
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import AppState, RecentJob
from desktop_app.ui import words
from desktop_app.ui.translated import shown, tr

Index = QModelIndex | QPersistentModelIndex
HEADS = (Phrase("Time"), Phrase("Model"), Phrase("Result"), Phrase("Tokens"), Phrase("Took"), Phrase("Credited"))
TIME, MODEL, RESULT, TOKENS, TOOK, CREDITED = range(6)
NUMBERS = (TOKENS, TOOK, CREDITED)
NOWHERE = QModelIndex()


class JobsModel(QAbstractTableModel):
    """Newest first. New jobs are inserted, changed ones told, so that a selection stays where it is."""

    def __init__(self) -> None:
        super().__init__()
        self._jobs: tuple[RecentJob, ...] = ()
        self._unit = ""

    def take(self, state: AppState) -> None:
        """Show the jobs of `state`."""
        unit = tr("play money") if state.network.is_play else state.unit
        if unit != self._unit:
            self._unit = unit
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, CREDITED, CREDITED)
        if state.recent is self._jobs or state.recent == self._jobs:
            return
        new, old = state.recent, self._jobs
        fresh = _fresh(new, old)
        if fresh is None:
            self.beginResetModel()
            self._jobs = new
            self.endResetModel()
            return
        if fresh:
            self.beginInsertRows(NOWHERE, 0, fresh - 1)
            self._jobs = new
            self.endInsertRows()
        self._jobs = new
        self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(HEADS) - 1))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._jobs)

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
        if role == Qt.ItemDataRole.DisplayRole:
            return cell(self._jobs[index.row()], index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in (MODEL, RESULT):
            return f"<qt>{html.escape(cell(self._jobs[index.row()], index.column()))}</qt>"
        return None


def cell(job: RecentJob, column: int) -> str:
    """What stands in a cell, units included where the head has none."""
    return {
        TIME: lambda: f"{job.finished_at.astimezone():%H:%M:%S}",
        MODEL: lambda: words.clip(job.model, 120),
        RESULT: lambda: words.clip(words.result(job), 400),
        TOKENS: lambda: f"{job.tokens:,}",
        TOOK: lambda: words.took(job.seconds),
        CREDITED: lambda: words.credited(job),
    }[column]()


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _fresh(new: tuple[RecentJob, ...], old: tuple[RecentJob, ...]) -> int | None:
    """How many jobs were put before the old ones; None when that is not all that happened to the list."""
    count = len(new) - len(old)
    if not old or count < 0:
        return None
    same = all(a.job_id == b.job_id for a, b in zip(new[count:], old, strict=True))
    return count if same else None

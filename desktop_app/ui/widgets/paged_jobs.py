"""Every job that ended as a table model that holds only the pages somebody looks at."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import Signal

from desktop_app.domain.state import RecentJob
from desktop_app.ui.widgets import job_columns as columns
from desktop_app.ui.widgets.job_columns import NOWHERE, Index, JobRows

PAGE = 100
MOST_PAGES = 50
COLUMNS = (
    columns.ENDED, columns.MODEL, columns.CUSTOMER, columns.RESULT, columns.TOKENS, columns.TOOK, columns.CREDITED,
)  # fmt: skip
RESULT = COLUMNS.index(columns.RESULT)


class PagedJobs(JobRows):
    """Newest first. `page_wanted(number)` asks for a page that is looked at and not here; `put` brings it."""

    page_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__(COLUMNS)
        self._count = 0
        self._rows: dict[int, RecentJob] = {}
        self._fresh: OrderedDict[int, None] = OrderedDict()
        self._asked: set[int] = set()

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
        else:
            self.changed(0, count - 1)

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
        self.changed(number * PAGE, min((number + 1) * PAGE, self._count) - 1)

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

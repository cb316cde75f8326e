"""Today's jobs as a Qt table model over AppState.recent."""

from __future__ import annotations

from desktop_app.domain.state import AppState, RecentJob
from desktop_app.ui.translated import tr
from desktop_app.ui.widgets import job_columns as columns
from desktop_app.ui.widgets.job_columns import NOWHERE, Index, JobRows

COLUMNS = (columns.TIME, columns.MODEL, columns.RESULT, columns.TOKENS, columns.TOOK, columns.CREDITED)
TIME, MODEL, RESULT, TOKENS, TOOK, CREDITED = range(len(COLUMNS))


class JobsModel(JobRows):
    """Newest first. New jobs are inserted, changed ones told, so that a selection stays where it is."""

    def __init__(self) -> None:
        super().__init__(COLUMNS)
        self._jobs: tuple[RecentJob, ...] = ()

    def take(self, state: AppState) -> None:
        """Show the jobs of `state`."""
        self.name_unit(tr("play money") if state.network.is_play else state.unit)
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
        self.changed(0, len(new) - 1)

    def job(self, row: int) -> RecentJob:
        return self._jobs[row]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._jobs)


def _fresh(new: tuple[RecentJob, ...], old: tuple[RecentJob, ...]) -> int | None:
    """How many jobs were put before the old ones; None when that is not all that happened to the list."""
    count = len(new) - len(old)
    if not old or count < 0:
        return None
    same = all(a.job_id == b.job_id for a, b in zip(new[count:], old, strict=True))
    return count if same else None

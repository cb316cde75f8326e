"""The jobs on the card, with their progress."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop_app.domain.state import AppState, RunningJob
from desktop_app.ui import words
from desktop_app.ui.translated import tr, trn
from desktop_app.ui.widgets.text import Text, em

MOST_ROWS = 8


class JobRow(QWidget):
    """One running job: model, tokens, speed, bar."""

    def __init__(self) -> None:
        super().__init__()
        self._model = Text()
        self._numbers = Text(right=True, quiet=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        line = QHBoxLayout()
        line.addWidget(self._model, 1)
        line.addWidget(self._numbers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em() // 5)
        column.addLayout(line)
        column.addWidget(self._bar)
        self.dress()

    def dress(self) -> None:
        """Make the bar as thin as half a line."""
        self._bar.setFixedHeight(max(6, em() // 2))

    def show_job(self, job: RunningJob) -> None:
        """Show how far `job` is."""
        self._model.put(words.clip(job.model or tr("a job"), 48))
        self._numbers.put(" · ".join(part for part in (words.tokens_of(job), words.speed(job.tokens_per_s)) if part))
        is_media = job.media_s is not None  # nobody knows how long the whole is
        if self._bar.isVisibleTo(self) == is_media:
            self._bar.setVisible(not is_media)
        most = max(1, job.max_tokens)
        if self._bar.maximum() != most:
            self._bar.setMaximum(most)
        self._move(min(job.tokens, most))
        self._bar.setAccessibleName(tr("Progress of a job for {model}", model=job.model))


    def _move(self, tokens: int) -> None:
        """Left to itself a bar paints its way to the screen at once, some 3 ms for each running job, ten times a
        second. So it is painted with all else that changed."""
        if self._bar.value() != tokens:
            self._bar.setUpdatesEnabled(False)
            self._bar.setValue(tokens)
            self._bar.setUpdatesEnabled(True)


class RunningJobs(QWidget):
    """Rows for what runs, reused as jobs come and go; a sentence when nothing does."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[JobRow] = []
        self._rest = Text(quiet=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(em() // 2)
        self._column.addWidget(self._rest)

    def show_state(self, state: AppState) -> None:
        """Show `state`."""
        shown = state.running[:MOST_ROWS]
        while len(self._rows) < len(shown):
            row = JobRow()
            self._column.insertWidget(len(self._rows), row)
            self._rows.append(row)
        for index, row in enumerate(self._rows):
            if index < len(shown):
                row.show_job(shown[index])
            if row.isVisibleTo(self) != (index < len(shown)):
                row.setVisible(index < len(shown))
        self._render_rest(state, len(state.running) - len(shown))

    def _render_rest(self, state: AppState, more: int) -> None:
        if not state.running:
            self._rest.put(words.nothing_runs(state))
        else:
            also = (
                trn("{n} more job running", "{n} more jobs running", more) if more else "",
                _queue(state.queued),
            )
            self._rest.put(" · ".join(part for part in also if part))
        self._rest.setVisible(bool(self._rest.text()))


def _queue(queued: int) -> str:
    return trn("{n} job in the queue", "{n} jobs in the queue", queued) if queued else ""

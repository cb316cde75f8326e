"""Jobs: what runs, and every job that ever ended, page by page."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout
from shiboken6 import isValid

from desktop_app.domain.browsing import JobDetail, JobFilter
from desktop_app.domain.jobs import Outcome
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import AppState
from desktop_app.provider.ports.office import Office
from desktop_app.ui import words
from desktop_app.ui.forms.fields import Line
from desktop_app.ui.icons import IconSet
from desktop_app.ui.pages.page import Page
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.hand_back import HandBackList
from desktop_app.ui.widgets.job_detail import DetailPanel
from desktop_app.ui.widgets.paged_jobs import PAGE, RESULT, PagedJobs
from desktop_app.ui.widgets.saving import save_text
from desktop_app.ui.widgets.tables import quiet_table
from desktop_app.ui.widgets.text import Text, em

RESULTS: dict[str, frozenset[Outcome]] = {
    Phrase("Any result"): frozenset(),
    Phrase("Completed"): frozenset({Outcome.COMPLETED}),
    Phrase("Failed or handed back"): frozenset({Outcome.FAILED}),
    Phrase("Canceled"): frozenset({Outcome.CANCELED}),
    Phrase("Deadline passed"): frozenset({Outcome.EXPIRED}),
    Phrase("Not delivered"): frozenset({Outcome.UNDELIVERED}),
}
PAID: dict[str, bool | None] = {Phrase("Paid or not"): None, Phrase("Paid"): True, Phrase("Not paid"): False}
TYPING_MS = 250
EMPTY = Phrase("No job has ended yet. Each one is kept here with its result and what it earned.")
NONE_FITS = Phrase("No job fits this filter.")


class JobsPage(Page):
    """A filter, a table that loads what is looked at, and the chosen job below it."""

    scrolls = False

    def __init__(self, icons: IconSet, verbs: Verbs) -> None:
        super().__init__(verbs)
        self.model = PagedJobs()
        self.filter = JobFilter()
        self._listed: JobFilter | None = None
        self._blocked: tuple[str, ...] = ()
        self._wanted: list[int] = []
        self._loading = False
        self._chosen_early = False
        """Whether the chosen row's job is still on its way."""
        self._came_in: tuple[object, ...] = ()
        self.running = HandBackList(lambda job: self.do(lambda office: office.jobs.hand_back(job), "hand a job back"))
        self.search, self.results, self.paid = Line(), QComboBox(), QComboBox()
        self.count, self.empty = Text(quiet=True, right=True), Text(EMPTY, quiet=True, wrap=True)
        self.table = quiet_table(self.model, tr("Jobs"), RESULT, (20, 16, 13, 28, 8, 10, 13), firm=(0, 4, 5, 6))
        self.detail = DetailPanel(self._block, lambda job_id: save_text(self, job_id))
        self._lay_out()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._filter_changed)
        self.search.textChanged.connect(lambda: self._soon.start(TYPING_MS))
        for box in (self.results, self.paid):
            box.currentIndexChanged.connect(self._filter_changed)
        self.model.page_wanted.connect(self._want)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(tr("Model, customer or job id"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(tr("Filter by model, customer or job id"))
        self.results.addItems([shown(name) for name in RESULTS])
        self.paid.addItems([shown(name) for name in PAID])
        filters = QHBoxLayout()
        for widget in (self.search, self.results, self.paid):
            filters.addWidget(widget)
        filters.addStretch(1)
        filters.addWidget(self.count)
        self.search.setMinimumWidth(em() * 16)
        self._column.addWidget(self.running)
        self._column.addLayout(filters)
        self._column.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.detail)

    def show_state(self, state: AppState) -> None:
        """Show `state`; jobs that ended since are asked for."""
        self.running.show_state(state)
        self.model.name_unit(tr("play money") if state.network.is_play else state.unit)
        came_in = (state.completed, state.failed, state.earned_total, state.outbox)
        if came_in != self._came_in and self._came_in:
            self.ask()
        self._came_in = came_in
        super().show_state(state)

    async def query(self, office: Office) -> Any:
        wanted = self.filter
        return wanted, await office.jobs.count(wanted), await office.jobs.blocked()

    def show_answer(self, found: Any) -> None:
        wanted, count, self._blocked = found
        if wanted != self.filter:
            self.ask()
            return
        if wanted == self._listed:
            self.model.grow(count)
        else:
            self._listed = wanted
            self.model.start(count)
        self.count.put(words.jobs(count))
        self.table.setVisible(bool(count))
        self.empty.put(EMPTY if wanted == JobFilter() else NONE_FITS)
        self.empty.setVisible(not count)
        self.detail.setVisible(bool(count))
        if self.detail.detail is not None:
            self._look_up(self.detail.detail.job_id)

    def is_drawn(self) -> bool:
        return super().is_drawn() and not self._loading

    # ---- pages ----

    def _filter_changed(self) -> None:
        self.filter = JobFilter(
            list(RESULTS.values())[self.results.currentIndex()],
            self.search.text().strip(),
            list(PAID.values())[self.paid.currentIndex()],
        )
        self.ask()

    def _want(self, number: int) -> None:
        self._wanted.append(number)
        if not self._loading and self.verbs.office is not None:
            self._loading = True
            self.verbs.tasks.start(self._load(self.verbs.office), "pages of jobs")

    async def _load(self, office: Office) -> None:
        """The newest wish first: where somebody scrolls past, nothing needs to come."""
        try:
            while self._wanted:
                number, wanted = self._wanted.pop(), self.filter
                for passed in self._wanted[:-2]:
                    self.model.miss(passed)
                del self._wanted[:-2]
                jobs = await office.jobs.page(wanted, number * PAGE, PAGE)
                if not isValid(self):
                    return
                if wanted == self._listed:
                    self.model.put(number, jobs)
                    if self._chosen_early:
                        self._chosen(self.table.currentIndex())
        finally:
            self._loading = False

    # ---- one job ----

    def _chosen(self, index: QModelIndex) -> None:
        job = self.model.job(index.row()) if index.isValid() else None
        self._chosen_early = index.isValid() and job is None
        if job is not None:
            self._look_up(job.job_id)

    def _look_up(self, job_id: str) -> None:
        if self.verbs.office is not None:
            self.verbs.tasks.start(self._show_detail(self.verbs.office, job_id), "a job's detail")

    async def _show_detail(self, office: Office, job_id: str) -> None:
        found: JobDetail | None = await office.jobs.detail(job_id)
        if isValid(self) and self.state is not None:
            self.detail.show_detail(found, self.state.unit, self._blocked)

    def _block(self, customer: str, blocked: bool) -> None:
        self.do(lambda office: office.jobs.block(customer, blocked), "block a customer")

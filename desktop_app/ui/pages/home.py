"""Home: state, what runs, what came in, what ended today."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtWidgets import QHBoxLayout

from desktop_app.domain.ladder import Fix, Rung
from desktop_app.domain.outlook import Outlook
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import AppState, Status
from desktop_app.domain.suggestions import Suggestion
from desktop_app.provider.ports.office import Office
from desktop_app.ui.charts.panel import ChartPanel
from desktop_app.ui.charts.spec import earnings_today, utilisation_hour
from desktop_app.ui.icons import IconSet
from desktop_app.ui.pages.page import Page
from desktop_app.ui.translated import tr
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.alerts import Alerts
from desktop_app.ui.widgets.figures import Figures
from desktop_app.ui.widgets.jobs_table import JobsTable
from desktop_app.ui.widgets.ladder import LadderView
from desktop_app.ui.widgets.notes import Notes
from desktop_app.ui.widgets.running_jobs import RunningJobs
from desktop_app.ui.widgets.status_header import StatusHeader
from desktop_app.ui.widgets.suggestions import SuggestionList
from desktop_app.ui.widgets.text import em
from desktop_app.ui.widgets.verb_buttons import VerbButtons

_WORKS = (Status.OFFERING, Status.BUSY)
ASKED_EVERY = timedelta(seconds=25)


@dataclass(frozen=True, slots=True)
class Standing:
    """Why there are jobs or none, and what would help."""

    rungs: tuple[Rung, ...]
    suggestions: Sequence[Suggestion]
    applied: Sequence[Suggestion]


Answer = tuple[Outlook, Standing]


class HomePage(Page):
    """Everything a glance wants."""

    def __init__(self, icons: IconSet, verbs: Verbs) -> None:
        super().__init__(verbs)
        self._news: tuple[object, ...] = ()
        self._hindered = ""
        self._standing: tuple[str, datetime, Standing] | None = None
        self.header = StatusHeader(icons, verbs)
        self.buttons = VerbButtons(verbs)
        self.alerts = Alerts(verbs)
        self.notes = Notes()
        self.running = RunningJobs()
        self.figures = Figures()
        self.ladder = LadderView(self.fix, self.can_fix)
        self.suggestions = SuggestionList(
            lambda one: self._change(lambda office: office.standing.apply(one), "apply a suggestion"),
            lambda one: self._change(lambda office: office.standing.revert(one.key), "take a suggestion back"),
        )
        self.earnings = ChartPanel(earnings_today(), verbs)
        self.utilisation = ChartPanel(utilisation_hour(), verbs)
        self.jobs = JobsTable()
        self._views = (self.header, self.buttons, self.alerts, self.notes, self.running, self.figures, self.earnings,
                       self.utilisation, self.jobs)
        column = self._column
        for widget in (self.header, self.buttons, self.alerts, self.notes):
            column.addWidget(widget)
        self.section(tr("Running now"), self.running)
        self.section(tr("Figures"), self.figures)
        self.section(tr("Why are there jobs, or none?"), self.ladder)
        self.section(tr("What could bring more"), self.suggestions)
        charts = QHBoxLayout()
        charts.setSpacing(em())
        charts.addWidget(self.earnings, 1)
        charts.addWidget(self.utilisation, 1)
        column.addLayout(charts)
        self.section(tr("Jobs of today"), self.jobs, stretch=1)

    def show_state(self, state: AppState) -> None:
        """Show `state`."""
        self._hindered = "" if state.status in _WORKS else _kind(state.reason)
        news = (self._hindered, state.earned_total, state.completed, state.failed)
        if self._news and news != self._news:
            self.ask()
        self._news = news
        super().show_state(state)
        for view in self._views:
            view.show_state(state)

    async def query(self, office: Office) -> Answer:
        """The money each time; what the network is asked for once in a while, and when something else hinders."""
        outlook, now, hindered = await office.money.outlook(), self.verbs.now(), self._hindered
        if self._standing is None or self._standing[0] != hindered or now - self._standing[1] >= ASKED_EVERY:
            desk = office.standing
            standing = Standing(await desk.ladder(), await desk.suggestions(), await desk.applied())
            self._standing = hindered, now, standing
        return outlook, self._standing[2]

    def show_answer(self, found: Answer) -> None:
        outlook, standing = found
        self.figures.show_outlook(outlook)
        self.ladder.show_rungs(standing.rungs, at_work=bool(self.state and self.state.running))
        self.suggestions.show_suggestions(standing.suggestions, standing.applied)

    def _change(self, work: Callable[[Office], Awaitable[object]], name: str) -> None:
        self._standing = None
        self.do(work, name)

    def fix(self, fix: Fix) -> None:
        self._standing = None
        super().fix(fix)


def _kind(reason: str) -> str:
    """A reason without its figures: one that only counts on is the same reason."""
    if not isinstance(reason, Phrase):
        return reason
    return reason.pattern + "".join(_kind(value) for value in reason.values.values() if isinstance(value, Phrase))

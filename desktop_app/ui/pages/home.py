"""The one page so far: state, what runs, what came in, what ended today."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.state import AppState
from desktop_app.ui.charts.panel import ChartPanel
from desktop_app.ui.charts.spec import earnings_today, utilisation_hour
from desktop_app.ui.icons import IconSet
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.alerts import Alerts
from desktop_app.ui.widgets.figures import Figures
from desktop_app.ui.widgets.jobs_table import JobsTable
from desktop_app.ui.widgets.notes import Notes
from desktop_app.ui.widgets.running_jobs import RunningJobs
from desktop_app.ui.widgets.status_header import StatusHeader
from desktop_app.ui.widgets.text import Text, em
from desktop_app.ui.widgets.verb_buttons import VerbButtons


class HomePage(QWidget):
    """Everything a glance wants."""

    def __init__(self, icons: IconSet, verbs: Verbs) -> None:
        super().__init__()
        self.header = StatusHeader(icons, verbs)
        self.buttons = VerbButtons(verbs)
        self.alerts = Alerts(verbs)
        self.notes = Notes()
        self.running = RunningJobs()
        self.figures = Figures()
        self.earnings = ChartPanel(earnings_today(), verbs)
        self.utilisation = ChartPanel(utilisation_hour(), verbs)
        self.jobs = JobsTable()
        self._views = (self.header, self.buttons, self.alerts, self.notes, self.running, self.figures, self.earnings,
                       self.utilisation, self.jobs)
        column = QVBoxLayout(self)
        column.setContentsMargins(em(), em(), em(), em())
        column.setSpacing(em())
        for widget in (self.header, self.buttons, self.alerts, self.notes):
            column.addWidget(widget)
        _section(column, "Running now", self.running)
        _section(column, "Figures", self.figures)
        charts = QHBoxLayout()
        charts.setSpacing(em())
        charts.addWidget(self.earnings, 1)
        charts.addWidget(self.utilisation, 1)
        column.addLayout(charts)
        _section(column, "Jobs of today", self.jobs, stretch=1)

    def show_state(self, state: AppState) -> None:
        """Show `state`."""
        for view in self._views:
            view.show_state(state)


def _section(column: QVBoxLayout, title: str, widget: QWidget, stretch: int = 0) -> None:
    box = QVBoxLayout()
    box.setSpacing(em() // 3)
    box.addWidget(Text(title, bold=True))
    box.addWidget(widget, 1)
    column.addLayout(box, stretch)

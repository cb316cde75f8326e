"""A small live chart with its title: asks for points every few seconds, only while someone can see them."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout
from shiboken6 import isValid

from desktop_app.domain.errors import WorldError
from desktop_app.domain.state import AppState
from desktop_app.ui import words
from desktop_app.ui.charts.place import ChartPlace
from desktop_app.ui.charts.spec import ChartSpec
from desktop_app.ui.translated import shown
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.text import Text, em

LIVE = "live:LiveChart"
EVERY_MS = 5_000
MOST_POINTS = 1_000
"""What a query asks for; drawn as stairs it is twice as many."""


class ChartPanel(QFrame):
    """What `spec` says, in the place of a chart."""

    def __init__(self, spec: ChartSpec, verbs: Verbs) -> None:
        super().__init__()
        self._spec, self._verbs = spec, verbs
        self._busy = False
        self.title = Text(spec.title, bold=True)
        self.place = ChartPlace(LIVE, verbs, 9, 16, (spec,))
        self.place.loaded.connect(self.ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em() // 3)
        column.addWidget(self.title)
        column.addWidget(self.place, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.ask)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()
        self.ask()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def show_state(self, state: AppState) -> None:
        """Name the unit of what is drawn."""
        unit = self._spec.unit or words.money_unit(state)
        self.title.put(f"{shown(self._spec.title)} ({unit})")
        self.place.load()

    def ask(self) -> None:
        """Query the points now, if the chart can be seen and no query is under way."""
        if self._verbs.desk is None or self.place.chart is None or self._busy or not self._is_seen():
            return
        self._busy = True
        self._verbs.tasks.start(self._refresh(), f"points of the chart {self._spec.title!r}")

    def _is_seen(self) -> bool:
        return self.isVisible() and not self.window().isMinimized()

    async def _refresh(self) -> None:
        try:
            desk, now = self._verbs.desk, self._verbs.now()
            if desk is None:
                return
            since = self._spec.since(now)
            points = await self._spec.query(desk, since, now, min(MOST_POINTS, max(60, self.width())))
            if not isValid(self):
                return
            # A stretch from before anything was measured would only push the line to the edge.
            since = max(since, points[0].at) if points else since
            empty = self._spec.empty if self._spec.is_empty(points) else ""
            self.place.draw(lambda chart: chart.show_points(points[-2 * MOST_POINTS :], since, now), empty)
        except WorldError as error:
            if isValid(self):
                self.place.draw(lambda chart: None, error.sentence)
        finally:
            self._busy = False

"""The place of a chart: a title, a sentence, and the chart itself once it is loaded and has something to show."""

from __future__ import annotations

import asyncio
import importlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.domain.errors import WorldError
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import AppState
from desktop_app.ui import words
from desktop_app.ui.charts.spec import ChartSpec
from desktop_app.ui.tasks import turn
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.text import Text, em

if TYPE_CHECKING:
    from desktop_app.ui.charts.live import LiveChart

LIVE = "desktop_app.ui.charts.live"
EVERY_MS = 5_000
MOST_POINTS = 1_000
"""What a query asks for; drawn as stairs it is twice as many."""
LOADING = Phrase("Loading the chart…")


class ChartPanel(QFrame):
    """Imports pyqtgraph only after it was painted once, in a thread, so that the window stands first and stays
    alive; asks for points every few seconds, only while someone can see them."""

    def __init__(self, spec: ChartSpec, verbs: Verbs) -> None:
        super().__init__()
        self._spec, self._verbs = spec, verbs
        self.chart: LiveChart | None = None
        self._busy = self._painted = self._wanted = False
        self.title = Text(spec.title, bold=True)
        self.text = Text(LOADING, quiet=True, wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setBackgroundRole(QPalette.ColorRole.Base)
        self.text.setForegroundRole(QPalette.ColorRole.WindowText)
        self.text.setAutoFillBackground(True)
        self.text.setMargin(em())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(em() // 3)
        self._column.addWidget(self.title)
        self._column.addWidget(self.text, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.ask)
        self.dress()

    def sizeHint(self) -> QSize:
        return QSize(em() * 16, em() * 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._painted = True
        self._want()

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
        self.title.put(f"{self._spec.title} ({unit})")
        self._want()

    def ask(self) -> None:
        """Query the points now, if the chart can be seen and no query is under way."""
        desk = self._verbs.desk
        if desk is None or self.chart is None or self._busy or not self._is_seen():
            return
        self._busy = True
        self._verbs.tasks.start(self._refresh(self.chart), f"points of the chart {self._spec.title!r}")

    def dress(self) -> None:
        """Take the measure of the system's font."""
        self.setMinimumHeight(em() * 10)

    def _is_seen(self) -> bool:
        return self.isVisible() and not self.window().isMinimized()

    def _want(self) -> None:
        """Load in the next turn, once the place was painted and there is someone to ask for points."""
        if self._painted and not self._wanted and self._verbs.desk is not None:
            self._wanted = True
            QTimer.singleShot(0, self._load_soon)

    def _load_soon(self) -> None:
        self._verbs.tasks.start(self._load(), "loading the charts")

    async def _load(self) -> None:
        module = await asyncio.to_thread(importlib.import_module, LIVE)
        async with self._verbs.tasks.building:
            await turn()
            if not isValid(self):
                return  # the window was closed meanwhile: a chart without a place would crash at the interpreter's end
            chart: LiveChart = module.LiveChart(self._spec)
            chart.hide()
            await turn()
        if not isValid(self):
            chart.deleteLater()
            return
        self._column.addWidget(chart, 1)
        self.chart = chart
        self.text.put(self._spec.empty)
        self.ask()

    async def _refresh(self, chart: LiveChart) -> None:
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
            chart.show_points(points[-2 * MOST_POINTS :], since, now)
            self._choose(chart, self._spec.empty if self._spec.is_empty(points) else "")
        except WorldError as error:
            if isValid(self):
                self._choose(chart, error.sentence)
        finally:
            self._busy = False

    def _choose(self, chart: QWidget, sentence: str) -> None:
        """The chart, or a sentence in its place."""
        self.text.put(sentence)
        self.text.setVisible(bool(sentence))
        chart.setVisible(not sentence)

"""The place of a chart that is loaded late: a sentence until the drawing library is there and there is something."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QVBoxLayout
from shiboken6 import isValid

from desktop_app.domain.phrases import Phrase
from desktop_app.ui.tasks import Tasks, turn
from desktop_app.ui.widgets.text import Text, em

LOADING = Phrase("Loading the chart…")


class ChartPlace(QFrame):
    """`place` is "module:Class" below `ui.charts`. The module is imported in a thread once this was painted, the
    chart built in the Qt thread. `draw(work)` calls `work(chart)` now, or with the chart once it is there."""

    loaded = Signal()

    def __init__(self, place: str, tasks: Tasks, lines: int = 16) -> None:
        super().__init__()
        self._place, self._tasks, self._lines = place, tasks, lines
        self.chart: Any = None
        self._wanted = False
        self._work: Callable[[Any], None] | None = None
        self._sentence: str = LOADING
        self.text = Text(LOADING, quiet=True, wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setBackgroundRole(QPalette.ColorRole.Base)
        self.text.setForegroundRole(QPalette.ColorRole.WindowText)
        self.text.setAutoFillBackground(True)
        self.text.setMargin(em())
        self.text.installEventFilter(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.text, 1)
        self.dress()

    def dress(self) -> None:
        """Take the measure of the system's font."""
        self.setMinimumHeight(em() * self._lines)

    def sizeHint(self) -> QSize:
        return QSize(em() * 24, em() * self._lines)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The sentence covers all of this, so it is the one that is painted."""
        if event.type() is QEvent.Type.Paint and not self._wanted:
            self._wanted = True
            QTimer.singleShot(0, self._start)
        return False

    def draw(self, work: Callable[[Any], None], sentence: str = "") -> None:
        """Let `work` draw; a `sentence` stands in the chart's place instead."""
        self._work, self._sentence = work, sentence
        if self.chart is not None:
            self._show()

    def _start(self) -> None:
        self._tasks.start(self._load(), "loading a chart")

    async def _load(self) -> None:
        module_name, _, name = self._place.partition(":")
        module = await asyncio.to_thread(importlib.import_module, f"desktop_app.ui.charts.{module_name}")
        async with self._tasks.building:
            chart = await self._built(getattr(module, name))
        if chart is None:
            return
        self._column.addWidget(chart, 1)
        self.chart = chart
        if self._work is not None:
            self._show()
        self.loaded.emit()

    async def _built(self, make: Callable[[], Any]) -> Any:
        """None when the place went away meanwhile."""
        await turn()
        if not isValid(self):
            return None
        chart = make()
        chart.hide()
        for _ in chart.steps() if hasattr(chart, "steps") else ():
            await turn()
            if not isValid(self):
                chart.deleteLater()
                return None
        return chart

    def _show(self) -> None:
        if self._work is not None and not self._sentence:
            self._work(self.chart)
        self.text.put(self._sentence)
        self.text.setVisible(bool(self._sentence))
        self.chart.setVisible(not self._sentence)

"""The place of a chart that is loaded late: a sentence until the drawing library is there and there is something."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QVBoxLayout
from shiboken6 import isValid

from desktop_app.domain.phrases import Phrase
from desktop_app.ui.tasks import turn
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.text import Text, em

LOADING = Phrase("Loading the chart…")
Work = Callable[[Any], Iterator[None] | None]


class ChartPlace(QFrame):
    """`place` is "module:Class" below `ui.charts`, `given` what the class is called with, `lines` and `wide` the size
    in lines of text. The module is imported in a thread once this was painted and there is a desk behind it, so that
    the window stands first; the chart is built in the Qt thread. `draw(work)` calls `work(chart)` now, or with the
    chart once it is there. Where `work` gives an iterator, each of its steps has a turn of the loop."""

    loaded = Signal()

    def __init__(self, place: str, verbs: Verbs, lines: int = 16, wide: int = 24, given: tuple[Any, ...] = ()) -> None:
        super().__init__()
        self._place, self._verbs, self._size, self._given = place, verbs, (wide, lines), given
        self.chart: Any = None
        self._painted = self._wanted = False
        self._work: Work | None = None
        self._steps: Iterator[None] | None = None
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
        self.setMinimumHeight(em() * self._size[1])

    def sizeHint(self) -> QSize:
        return QSize(em() * self._size[0], em() * self._size[1])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The sentence covers all of this, so it is the one that is painted."""
        if event.type() is QEvent.Type.Paint:
            self._painted = True
            self.load()
        return False

    def load(self) -> None:
        """Load in the next turn, if this was painted and there is someone to ask for what is to be drawn."""
        if self._painted and not self._wanted and self._verbs.desk is not None:
            self._wanted = True
            QTimer.singleShot(0, self._start)

    def draw(self, work: Work, sentence: str = "") -> None:
        """Let `work` draw; a `sentence` stands in the chart's place instead."""
        self._work, self._sentence = work, sentence
        if self.chart is not None:
            self._show()

    def is_drawn(self) -> bool:
        """Whether the chart is there, with all that is known."""
        return self.chart is not None and self._steps is None

    def _start(self) -> None:
        self._verbs.tasks.start(self._load(), "loading a chart")

    async def _load(self) -> None:
        module_name, _, name = self._place.partition(":")
        module = await asyncio.to_thread(importlib.import_module, f"desktop_app.ui.charts.{module_name}")
        async with self._verbs.tasks.building:
            chart = await self._built(getattr(module, name))
        if chart is None:
            return
        self._column.addWidget(chart, 1)
        self.chart = chart
        if self._work is not None:
            self._show()
        self.loaded.emit()

    async def _built(self, make: Callable[..., Any]) -> Any:
        """None when the place went away meanwhile: a chart without one would crash at the interpreter's end."""
        await turn()
        if not isValid(self):
            return None
        chart = make(*self._given)
        chart.hide()
        for _ in chart.steps() if hasattr(chart, "steps") else ():
            await turn()
            if not isValid(self):
                chart.deleteLater()
                return None
        await turn()
        if isValid(self):
            return chart
        chart.deleteLater()
        return None

    def _show(self) -> None:
        self._steps = self._work(self.chart) if self._work is not None and not self._sentence else None
        self.text.put(self._sentence)
        self.text.setVisible(bool(self._sentence))
        self.chart.setVisible(not self._sentence)
        if self._steps is not None:
            self._verbs.tasks.start(self._go_on(self._steps), "drawing a chart")

    async def _go_on(self, steps: Iterator[None]) -> None:
        """To the end, or until there is something newer to draw."""
        while True:
            await turn()
            if not isValid(self) or self._steps is not steps:
                return
            if next(steps, self) is self:
                self._steps = None
                return

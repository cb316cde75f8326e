"""Stacked bars: what came in, by part. Wheel and drag zoom along the time, hovering reads a bar out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.charts.library import pg
from desktop_app.ui.charts.plot import PARTS, dress_plot, make_plot
from desktop_app.ui.translated import tr

WIDTH = 0.8


class StackedBars(QWidget):
    """`pointed(index)` is the bar under the mouse, -1 for none; `opened(index)` one that was double-clicked."""

    pointed = Signal(int)
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.plot: Any = make_plot(tr("Earnings, stacked"))
        self._bars: list[Any] = []
        self._count = 0
        self._at = -1
        self._shown: object = None
        scene = self.plot.scene()
        scene.sigMouseMoved.connect(self._moved)
        scene.sigMouseClicked.connect(self._clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.plot)
        self.dress()

    def show_bars(self, labels: Sequence[str], parts: Sequence[Sequence[float]]) -> None:
        """`parts` from the bottom up, each with a height for every label. The zoom is kept while the bars are as many
        and named the same."""
        for bar in self._bars:
            self.plot.removeItem(bar)
        self._bars, below = [], [0.0] * len(labels)
        for number, heights in enumerate(parts):
            colour = PARTS[min(number, len(PARTS) - 1)]
            bar = pg.BarGraphItem(
                x=list(range(len(labels))), y0=list(below), height=list(heights), width=WIDTH, brush=colour, pen=None
            )
            self.plot.addItem(bar)
            self._bars.append(bar)
            below = [low + height for low, height in zip(below, heights, strict=True)]
        self._count = len(labels)
        if tuple(labels) != self._shown:
            self._shown = tuple(labels)
            self._name(labels)
            self.plot.setLimits(xMin=-0.6, xMax=len(labels) - 0.4, minXRange=3)  # first, or the old ones cut the range
            self.plot.setXRange(-0.6, len(labels) - 0.4, padding=0)
        self.plot.setYRange(0.0, max(below, default=0.0) * 1.08 or 1.0, padding=0)

    def dress(self) -> None:
        """Take the system's colours."""
        dress_plot(self.plot)

    def _name(self, labels: Sequence[str]) -> None:
        """All names where they find room, else every second or third."""
        every = max(1, -(-len(labels) // 16))
        ticks = [(place, text) for place, text in enumerate(labels) if place % every == 0]
        self.plot.getPlotItem().getAxis("bottom").setTicks([ticks])

    def _bar_at(self, place: QPointF) -> int:
        if not self.plot.sceneBoundingRect().contains(place):
            return -1
        x = self.plot.getPlotItem().vb.mapSceneToView(place).x()
        index = round(x)
        return index if 0 <= index < self._count and abs(x - index) <= 0.5 else -1

    def _moved(self, place: QPointF) -> None:
        index = self._bar_at(place)
        if index != self._at:
            self._at = index
            self.pointed.emit(index)

    def _clicked(self, event: Any) -> None:
        index = self._bar_at(event.scenePos())
        if event.double() and index >= 0:
            self.opened.emit(index)

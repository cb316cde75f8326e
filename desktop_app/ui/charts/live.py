"""A small live chart on pyqtgraph. Importing this module imports numpy and pyqtgraph: charts/panel.py does it late."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_app.provider.ports import Point
from desktop_app.ui.charts.axes import Times, axes
from desktop_app.ui.charts.library import pg
from desktop_app.ui.charts.spec import ChartSpec
from desktop_app.ui.translated import shown
from desktop_app.ui.widgets.text import blend


class LiveChart(QWidget):
    """One line over time in the colours of the palette. Not for the mouse: it shows, it does not zoom."""

    def __init__(self, spec: ChartSpec) -> None:
        super().__init__()
        self._spec = spec
        self.plot: Any = pg.PlotWidget(axisItems=axes(Times))
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.setAccessibleName(shown(spec.title))
        item = self.plot.getPlotItem()
        for side in ("left", "bottom"):
            item.getAxis(side).enableAutoSIPrefix(False)
        item.showGrid(x=False, y=True, alpha=0.15)
        self._curve: Any = item.plot([], [], connect="finite", antialias=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.plot)
        self.dress()

    def show_points(self, points: list[Point], since: datetime, until: datetime) -> None:
        """Draw `points` between `since` and `until`; None leaves a gap."""
        times = [point.at.timestamp() for point in points]
        values = [float("nan") if point.value is None else point.value for point in points]
        if self._spec.steps:
            times, values = stairs(times, values, since.timestamp(), until.timestamp())
        self._curve.setData(times, values)
        self.plot.setXRange(since.timestamp(), until.timestamp(), padding=0)
        top = self._spec.most or max((point.value or 0.0 for point in points), default=0.0) * 1.1 or 1.0
        self.plot.setYRange(0.0, top, padding=0.04)

    def dress(self) -> None:
        """Take the system's colours and font."""
        palette, font = QApplication.palette(), QApplication.font()
        back = palette.color(QPalette.ColorRole.Base)
        words = blend(palette.color(QPalette.ColorRole.Text), back, 0.75)
        line = palette.color(QPalette.ColorRole.Highlight)
        self.plot.setBackground(back)
        for side in ("left", "bottom"):
            axis = self.plot.getPlotItem().getAxis(side)
            axis.setPen(words)
            axis.setTextPen(words)
            axis.setTickFont(font)
        # Left to itself this axis learns its height only while it is drawn, one picture too late.
        self.plot.getPlotItem().getAxis("bottom").setHeight(round(QFontMetrics(font).height() * 1.6))
        self._curve.setPen(pg.mkPen(line, width=1.5))
        fill = pg.mkColor(line)
        fill.setAlpha(50)
        self._curve.setFillLevel(0.0)
        self._curve.setBrush(fill)


def stairs(times: list[float], values: list[float], since: float, until: float) -> tuple[list[float], list[float]]:
    """The same line with every value held until the next one, from nothing at `since` to the last at `until`."""
    x, y, held = [since], [0.0], 0.0
    for time, value in zip(times, values, strict=True):
        x += (time, time)
        y += (held, value)
        held = value
    return [*x, until], [*y, held]

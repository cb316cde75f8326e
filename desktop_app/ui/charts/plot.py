"""What the larger charts share: a plot in the system's colours. Importing this imports numpy and pyqtgraph."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from desktop_app.ui.charts.axes import axes
from desktop_app.ui.charts.library import pg
from desktop_app.ui.widgets.text import blend

PARTS = ("#3f7cc4", "#e08a2c", "#4f9f52", "#d05a5c", "#58a8a2", "#c9a227", "#9a6fb0", "#8d6b55", "#8f8f8f")
"""Told apart on light and dark ground, the last one for everything else."""


def make_plot(name: str) -> Any:
    """A plot that zooms and pans along the time by wheel and drag, and holds still upwards."""
    plot = pg.PlotWidget(axisItems=axes())
    plot.setMenuEnabled(False)
    plot.hideButtons()
    plot.setMouseEnabled(x=True, y=False)
    plot.setAccessibleName(name)
    item = plot.getPlotItem()
    for side in ("left", "bottom"):
        item.getAxis(side).enableAutoSIPrefix(False)
    item.showGrid(x=False, y=True, alpha=0.15)
    return plot


def dress_plot(plot: Any) -> None:
    """Take the system's colours and font."""
    palette, font = QApplication.palette(), QApplication.font()
    back = palette.color(QPalette.ColorRole.Base)
    words = quiet_on(back)
    plot.setBackground(back)
    for side in ("left", "bottom"):
        axis = plot.getPlotItem().getAxis(side)
        axis.setPen(words)
        axis.setTextPen(words)
        axis.setTickFont(font)
    plot.getPlotItem().getAxis("bottom").setHeight(round(QFontMetrics(font).height() * 1.6))
    plot.getPlotItem().getAxis("left").setWidth(QFontMetrics(font).horizontalAdvance("0000.00 "))


def quiet_on(back: QColor) -> QColor:
    """The colour of axes and their words."""
    return blend(QApplication.palette().color(QPalette.ColorRole.Text), back, 0.75)

"""The card over time: utilisation and fan, memory, temperature, power, one above the other over the same time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_app.domain.card import LONGEST_STEP, Reading, usual_step
from desktop_app.provider.ports.office import Mark
from desktop_app.ui.charts.axes import Times, axes
from desktop_app.ui.charts.library import pg
from desktop_app.ui.charts.plot import PARTS, quiet_on

_GIB = 2**30
_MARKS = {"job": PARTS[8], "yield": PARTS[1], "alert": PARTS[3]}
_Value = Callable[[Reading], float | None]
_ROWS: tuple[tuple[str, tuple[tuple[str, str, _Value], ...]], ...] = (
    ("%", (("utilisation", PARTS[0], lambda r: r.utilisation), ("fan", PARTS[4], lambda r: r.fan))),
    (
        "GiB",
        (
            ("memory, all", PARTS[8], lambda r: _gib(r.memory_used)),
            ("memory, ours", PARTS[2], lambda r: _gib(r.memory_ours)),
        ),
    ),
    ("°C", (("temperature", PARTS[3], lambda r: r.temperature),)),
    ("W", (("power", PARTS[5], lambda r: r.power),)),
)  # fmt: skip


class CardChart(QWidget):
    """`pointed(moment)` is the time under the mouse as Unix seconds, 0 for none."""

    pointed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.board: Any = pg.GraphicsLayoutWidget()
        self.plots: list[Any] = []
        self._curves: list[list[Any]] = []
        self._marks: list[Any] = []
        self._marked: tuple[Mark, ...] | None = ()
        self._shown: tuple[float, float] | None = None
        self.board.scene().sigMouseMoved.connect(self._moved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.board)

    def steps(self) -> Iterator[None]:
        """One plot at a time, so that the window stays alive meanwhile; it can draw when all are there."""
        for number, (unit, lines) in enumerate(_ROWS):
            self._add(number, unit, lines)
            yield
        self.dress()

    def _add(self, number: int, unit: str, lines: Sequence[tuple[str, str, _Value]]) -> None:
        last = number == len(_ROWS) - 1
        plot = self.board.addPlot(row=number, col=0, axisItems=axes(Times if last else None))
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setMouseEnabled(x=True, y=False)
        plot.showGrid(x=False, y=True, alpha=0.15)
        plot.getAxis("left").enableAutoSIPrefix(False)
        plot.getAxis("left").setLabel(unit)
        plot.getAxis("bottom").setStyle(showValues=last)
        if self.plots:
            plot.setXLink(self.plots[0])
        curves = [plot.plot([], [], connect="finite", pen=pg.mkPen(colour, width=1.5)) for _, colour, _ in lines]
        self.plots.append(plot)
        self._curves.append(curves)

    def show_readings(
        self, found: Sequence[Reading], marks: Sequence[Mark], since: datetime, until: datetime
    ) -> Iterator[None]:
        """Draw them, one plot a step; the zoom is kept while the stretch is as long."""
        readings, times = _with_gaps(found)
        length = (until - since).total_seconds()
        if self._shown is None or self._shown[1] != length or (self._shown[0] != since.timestamp() and self._follows()):
            self.plots[0].setXRange(since.timestamp(), until.timestamp(), padding=0)
        self._shown = since.timestamp(), length
        for (unit, lines), plot, curves in zip(_ROWS, self.plots, self._curves, strict=True):
            yield
            top = 0.0
            for (_, _, value), curve in zip(lines, curves, strict=True):
                values = [None if reading is None else value(reading) for reading in readings]
                curve.setData(times, [float("nan") if one is None else one for one in values])
                top = max([top, *(one for one in values if one is not None)])
            plot.setYRange(0.0, 100.0 if unit == "%" else top * 1.1 or 1.0, padding=0.02)
        if tuple(marks) != self._marked:  # most looks find the same ones
            self._marked = None  # nobody may go on to the end of this
            yield from self._show_marks(marks)
            self._marked = tuple(marks)

    def _follows(self) -> bool:
        """Whether the whole stretch is in view, not a part that was zoomed into."""
        low, high = self.plots[0].getViewBox().viewRange()[0]
        return self._shown is None or bool(high - low >= self._shown[1] * 0.99)

    def _show_marks(self, marks: Sequence[Mark]) -> Iterator[None]:
        for plot, item in self._marks:
            plot.removeItem(item)
        self._marks = []
        for kind, colour in _MARKS.items():
            yield
            at = [mark.at.timestamp() for mark in marks if mark.kind == kind]
            if kind == "job":
                self._mark(self.plots[0], pg.ScatterPlotItem(
                    at, [2.0] * len(at), symbol="t1", size=7, brush=colour, pen=None))  # fmt: skip
                continue
            for moment in at:
                style = Qt.PenStyle.DashLine if kind == "yield" else Qt.PenStyle.SolidLine
                pen = pg.mkPen(colour, width=1.2, style=style)
                for plot in (self.plots[0], self.plots[2]):
                    self._mark(plot, pg.InfiniteLine(moment, angle=90, pen=pen))

    def _mark(self, plot: Any, item: Any) -> None:
        plot.addItem(item, ignoreBounds=True)
        self._marks.append((plot, item))

    def dress(self) -> None:
        """Take the system's colours and font."""
        palette, font = QApplication.palette(), QApplication.font()
        back = palette.color(QPalette.ColorRole.Base)
        words, metrics = quiet_on(back), QFontMetrics(font)
        self.board.setBackground(back)
        for plot in self.plots:
            for side in ("left", "bottom"):
                axis = plot.getAxis(side)
                axis.setPen(words)
                axis.setTextPen(words)
                axis.setTickFont(font)
            plot.getAxis("left").setWidth(metrics.horizontalAdvance("0000") + metrics.height() * 2)
        if not self.plots:
            return
        self.plots[-1].getAxis("bottom").setHeight(round(metrics.height() * 1.6))

    def _moved(self, place: QPointF) -> None:
        inside = next((p for p in self.plots if p.sceneBoundingRect().contains(place)), None)
        self.pointed.emit(0.0 if inside is None else inside.getViewBox().mapSceneToView(place).x())


def _with_gaps(readings: Sequence[Reading]) -> tuple[list[Reading | None], list[float]]:
    """With None where nothing was read for much longer than usual: a line must not be drawn across it."""
    times = [reading.at.timestamp() for reading in readings]
    usual = usual_step(times)
    whole: list[Reading | None] = []
    at: list[float] = []
    for reading, time in zip(readings, times, strict=True):
        if at and time - at[-1] > usual * LONGEST_STEP:
            whole.append(None)
            at.append(at[-1] + usual)
        whole.append(reading)
        at.append(time)
    return whole, at


def _gib(size: int | None) -> float | None:
    return None if size is None else size / _GIB

"""The parts of stacked bars with their colours and sums."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.domain.browsing import Stack
from desktop_app.domain.money import ZERO, show
from desktop_app.ui import words
from desktop_app.ui.translated import shown
from desktop_app.ui.widgets.stacking import REST
from desktop_app.ui.widgets.text import Text, em

COLOURS = ("#3f7cc4", "#e08a2c", "#4f9f52", "#d05a5c", "#58a8a2", "#c9a227", "#9a6fb0", "#8d6b55", "#8f8f8f")
"""As in charts/plot.py, which must not be imported before a chart is."""


class Swatch(QWidget):
    """A square of one colour."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = colour
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(em() * 2 // 3, em() * 2 // 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, self.width(), self.height()), QColor(self._colour))
        painter.end()


class Legend(QWidget):
    """One entry a part, the largest first; the rest comes last."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[str] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(em() // 3)

    def show_parts(self, stacks: list[Stack], unit: str) -> list[str]:
        """The names in their order, drawn with their sums."""
        sums = dict.fromkeys((name for stack in stacks for name in stack.parts), ZERO)
        for stack in stacks:
            for name, totals in stack.parts.items():
                sums[name] += totals.credited
        names = sorted(sums, key=lambda name: (name == REST, -sums[name], name))
        texts = [f"{words.clip(name, 28)} {shown(show(sums[name], unit))}" for name in names]
        if texts != self._shown:
            self._shown = texts
            self._draw(texts)
        return names

    def _draw(self, texts: list[str]) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for number, text in enumerate(texts):
            self._row.addWidget(Swatch(COLOURS[min(number, len(COLOURS) - 1)]))
            self._row.addWidget(Text(text))
            self._row.addSpacing(em() // 2)
        self._row.addStretch(1)

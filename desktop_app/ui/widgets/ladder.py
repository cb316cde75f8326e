"""The ladder "Why no jobs?": one line a rung, with its light, its sentence and the button that mends it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from desktop_app.domain.ladder import Fix, Light, Rung, answer
from desktop_app.domain.phrases import Phrase
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.widgets.text import Text, em

COLOURS = {Light.GOOD: "#2f9e5b", Light.DOUBT: "#d99a1c", Light.BAD: "#d0453a"}
SPOKEN = {Light.GOOD: Phrase("good"), Light.DOUBT: Phrase("doubtful"), Light.BAD: Phrase("bad")}
BUTTONS = {
    Fix.RETRY: Phrase("Try now"),
    Fix.RESUME: Phrase("Resume"),
    Fix.SETTINGS: Phrase("Settings…"),
    Fix.MODELS: Phrase("Models"),
    Fix.MARKET: Phrase("Market"),
    Fix.REPUTATION: Phrase("Reputation"),
    Fix.ALERTS: Phrase("Alerts"),
    Fix.HELP: Phrase("Help"),
    Fix.JOBS: Phrase("Jobs"),
}


class Lamp(QWidget):
    """A light that is told by shape as well: a disc when good, a triangle when doubtful, a square when bad."""

    def __init__(self) -> None:
        super().__init__()
        self.light = Light.GOOD
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.dress()

    def dress(self) -> None:
        """As large as a small letter."""
        self.setFixedSize(round(em() * 0.8), round(em() * 0.8))

    def put(self, light: Light) -> None:
        """Show this light."""
        spoken = shown(SPOKEN[light])
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        if light is not self.light:
            self.light = light
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(COLOURS[self.light]))
        box = self.rect().adjusted(1, 1, -1, -1)
        if self.light is Light.GOOD:
            painter.drawEllipse(box)
        elif self.light is Light.BAD:
            painter.drawRect(box)
        else:
            painter.drawPolygon([box.bottomLeft(), box.bottomRight(), QPoint(box.center().x(), box.top())])
        painter.end()


def even_rows(grid: QGridLayout, buttons: Sequence[QPushButton], first: int = 0) -> None:
    """Lines of one height, whether they have a button or not; low ones where none has."""
    high = max((button.sizeHint().height() for button in buttons if not button.isHidden()), default=0)
    for place, _ in enumerate(buttons):
        grid.setRowMinimumHeight(first + place, high)


class LadderView(QWidget):
    """`show_rungs` draws them; `can_fix` tells which buttons have something behind them."""

    def __init__(self, fix: Callable[[Fix], None], can_fix: Callable[[Fix], bool]) -> None:
        super().__init__()
        self._fix, self._can_fix = fix, can_fix
        self.sentence = Text(tr("Looking…"), wrap=True)
        self.lines: list[tuple[Lamp, Text, Text, QPushButton]] = []
        self._fixes: list[Fix] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(em() // 2)
        self._grid.setVerticalSpacing(em() // 4)
        self._grid.addWidget(self.sentence, 0, 0, 1, 4)
        self._grid.setColumnStretch(2, 1)

    def show_rungs(self, rungs: tuple[Rung, ...], *, at_work: bool) -> None:
        """Draw them; what did not change is not touched."""
        self.sentence.put(answer(rungs, at_work=at_work))
        while len(self.lines) < len(rungs):
            self._add_line()
        for place, rung in enumerate(rungs):
            lamp, title, sentence, button = self.lines[place]
            self._fixes[place] = rung.fix
            lamp.put(rung.light)
            title.put(rung.title)
            sentence.put(rung.sentence)
            button.setVisible(self._can_fix(rung.fix))
            if text := BUTTONS.get(rung.fix, ""):
                button.setText(shown(text))
        even_rows(self._grid, [button for _, _, _, button in self.lines], first=1)

    def _add_line(self) -> None:
        place = len(self.lines)
        lamp, title, sentence, button = Lamp(), Text(), Text(wrap=True, quiet=True), QPushButton()
        button.clicked.connect(lambda _checked=False: self._fix(self._fixes[place]))
        self._fixes.append(Fix.NONE)
        for column, widget in enumerate((lamp, title, sentence, button)):
            self._grid.addWidget(widget, place + 1, column)
        self.lines.append((lamp, title, sentence, button))

"""Boxes, circles and fields whose outline can be seen.

Qt's own style draws the outline of an empty one from the window's colour: a contrast of about 1.2 in the dark palette
that platforms give and 2 in the light one, where 3 are needed to find it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QFrame,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from desktop_app.ui.forms.colours import readable
from desktop_app.ui.widgets.text import blend

LEAST = 3.0
_PALE = "fusion"
"""The style in question; others draw outlines of their own."""


class TickBox(QCheckBox):
    """A yes or no."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        rect = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        _outline(self, QRectF(rect), is_round=False)


class RadioDot(QRadioButton):
    """One of a few."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        rect = self.style().subElementRect(QStyle.SubElement.SE_RadioButtonIndicator, option, self)
        _outline(self, QRectF(rect), is_round=True)


def frame(part: QWidget) -> None:
    """The outline of a field, after its style drew it: in dark palettes an empty one is hardly found else."""
    if part.style().name().lower() != _PALE or not part.isEnabled() or part.hasFocus():
        return
    painter = QPainter(part)
    painter.setPen(QPen(_ink(part), 1.0))
    painter.drawRect(QRectF(part.rect()).adjusted(0.5, 0.5, -0.5, -0.5))


def edge(part: QAbstractScrollArea) -> None:
    """The edge of a table or a list, in dark as in light; called again with every change of the palette."""
    if part.style().name().lower() != _PALE:
        return
    own = QPalette()
    own.setColor(QPalette.ColorRole.WindowText, _pencil())
    part.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
    part.setPalette(own)
    for bar in (part.verticalScrollBar(), part.horizontalScrollBar()):
        bar.setPalette(QApplication.palette())  # its arrows keep their ink


class Card(QFrame):
    """A few things that belong together, with an edge around them, in dark as in light."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.style().name().lower() == _PALE:
            painter = QPainter(self)
            painter.setPen(QPen(_pencil(), 1.0))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))


def _pencil() -> QColor:
    system = QApplication.palette()
    text, back = (system.color(role) for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Window))
    return blend(text, back, 0.3)


def _ink(part: QWidget) -> QColor:
    text, back = (part.palette().color(role) for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Window))
    return readable(blend(text, back, 0.65), back, LEAST)


def _outline(button: QAbstractButton, rect: QRectF, *, is_round: bool) -> None:
    if button.style().name().lower() != _PALE or not button.isEnabled():
        return
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(_ink(button), 1.4))
    inner = rect.adjusted(1, 1, -1, -1)
    if is_round:
        painter.drawEllipse(inner)
    else:
        painter.drawRoundedRect(inner, 2, 2)

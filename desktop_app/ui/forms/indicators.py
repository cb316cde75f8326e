"""Boxes and circles to choose with, whose outline can be seen.

Qt's own style draws the outline of an empty one from the window's colour: a contrast of about 1.2 in the dark palette
that platforms give and 2 in the light one, where 3 are needed to find it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QStyle, QStyleOptionButton

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


def _outline(button: QAbstractButton, rect: QRectF, *, is_round: bool) -> None:
    if button.style().name().lower() != _PALE or not button.isEnabled():
        return
    text, back = (button.palette().color(role) for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Window))
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(readable(blend(text, back, 0.65), back, LEAST), 1.4))
    inner = rect.adjusted(1, 1, -1, -1)
    if is_round:
        painter.drawEllipse(inner)
    else:
        painter.drawRoundedRect(inner, 2, 2)

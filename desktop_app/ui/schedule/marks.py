"""Marks over the cells of the week: seen on every cell, because each is drawn in two colours."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen

from desktop_app.ui.widgets.text import em


def draw_batches(painter: QPainter, rect: QRectF, palette: QPalette) -> None:
    y = rect.bottom() - em() * 0.25
    for colour, style in (
        (QPalette.ColorRole.Window, Qt.PenStyle.SolidLine), (QPalette.ColorRole.WindowText, Qt.PenStyle.DotLine),
    ):  # fmt: skip
        painter.setPen(QPen(palette.color(colour), 2.5, style))
        painter.drawLine(QPointF(rect.left() + 2, y), QPointF(rect.right() - 2, y))


def draw_reserved(painter: QPainter, rect: QRectF, palette: QPalette, text: str) -> None:
    """The words have a ground of their own."""
    paper, ink = (palette.color(role) for role in (QPalette.ColorRole.Window, QPalette.ColorRole.WindowText))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    frame = rect.adjusted(1, 3, -1, -3)
    for colour, style in ((paper, Qt.PenStyle.SolidLine), (ink, Qt.PenStyle.DashLine)):
        painter.setPen(QPen(colour, 1.8, style))
        painter.drawRect(frame)
    room, metrics = frame.adjusted(3, 1, -3, -1), painter.fontMetrics()
    shown_text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(room.width()) - em() // 2)
    wide = metrics.horizontalAdvance(shown_text)
    if wide > em():
        painter.fillRect(QRectF(room.left(), room.top(), wide + em() // 3, room.height()), paper)
        painter.setPen(ink)
        painter.drawText(room.adjusted(em() // 6, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, shown_text)


def draw_cursor(painter: QPainter, rect: QRectF, palette: QPalette) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((QPalette.ColorRole.Window, 4.0), (QPalette.ColorRole.WindowText, 2.0)):
        painter.setPen(QPen(palette.color(colour), width))
        painter.drawRect(rect)

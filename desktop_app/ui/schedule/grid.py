"""The week as a grid of quarters of an hour, painted with the mouse or the keyboard."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleValueChangeEvent,
    QBrush,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.agreed_hours import Mark, What
from desktop_app.domain.calendar_words import DAYS, SHORT_DAYS
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.schedule import USUAL
from desktop_app.domain.week import QUARTERS, Cell, Week
from desktop_app.ui import measures
from desktop_app.ui.forms.colours import readable
from desktop_app.ui.schedule.marks import draw_batches, draw_cursor, draw_reserved
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.widgets.text import blend, em

WORDS = {Cell.OPEN: Phrase("offered"), Cell.CLOSED: Phrase("not offered"), Cell.MAINTENANCE: Phrase("maintenance")}
_STEPS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


class WeekGrid(QWidget):
    """`painted(days, quarters)` after a stroke: cells that are to get the brush. `moved` follows the keyboard's cell.

    Arrows move by a quarter (with Ctrl by an hour) and by a day, with Shift they mark; Space or Enter paints."""

    painted = Signal(object, object)
    moved = Signal(str)

    def __init__(self, week: Week) -> None:
        super().__init__()
        self._week, self.marks = week, tuple[Mark, ...]()
        self._cursor, self._anchor = (0, 0), (0, 0)
        self._is_pressed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Week in quarters of an hour"))
        self._tell()

    def show_week(self, week: Week) -> None:
        self._week = week
        self._tell()
        self.update()

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """What is agreed, over the cells."""
        if marks != self.marks:
            self.marks = marks
            self._tell()
            self.update()

    @property
    def cursor_words(self) -> str:
        """ "Monday 18:00 to 18:15: offered" """
        (day, quarter), (_, other) = self._cursor, self._anchor
        low, high = min(quarter, other), max(quarter, other) + 1
        days = sorted({self._cursor[0], self._anchor[0]})
        names = [shown(DAYS[day]) for day in days]
        named = tr("{first} to {last}", first=names[0], last=names[1]) if len(names) > 1 else names[0]
        return tr(
            "{named} {low} to {high}: {words}",
            named=named,
            low=_time(low),
            high=_time(high),
            words="; ".join([self._words(day, quarter), *map(self._named, self._marks_at(day, quarter))]),
        )

    def _marks_at(self, day: int, quarter: int) -> list[Mark]:
        return [m for m in self.marks if m.day == day and m.first < quarter * 15 + 15 and quarter * 15 < m.last]

    def _words(self, day: int, quarter: int) -> str:
        cell, price = self._week.at(day, quarter), self._week.price_at(day, quarter)
        own = cell is Cell.OPEN and price != USUAL
        return (
            tr("{words} at {percent} of your price", words=WORDS[cell], percent=_percent(price))
            if own
            else shown(WORDS[cell])
        )

    # ---- measures --------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(em() * 40, self._top() + 7 * self._row())

    def minimumSizeHint(self) -> QSize:
        return QSize(em() * 20, self._top() + 7 * self._row())

    def _top(self) -> int:
        return round(em() * 1.3)

    def _left(self) -> int:
        return max(self.fontMetrics().horizontalAdvance(shown(day)[:2]) for day in SHORT_DAYS) + em()

    def _row(self) -> int:
        return round(em() * 1.5)

    def _rect(self, day: int, first: float, last: float) -> QRectF:
        wide = (self.width() - self._left() - 1) / QUARTERS
        return QRectF(self._left() + first * wide, self._top() + day * self._row(), (last - first) * wide, self._row())

    def _cell(self, at: QPoint) -> tuple[int, int]:
        wide = (self.width() - self._left() - 1) / QUARTERS
        day = (at.y() - self._top()) // self._row()
        return min(6, max(0, day)), min(QUARTERS - 1, max(0, int((at.x() - self._left()) / wide)))

    # ---- mouse and keyboard ----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._is_pressed = True
            self._anchor = self._cursor = self._cell(event.position().toPoint())
            self._changed()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_pressed:
            self._cursor = self._cell(event.position().toPoint())
            self._changed()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_pressed and event.button() is Qt.MouseButton.LeftButton:
            self._is_pressed = False
            self._paint_marked()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._paint_marked()
            return
        step = _STEPS.get(key)
        if step is None:
            super().keyPressEvent(event)
            return
        by = 4 if event.modifiers() & Qt.KeyboardModifier.ControlModifier else 1
        day, quarter = self._cursor[0] + step[0], self._cursor[1] + step[1] * by
        self._cursor = min(6, max(0, day)), min(QUARTERS - 1, max(0, quarter))
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._anchor = self._cursor
        self._changed()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.moved.emit(self.cursor_words)
        self.update()

    def _marked(self) -> tuple[range, range]:
        (a, b), (c, d) = self._cursor, self._anchor
        return range(min(a, c), max(a, c) + 1), range(min(b, d), max(b, d) + 1)

    def _paint_marked(self) -> None:
        days, quarters = self._marked()
        self._anchor = self._cursor
        self.painted.emit(list(days), list(quarters))
        self._changed()

    def _changed(self) -> None:
        self._tell()
        self.moved.emit(self.cursor_words)
        self.update()

    def _tell(self) -> None:
        """What a screen reader says of the cell."""
        self.setAccessibleDescription(self.cursor_words)
        if self.hasFocus() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleValueChangeEvent(self, self.cursor_words))

    # ---- painting --------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = _colours(self.palette())
        for day in range(7):
            self._draw_day(painter, day, colours)
        self._draw_lines(painter)
        for mark in self.marks:
            rect = self._rect(mark.day, mark.first / 15, mark.last / 15)
            if mark.agreed.what is What.BATCHES:
                draw_batches(painter, rect, self.palette())
            else:
                draw_reserved(painter, rect, self.palette(), self._named(mark))
        if self.hasFocus() or self._is_pressed:
            days, quarters = self._marked()
            rect = self._rect(days.start, quarters.start, quarters.stop)
            rect.setHeight(len(days) * self._row())
            draw_cursor(painter, rect, self.palette())

    def _draw_day(self, painter: QPainter, day: int, colours: dict[Cell, QColor]) -> None:
        text = self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(text)
        box = QRectF(em() // 3, self._top() + day * self._row(), self._left(), self._row())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown(SHORT_DAYS[day])[:2])
        first = 0
        for quarter in range(1, QUARTERS + 1):
            if quarter == QUARTERS or self._look(day, quarter) != self._look(day, first):
                cell, price = self._look(day, first)
                rect = self._rect(day, first, quarter).adjusted(0, 1, 0, -1)
                painter.fillRect(rect, colours[cell])
                if cell is Cell.MAINTENANCE:  # told apart by more than its colour
                    painter.fillRect(rect, _hatched(text))
                elif price != USUAL:
                    self._draw_price(painter, rect, price)
                first = quarter

    def _look(self, day: int, quarter: int) -> tuple[Cell, Decimal]:
        cell = self._week.at(day, quarter)
        return cell, self._week.price_at(day, quarter) if cell is Cell.OPEN else USUAL

    def _draw_price(self, painter: QPainter, rect: QRectF, price: Decimal) -> None:
        """A stripe along the top for dearer hours and along the bottom for cheaper ones, and the share where it fits:
        told apart by more than a colour."""
        ink = readable(self.palette().color(QPalette.ColorRole.HighlightedText), _colours(self.palette())[Cell.OPEN])
        high = max(2.0, em() * 0.2)
        top = rect.top() if price > USUAL else rect.bottom() - high
        painter.fillRect(QRectF(rect.left(), top, rect.width(), high), ink)
        text = _percent(price)
        if self.fontMetrics().horizontalAdvance(text) + em() // 2 < rect.width():
            painter.setPen(ink)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))

    def _draw_lines(self, painter: QPainter) -> None:
        faint = blend(
            self.palette().color(QPalette.ColorRole.WindowText), self.palette().color(QPalette.ColorRole.Window), 0.25
        )
        every = 3 if self.width() > em() * 24 else 6
        for hour in range(25):
            x = self._rect(0, hour * 4, hour * 4 + 1).left()
            painter.setPen(QPen(faint, 1.0 if hour % every else 1.6))
            painter.drawLine(QPoint(round(x), self._top()), QPoint(round(x), self._top() + 7 * self._row()))
            if hour % every == 0 and hour < 24:
                painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
                painter.drawText(QPoint(round(x), round(em() * 0.95)), f"{hour:02}")

    def _named(self, mark: Mark) -> str:
        if mark.agreed.what is What.BATCHES:
            return tr("full batches may start")
        return tr("Reserved: {name}", name=mark.agreed.customer)


def _colours(palette: QPalette) -> dict[Cell, QColor]:
    window, high = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.Highlight)
    text = palette.color(QPalette.ColorRole.WindowText)
    return {Cell.OPEN: high, Cell.CLOSED: blend(text, window, 0.08), Cell.MAINTENANCE: blend(text, window, 0.3)}


def _hatched(ink: QColor) -> QBrush:
    return QBrush(ink, Qt.BrushStyle.BDiagPattern)


def _percent(price: Decimal) -> str:
    return measures.share(price)


def _time(quarter: int) -> str:
    return f"{quarter // 4:02}:{quarter % 4 * 15:02}"

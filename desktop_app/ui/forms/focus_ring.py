"""A ring around the part that has the keyboard: some styles hardly show it, least of all on a default button."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from desktop_app.ui.forms.colours import readable

_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class FocusRing(QObject):
    """Follows the keyboard within `window`."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._ring: _Ring | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._moved)

    def _moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        ring, self._ring = self._ring, None
        if ring is not None and shiboken6.isValid(ring):
            ring.hide()
            ring.deleteLater()
        if now is not None and now is not self._window and now.window() is self._window:
            _bring_into_view(now)
            self._ring = _Ring(now)


def _bring_into_view(part: QWidget) -> None:
    """Qt scrolls to a part only when the keyboard comes from within the same sheet. What can be seen stays where it
    is: somebody may be about to click there."""
    sheet = part.parentWidget()
    while sheet is not None and not isinstance(sheet, QScrollArea):
        sheet = sheet.parentWidget()
    if sheet is not None and part.visibleRegion().isEmpty():
        sheet.ensureWidgetVisible(part)


class _Ring(QWidget):
    """A sibling above the part, so that it scrolls and is cut like it."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around.parentWidget())
        self._around = around
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and watched is self._around:
            self._follow()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        system = QApplication.palette()
        colour = readable(
            QColor(system.color(QPalette.ColorRole.Highlight)), system.color(QPalette.ColorRole.Window), 3.0
        )
        painter = QPainter(self)
        painter.setPen(QPen(colour, 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _follow(self) -> None:
        self.setGeometry(self._around.geometry())
        self.setVisible(self._around.isVisible())
        self.raise_()

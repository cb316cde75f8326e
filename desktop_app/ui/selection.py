"""What is chosen can be read: some systems' colour of the selection is too pale for the words on it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from desktop_app.ui.forms.colours import readable

_STEPS = 100
"""Fine ones: a selection that is darker than it must be can hardly be seen on a dark ground."""


class ReadableSelection(QObject):
    """Keeps the system's palette, with a selection as dark as its words need; anew when the system's changes."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application, self._is_mending = application, False
        application.paletteChanged.connect(self._mend)
        self._mend()

    def _mend(self) -> None:
        if self._is_mending:  # by ourselves
            return
        self._is_mending = True
        self._application.setPalette(QPalette())  # what the system says, and nothing else
        self._application.setPalette(mended(self._application.palette()))
        self._is_mending = False


def mended(system: QPalette) -> QPalette:
    """Only what differs from the system's, so that the rest goes on following it."""
    own = QPalette()
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        wanted = system.color(group, QPalette.ColorRole.Highlight)
        found = readable(wanted, system.color(group, QPalette.ColorRole.HighlightedText), steps=_STEPS)
        if found != wanted:
            own.setColor(group, QPalette.ColorRole.Highlight, found)
    return own

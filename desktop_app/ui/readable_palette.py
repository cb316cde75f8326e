"""The system's colours where they can be read. Some have a selection too pale for the words on it, and in the dark
words of what cannot be used that are as dark as their ground."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from desktop_app.ui.forms.colours import contrast, readable
from desktop_app.ui.widgets.text import blend

_STEPS = 100
"""Fine ones: a selection that is darker than it must be can hardly be seen on a dark ground."""
_FOUND = 2.5
"""The least contrast of words that are greyed out."""
_WORDS = (
    (QPalette.ColorRole.WindowText, QPalette.ColorRole.Window), (QPalette.ColorRole.Text, QPalette.ColorRole.Base),
    (QPalette.ColorRole.ButtonText, QPalette.ColorRole.Button),
)  # fmt: skip


class ReadablePalette(QObject):
    """Keeps the system's palette with what is too pale in it mended; anew when the system's changes."""

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
    own, groups = QPalette(), QPalette.ColorGroup
    for group in (groups.Active, groups.Inactive):
        wanted = system.color(group, QPalette.ColorRole.Highlight)
        found = readable(wanted, system.color(group, QPalette.ColorRole.HighlightedText), steps=_STEPS)
        if found != wanted:
            own.setColor(group, QPalette.ColorRole.Highlight, found)
    for words, ground in _WORDS:
        back = system.color(groups.Disabled, ground)
        if contrast(system.color(groups.Disabled, words), back) < _FOUND:
            own.setColor(groups.Disabled, words, blend(system.color(groups.Active, words), back, 0.5))
    return own

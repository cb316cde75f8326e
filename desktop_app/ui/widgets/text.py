"""Labels that follow the system's font and palette live."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop_app.ui.translated import shown

FOLLOWED = (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange)


def em(widget: QWidget | None = None) -> int:
    """The height of a line of the system's font, in pixels; layouts are measured in it."""
    return QFontMetrics(widget.font() if widget else QApplication.font()).height()


def scaled(font: QFont, factor: float) -> QFont:
    """`font` at `factor` times its size, whichever unit it is given in."""
    result = QFont(font)
    if font.pointSizeF() > 0:
        result.setPointSizeF(font.pointSizeF() * factor)
    else:
        result.setPixelSize(max(1, round(font.pixelSize() * factor)))
    return result


def blend(front: QColor, back: QColor, share: float) -> QColor:
    """`share` of `front` over `back`."""

    def part(a: int, b: int) -> int:
        return round(a * share + b * (1 - share))

    return QColor(
        part(front.red(), back.red()), part(front.green(), back.green()), part(front.blue(), back.blue())
    )


class SystemLook(QObject):
    """Watches a window for a new system font, palette or style, then lets every part of it `dress()` anew.

    Qt tells a widget only of changes that reach it; a label with a size or colour of its own hears nothing.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.dress)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in FOLLOWED:
            self._soon.start(0)
        return False

    def dress(self) -> None:
        """Dress every part that has something to dress."""
        for part in self._window.findChildren(QWidget):
            if isinstance(part, Dressed):
                part.dress()


@runtime_checkable
class Dressed(Protocol):
    """A part with fonts, colours or measures of its own."""

    def dress(self) -> None:
        """Take the system's font and colours."""


def quiet_colour() -> QColor:
    """A softer text colour of the present palette, with a contrast of 4.5:1 or more."""
    system = QApplication.palette()
    return blend(system.color(QPalette.ColorRole.WindowText), system.color(QPalette.ColorRole.Window), 0.7)


class Text(QLabel):
    """Plain text, never markup: much of it was written by others.

    `quiet` takes the softer colour.
    """

    def __init__(
        self,
        text: str = "",
        *,
        scale: float = 1.0,
        bold: bool = False,
        quiet: bool = False,
        wrap: bool = False,
        right: bool = False,
    ) -> None:
        super().__init__(shown(text))
        self._scale, self._bold, self._quiet = scale, bold, quiet
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if right:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.dress()

    def put(self, text: str) -> None:
        """Show `text`; nothing happens when it is shown already."""
        text = shown(text)
        if text != self.text():
            self.setText(text)

    def dress(self) -> None:
        """Take the system's font and colours."""
        if self._scale != 1.0 or self._bold:
            font = scaled(QApplication.font(), self._scale)
            font.setBold(self._bold)
            self.setFont(font)
        if self._quiet:
            own = QPalette()
            own.setColor(QPalette.ColorRole.WindowText, quiet_colour())
            self.setPalette(own)

"""The program's own icons, drawn from `resources/icons` at the sizes that panels and windows ask for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_app.domain.state import Status

SIZES = (16, 22, 24, 32, 48, 64)


class IconSet:
    """One icon a state, told apart by shape, and the program's own. Drawn on first use, kept after."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drawn: dict[str, QIcon] = {}

    def status(self, status: Status) -> QIcon:
        """The icon of a state."""
        return self._icon(status.value)

    def app(self) -> QIcon:
        """The program's icon."""
        return self._icon("app")

    def picture(self, status: Status, side: int, ratio: float = 1.0) -> QPixmap:
        """The icon of a state drawn for exactly `side` pixels on a screen with `ratio` dots a pixel."""
        pixmap = _paint(_read(self._folder / f"{status.value}.svg"), round(side * ratio))
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _icon(self, name: str) -> QIcon:
        if name not in self._drawn:
            self._drawn[name] = draw(self._folder / f"{name}.svg")
        return self._drawn[name]


def draw(path: Path) -> QIcon:
    """The SVG at every size of SIZES, each drawn for itself so that edges stay crisp."""
    renderer = _read(path)
    icon = QIcon()
    for size in SIZES:
        icon.addPixmap(_paint(renderer, size))
    return icon


def _read(path: Path) -> QSvgRenderer:
    if not path.is_file():
        raise FileNotFoundError(f"no icon at {path}")
    return QSvgRenderer(str(path))


def _paint(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    return pixmap

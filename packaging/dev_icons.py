"""The program's icon in the sizes that systems ask for. Run by the environment's Python: `dev_icons.py FOLDER`."""

import os
import sys
from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256)


def main(folder: Path) -> None:
    """Write `app-SIZE.png` for every size, and `app.ico` with the largest one."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication([sys.argv[0], "-platform", "offscreen"])
    drawing = QSvgRenderer(str(Path(__file__).resolve().parents[1] / "resources" / "icons" / "app.svg"))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        if not image.save(str(folder / f"app-{size}.png")):
            sys.exit("the icon cannot be written")
    if not image.save(str(folder / "app.ico")):
        sys.exit("the icon cannot be written")
    del application


main(Path(sys.argv[1]))

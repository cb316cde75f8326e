"""The WORKAROUND that keeps pyqtgraph from having every class of Qt made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_SCRIPT = """
from PySide6 import QtCore, QtGui, QtWidgets
everything = {module: set(dir(module)) for module in (QtCore, QtGui, QtWidgets)}
from desktop_app.ui.charts import card, live, stacked
from desktop_app.ui.charts.library import pg
for module, names in everything.items():
    known = dir(module)
    assert names <= set(known), "dir() is as it was"
    made = [name for name in known if name in vars(module)]
    assert len(made) < len(known) / 2, (module, len(made), len(known))
assert pg.Qt.QtCore.QObject is QtCore.QObject
assert not hasattr(pg.Qt.QtCore, "NoSuchThing")
application = QtWidgets.QApplication([])
stacked.StackedBars().grab()
"""


def test_names_of_qt_are_looked_up_and_not_copied() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], capture_output=True, text=True, cwd=Path.cwd(), check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr

"""The WORKAROUND that keeps pyqtgraph from having every class of Qt made, and from importing what no chart needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_SCRIPT = """
import importlib, sys
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
from desktop_app.ui.charts.library import _LEFT_OUT
assert not {name for name in _LEFT_OUT if name in sys.modules}, "empty ones would be in the way of real ones"
assert not {"multiprocessing.connection", "pydoc"} & set(sys.modules), "nor what only those need"
for name in _LEFT_OUT:
    importlib.import_module(name)
assert issubclass(sys.modules["pyqtgraph.graphicsItems.ROI"].ROI, QtWidgets.QGraphicsItem), "still to be had"
"""


def test_the_library_is_taken_in_lightly() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], capture_output=True, text=True, cwd=Path.cwd(), check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr

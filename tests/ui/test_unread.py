"""The WORKAROUND that keeps the lines of every imported module out of memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_SCRIPT = """
import linecache
import desktop_app.ui
before = set(linecache.cache)
from PySide6 import QtWidgets
import desktop_app.ui.window
import desktop_app.app
read = sorted(set(linecache.cache) - before)
assert not read, read
"""


def test_the_source_of_imported_modules_is_not_read() -> None:
    done = subprocess.run([sys.executable, "-c", _SCRIPT], capture_output=True, text=True, cwd=Path.cwd(), check=False)
    assert done.returncode == 0, done.stderr

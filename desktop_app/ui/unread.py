"""No module's source is read for PySide6's sake. `ui/__init__` imports this before anything else.

WORKAROUND: PySide6 reads the source of each module that is imported after it, to see whether it wants some of the
optional features, and Python's `linecache` keeps every line read: 13 MB in the tray, and a tenth of a second at the
start. No module here wants any, and PySide6 is told so. tests/ui/test_unread.py watches it.
"""

from __future__ import annotations

import importlib
from typing import Any

import PySide6  # noqa: F401  it brings `shibokensupport`, a package inside its library


def _no(_module: object) -> bool:
    return False


_feature: Any = importlib.import_module("shibokensupport.feature")
_feature._mod_uses_pyside = _no

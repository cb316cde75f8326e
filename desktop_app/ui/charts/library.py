"""The drawing library, taken in with 10 MB less and in less time: `pg`.

WORKAROUND: pyqtgraph.Qt keeps copies of Qt's modules and takes every name into them at its import. That has PySide6
make each of some thousand classes that it otherwise makes when they are first asked for. Ours look a name up when it
is asked for, and what pyqtgraph adds to them stays with them, as before. tests/ui/test_light_charts.py watches it.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

_COPIED = ("QtCore", "QtGui", "QtWidgets")


class _LookedUp(ModuleType):
    """A module of pyqtgraph's that has every name of Qt's module by the same name."""

    def __init__(self, name: str, source: ModuleType) -> None:
        super().__init__(f"pyqtgraph.Qt.{name}")
        self.__dict__["__path__"] = []
        self.__dict__["_source"] = source

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__dict__["_source"], name)


@contextlib.contextmanager
def _nothing_to_copy() -> Iterator[None]:
    sources = {name: importlib.import_module(f"PySide6.{name}") for name in _COPIED}
    asked = {name: vars(source).get("__dir__") for name, source in sources.items()}
    for name, source in sources.items():
        sys.modules[f"pyqtgraph.Qt.{name}"] = _LookedUp(name, source)
        vars(source)["__dir__"] = list  # what dir() asks: no names for as long as pyqtgraph is imported
    try:
        yield
    finally:
        for name, source in sources.items():
            if asked[name] is None:
                del vars(source)["__dir__"]
            else:
                vars(source)["__dir__"] = asked[name]


with contextlib.nullcontext() if "pyqtgraph" in sys.modules else _nothing_to_copy():
    import pyqtgraph  # as a statement: what packs the program looks for those

pg: Any = pyqtgraph

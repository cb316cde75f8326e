"""The drawing library, taken in with a third of its memory and in less time: `pg`.

WORKAROUND: pyqtgraph has two costly habits at its import. tests/ui/test_light_charts.py watches both.
- pyqtgraph.Qt keeps copies of Qt's modules and takes every name into them. That has PySide6 make each of some thousand
  classes that it otherwise makes when they are first asked for. Ours look a name up when it is asked for, and what
  pyqtgraph adds to them stays with them, as before.
- It imports all that it can do, of which our charts need a third. What `_LEFT_OUT` names is an empty module meanwhile;
  afterwards it can be imported like any other.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

_COPIED = ("QtCore", "QtGui", "QtWidgets")
_LEFT_OUT = (
    "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtTest",
    *(f"pyqtgraph.{name}" for name in (
        "SRTTransform", "SRTTransform3D", "SignalProxy", "Transform3D", "Vector", "colormap", "imageview",
    )),
    *(f"pyqtgraph.graphicsItems.{name}" for name in (
        "ArrowItem", "BoxplotItem", "ColorBarItem", "CurvePoint", "ErrorBarItem", "FillBetweenItem",
        "GradientEditorItem", "GradientLegend", "GraphItem", "GridItem", "HistogramLUTItem", "ImageItem",
        "IsocurveItem", "LinearRegionItem", "PColorMeshItem", "ROI", "ScaleBar", "TargetItem", "VTickGroup",
    )),
    *(f"pyqtgraph.widgets.{name}" for name in (
        "BusyCursor", "CheckTable", "ColorButton", "ColorMapMenu", "ColorMapWidget", "ComboBox", "DataFilterWidget",
        "DataTreeWidget", "DiffTreeWidget", "FeedbackButton", "GradientWidget", "GroupBox", "HistogramLUTWidget",
        "JoystickButton", "LayoutWidget", "PathButton", "ProgressDialog", "RawImageWidget", "RemoteGraphicsView",
        "ScatterPlotWidget", "SpinBox", "TableWidget", "TreeWidget", "ValueLabel", "VerticalLabel",
    )),
)  # fmt: skip


class _LookedUp(ModuleType):
    """A module of pyqtgraph's that has every name of Qt's module by the same name."""

    def __init__(self, name: str, source: ModuleType) -> None:
        super().__init__(f"pyqtgraph.Qt.{name}")
        self.__dict__["__path__"] = []
        self.__dict__["_source"] = source

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__dict__["_source"], name)


class _LeftOut(ModuleType):
    """Has whatever class is asked for, of which there can be no object."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {"__new__": _none_of_it})


def _none_of_it(kind: type, *_: object, **__: object) -> None:
    raise NotImplementedError(f"{kind.__name__} is left out of the drawing library: ui/charts/library.py")


@contextlib.contextmanager
def _in_parts() -> Iterator[None]:
    left_out = {name: _LeftOut(name) for name in _LEFT_OUT if name not in sys.modules}
    sys.modules.update(left_out)
    try:
        yield
    finally:
        for name in left_out:
            del sys.modules[name]


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


with contextlib.ExitStack() as _light:
    if "pyqtgraph" not in sys.modules:
        _light.enter_context(_nothing_to_copy())
        _light.enter_context(_in_parts())
    import pyqtgraph  # as a statement: what packs the program looks for those

pg: Any = pyqtgraph

"""The real program or practice network on a clock that a test sets, and what the program's window shows, in a file.

    python -m tests.e2e.another_clock CLOCK SHOWN ARGUMENTS...

CLOCK holds two doubles: seconds that the wall clock is ahead of the machine's, and seconds that were jumped over.
SHOWN is written again whenever the window shows something else: JSON with its figures, and the places of what can be
clicked. The product itself knows nothing of either."""

from __future__ import annotations

import json
import mmap
import struct
import sys
import time
from contextlib import suppress
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from desktop_app.__main__ import main
from desktop_app.sandbox import clock as of_the_network
from desktop_app.system import clock as of_the_program

_FORM = struct.Struct("dd")


class Hand:
    """Sets the clock of every process that looks at `file`."""

    def __init__(self, file: Path, start: datetime) -> None:
        self._file = file
        self._set((start - datetime.now(start.tzinfo)).total_seconds(), 0.0)

    def jump(self, to: datetime) -> None:
        """Whatever happens in between is slept over by all of them."""
        ahead, jumped = _FORM.unpack(self._file.read_bytes())
        more = (to - datetime.now(to.tzinfo)).total_seconds() - ahead
        self._set(ahead + more, jumped + more)

    def _set(self, ahead: float, jumped: float) -> None:
        with self._file.open("r+b" if self._file.exists() else "w+b") as file:
            file.write(_FORM.pack(ahead, jumped))


def _follow(file: Path) -> None:
    with file.open("rb") as opened:
        shared = mmap.mmap(opened.fileno(), _FORM.size, prot=mmap.PROT_READ)

    class Moved(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return datetime.now(tz) + timedelta(seconds=_FORM.unpack(shared[:])[0])

    for module in (of_the_network, of_the_program):
        module.datetime = Moved  # type: ignore[attr-defined]
        module.time = SimpleNamespace(  # type: ignore[attr-defined]
            monotonic=lambda: time.monotonic() + _FORM.unpack(shared[:])[1]
        )


def _watch(file: Path) -> None:
    from PySide6.QtCore import QTimer

    from desktop_app.ui.shell import QtShell

    plain = QtShell.__init__

    def watched(self: Any, *given: Any, **named: Any) -> None:
        plain(self, *given, **named)
        timer = QTimer(self)
        timer.timeout.connect(lambda: _write(file, json.dumps(_shown(self.window))))
        timer.start(200)

    QtShell.__init__ = watched  # type: ignore[method-assign]


def _write(file: Path, text: str) -> None:
    with suppress(FileNotFoundError):
        if file.read_text() == text:
            return
    fresh = file.with_suffix(".new")
    fresh.write_text(text)
    fresh.replace(file)


def _shown(window: Any) -> dict[str, Any]:
    if window is None or not window.isVisible():
        return {}
    from PySide6.QtCore import QPoint

    side, row = window.pages.side.list, window.pages.side.list.currentRow()
    rows = {side.item(n).text(): side.visualItemRect(side.item(n)).center() for n in range(side.count())}
    found: dict[str, Any] = {
        "page": side.item(row).text(),
        "pages": {name: _at(side.viewport(), place) for name, place in rows.items()},
    }
    figures = window.page.figures
    found["home"] = {name: _exact(getattr(figures, name)) for name in ("week", "total")} if window.page.answered else {}
    page = window.pages.pages.get("earnings")
    if page is not None and page.isVisible() and page.answered and page.is_drawn():
        model = page.bars.table.model()
        cells = [str(model.index(n, 4).data()) for n in range(model.rowCount())]
        found["earnings"] = {
            "name": page.name.text(), "credited": _exact(page.figures.credited),
            "margin": _at(page, page.visibleRegion().boundingRect().topLeft() + QPoint(4, 40)),
            "bottom": _at(page, page.visibleRegion().boundingRect().bottomLeft())[1],
            "table": [cell.strip().replace(",", "") for cell in cells], "save": _at(page.csv, page.csv.rect().center()),
        }  # fmt: skip
    return found


def _at(widget: Any, place: Any) -> tuple[int, int]:
    there = widget.mapToGlobal(place)
    return there.x(), there.y()


def _exact(figure: Any) -> str:
    """What stands in the tip of a rounded figure."""
    return str(figure.toolTip()).partition(" ")[0]


if __name__ == "__main__":
    _follow(Path(sys.argv[1]))
    if sys.argv[3:4] != ["practice-network"]:
        _watch(Path(sys.argv[2]))
    sys.exit(main(sys.argv[3:]))

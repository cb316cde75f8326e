"""Cyclic garbage is collected in the Qt thread alone.

Python collects in whatever thread happens to allocate next. A window that dies in a worker thread waits there for the
Qt thread, or crashes, so the automatic collection is turned off and a timer does the same work here.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimerEvent

EVERY_S: Final = 5
"""Seconds between two looks. Rare enough to let an idle machine sleep; garbage in cycles grows slowly."""


class QtGarbage(QObject):
    """From `start()` until `stop()`; both in the Qt thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = 0
        self._thresholds = gc.get_threshold()

    def start(self) -> None:
        """What is alive now stays alive as long as the program: it is left out of every later collection."""
        gc.disable()
        gc.collect()
        gc.freeze()
        self._timer = self.startTimer(EVERY_S * 1000)

    def stop(self) -> None:
        """Collect by itself again, as for the interpreter's end."""
        self.killTimer(self._timer)
        gc.unfreeze()
        gc.enable()

    def timerEvent(self, event: QTimerEvent) -> None:
        self.look()

    def look(self) -> int:
        """Collect the oldest generation that is due by Python's own thresholds; its number, or -1 for none."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return generation
        return -1

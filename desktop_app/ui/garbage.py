"""Cyclic garbage is collected in the Qt thread alone.

Python collects in whatever thread happens to allocate next. A window that dies in a worker thread waits there for the
Qt thread, or crashes, so the automatic collection is turned off and a timer does the same work here.

Libraries are loaded in worker threads, and the C library keeps what a thread has freed for that thread's next need.
None comes, so after modules were loaded it is told to give it back: some 6 MB after the start.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from typing import Final

from PySide6.QtCore import QObject, QTimerEvent

EVERY_S: Final = 5
"""Seconds between two looks. Rare enough to let an idle machine sleep; garbage in cycles grows slowly."""


class QtGarbage(QObject):
    """From `start()` until `stop()`; both in the Qt thread. Automatic collection stays off after it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = 0
        self._thresholds = gc.get_threshold()
        self._modules = 0
        self._is_settled = False

    def start(self) -> None:
        """From now on nothing is collected but by `look`."""
        gc.disable()
        self.settle()
        self._timer = self.startTimer(EVERY_S * 1000)

    def stop(self) -> None:
        """Collect once more, with Qt alive. It stays with that: Qt's destructors hold locks while they run Python, and
        a collection in their midst that deletes another object of Qt may wait for ever for a lock of its own thread."""
        self.killTimer(self._timer)
        gc.unfreeze()
        gc.collect()

    def timerEvent(self, event: QTimerEvent) -> None:
        self.look()
        if not self.give_back() and not self._is_settled:
            self._is_settled = True
            self.settle()

    def settle(self) -> None:
        """What is alive now stays alive as long as the program: it is left out of every later collection. Done at the
        start and once more when the start's last module is loaded; a full collection takes 5 ms then instead of 40."""
        gc.collect()
        gc.freeze()

    def look(self) -> int:
        """Collect the oldest generation that is due by Python's own thresholds; its number, or -1 for none."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return generation
        return -1

    def give_back(self) -> bool:
        """Hand unused memory back to the system if modules were loaded since the last time; whether there were."""
        if len(sys.modules) == self._modules:
            return False
        self._modules = len(sys.modules)
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
        if trim is not None:  # glibc alone has it
            trim(0)
        return True

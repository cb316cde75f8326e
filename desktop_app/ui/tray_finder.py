"""Is there a tray to live in? Asked slowly: panels come late, crash and come back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QSystemTrayIcon

MISSING_MS = 5_000
PRESENT_MS = 60_000


class TrayFinder(QObject):
    """`found` when a tray is there (at once, or later), `lost` when one is gone for two looks in a row."""

    found = Signal()
    lost = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
        missing_ms: int = MISSING_MS,
        present_ms: int = PRESENT_MS,
    ) -> None:
        super().__init__(parent)
        self._available, self._missing_ms, self._present_ms = available, missing_ms, present_ms
        self.present = False
        self._doubted = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look now and keep looking."""
        self._timer.start(self._missing_ms)
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """One look."""
        there = self._available()
        if there and not self.present:
            self.present = True
            self.found.emit()
        elif self.present and not there and self._doubted:
            self.present = False
            self.lost.emit()
        self._doubted = self.present and not there
        self._timer.setInterval(self._present_ms if self.present and there else self._missing_ms)

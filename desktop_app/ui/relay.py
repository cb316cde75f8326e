"""From the Desk to the views: at most ten signals a second, always ending with the newest state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from desktop_app.provider.ports import Desk, Listener

INTERVAL_MS = 100


class StateRelay(QObject):
    """Emits `changed(AppState)` in the next turn of the loop after a change, then at most once in 100 ms.

    Changes in between are folded into one signal with the newest state; the last one is never lost.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._end: Listener | None = None
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._emit)

    def attach(self, desk: Desk) -> None:
        """Follow `desk` from now on; its present state is sent as the first change."""
        self.detach()
        self._desk = desk
        self._end = desk.subscribe(self._on_change)
        self._on_change()

    def detach(self) -> None:
        """Follow nothing; no signal comes after this."""
        if self._end is not None:
            self._end()
        self._timer.stop()
        self._desk = self._end = None

    def _on_change(self) -> None:
        if not self._timer.isActive():
            waited = self._since.elapsed() if self._since.isValid() else INTERVAL_MS
            self._timer.start(max(0, INTERVAL_MS - waited))

    def _emit(self) -> None:
        if self._desk is not None:
            self._since.start()
            self.changed.emit(self._desk.state)

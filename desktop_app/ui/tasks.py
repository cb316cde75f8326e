"""Async work that a Qt slot starts: kept alive, its errors told to a person.

Slots stay plain functions: `qasync.asyncSlot` fails on several PySide6 signals, and a modal `exec()` would
stop every other task.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import WorldError
from desktop_app.domain.phrases import Phrase
from desktop_app.ui.translated import shown

log = logging.getLogger(__name__)

INTERNAL_ERROR = Phrase("Internal error. What happened is in the log.")

_TURN = 0.001
"""Seconds: a timer's shortest. Waiting for none at all, Qt may go on with us before it has drawn or heard anybody."""


async def turn() -> None:
    """Let the window draw and answer before the next piece of work."""
    await asyncio.sleep(_TURN)


class Tasks(QObject):
    """Starts coroutines from slots. `failed(text)` carries one sentence for the person at the window."""

    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: set[asyncio.Task[Any]] = set()
        self.building = asyncio.Lock()
        """Held by whoever builds something large: two in one turn of the loop would be one long standstill."""

    def start(self, work: Coroutine[Any, Any, Any], name: str) -> None:
        """Run `work` on the running loop; `name` is what the log calls it. Without a loop it is dropped."""
        try:
            task = asyncio.get_running_loop().create_task(work, name=name)
        except RuntimeError:
            work.close()
            return
        self._running.add(task)
        task.add_done_callback(self._ended)

    def cancel(self) -> None:
        """End everything that still runs."""
        for task in tuple(self._running):
            task.cancel()

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if isinstance(error, WorldError):
            self.failed.emit(shown(error.sentence))
        elif error is not None:
            log.error("%s failed", task.get_name(), exc_info=error)
            self.failed.emit(shown(INTERNAL_ERROR))

"""Something that takes a while beside a page: it can be watched, ended early and begun again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from enum import StrEnum
from typing import Any, Generic, TypeVar

from desktop_app.domain.errors import WorldError, in_words
from desktop_app.domain.phrases import Phrase

log = logging.getLogger(__name__)
T = TypeVar("T")

BROKEN = Phrase("Internal error. What happened is in the log.")


class Stand(StrEnum):
    """Where an errand stands."""

    IDLE = "idle"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Errand(Generic[T]):
    """`result` is the last one that was brought home; `says` is the progress or the failure in a sentence, `part` how
    much is done (0 to 1). `on_change` is called after every change, in the loop's thread."""

    def __init__(self, name: str, on_change: Callable[[], None]) -> None:
        self._name, self._on_change = name, on_change
        self._task: asyncio.Task[None] | None = None
        self.stand, self.says, self.part = Stand.IDLE, "", 0.0
        self.result: T | None = None

    @property
    def is_running(self) -> bool:
        return self.stand is Stand.RUNNING

    def begin(self, work: Callable[[], Coroutine[Any, Any, T]]) -> None:
        """Run `work`; one that runs already is ended first."""
        self._drop()
        self._put(Stand.RUNNING, "", 0.0)
        self._task = asyncio.get_running_loop().create_task(self._run(work), name=self._name)

    def progress(self, says: str, part: float) -> None:
        if self.is_running:
            self._put(Stand.RUNNING, says, part)

    def cancel(self) -> None:
        """End it; what an earlier one brought stays."""
        if self.is_running:
            self._drop()
            self._put(Stand.DONE if self.result is not None else Stand.IDLE, "", 0.0)

    async def wait(self) -> None:
        """Until it does not run any more."""
        while self._task is not None and not self._task.done():
            await asyncio.wait([self._task])

    def _drop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    async def _run(self, work: Callable[[], Coroutine[Any, Any, T]]) -> None:
        mine = asyncio.current_task()
        end: tuple[Stand, str]
        try:
            result = await work()
        except (WorldError, ValueError) as error:
            end = (Stand.FAILED, in_words(error))
        except Exception:
            log.exception("%s failed", self._name)
            end = (Stand.FAILED, BROKEN)
        else:
            if self._task is mine:
                self.result = result
            end = (Stand.DONE, "")
        if self._task is mine:
            self._put(*end, 1.0)

    def _put(self, stand: Stand, says: str, part: float) -> None:
        self.stand, self.says, self.part = stand, says, part
        self._on_change()

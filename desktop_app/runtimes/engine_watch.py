"""Watches a running engine: one that takes more memory than it may, or that is stuck, is ended and starts again with
the next job."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable

import psutil

from desktop_app.domain.errors import NetworkError
from desktop_app.domain.phrases import Phrase
from desktop_app.net.client import HttpClient
from desktop_app.provider.ports import Child

log = logging.getLogger(__name__)

SHARE_OF_MEMORY = 0.9
"""Of the computer's memory, what an engine may take where nothing else is said."""


def computers_memory() -> int | None:
    """Bytes; None where the system does not tell (Linux without a readable /proc)."""
    try:
        return int(psutil.virtual_memory().total)
    except OSError:
        return None


def usual_limit() -> int | None:
    """Bytes; None where the computer's memory is not known, and neither is what an engine takes of it."""
    total = computers_memory()
    return None if total is None else int(total * SHARE_OF_MEMORY)


class EngineWatch:
    """`busy` tells whether a stream waits for the engine: only then it must answer, and it has `patience` looks in a
    row for it, `every` seconds apart. Its health is answered by a thread of its own also while it computes."""

    def __init__(
        self,
        child: Child,
        http: HttpClient,
        busy: Callable[[], bool],
        tell: Callable[[str], None],
        *,
        memory_limit: int | None,
        every: float = 5.0,
        patience: int = 6,
    ) -> None:
        self._child, self._http, self._busy, self._tell = child, http, busy, tell
        self._limit, self._every, self._patience = memory_limit, every, patience

    async def run(self) -> None:
        """Until it ended. `tell` gets the reason before its streams break."""
        silent = 0
        while self._child.running:
            await asyncio.sleep(self._every)
            taken = memory(self._child.pid)
            if self._limit is not None and taken > self._limit:
                why = Phrase(
                    "it took {taken} GiB of memory, it may have {most} GiB",
                    taken=f"{taken / 2**30:.1f}", most=f"{self._limit / 2**30:.1f}",
                )  # fmt: skip
                return await self._end(why)
            silent = silent + 1 if self._busy() and not await self._answers() else 0
            if silent >= self._patience:
                return await self._end(Phrase("it did not answer any more"))
        return None

    async def _answers(self) -> bool:
        try:
            async with asyncio.timeout(self._every):
                await self._http.request("GET", "/health", timeout=self._every)
        except (TimeoutError, NetworkError):
            return False
        return True

    async def _end(self, why: str) -> None:
        log.info("the built-in engine is ended: %s", why)
        self._tell(why)
        await self._child.kill()


def family(pid: int) -> tuple[int, ...]:
    """This process and those it started; empty when it is gone."""
    try:
        return (pid, *(child.pid for child in psutil.Process(pid).children(recursive=True)))
    except psutil.Error:
        return ()


def memory(pid: int) -> int:
    """Bytes that this process and those it started have in memory; 0 when it is gone."""
    taken = 0
    for one in family(pid):
        with contextlib.suppress(psutil.Error):
            taken += psutil.Process(one).memory_info().rss
    return taken

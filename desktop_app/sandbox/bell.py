"""Extension: wakes the polls that wait. The real coordinator has no long poll (section 5.1)."""

from __future__ import annotations

import asyncio
from typing import Any


class Bell:
    """Waiting polls by miner. Everything happens in the event loop's thread."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Future[bool]]] = {}
        self._closed = False

    def ring(self) -> None:
        """Something changed that may give a job to anybody: every waiting poll looks again."""
        self._wake(list(self._waiting), look_again=True)

    def recall(self, miner: str) -> None:
        """This miner's record changed: its polls are answered now, the others' look again."""
        self._wake([miner], look_again=False)
        self.ring()

    def close(self) -> None:
        """Answer every poll now and let none wait any more."""
        self._closed = True
        self._wake(list(self._waiting), look_again=False)

    async def wait(self, miner: str, seconds: float, gone: asyncio.Future[Any]) -> bool:
        """True: look again. False: answer now (time over, recalled, caller gone, closing). `seconds` are ours."""
        if self._closed or seconds <= 0 or gone.done():
            return False
        woken: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(miner, set()).add(woken)
        try:
            await asyncio.wait({woken, gone}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            return woken.done() and woken.result() and not gone.done()
        finally:
            waiting = self._waiting.get(miner, set())
            waiting.discard(woken)
            if not waiting:
                self._waiting.pop(miner, None)

    def _wake(self, miners: list[str], *, look_again: bool) -> None:
        for miner in miners:
            for woken in self._waiting.get(miner, ()):
                if not woken.done():
                    woken.set_result(look_again)

"""Not held up by a connection that hangs: the health question is cheap, may be repeated and is never limited.

A network that comes back does not revive requests that were on the wire; each of them would hold its caller for its
whole time limit. So while an answer is overdue the server's health is asked on other connections. Where that is
answered and the first is not, the first is lost. A server that is merely slow answers neither, and is waited for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from desktop_app.domain.errors import AnswerLost, NetworkError
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.ports import Clock
from desktop_app.provider.waiting import settle

T = TypeVar("T")


class Hung(AnswerLost):
    """The connection hangs while the server answers others."""


ASK_AGAIN = 2.0
SHORTEST, LONGEST = 2.0, 15.0
MOST = 12


async def reach(ask: Callable[[], Awaitable[T]], clock: Clock) -> T:
    """The first answer; asked again every 2 s while none came, without giving up the earlier questions."""
    asked: list[asyncio.Future[T]] = []
    try:
        while True:
            if len(asked) < MOST:
                asked.append(asyncio.ensure_future(ask()))
            done = await _until(asked, clock, ASK_AGAIN)
            if done:
                return done.pop().result()
    finally:
        await settle(asked)


class Patience:
    """How long an answer may be overdue before it is doubted: it grows with doubts in a row, for slow servers."""

    def __init__(self, health: Callable[[], Awaitable[object]], clock: Clock) -> None:
        self._health, self._clock = health, clock
        self._limit, self._doubts = SHORTEST, 0

    async def wait(self, asked: asyncio.Future[T], expected: float = 0.0) -> T:
        """The answer, which should take `expected` seconds; AnswerLost when it hangs and the server does not."""
        began = self._clock.monotonic()
        try:
            while not await _until([asked], self._clock, expected + self._limit):
                if await self._others_are_answered(asked):
                    self._doubts += 1
                    self._limit = min(LONGEST, SHORTEST * 2 ** (self._doubts // 3))
                    raise Hung(Phrase("the connection hangs"))
        finally:
            await settle([] if asked.done() else [asked])
        if self._clock.monotonic() - began <= expected + SHORTEST:
            self._limit, self._doubts = SHORTEST, 0
        return asked.result()

    async def _others_are_answered(self, asked: asyncio.Future[Any]) -> bool:
        other = asyncio.ensure_future(reach(self._health, self._clock))
        try:
            await asyncio.wait((asked, other), return_when=asyncio.FIRST_COMPLETED)
            if asked.done():
                return False
            other.result()
            return not await _until([asked], self._clock, 0.3)
        except NetworkError:
            return False
        finally:
            await settle([other])


async def _until(asked: list[asyncio.Future[T]], clock: Clock, seconds: float) -> set[asyncio.Future[T]]:
    alarm = asyncio.ensure_future(clock.sleep(seconds))
    all_of_them: list[asyncio.Future[Any]] = [*asked, alarm]
    try:
        await asyncio.wait(all_of_them, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await settle([alarm])
    return {one for one in asked if one.done()}

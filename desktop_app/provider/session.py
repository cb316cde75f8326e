"""The services of a script: they start at the first await and end with its loop, or at `close`.

A script may come back with another loop (`asyncio.run` twice): the services start anew there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Generic, Protocol, TypeVar

from desktop_app.provider.waiting import settle


class Runs(Protocol):
    """What stands behind the façade: `run` serves until cancelled."""

    async def run(self) -> None: ...


T = TypeVar("T", bound=Runs)


class Session(Generic[T]):
    """`opened` builds the services; leaving it ends them."""

    def __init__(self, opened: Callable[[], AbstractAsyncContextManager[T]]) -> None:
        self._opened = opened
        self._task: asyncio.Task[None] | None = None
        self._ready: asyncio.Future[T] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def now(self) -> T | None:
        """The services if they run; for what needs no await."""
        if self._ready is None or self._task is None or self._task.done():
            return None
        return self._ready.result() if self._ready.done() and not self._ready.exception() else None

    async def __call__(self) -> T:
        """The running services, started if need be; raises what kept them from starting."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop or self._task is None or self._task.done():
            self._loop, self._ready = loop, loop.create_future()
            self._task = loop.create_task(self._live(self._ready), name="provider")
            self._task.add_done_callback(lambda task: task.cancelled() or task.exception())  # raised at the awaits
        assert self._ready is not None
        return await asyncio.shield(self._ready)

    async def close(self) -> None:
        """End in order; twice is allowed."""
        task, self._task = self._task, None
        if task is not None and self._loop is asyncio.get_running_loop():
            await settle([task])

    async def _live(self, ready: asyncio.Future[T]) -> None:
        try:
            async with self._opened() as services:
                ready.set_result(services)
                await services.run()
        except BaseException as error:
            if not ready.done():
                ready.set_exception(error)
                ready.exception()  # told to whoever waits; nobody else has to
            raise

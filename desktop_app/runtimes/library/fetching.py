"""How a download begins and ends: one at a time, whichever program asks for it, so that the owner's rate holds for all
of them together; and no longer than the owner wants it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path

from desktop_app.domain.downloads import Stopped
from desktop_app.net.fetch import Fetcher
from desktop_app.provider.ports import Clock
from desktop_app.provider.waiting import settle
from desktop_app.runtimes.library.download import Download
from desktop_app.runtimes.library.index import alone, is_held, said
from desktop_app.runtimes.library.part import Part, Record
from desktop_app.runtimes.library.rules import Progress, Rules

_TURN = "turn of downloads"  # no model can be called so
_TURN_EVERY, _STOP_EVERY = 1.0, 1.0
"""Seconds between two looks whether it is our turn, and whether the owner stopped it."""


async def fetched(
    part: Part, record: Record, clock: Clock, rules: Rules, progress: Progress, fetcher: Callable[[], Fetcher]
) -> None:
    """As Download.run, in its turn."""
    http = fetcher()
    try:
        async with _in_turn(part.data.parent, part.name, clock):
            await Download(http, part, record, clock, rules, progress).run()
    finally:
        await http.close()


async def unless_stopped(part: Part, work: Coroutine[None, None, None]) -> None:
    """`work` to its end; Stopped soon after the owner said so, in whichever program."""
    task = asyncio.ensure_future(work)
    try:
        while not task.done():
            await asyncio.wait({task}, timeout=_STOP_EVERY)
            if part.is_stopped and not task.done():
                raise Stopped
        task.result()
    finally:
        await settle((task,))


def whose(folder: Path) -> str:
    """Which model is being fetched, "" when none is."""
    return said(folder, _TURN) or ""


@asynccontextmanager
async def _in_turn(folder: Path, name: str, clock: Clock) -> AsyncIterator[None]:
    """Once nobody else fetches into this folder."""
    with ExitStack() as held:
        while is_held(folder, _TURN):
            await clock.sleep(_TURN_EVERY)
        held.enter_context(alone(folder, _TURN, name))
        yield

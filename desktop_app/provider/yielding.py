"""Giving the card back: waits for what stops, lets the runtime release, verifies, measures, and keeps a row of it.

The gate has stopped the work by then. What is written comes last, in a service of its own: a full disk must not keep
the card from its owner."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from desktop_app.domain.errors import WorldError
from desktop_app.domain.presence import Stage
from desktop_app.domain.yields import Freed, Yielded, YieldFigures, advice, figures
from desktop_app.provider.ports import Clock, Runtime, Yields

log = logging.getLogger(__name__)

VERIFY_WITHIN = 5.0
LOOK_EVERY = 0.05
MONTH = timedelta(days=30)
_MOST_ROWS = 20_000

Held = Callable[[Sequence[int]], Awaitable[int | None]]
"""Bytes of the card that these processes hold; None where the driver does not tell."""


class NoYields:
    """Keeps no log."""

    async def save(self, record: Yielded) -> None: ...

    async def since(self, since: datetime, limit: int) -> list[Yielded]:
        return []


class Yielding:
    """One yield at a time, from the first holder that begins to the last one that ends; it only ever deepens.

    `quiet` returns when what was stopped has stopped."""

    def __init__(
        self,
        runtime: Runtime,
        yields: Yields,
        clock: Clock,
        *,
        quiet: Callable[[], Awaitable[None]],
        held: Held,
        on_change: Callable[[], None],
    ) -> None:
        self._runtime, self._yields, self._clock = runtime, yields, clock
        self._quiet, self._held, self._on_change = quiet, held, on_change
        self._holders: set[str] = set()
        self._now: Yielded | None = None
        self._keeps_row = False
        self._steps: set[asyncio.Task[None]] = set()
        self._rows: asyncio.Queue[Yielded] = asyncio.Queue()
        self.month = YieldFigures()
        self.note = ""
        """What to say while the runtime keeps the card's memory, else ""."""

    def begin(self, holder: str, stage: Stage, reason: str, jobs: int, *, row: bool = True) -> asyncio.Task[None]:
        """The work was just told to stop; the task ends when everything of this stage is done. Without `row`
        (nothing was taken from anybody: the program was paused) it is done, and not written down."""
        self._holders.add(holder)
        if self._now is None:
            self._now, self._keeps_row = Yielded(self._clock.now(), stage, reason, jobs), row
        elif stage > self._now.stage:
            self._now = replace(self._now, stage=stage, reason=reason, jobs=max(self._now.jobs, jobs))
        step = asyncio.create_task(self._carry_out(stage, self._clock.monotonic()), name="give the card back")
        self._steps.add(step)
        step.add_done_callback(self._steps.discard)
        return step

    def end(self, holder: str) -> None:
        """This holder does not need it any more."""
        self._holders.discard(holder)
        if not self._holders and self._now is not None:
            self._write(replace(self._now, resumed_at=self._clock.now()))
            self._now, self.note = None, ""

    async def run(self) -> None:
        """Writes the rows and keeps the month's figures."""
        await self._count()
        while True:
            await self._yields.save(await self._rows.get())
            if self._rows.empty():
                await self._count()

    async def _count(self) -> None:
        self.month = figures(await self._yields.since(self._clock.now() - MONTH, _MOST_ROWS))
        self._on_change()

    async def _carry_out(self, stage: Stage, began: float) -> None:
        current = self._now
        await self._quiet()
        self._learn(current, stop_s=self._clock.monotonic() - began)
        if stage is Stage.NEEDING:
            freed = await self._release()
            self._learn(current, free_s=self._clock.monotonic() - began, freed=freed)
            failed = freed in (Freed.HELD, Freed.CANNOT)
            self.note = advice(self._runtime.name) if failed and self._now is not None else ""
            if failed:
                log.warning("the runtime %s did not give the card's memory back", self._runtime.name)
        self._on_change()

    async def _release(self) -> Freed:
        pids = await self._runtime.pids()
        try:
            if not await self._runtime.release():
                return Freed.CANNOT
        except WorldError as error:
            log.warning("the runtime could not be told to release the card: %s", error)
            return Freed.CANNOT
        end = self._clock.monotonic() + VERIFY_WITHIN
        while True:
            held = await self._held(pids)
            if not held:
                return Freed.TOLD if held is None else Freed.VERIFIED
            if self._clock.monotonic() > end:
                return Freed.HELD
            await self._clock.sleep(LOOK_EVERY)

    def _learn(self, of: Yielded | None, **found: Any) -> None:
        """The first time to stop counts, and the newest to free."""
        if self._now is None or of is None or self._now.at != of.at:
            return  # it ended meanwhile
        if self._now.stop_s is not None:
            found.pop("stop_s", None)
        self._now = replace(self._now, **found)
        self._write(self._now)

    def _write(self, record: Yielded) -> None:
        if self._keeps_row:
            self._rows.put_nowait(record)

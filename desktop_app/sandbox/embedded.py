"""The practice network inside the program: a child process that is started again at the same address when it ends."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from desktop_app.domain.errors import WorldError
from desktop_app.provider.ports import Child, Clock, Spawn
from desktop_app.provider.waiting import Backoff, settle
from desktop_app.sandbox.config import Ready

log = logging.getLogger(__name__)

CUSTOMERS = 5
JOBS_A_MINUTE = 20


class EmbeddedNetwork:
    """`start()` once, then `close()`. What it knows stands in the file `state`, so that a restart loses nothing."""

    def __init__(self, state: Path, spawn: Spawn, clock: Clock) -> None:
        self._config: dict[str, Any] = {"state": str(state), "customers": CUSTOMERS, "jobs_per_minute": JOBS_A_MINUTE}
        self._spawn, self._clock = spawn, clock
        self._child: Child | None = None
        self._keeping: asyncio.Task[None] | None = None

    async def start(self) -> Ready:
        """Where it listens; WorldError when it cannot."""
        self._child = child = await self._spawn("practice-network", self._config)
        ready = _ready(child.ready)
        self._config["port"] = urlsplit(ready.url).port
        self._keeping = asyncio.create_task(self._keep(child), name="practice network")
        return ready

    async def close(self) -> None:
        """End it for good."""
        if self._keeping is not None:
            await settle((self._keeping,))
        if self._child is not None:
            await self._child.kill()

    async def _keep(self, child: Child) -> None:
        backoff = Backoff(0.5, 60.0)
        while True:
            code = await child.wait()
            log.warning("the practice network ended with code %d; it is started again", code)
            while not child.running:
                await self._clock.sleep(backoff.next())
                try:
                    self._child = child = await self._spawn("practice-network", self._config)
                except WorldError as error:
                    log.warning("the practice network cannot be started again: %s", error)


def _ready(told: Mapping[str, Any]) -> Ready:
    return Ready(told["url"], told["rpc"], told["miner_key"], told["client_token"])

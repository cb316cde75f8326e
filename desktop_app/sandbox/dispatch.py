"""Handing out jobs (sections 5.1 and 5.2)."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import Any, Final

import msgspec

from desktop_app.sandbox.bell import Bell
from desktop_app.sandbox.clock import Clock
from desktop_app.sandbox.jobs import Jobs, read
from desktop_app.sandbox.matching import better_one_waits, suits
from desktop_app.sandbox.miners import Miners
from desktop_app.sandbox.store import Store
from desktop_app.wire.miners import PollAnswer

LONGEST_WAIT: Final = 60.0


class UnknownMiner(Exception):
    """A poll by an id that never registered: the real server fails with 500, not 404 (section 5)."""


class Dispatch:
    def __init__(self, store: Store, clock: Clock, jobs: Jobs, miners: Miners, bell: Bell) -> None:
        self._store = store
        self._clock = clock
        self._jobs = jobs
        self._miners = miners
        self._bell = bell

    def take(self, miner_id: str) -> PollAnswer | None:
        """The oldest job that may go to this miner now, RUNNING from here on, or None."""
        with self._store.transaction():
            miner = self._miners.get(miner_id)
            if miner is None:
                raise UnknownMiner(miner_id)
            self._jobs.expire_queued()
            waiting = self._jobs.queued() if miner.has_room else []
            online = self._miners.online() if waiting else []
            for job in waiting:
                constraints = read(job["constraints"])
                payment = Decimal(job["amount"]) if job["amount"] is not None else None
                if suits(miner, constraints, payment) and not better_one_waits(miner, online, constraints, payment):
                    return self._hand_out(job["id"], miner_id)
        return None

    def _hand_out(self, job: str, miner: str) -> PollAnswer:
        row = self._jobs.hand_out(job, miner)
        self._miners.handed_out(miner)
        return PollAnswer(
            job_id=row["id"], payload=msgspec.Raw(row["payload"].encode()),
            constraints=msgspec.Raw(row["constraints"].encode()),
        )

    async def poll(self, miner: str, seconds: float, gone: asyncio.Future[Any]) -> PollAnswer | None:
        """Extension: as take, but waits up to `seconds` (of the network's clock) for a job. Answered early, with
        nothing, when this miner's own record changes; nothing is handed to a caller that has `gone`."""
        until = self._clock.monotonic() + min(seconds, LONGEST_WAIT)
        while not gone.done():
            answer = self.take(miner)
            left = self._clock.real(until - self._clock.monotonic())
            if answer is not None or not await self._bell.wait(miner, left, gone):
                return answer
        return None

"""The watch for jobs that the network took away: cancelled by the customer, or expired.

The coordinator tells nobody. A job counts as taken away when it is absent from the RUNNING list twice, at least
2 s apart (protocol page, section 6)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from desktop_app.domain.decline import Decline
from desktop_app.domain.errors import NetworkError
from desktop_app.domain.intents import READS_APART
from desktop_app.domain.jobs import ListedJob, Outcome, why_gone
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.dead_rows import DeadRows
from desktop_app.provider.floor import Floor, LiveJob
from desktop_app.provider.intake import Intake
from desktop_app.provider.network_time import NetworkTime
from desktop_app.provider.ports import Clock
from desktop_app.provider.roll import Roll, RollCall
from desktop_app.provider.waiting import nap

log = logging.getLogger(__name__)

LOOK_EVERY = 3.0
SWEEP_EVERY = 60.0


class Watch:
    """Reads the list every 3 s while jobs are here, every minute otherwise (to adopt what got lost).

    `take_away(job, outcome, reason)` and `hand_back(job, decline)` stop a job wherever it stands; `welcome(job)`
    lets an adopted one in."""

    def __init__(
        self,
        roll: RollCall,
        floor: Floor,
        intake: Intake,
        clock: Clock,
        time: NetworkTime,
        dead_rows: DeadRows,
        *,
        take_away: Callable[[LiveJob, Outcome, str], Awaitable[None]],
        hand_back: Callable[[LiveJob, Decline], Awaitable[None]],
        welcome: Callable[[LiveJob], None],
    ) -> None:
        self._roll, self._floor, self._intake, self._clock = roll, floor, intake, clock
        self._time, self._dead_rows = time, dead_rows
        self._take_away, self._hand_back, self._welcome = take_away, hand_back, welcome
        self._lock = asyncio.Lock()

    async def run(self, connected: Callable[[], bool]) -> None:
        idle = 0.0
        while True:
            await nap(self._clock, LOOK_EVERY)
            idle += LOOK_EVERY
            if not connected() or (not self._floor.jobs and idle < SWEEP_EVERY):
                continue
            idle = 0.0
            try:
                await self.look()
            except NetworkError as error:
                log.info("the job list cannot be read: %s", error)

    async def look(self) -> None:
        """One reading: adopt what is unknown, take away what is gone, end what is dead."""
        roll = await self._roll.read()
        async with self._lock:
            for live in await self._intake.adopt(roll):
                self._welcome(live)
            for live in list(self._floor.jobs.values()):
                await self._note(live, roll)
            await self._dead_rows.clear(roll)

    async def _note(self, live: LiveJob, roll: Roll) -> None:
        if roll.asked_at <= live.seen_at:
            return  # the reading began before the job was ours
        if live.key.job_id in roll.jobs:
            live.missing_since = None
            await self._note_time(live, roll.jobs[live.key.job_id])
        elif live.missing_since is None:
            live.missing_since = roll.asked_at
        elif roll.asked_at - live.missing_since >= READS_APART:
            outcome, why = why_gone(live.terms, self._time.now())
            log.info("job %s is gone: %s", live.key.job_id, outcome)
            await self._take_away(live, outcome, why)

    async def _note_time(self, live: LiveJob, listed: ListedJob) -> None:
        """The coordinator lists a job as running long after its time: it is for us to end it."""
        if listed.expires_at is not None and self._time.now() >= listed.expires_at:
            log.info("job %s: its time is over", live.key.job_id)
            await self._hand_back(live, Decline("expired", Phrase("The job's time was over before it was done.")))

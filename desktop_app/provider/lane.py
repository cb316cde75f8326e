"""The one lane to our record at the coordinator: register → heartbeat with the true inflight → poll.

Never two of them at once, because register resets inflight and un-pauses (protocol page, section 5). Whatever
goes wrong ends in the same place: a jittered wait, then register and heartbeat again, then a look at the list
for jobs whose poll answer got lost. A refused key stops the lane until somebody changes something.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from desktop_app.domain.errors import NetworkError, NotThere, RateLimited, ServerFault, WrongKey
from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.domain.jobs import HandedJob
from desktop_app.provider.budget import Budget
from desktop_app.provider.floor import Floor
from desktop_app.provider.gate import Gate
from desktop_app.provider.ports import Clock, Coordinator, Registration, ServerTraits
from desktop_app.provider.reaching import Hung, Patience, reach
from desktop_app.provider.waiting import Backoff, Bell

log = logging.getLogger(__name__)

HEARTBEAT_EVERY = 15.0
LONGEST_POLL = 10.0
LONG_PAUSE = 300.0
"""Seconds of a closed gate with nothing here after which the network is told goodbye."""
SLOWEST_RETRY = 2.0
"""Seconds between two tries to come back, jittered: half of what a poller asks anyway, so no storm comes of many."""
POLL_RESERVE = 8
"""Polls a minute kept for the moment after a job, when asking at once pays most."""

_SIGNAL = "network"
_KEY_SIGNAL = "key"


class Lane:
    """Runs for the life of the program; `connected` tells whether the coordinator knows us now."""

    def __init__(
        self,
        coordinator: Coordinator,
        clock: Clock,
        gate: Gate,
        floor: Floor,
        budget: Budget,
        *,
        registration: Callable[[], Awaitable[Registration]],
        on_job: Callable[[HandedJob], Awaitable[None]],
        on_enter: Callable[[], Awaitable[None]],
        on_change: Callable[[], None],
    ) -> None:
        self._coordinator, self._clock, self._gate, self._floor, self._budget = coordinator, clock, gate, floor, budget
        self._registration, self._on_job, self._on_enter, self._on_change = registration, on_job, on_enter, on_change
        self._bell = Bell()
        self._backoff = Backoff(0.5, SLOWEST_RETRY)
        self._patience = Patience(coordinator.traits, clock)
        self._concurrency = 1
        self._told: tuple[int, str] | None = None
        self._beat_at = float("-inf")
        self._asked_at = float("-inf")
        self._hurry = False
        self._register_again = False
        self.connected = False
        self.latency_s: float | None = None
        """How long the last heartbeat took there and back."""
        self.traits = ServerTraits()
        self._polling: asyncio.Future[HandedJob | None] | None = None
        self._resting: str | None = None
        self._rested = asyncio.Event()
        self._renew = False
        self._closed_at: float | None = None
        self._away = False
        gate.subscribe(self._gate_changed)

    def wake(self) -> None:
        """Something changed (a job ended, a slot is free): look again at once."""
        self._hurry = True
        self._bell.ring()

    def result_landed(self, sent_at: float) -> None:
        """The coordinator took a result sent at `sent_at` (monotonic) and lowered its own count by one."""
        if self._told is not None and self._beat_at < sent_at:
            self._told = (self._told[0] - 1, self._told[1])
        self.wake()

    def retry(self) -> None:
        """The owner changed something (a new key, a new price): register again."""
        self._register_again = True
        self._gate.open(_KEY_SIGNAL)
        self._backoff.reset()
        self._bell.ring()

    def stay_away(self, away: bool) -> None:
        """It is known beforehand that this pause is a long one, or it is over."""
        self._away = away
        self._bell.ring()

    async def rest(self) -> None:
        """Say goodbye and be silent until `renew`. Returns when that is done."""
        self._resting = "asked to"
        self._rested.clear()
        self._interrupt()
        await self._rested.wait()

    def renew(self) -> None:
        """Come in again from the start: register, heartbeat, a look at the list."""
        self._resting, self._renew, self._closed_at = None, True, None
        self._backoff.reset()
        self._interrupt()

    async def run(self) -> None:
        while True:
            try:
                if self._resting:
                    await self._be_silent()
                self._renew = False
                await self._enter()
                await self._converse()
            except WrongKey as error:
                self._lost(error)
                self._gate.close(_KEY_SIGNAL, Signal(Source.HEALTH, str(error), Grip.HOLD))
                while self._gate.has(_KEY_SIGNAL):
                    await self._bell.wait(self._clock)
            except NetworkError as error:
                self._lost(error)
                if isinstance(error, Hung):
                    self._backoff.reset()  # it is known that the server answers
                    await self._coordinator.renew()
                wait = error.retry_after if isinstance(error, RateLimited) else self._backoff.next()
                await self._pause(wait)

    async def deregister(self) -> None:
        """Say goodbye, so that our row does not starve others (section 14, rule 3)."""
        if self.connected:
            self.connected = False
            await self._coordinator.deregister()

    # ---- one conversation ------------------------------------------------------------------------------------

    async def _enter(self) -> None:
        self.traits = await reach(self._coordinator.traits, self._clock)
        self._budget.grant(self.traits.allowance)
        await self._register()
        self.connected = True
        self._gate.open(_SIGNAL)
        await self._on_enter()
        self._backoff.reset()
        self._on_change()
        log.info("registered with the network")

    async def _register(self) -> None:
        registration = await self._registration()
        self._register_again = False
        await self._patience.wait(asyncio.ensure_future(self._coordinator.register(registration)))
        self._concurrency = registration.concurrency
        await self._heartbeat()

    async def _converse(self) -> None:
        while not self._renew:
            if self._is_long_pause():
                self._resting = "a long pause"
            if self._resting:
                return
            if self._register_again:
                await self._register()
            if self._heartbeat_due() <= 0:
                await self._heartbeat()
            wait = self._poll_due()
            if wait > 0:
                await self._bell.wait(self._clock, min(wait, self._heartbeat_due()))
                continue
            await self._poll()

    def _heartbeat_due(self) -> float:
        """Seconds until the next heartbeat: at once when what we told is no longer true."""
        now = self._clock.monotonic()
        regular = self._beat_at + HEARTBEAT_EVERY - now
        due = regular if self._told == (self._floor.inflight, self._status()) else 0.0
        return max(due, self._budget.heartbeats.wait(now, reserve=10 if due > 0 else 0))

    async def _heartbeat(self) -> None:
        told = (self._floor.inflight, self._status())
        asked_at = self._clock.monotonic()
        await self._patience.wait(asyncio.ensure_future(self._coordinator.heartbeat(*told, {})))
        self.latency_s = self._clock.monotonic() - asked_at
        self._told, self._beat_at = told, self._clock.monotonic()
        self._budget.heartbeats.spend(self._beat_at)

    def _status(self) -> str:
        return "ONLINE" if self._gate.may_work else "PAUSED"

    def _poll_due(self) -> float:
        """Seconds until a poll makes sense; a minute when there is no room or the gate is closed."""
        if not self._gate.may_work or self._floor.inflight >= self._concurrency:
            return 60.0
        now = self._clock.monotonic()
        if self._hurry:
            return self._budget.polls.wait(now)
        limit = self._budget.polls.limit
        even = 0.0 if limit is None else self._asked_at + 60.0 / (limit - POLL_RESERVE) - now
        return max(even, self._budget.polls.wait(now))

    async def _poll(self) -> None:
        self._hurry = False
        self._asked_at = self._clock.monotonic()
        longest = min(LONGEST_POLL, max(1.0, self._heartbeat_due())) if self.traits.long_poll else 0.0
        self._polling = asyncio.ensure_future(self._coordinator.poll(longest))
        try:
            handed = await self._patience.wait(self._polling, longest)
        except ServerFault as error:
            raise NotThere("the coordinator no longer knows this provider", status=error.status) from error
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            await self._on_enter()  # cut short because the gate closed: a job may have been handed out meanwhile
            return
        finally:
            self._polling.cancel()
            self._polling = None
            self._budget.polls.spend(self._clock.monotonic())  # as the network counts: not before it arrived there
        if handed is None:
            await self._breathe()
            return
        # The coordinator counted this job itself, so there is nothing new to tell it.
        if self._told is not None:
            self._told = (self._told[0] + 1, self._told[1])
        self._hurry = True
        await self._on_job(handed)

    def _gate_changed(self) -> None:
        """A held poll would keep us from telling that we take nothing any more."""
        if self._gate.may_work and self._resting == "a long pause":
            self.renew()
        elif not self._gate.may_work:
            self._interrupt()
        self._bell.ring()

    def _interrupt(self) -> None:
        if self._polling is not None:
            self._polling.cancel()
        self._bell.ring()

    def _is_long_pause(self) -> bool:
        if self._gate.may_work or self._floor.inflight:
            self._closed_at = None
            return False
        if self._away:
            return True
        now = self._clock.monotonic()
        self._closed_at = self._closed_at if self._closed_at is not None else now
        return now - self._closed_at >= LONG_PAUSE

    async def _be_silent(self) -> None:
        try:
            await self.deregister()
        finally:
            self._told = None
            self._rested.set()
            self._on_change()
        log.info("told the network goodbye: %s", self._resting)
        while self._resting and not self._register_again:
            await self._bell.wait(self._clock)
        self._resting = None

    async def _breathe(self) -> None:
        """Against a server that promised to hold polls and does not: never a tight loop."""
        spent = self._clock.monotonic() - self._asked_at
        if self._budget.polls.limit is None and spent < 0.05:
            await self._bell.wait(self._clock, 0.05)

    # ---- when it breaks --------------------------------------------------------------------------------------

    def _lost(self, error: NetworkError) -> None:
        self.connected = False
        self._told = None
        log.info("the network is not usable now: %s", error)
        if not isinstance(error, WrongKey):
            self._gate.close(_SIGNAL, Signal(Source.NETWORK, str(error), Grip.HOLD))
        self._on_change()

    async def _pause(self, seconds: float) -> None:
        end = self._clock.monotonic() + seconds
        while not self._register_again and (left := end - self._clock.monotonic()) > 0:
            await self._bell.wait(self._clock, left)

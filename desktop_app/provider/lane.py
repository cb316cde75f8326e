"""The one lane to our record at the coordinator: register → heartbeat with the true inflight → poll.

Never two of them at once, because register resets inflight and un-pauses (protocol page, section 5). Whatever
goes wrong ends in the same place: a jittered wait, then register and heartbeat again, then a look at the list
for jobs whose poll answer got lost. A refused key stops the lane until somebody changes something. Where nothing will
be taken for long (a long pause, sleep) the network is told goodbye, and nothing but the end of that brings us back:
neither a new price nor a clock that was set.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta

from desktop_app.domain.errors import NetworkError, NotThere, RateLimited, ServerFault, WrongKey, in_words
from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.domain.jobs import HandedJob
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.budget import Budget
from desktop_app.provider.floor import Floor
from desktop_app.provider.gate import Gate
from desktop_app.provider.polling import Polling
from desktop_app.provider.ports import Clock, Coordinator, Registration, ServerTraits
from desktop_app.provider.reaching import Hung, Patience, reach
from desktop_app.provider.record import Record
from desktop_app.provider.silence import Silence
from desktop_app.provider.waiting import Backoff, Bell

log = logging.getLogger(__name__)

LONGEST_POLL = 10.0
SLOWEST_RETRY = 2.0
"""Seconds between two tries to come back, jittered: half of what a poller asks anyway, so no storm comes of many."""

_SIGNAL = "network"
_KEY_SIGNAL = "key"


class Lane:
    """Runs for the life of the program; `connected` tells whether the coordinator knows us now. While work is eased
    fewer jobs are taken than were registered for: `most_here`."""

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
        most_here: Callable[[], int] = lambda: sys.maxsize,
    ) -> None:
        self._most_here = most_here
        self._coordinator, self._clock, self._gate, self._floor, self._budget = coordinator, clock, gate, floor, budget
        self._registration, self._on_job, self._on_enter, self._on_change = registration, on_job, on_enter, on_change
        self._bell = Bell()
        self._backoff = Backoff(0.5, SLOWEST_RETRY)
        self._patience = Patience(coordinator.traits, clock)
        self._record = Record(
            coordinator, clock, budget.heartbeats, self._patience, lambda: (floor.inflight, self._status())
        )
        self._pace = Polling(budget.polls, budget.results, floor, clock)
        self._register_again = False
        self.connected = False
        self.answers: bool | None = None
        """Whether the network answered when it was last asked; None before it was, and after a goodbye."""
        self.traits = ServerTraits()
        self._polling: asyncio.Future[HandedJob | None] | None = None
        self._has_entered = False
        self._renew = False
        self._silence = Silence(gate, floor, clock)
        self._silent = asyncio.Event()
        gate.subscribe(self._gate_changed)

    def wake(self) -> None:
        """Something changed (a job ended, a slot is free): look again at once."""
        self._pace.hurry()
        self._bell.ring()

    @property
    def is_known(self) -> bool:
        """Whether the coordinator knows us, or knew us and was told goodbye for a long pause that still lasts."""
        return self.connected or (self._has_entered and self._silence.is_long_pause)

    @property
    def dry_s(self) -> float:
        """Seconds for which every poll has come back empty."""
        return self._pace.dry_s

    @property
    def latency_s(self) -> float | None:
        """How long the last heartbeat took there and back."""
        return self._record.latency_s

    def result_landed(self, sent_at: float) -> None:
        """The coordinator took a result sent at `sent_at` (monotonic) and lowered its own count by one."""
        self._record.result_landed(sent_at)
        self.wake()

    def retry(self) -> None:
        """The owner changed something (a new key, a new price): register again, unless a goodbye was said."""
        self._register_again = True
        self._gate.open(_KEY_SIGNAL)
        self._backoff.reset()
        self._bell.ring()

    def stay_away(self, away: bool) -> None:
        """It is known beforehand that this pause is a long one, or it is over."""
        self._silence.foretold = away
        self._bell.ring()

    async def rest(self) -> None:
        """Say goodbye and be silent until `renew`. Returns once it was tried."""
        self._silence.asleep = True
        self._silent.clear()
        self._interrupt()
        await self._silent.wait()

    def renew(self) -> None:
        """Come in again from the start: register, heartbeat, a look at the list; not out of a long pause."""
        self._silence.asleep, self._renew = False, True
        self._backoff.reset()
        self._interrupt()

    async def run(self) -> None:
        while True:
            try:
                if self._silence.lasts():
                    if not (self._silence.asleep or self._has_entered):
                        await self._look_in()
                    await self._be_silent()
                self._renew = False
                await self._enter()
                await self._converse()
            except WrongKey as error:
                self._lost(error)
                self._gate.close(_KEY_SIGNAL, Signal(Source.HEALTH, in_words(error), Grip.HOLD))
                while self._gate.has(_KEY_SIGNAL) and not self._silence.asleep:
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
        self.connected = False
        await self._record.deregister()

    # ---- one conversation ------------------------------------------------------------------------------------

    async def _enter(self) -> None:
        await self._meet()
        await self._register()
        self.connected = self._has_entered = True
        self._pace.interrupted()
        await self._welcomed()
        log.info("registered with the network")

    async def _look_in(self) -> None:
        """Started in a long pause: we are not offered, not even for a moment. What runs with us by the network's list
        is looked at all the same, and a goodbye is owed for what an earlier run may have left standing there."""
        await self._meet()
        self._record.owe_goodbye()
        self._has_entered = True
        await self._welcomed()

    async def _meet(self) -> None:
        self.traits = await reach(self._coordinator.traits, self._clock)
        self.answers = True
        self._budget.grant(self.traits.allowance)

    async def _welcomed(self) -> None:
        self._gate.open(_SIGNAL)
        await self._on_enter()
        self._backoff.reset()
        self._on_change()

    async def _register(self) -> None:
        registration = await self._registration()
        self._register_again = False
        await self._record.register(registration)

    async def _converse(self) -> None:
        while not (self._renew or self._silence.lasts()):
            if self._register_again:
                await self._register()
            if self._record.heartbeat_due() <= 0:
                await self._heartbeat()
            wait = self._poll_due()
            if wait > 0:
                await self._bell.wait(self._clock, min(wait, self._record.heartbeat_due()))
                continue
            await self._poll()

    async def _heartbeat(self) -> None:
        try:
            await self._record.heartbeat()
        except RateLimited as error:
            self._budget.heartbeats.block(self._clock.monotonic(), error.retry_after)
            self._crowded(error)

    def _status(self) -> str:
        return "ONLINE" if self._gate.may_work else "PAUSED"

    def _poll_due(self) -> float:
        """Seconds until a poll makes sense; a minute when there is no room or the gate is closed."""
        if not self._gate.may_work or self._floor.inflight >= min(self._record.concurrency, self._most_here()):
            return 60.0
        return self._pace.due()

    async def _poll(self) -> None:
        self._pace.asking()
        longest = min(LONGEST_POLL, max(1.0, self._record.heartbeat_due())) if self.traits.long_poll else 0.0
        self._polling = asyncio.ensure_future(self._coordinator.poll(longest))
        try:
            with self._budget.polls.one(self._clock.monotonic):
                handed = await self._patience.wait(self._polling, longest)
        except RateLimited as error:
            self._pace.refused(error.retry_after)
            self._crowded(error)
            return
        except ServerFault as error:
            if error.status != 500:
                raise
            raise NotThere(Phrase("the coordinator no longer knows this provider"), status=error.status) from error
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            await self._on_enter()  # cut short because the gate closed: a job may have been handed out meanwhile
            return
        finally:
            self._polling.cancel()
            self._polling = None
        self._pace.answered(with_job=handed is not None)
        if handed is None:
            await self._breathe()
            return
        self._record.handed_out()
        await self._on_job(handed)

    def _crowded(self, error: RateLimited) -> None:
        """Others use the same allowance. We stay known to the network and wait as long as it asks."""
        until = self._clock.now() + timedelta(seconds=error.retry_after)
        told = Phrase("The network asks for a pause: this internet connection has used up what it grants for now")
        self._gate.close(_SIGNAL, Signal(Source.NETWORK, told, Grip.HOLD, until))

    def _gate_changed(self) -> None:
        """A held poll would keep us from telling that we take nothing any more."""
        if not self._gate.may_work:
            self._pace.interrupted()
            self._interrupt()
        self._bell.ring()

    def _interrupt(self) -> None:
        if self._polling is not None:
            self._polling.cancel()
        self._bell.ring()

    async def _be_silent(self) -> None:
        """Say goodbye, again until it is heard, and come back when neither sleep nor the pause lasts any longer."""
        log.info("tells the network goodbye: %s", "asked to" if self._silence.asleep else "a long pause")
        self.answers = None
        backoff = Backoff(1.0, 60.0)
        while self._silence.lasts():
            wait = None
            try:
                await self.deregister()
            except NetworkError as error:
                log.info("the network was not told goodbye yet: %s", error)
                wait = error.retry_after if isinstance(error, RateLimited) else backoff.next()
            finally:
                self._silent.set()
                self._on_change()
            await self._bell.wait(self._clock, wait)

    async def _breathe(self) -> None:
        """Against a server that promised to hold polls and does not: never a tight loop."""
        if self._budget.polls.limit is None and self._pace.spent_s < 0.05:
            await self._bell.wait(self._clock, 0.05)

    # ---- when it breaks --------------------------------------------------------------------------------------

    def _lost(self, error: NetworkError) -> None:
        self.connected, self.answers = False, isinstance(error, WrongKey)
        self._record.forget()
        log.info("the network is not usable now: %s", error)
        if not isinstance(error, WrongKey):
            self._gate.close(_SIGNAL, Signal(Source.NETWORK, in_words(error), Grip.HOLD))
        self._on_change()

    async def _pause(self, seconds: float) -> None:
        end = self._clock.monotonic() + seconds
        while not (self._register_again or self._silence.asleep) and (left := end - self._clock.monotonic()) > 0:
            await self._bell.wait(self._clock, left)

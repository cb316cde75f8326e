"""The outbox: terminal messages not yet proven to have arrived, sent once.

READY ones are sent while the network still lists the job as running (absent twice, 2 s apart: it was cancelled or
expired, and nothing is sent). Only a connection that never came about, a refused key or a 429 puts one back to READY;
any other answer but a clear yes makes it UNSURE, and then the network is read (`proofs`) until `intents.judge` says
proven, send again, or dead. `/fail` does not lower the coordinator's inflight, so the lane is woken after it to tell
the true one (protocol page, section 14, rule 4). Waits are by the monotonic clock: setting the time hurries nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from desktop_app.domain.errors import AnswerLost, NetworkError, RateLimited, TooLarge, Unreachable, WrongKey
from desktop_app.domain.intents import (
    MOST_TRIES,
    READS_APART,
    Intent,
    IntentKind,
    IntentState,
    Seen,
    Verdict,
    judge,
    read_gap,
)
from desktop_app.domain.jobs import ListedJob, Outcome, Terms, why_gone
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.budget import Budget
from desktop_app.provider.endings import Endings
from desktop_app.provider.floor import Floor
from desktop_app.provider.network_time import NetworkTime
from desktop_app.provider.ports import Clock, Coordinator, Journal, Proof
from desktop_app.provider.proofs import Proofs
from desktop_app.provider.roll import RollCall
from desktop_app.provider.waiting import Backoff, Bell

log = logging.getLogger(__name__)

NEVER = 3600.0
FRESH = 1.0
"""Seconds that a reading of the list may be old that shows a job as still wanted: reads are rationed."""


@dataclass(slots=True)
class _Memory:
    """What this process knows of one message beyond its row; monotonic seconds."""

    backoff: Backoff = field(default_factory=lambda: Backoff(0.5, 15.0))
    held_until: float = 0.0
    sent_at: float | None = None
    read_at: float | None = None
    missing_since: float | None = None


class Outbox:
    """Sends and proves."""

    def __init__(
        self,
        network: str,
        provider_id: str,
        coordinator: Coordinator,
        journal: Journal,
        roll: RollCall,
        proofs: Proofs,
        endings: Endings,
        floor: Floor,
        budget: Budget,
        clock: Clock,
        time: NetworkTime,
        *,
        bell: Bell,
        on_change: Callable[[], None],
    ) -> None:
        self._network, self._provider_id = network, provider_id
        self._coordinator, self._journal, self._roll, self._proofs = coordinator, journal, roll, proofs
        self._endings, self._floor, self._budget = endings, floor, budget
        self._clock, self._time, self._began = clock, time, clock.monotonic()
        self._bell, self._on_change = bell, on_change
        self._memory: dict[str, _Memory] = {}
        self.waiting = 0

    async def recover(self) -> None:
        """After a start: what was on the wire when the program ended is unsure, results count as undelivered."""
        for intent in await self._open():
            if intent.state is IntentState.SENDING:
                note = Phrase("the program ended while sending")
                await self._journal.set_intent(intent.key, IntentState.UNSURE, note=note)
            if intent.kind is IntentKind.RESULT:
                self._floor.undelivered += 1

    async def run(self) -> None:
        backoff = Backoff(0.5, 5.0)
        while True:
            wait = await self._round()
            if wait is None:
                wait = backoff.next()
            else:
                backoff.reset()
            await self._bell.wait(self._clock, wait)

    async def drain(self) -> None:
        """One round for the end of the program: what can go out goes out."""
        await self._round()

    async def _round(self) -> float | None:
        """One pass over all open intents. Seconds until the next is due, None when the network was not there.

        One that the network will not tell about does not hold up the others."""
        intents = await self._open()
        self._note_waiting(intents)
        self._memory = {i.key.job_id: self._memory.get(i.key.job_id) or _Memory() for i in intents}
        due: list[float] = [NEVER]
        for intent in intents:
            memory = self._memory[intent.key.job_id]
            held = memory.held_until - self._clock.monotonic()
            try:
                due.append(held if held > 0 else await self._advance(intent, memory))
                if held <= 0:
                    memory.backoff.reset()
            except NetworkError as error:
                log.info("the outbox has to wait: %s", error)
                if isinstance(error, Unreachable | WrongKey):
                    return None
                wait = error.retry_after if isinstance(error, RateLimited) else memory.backoff.next()
                memory.held_until = self._clock.monotonic() + wait
                due.append(wait)
                if isinstance(error, AnswerLost):
                    break  # the others would wait as long for nothing, one after the other
        self._note_waiting(await self._open())
        return min(due)

    async def _advance(self, intent: Intent, memory: _Memory) -> float:
        """One step with this message. Seconds until the next makes sense."""
        now = self._clock.monotonic()
        if intent.state is not IntentState.READY:
            left = read_gap(intent.reads) - (now - (memory.read_at or memory.sent_at or self._began))
            return left if left > 0 else await self._look(intent, memory)
        if (wait := self._budget.results.wait(now)) > 0:
            return wait
        if not await self._is_wanted(intent, memory):
            return READS_APART
        return await self._send(intent, memory)

    # ---- sending ---------------------------------------------------------------------------------------------

    async def _is_wanted(self, intent: Intent, memory: _Memory) -> bool:
        """Whether this may be sent now: not after its job was taken away, and a result not after its time."""
        job_id = intent.key.job_id
        roll = await self._roll.read(FRESH)
        if job_id not in roll.jobs:
            roll = await self._roll.read()
        if job_id in roll.jobs:
            memory.missing_since = None
            if intent.kind is IntentKind.FAIL or not self._is_late(roll.jobs[job_id]):
                return True
            late = Phrase("its time was over before it could be delivered")
            await self._endings.close_unsent(intent, Outcome.EXPIRED, late)
            return False
        if memory.missing_since is None:
            memory.missing_since = roll.asked_at
        if roll.asked_at - memory.missing_since < READS_APART:
            return False
        if intent.tries:  # an earlier one may have arrived after all
            await self._journal.set_intent(intent.key, IntentState.UNSURE)
            return False
        row = await self._journal.get(intent.key)
        await self._endings.close_unsent(intent, *why_gone(row.terms if row else Terms(), self._time.now()))
        return False

    def _is_late(self, listed: ListedJob) -> bool:
        return listed.expires_at is not None and self._time.now() >= listed.expires_at

    async def _send(self, intent: Intent, memory: _Memory) -> float:
        memory.sent_at, memory.read_at = self._clock.monotonic(), None
        intent = replace(intent, tries=intent.tries + 1, sent_at=self._clock.now(), reads=0)
        await self._journal.set_intent(
            intent.key, IntentState.SENDING, sent_at=intent.sent_at, tries=intent.tries, reads=0
        )
        try:
            proof = await self._post(intent)
        except TooLarge as error:
            await self._endings.dead(intent, error.sentence)
        except (Unreachable, RateLimited, WrongKey) as error:
            if isinstance(error, RateLimited):
                self._budget.results.block(self._clock.monotonic(), error.retry_after)
            await self._journal.set_intent(intent.key, IntentState.READY, tries=intent.tries - 1)
            raise
        except NetworkError as error:
            log.warning("job %s: it is not known whether the %s arrived: %s", intent.key.job_id, intent.kind, error)
            await self._journal.set_intent(intent.key, IntentState.UNSURE, note=error.sentence)
            return READS_APART
        else:
            await self._endings.proven(intent, proof, "answered", memory.sent_at)
        return NEVER

    async def _post(self, intent: Intent) -> Proof | None:
        # It is spent afterwards: the network counts a call when it arrives there, and a 429 costs a whole minute.
        with self._budget.results.one(self._clock.monotonic):
            if intent.kind is IntentKind.RESULT:
                return await self._coordinator.submit_result(intent.key.job_id, intent.body)
            await self._coordinator.fail(intent.key.job_id, intent.body)
            return None

    # ---- after a lost answer ---------------------------------------------------------------------------------

    async def _look(self, intent: Intent, memory: _Memory) -> float:
        sight = await self._proofs.look(intent)
        memory.read_at = self._clock.monotonic()
        read = replace(intent, reads=intent.reads + 1, last_read_at=self._clock.now())
        verdict = judge(read, sight.seen, self._as_of(intent, memory))
        if verdict is Verdict.RESEND and intent.tries >= MOST_TRIES:
            verdict = Verdict.DEAD
        log.info("job %s: after a lost answer the network shows %s: %s", intent.key.job_id, sight.seen, verdict)
        if verdict is Verdict.PROVEN:
            how, now = "in the network's records", self._clock.monotonic()
            await self._endings.proven(intent, sight.receipt, how, now, late_cancel=sight.late_cancel)
            return NEVER
        if verdict is Verdict.DEAD:
            await self._endings.dead(intent, _WHY.get(sight.seen, intent.note))
            return NEVER
        state = IntentState.READY if verdict is Verdict.RESEND else IntentState.UNSURE
        await self._journal.set_intent(intent.key, state, reads=read.reads, last_read_at=read.last_read_at)
        return 0.0 if state is IntentState.READY else read_gap(read.reads)

    def _as_of(self, intent: Intent, memory: _Memory) -> datetime:
        """Now, counted from the sending by the monotonic clock where this process sent it."""
        sent = intent.sent_at or intent.created_at
        wall = (self._clock.now() - sent).total_seconds()
        began = memory.sent_at if memory.sent_at is not None else self._began if wall < 0 else None
        return sent + timedelta(seconds=wall if began is None else self._clock.monotonic() - began)

    async def _open(self) -> list[Intent]:
        return await self._journal.open_intents(self._network, self._provider_id)

    def _note_waiting(self, intents: Sequence[Intent]) -> None:
        self._floor.unsent = sum(intent.state is IntentState.READY for intent in intents)
        if len(intents) != self.waiting:
            self.waiting = len(intents)
            self._on_change()


_WHY = {
    Seen.GONE: Phrase("the customer cancelled it, or its time was over, before it arrived"),
    Seen.FAILED: Phrase("the network had closed the job as failed before it arrived"),
    Seen.OTHER_RESULT: Phrase("another result of this job was there first"),
}

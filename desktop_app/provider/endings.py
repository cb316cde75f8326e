"""How a terminal message ends: proven, or dead. One transaction, then everybody who waits for it is told."""

from __future__ import annotations

import logging
from collections.abc import Callable

from desktop_app.domain.intents import Intent, IntentKind, IntentState
from desktop_app.domain.jobs import Outcome
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.floor import Floor
from desktop_app.provider.lane import Lane
from desktop_app.provider.ports import Clock, Journal, Ledger, Proof
from desktop_app.provider.waiting import Bell

log = logging.getLogger(__name__)


class Endings:
    """`delivered` rings when a result landed, so that its money can be booked."""

    def __init__(
        self,
        journal: Journal,
        ledger: Ledger,
        floor: Floor,
        lane: Lane,
        clock: Clock,
        *,
        delivered: Bell,
        on_change: Callable[[], None],
    ) -> None:
        self._journal, self._ledger, self._floor, self._lane, self._clock = journal, ledger, floor, lane, clock
        self._delivered, self._on_change = delivered, on_change

    async def proven(
        self, intent: Intent, proof: Proof | None, how: str, sent_at: float, *, late_cancel: bool = False
    ) -> None:
        is_result = intent.kind is IntentKind.RESULT
        row = await self._journal.get(intent.key)
        reason = Phrase("it arrived after the customer had cancelled") if late_cancel else row.reason if row else ""
        outcome = Outcome.COMPLETED if is_result else Outcome.FAILED
        if proof is not None:
            await self._ledger.keep_proof(intent.key, proof, self._clock.now())
        await self._journal.close_job(intent.key, IntentState.PROVEN, outcome, reason, self._clock.now())
        log.info("job %s: %s arrived (%s)", intent.key.job_id, intent.kind, how)
        if is_result:
            self._floor.undelivered -= 1
            self._lane.result_landed(sent_at)
            self._delivered.ring()
        else:
            self._lane.wake()
        self._on_change()

    async def dead(self, intent: Intent, why: str) -> None:
        log.warning("job %s: the %s can never be delivered: %s", intent.key.job_id, intent.kind, why)
        await self.close_unsent(
            intent, Outcome.UNDELIVERED if intent.kind is IntentKind.RESULT else Outcome.FAILED, why
        )

    async def close_unsent(self, intent: Intent, outcome: Outcome, why: str) -> None:
        await self._journal.close_job(intent.key, IntentState.DEAD, outcome, why, self._clock.now())
        if intent.kind is IntentKind.RESULT:
            self._floor.undelivered -= 1
        self._lane.wake()
        self._on_change()

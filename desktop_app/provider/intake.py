"""Intake: a handed-out job becomes a journal row, is screened, and is queued or handed back with a reason.

Also the way back in: after a crash the journal's open jobs return to the floor, and RUNNING jobs of ours that
the journal does not know (a lost poll answer) are adopted from the coordinator's list."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from desktop_app.domain.decline import Decline
from desktop_app.domain.errors import NetworkError
from desktop_app.domain.inference import job_type
from desktop_app.domain.jobs import HandedJob, JobKey, JournalJob, ListedJob, Phase, Terms
from desktop_app.domain.media_jobs import Request
from desktop_app.domain.payment import Payment, payment_of
from desktop_app.domain.screening import Rules, readable, screen, seconds_needed
from desktop_app.provider.agreed import Agreed
from desktop_app.provider.agreements import Agreements
from desktop_app.provider.appraisal import Appraisal
from desktop_app.provider.floor import Floor, LiveJob
from desktop_app.provider.handover import Handover
from desktop_app.provider.network_time import NetworkTime
from desktop_app.provider.ports import Clock, Journal
from desktop_app.provider.roll import Roll, RollCall
from desktop_app.provider.waiting import Backoff, Bell

log = logging.getLogger(__name__)


class Intake:
    """Takes jobs in. `rules` gives the owner's rules as they are now; `work_waits` rings when a job is queued; `room`
    tells the bytes of the card that a model takes and those that are there for it; `loses` why a payment does not
    cover the electricity of so many seconds; `collect` is given each job that waits for its batch, and when its time
    is over by our clock."""

    def __init__(
        self,
        network: str,
        provider_id: str,
        journal: Journal,
        appraisal: Appraisal,
        roll: RollCall,
        floor: Floor,
        handover: Handover,
        clock: Clock,
        time: NetworkTime,
        *,
        rules: Callable[[], Awaitable[Rules]],
        tier: Callable[[Decimal | None, float, object], str],
        work_waits: Bell,
        on_change: Callable[[], None],
        agreements: Agreements | None = None,
        room: Callable[[str], tuple[int, int]] = lambda _model: (0, 0),
        loses: Callable[[Decimal, float], Decline | None] = lambda _pays, _seconds: None,
        collect: Callable[[LiveJob, datetime | None], None] = lambda _job, _expires: None,
    ) -> None:
        self._network, self._provider_id = network, provider_id
        self._journal, self._appraisal, self._roll, self._floor = journal, appraisal, roll, floor
        self._handover, self._clock, self._time = handover, clock, time
        self._rules, self._tier, self._work_waits, self._on_change = rules, tier, work_waits, on_change
        self._agreements, self._room = agreements, room
        self._loses, self._collect = loses, collect

    async def take(self, handed: HandedJob) -> LiveJob | None:
        """Write the job down before anything else happens to it; None when the journal knows it already."""
        return await self._record(handed, Terms(), adopted=False)

    async def adopt(self, roll: Roll) -> list[LiveJob]:
        """Take in whatever runs with us by the network's list and is unknown to the journal."""
        known = await self._journal.known(self._network, self._provider_id, list(roll.jobs))
        taken = []
        for listed in (job for job_id, job in roll.jobs.items() if job_id not in known):
            handed = HandedJob(listed.job_id, listed.payload, listed.constraints)
            live = await self._record(handed, terms_of(listed), adopted=True)
            if live:
                log.info("adopted job %s, whose hand-out got lost", listed.job_id)
                taken.append(live)
        return taken

    async def recover(self) -> list[LiveJob]:
        """The journal's open jobs, back on the floor as they stood."""
        jobs = await self._journal.open_jobs(self._network, self._provider_id)
        lives = [LiveJob.of(job, self._clock.monotonic()) for job in jobs]
        for live in lives:
            live.phase = Phase.RECEIVED
            self._floor.add(live)
        return lives

    async def screen(self, live: LiveJob) -> None:
        """Look up time and money, apply the owner's rules, then queue the job or hand it back: at once what cannot be
        done for any money, however long the chain takes to answer."""
        row = await self._journal.get(live.key)
        if row is None:
            return
        impossible = readable(row.payload, await self._rules())
        if isinstance(impossible, Decline):
            await self._decline(live, impossible)
            return
        live.terms = await self._terms(live)
        if self._floor.get(live.key.job_id) is not live:
            return
        rules = await self._rules()
        job, agreed = replace(row, terms=live.terms), Agreed(self._agreements)
        decision = screen(job, rules, self._time.now(), lambda r, _: agreed.least(job, r, rules))
        if not isinstance(decision, Decline):
            decision = agreed.keeps_out(job, *self._room(decision.model)) or decision
        if not isinstance(decision, Decline) and live.terms.is_paid and live.terms.amount is not None:
            decision = self._loses(live.terms.amount, seconds_needed(decision, rules)) or decision
        if isinstance(decision, Decline):
            await self._decline(live, decision)
        else:
            await self._queue(live, decision, rules, row.payload, agreed)
            self._on_change()

    async def _decline(self, live: LiveJob, decline: Decline) -> None:
        await self._journal.set_terms(live.key, live.terms)
        log.info("job %s handed back: %s", live.key.job_id, decline.code)
        await self._handover.hand_back(live, decline)
        self._on_change()

    async def look_again(self) -> None:
        """Memory was reserved: what waits and would eat it goes back. What runs goes on."""
        for live in self._floor.queued:
            row = await self._journal.get(live.key)
            if row is None or live.request is None or self._agreements is None:
                continue
            decline = self._agreements.refuses(replace(row, terms=live.terms), *self._room(live.request.model))
            if decline and live in self._floor.queued:
                await self._handover.hand_back(live, decline)
                self._on_change()

    async def _queue(
        self, live: LiveJob, request: Request, rules: Rules, payload: Mapping[str, Any], agreed: Agreed
    ) -> None:
        live.request, live.phase = request, Phase.QUEUED
        least = agreed.price
        live.estimate = seconds_needed(request, rules)
        live.tier = agreed.tier or self._tier(live.terms.amount, live.estimate, payload.get("tier"))
        if agreed.batched and live.started_at is None:  # before anything else may look at the queue
            off = self._time.now() - self._clock.now()
            self._collect(live, live.terms.expires_at - off if live.terms.expires_at is not None else None)
        await agreed.taken(live.key, live.estimate)
        payment = payment_of(live.terms, least, rules.payment.payout_address)
        # Taken like an unpaid job: it is to be counted and queued as one.
        status = payment.value if payment in (Payment.UNDERPAID, Payment.ELSEWHERE) else live.terms.payment_status
        live.terms = replace(live.terms, quoted=least, payment_status=status)
        await self._journal.set_terms(live.key, live.terms)
        await self._journal.set_phase(
            live.key, Phase.QUEUED, model=request.model, job_type=job_type(payload), tier=live.tier
        )
        self._work_waits.ring()

    async def _record(self, handed: HandedJob, terms: Terms, *, adopted: bool) -> LiveJob | None:
        key = JobKey(self._network, self._provider_id, handed.job_id)
        seen_at = self._clock.monotonic()
        job = JournalJob(
            key, Phase.RECEIVED, self._clock.now(), handed.payload, handed.constraints, terms=terms, adopted=adopted
        )
        if not await self._journal.record(job):
            return None
        live = LiveJob.of(job, seen_at)
        self._floor.add(live)
        self._on_change()
        return live

    async def _terms(self, live: LiveJob) -> Terms:
        """Time and money of a job; keeps asking while the network cannot be read, until the job is gone."""
        backoff = Backoff(0.5, 15.0)
        while True:
            try:
                listed = (await self._roll.read()).jobs.get(live.key.job_id)
                if listed is None:
                    return live.terms  # not listed: the watch decides whether it was cancelled
                break
            except NetworkError as error:
                log.info("terms of job %s cannot be read yet: %s", live.key.job_id, error)
                await self._clock.sleep(backoff.next())
                if self._floor.get(live.key.job_id) is not live:
                    return live.terms
        job_id = live.key.job_id
        return await self._appraisal.look(job_id, terms_of(listed), lambda: self._floor.get(job_id) is live)


def terms_of(listed: ListedJob) -> Terms:
    return Terms(listed.requested_at, listed.expires_at, listed.payment_status)

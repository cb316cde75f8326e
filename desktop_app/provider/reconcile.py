"""Reconciliation: every ten minutes and on demand the books are held against the network's own records.

Jobs that ended lately are looked up on the chain, those first that were never looked up, and their public receipts are
kept; what the network released late is booked as a correction. The network's totals are compared as they are told,
before fees."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal

from desktop_app.domain.differences import PUT_RIGHT, Difference
from desktop_app.domain.errors import NetworkError
from desktop_app.domain.jobs import JobKey
from desktop_app.domain.money import ZERO, total
from desktop_app.domain.phrases import Several
from desktop_app.domain.reconciling import JobMoney, Report, compare_totals, examine, receipts
from desktop_app.provider.notices import Notices
from desktop_app.provider.ports import Chain, Clock, Coordinator, Ledger, MoneyRecords
from desktop_app.provider.reads import Kind, Reads

log = logging.getLogger(__name__)

EVERY = 600.0
FIRST_AFTER = 60.0
LOOKED_BACK = timedelta(days=30)
MOST = 100
"""Escrows looked up in one run; the rest has its turn in the next."""
AGAIN = 20
"""Of them, such as were found equal before: a chain may be restarted, a customer may be given money back, later."""
_NOTICE = "differences"


@dataclass(slots=True)
class _Sums:
    checked: int = 0
    corrections: int = 0
    escrowed: list[Decimal] = field(default_factory=list)
    released: list[Decimal] = field(default_factory=list)
    found: list[Difference] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)
    released_jobs: list[JobMoney] = field(default_factory=list)
    """Those whose receipts could be read, with what is kept of them now."""


class Reconciliation:
    """`may_book` is asked before anything is booked; `on_booked` is told of corrections, `on_release` of a job
    whose result was delivered, whose money has an end now, and which is not booked yet."""

    def __init__(
        self,
        network: str,
        provider_id: str,
        coordinator: Coordinator,
        chain: Chain,
        reads: Reads,
        ledger: Ledger,
        records: MoneyRecords,
        clock: Clock,
        notices: Notices,
        *,
        payout_address: str,
        may_book: Callable[[], bool],
        on_booked: Callable[[], None],
        on_release: Callable[[JobKey], None],
    ) -> None:
        self._network, self._me, self._coordinator, self._chain = network, provider_id, coordinator, chain
        self._reads, self._ledger, self._records, self._clock = reads, ledger, records, clock
        self._notices, self._payout, self._may_book, self._on_booked = notices, payout_address, may_book, on_booked
        self._on_release = on_release
        self._looked: dict[str, float] = {}
        self._settled: set[str] = set()
        self._lock = asyncio.Lock()

    async def run(self) -> None:
        await self._clock.sleep(FIRST_AFTER)
        while True:
            try:
                if self._may_book():
                    await self.reconcile()
            except NetworkError as error:
                log.info("the books cannot be compared now: %s", error)
            await self._clock.sleep(EVERY)

    async def reconcile(self, *, again: bool = False) -> Report:
        """Compare now; `again` also what was found equal before. NetworkError when the network cannot be read."""
        async with self._lock:
            return await self._reconcile(again)

    async def _reconcile(self, again: bool) -> Report:
        now = self._clock.now()
        jobs = await self._records.jobs(self._network, self._me, now - LOOKED_BACK)
        sums = _Sums()
        for job in self._chosen(jobs, again):
            await self._look(job, sums)
        earnings = await self._reads.ask(Kind.EARNINGS, self._coordinator.earnings, patient=True)
        ever, waiting = await self._ledger.totals(self._network, self._me), sum(job.is_waiting for job in jobs)
        sums.found.extend(compare_totals(ever, earnings.total, earnings.completed_jobs, waiting))
        sums.found.extend(receipts(sums.released_jobs))
        await self._records.note(self._network, self._me, sums.found, ["", *sums.looked_at], now)
        if sums.corrections:
            self._on_booked()
        known = await self._records.differences(self._network, self._me, gone=True)
        standing = [difference for difference in known if difference.gone_at is None]
        lately = (d for d in known if d.kind in PUT_RIGHT and d.found_at and now - d.found_at <= LOOKED_BACK)
        self._tell(standing)
        return Report(
            at=now, checked=sums.checked, of=len(jobs), quoted=total([j.quoted or ZERO for j in jobs]),
            escrowed=total(sums.escrowed), released=total(sums.released), booked=ever.credited, fee=ever.fee,
            network_total=earnings.total, network_pending=earnings.pending, network_jobs=earnings.completed_jobs,
            balance=await self._balance(), proofs=sum(1 for job in sums.released_jobs if job.has_proof),
            corrections=sums.corrections, differences=tuple(standing), put_right=tuple(lately),
        )  # fmt: skip

    def _chosen(self, jobs: Sequence[JobMoney], again: bool) -> list[JobMoney]:
        """Open ones first, those that were never looked up before all others; then some that were found equal."""
        by_age = sorted(jobs, key=lambda job: self._looked.get(job.key.job_id, -1.0))
        settled = [job for job in by_age if job.key.job_id in self._settled]
        still_open = [job for job in by_age if job.key.job_id not in self._settled]
        return [*still_open, *(settled if again else settled[:AGAIN])][:MOST]

    async def _look(self, job: JobMoney, sums: _Sums) -> None:
        job_id = job.key.job_id
        escrow = await self._reads.ask(Kind.ESCROW, lambda: self._chain.escrow(job_id), patient=True)
        self._looked[job_id] = self._clock.monotonic()
        finding = examine(job, escrow, self._payout, self._clock.now())
        sums.checked += 1
        sums.looked_at.append(job_id)
        sums.found.extend(finding.differences)
        if escrow is not None:
            sums.escrowed.append(escrow.amount)
            sums.released.append(escrow.released)
        if job.is_waiting and escrow is not None and escrow.is_final:
            self._on_release(job.key)
        if finding.correction is not None and self._may_book() and await self._ledger.book(finding.correction, escrow):
            sums.corrections += 1
            log.info("job %s: what the network released late is booked as a correction", job_id)
        if escrow is not None and escrow.is_released and (proven := await self._proven(job)) is not None:
            sums.released_jobs.append(proven)
        if finding.is_settled:
            self._settled.add(job_id)

    async def _proven(self, job: JobMoney) -> JobMoney | None:
        """With its public receipts, which are kept where none were; None when they cannot be read now."""
        if job.has_proof:
            return job
        job_id = job.key.job_id
        try:
            found = await self._reads.ask(Kind.RECEIPTS, lambda: self._coordinator.receipts(job_id), patient=True)
        except NetworkError as error:
            log.info("the receipts of job %s cannot be read: %s", job_id, error)
            return None
        for proof in found:
            await self._ledger.keep_proof(job.key, proof, self._clock.now())
        return replace(job, proofs=len(found), bad_proofs=sum(not proof.verified for proof in found))

    async def _balance(self) -> Decimal | None:
        if not self._payout:
            return None
        try:
            return await self._reads.ask(Kind.PUBLIC, lambda: self._chain.balance(self._payout), patient=True)
        except NetworkError as error:
            log.info("the payout address's balance cannot be read: %s", error)
            return None

    def _tell(self, standing: Sequence[Difference]) -> None:
        count = sum(1 for difference in standing if difference.job_id)
        sentence = Several(
            "{n} job differs between these books and the network's; the reconciliation on Earnings explains each",
            "{n} jobs differ between these books and the network's; the reconciliation on Earnings explains each",
            count,
        )
        self._notices.say(_NOTICE, sentence if count else "")

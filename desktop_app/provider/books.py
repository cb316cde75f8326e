"""The books: a delivered job's money, from the escrow's own record, once the network says it is released."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from desktop_app.domain.errors import NetworkError
from desktop_app.domain.jobs import Escrow, JobKey, JournalJob
from desktop_app.domain.ledger import credit
from desktop_app.domain.payment import may_be_same
from desktop_app.domain.tax import Rate
from desktop_app.provider.ports import Chain, Clock, Journal, Ledger
from desktop_app.provider.reads import Kind, Reads
from desktop_app.provider.waiting import Backoff, Bell

log = logging.getLogger(__name__)

PROMISE_HOLDS = timedelta(days=1)
"""How long a promised escrow that the chain does not show is waited for before the job counts as unpaid; what is
released later all the same is booked by the reconciliation."""


@dataclass(slots=True)
class _Open:
    """When a job's escrow is asked for again, in the clock's monotonic seconds."""

    backoff: Backoff
    at: float = 0.0


class Books:
    """Books every delivered job once, with what the owner's `rate` is then; asks again, ever more rarely, while a
    promised payment is not released."""

    def __init__(
        self,
        network: str,
        provider_id: str,
        chain: Chain,
        journal: Journal,
        ledger: Ledger,
        reads: Reads,
        clock: Clock,
        *,
        payout_address: str,
        bell: Bell,
        on_booked: Callable[[], None],
        rate: Callable[[], Awaitable[Rate]],
    ) -> None:
        self._network, self._provider_id = network, provider_id
        self._chain, self._journal, self._ledger, self._clock = chain, journal, ledger, clock
        self._reads, self._payout = reads, payout_address
        self._bell, self._on_booked, self._rate = bell, on_booked, rate
        self.is_closed = False
        """Nothing may be booked: it is not known that this network's money is of the kind that these books hold."""
        self._open: dict[JobKey, _Open] = {}

    async def run(self) -> None:
        while True:
            await self._bell.wait(self._clock, await self.settle())

    def hurry(self, key: JobKey) -> None:
        """This job's money has come: do not wait for its next turn."""
        if key in self._open:
            self._open[key].at = 0.0
        self._bell.ring()

    async def settle(self) -> float:
        """One pass over all jobs whose money is open. Seconds until the next is due."""
        if self.is_closed:
            return 600.0
        rows = await self._journal.unbooked(self._network, self._provider_id)
        self._open = {row.key: self._open.get(row.key) or _Open(Backoff(0.5, 600.0)) for row in rows}
        for row in rows:
            wait = self._open[row.key]
            if wait.at > self._clock.monotonic():
                continue
            if not await self._book(row):
                wait.at = self._clock.monotonic() + wait.backoff.next()
        now = self._clock.monotonic()
        open_rows = [w.at - now for k, w in self._open.items() if w.at > now]
        return min([600.0, *open_rows])

    async def _book(self, row: JournalJob) -> bool:
        try:
            escrow = await self._reads.ask(Kind.ESCROW, lambda: self._chain.escrow(row.key.job_id), patient=True)
        except NetworkError as error:
            log.info("the escrow of job %s cannot be read yet: %s", row.key.job_id, error)
            return False
        if self._may_come(row, escrow):
            return False
        await self._ledger.keep_rate(self._network, self._provider_id, await self._rate())
        entry = credit(
            row.key, self._ours(escrow), at=self._clock.now(), model=row.model, tier=row.tier,
            tokens=row.work.tokens, seconds=row.work.seconds,
        )  # fmt: skip
        await self._ledger.book(entry, escrow)
        self._on_booked()
        return True

    def _may_come(self, row: JournalJob, escrow: Escrow | None) -> bool:
        """Money was promised and is neither released nor given back yet: keep asking."""
        if escrow is not None:
            return not escrow.is_final
        ended = row.finished_at or row.received_at
        return row.terms.is_promised and self._clock.now() - ended < PROMISE_HOLDS

    def _ours(self, escrow: Escrow | None) -> Escrow | None:
        """The escrow if its money came to us: released, and not to another address than the owner's."""
        is_ours = escrow is not None and escrow.is_released and may_be_same(escrow.provider, self._payout)
        return escrow if is_ours else None

"""What stands behind a job's promised payment, by the chain's own word, before any costly work.

The job list cannot be trusted here: it says `escrowed` after a refund, too (protocol page, section 6). A chain
that cannot be read is asked for a bounded time; then the owner's rule for unproven payments decides, and a notice
says so."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from desktop_app.domain.errors import NetworkError, in_words
from desktop_app.domain.jobs import Escrow, Terms
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.notices import Notices
from desktop_app.provider.ports import Chain, Clock
from desktop_app.provider.reads import Kind, Reads
from desktop_app.provider.waiting import Backoff

log = logging.getLogger(__name__)

PATIENCE = 20.0
"""Seconds that an unreadable chain is asked again before the owner's rule decides."""
_NOTICE = "escrow"


class Appraisal:
    """Looks up escrows for the intake."""

    def __init__(self, chain: Chain, reads: Reads, clock: Clock, notices: Notices) -> None:
        self._chain, self._reads, self._clock, self._notices = chain, reads, clock, notices

    async def look(self, job_id: str, terms: Terms, still_here: Callable[[], bool]) -> Terms:
        """The terms with what the chain says of their money; unproven where it says nothing in time."""
        if not terms.is_promised:
            return terms
        backoff, end = Backoff(0.5, 5.0), self._clock.monotonic() + _patience(terms, self._clock.now())
        while still_here():
            try:
                escrow = await self._reads.ask(Kind.ESCROW, lambda: self._chain.escrow(job_id))
            except NetworkError as error:
                if self._clock.monotonic() >= end:
                    log.warning("the escrow of job %s cannot be looked up: %s", job_id, error)
                    told = Phrase("Payments cannot be checked on the chain: {error}", error=in_words(error))
                    self._notices.say(_NOTICE, told)
                    return terms
                await self._clock.sleep(min(backoff.next(), max(0.0, end - self._clock.monotonic())))
                continue
            self._notices.say(_NOTICE, "")
            return with_escrow(terms, escrow)
        return terms


def with_escrow(terms: Terms, escrow: Escrow | None) -> Terms:
    """What the chain's record, or its absence, makes of the list's words."""
    if escrow is None:
        return replace(terms, payment_status="no_escrow")
    status = escrow.state if escrow.is_final and not escrow.is_released else terms.payment_status
    return replace(
        terms, payment_status=status, amount=escrow.amount, customer=escrow.buyer, payee=escrow.provider
    )


def _patience(terms: Terms, now: datetime) -> float:
    """A quarter of the job's time at most."""
    if terms.expires_at is None:
        return PATIENCE
    return min(PATIENCE, max(0.0, (terms.expires_at - now).total_seconds() / 4))

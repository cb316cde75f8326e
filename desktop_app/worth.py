"""What models of one profile earned, and which of them have to stay."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from desktop_app.domain import hosting
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.staying import Agreed, Staying, hosted, needed
from desktop_app.provider import agreement_texts
from desktop_app.provider.ports import Clock
from desktop_app.runtimes.library.library import EARNED_DAYS
from desktop_app.storage.history import FILE, History
from desktop_app.system.decisions import DecisionsFile

_T = TypeVar("_T")


class Worth:
    """What models earned, from the books of the network that was used last, and which ones have to stay, from all."""

    def __init__(self, home: Path, clock: Clock, preferred: str) -> None:
        self._home, self._file, self._clock, self._preferred = home, home / FILE, clock, preferred

    async def earned(self) -> Mapping[str, Decimal]:
        """Credited by model over EARNED_DAYS."""
        since = self._clock.now() - timedelta(days=EARNED_DAYS)

        async def look(history: History) -> Mapping[str, Decimal]:
            book = await history.records.last_book()
            found = await history.ledger.breakdown(book[0], book[1], "model", since, None) if book else {}
            return {model: totals.credited for model, totals in found.items()}

        return await self._asked(look, {})

    async def held(self) -> Staying:
        """Models that a job waits for or runs on, that are reserved or under contract for a customer, that are hosted,
        and the one that the owner prefers."""
        now = self._clock.now()

        async def look(history: History) -> Staying:
            found = Staying()
            for network, me in await history.records.books():
                jobs = [job for job in await history.journal.open_jobs(network, me) if not job.outcome]
                agreed = await _agreed(history, network, me)
                # Through every job of the past: half a second for a year of them, and most agreed on nothing.
                is_agreed = agreed.contracts or agreed.reservations
                asked = await history.agreements.asked(network, me) if is_agreed else []
                found |= needed(jobs, agreed, asked, now)
            return found

        preferred = {self._preferred: Phrase("it is the one that you prefer")} if self._preferred else {}
        return await self._asked(look, Staying()) | self._hosted() | Staying(preferred)

    def _hosted(self) -> Staying:
        kept = DecisionsFile(self._home).load().get("hosted", {})
        try:
            return hosted(hosting.read(**kept).values()) if kept else Staying()
        except (ValueError, TypeError):
            return Staying(none_goes=Phrase("the list of hosted models cannot be read: any might be hosted"))

    async def _asked(self, look: Callable[[History], Awaitable[_T]], nothing: _T) -> _T:
        """`nothing` where there is no history yet."""
        if not self._file.exists():
            return nothing
        history = await History.open(self._file, read_only=True)
        try:
            return await look(history)
        finally:
            await history.close()


async def _agreed(history: History, network: str, me: str) -> Agreed:
    """Contracts and reservations of these books."""
    contracts, reservations, unread = [], [], False
    for kept in await history.agreements.agreements(network, me):
        try:
            if kept.kind == agreement_texts.CONTRACT:
                contracts.append(agreement_texts.to_contract(kept))
            elif kept.kind == agreement_texts.RESERVATION:
                reservations.append(agreement_texts.to_reservation(kept))
        except (ValueError, TypeError):
            unread = True
    return Agreed(tuple(contracts), tuple(reservations), await history.agreements.used(network, me), unread)

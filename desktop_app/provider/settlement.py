"""What becomes of a job that ended: its one terminal message, the proof that it arrived, and the money in the books."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from desktop_app.domain.errors import WorldError
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.reconciling import Report
from desktop_app.domain.tax import Rate
from desktop_app.provider.arrivals import Arrivals
from desktop_app.provider.books import Books
from desktop_app.provider.dead_rows import DeadRows
from desktop_app.provider.endings import Endings
from desktop_app.provider.ground import Ground
from desktop_app.provider.money_kind import MoneyKind
from desktop_app.provider.outbox import Outbox
from desktop_app.provider.proofs import Proofs
from desktop_app.provider.reconcile import Reconciliation
from desktop_app.provider.terms import Terms
from desktop_app.provider.waiting import Bell


class Settlement:
    """`out` rings when a message waits to be sent. `on_ended`: a job reached its end, or its money the books."""

    def __init__(
        self, ground: Ground, arrivals: Arrivals, *, out: Bell, on_ended: Callable[[], None],
        is_play: Callable[[], bool],
    ) -> None:  # fmt: skip
        book, payout = (ground.network, ground.provider_id), ground.terms.payout_address
        p, floor = ground.ports, ground.floor
        lane, budget, reads, roll = arrivals.lane, arrivals.budget, arrivals.reads, arrivals.roll
        self._out, self._delivered, self._lane = out, Bell(), lane
        self._terms, self._clock, self._is_play = ground.terms, p.clock, is_play
        self._records, self._book = p.records, book
        endings = Endings(p.journal, p.ledger, floor, lane, p.clock, delivered=self._delivered, on_change=on_ended)
        self.outbox = Outbox(
            *book, p.coordinator, p.journal, roll, Proofs(p.coordinator, p.chain, roll, reads), endings, floor, budget,
            p.clock, arrivals.time, bell=out, on_change=on_ended,
        )  # fmt: skip
        self.dead_rows = DeadRows(*book, p.coordinator, p.journal, floor, budget.results, p.clock)
        self.books = Books(
            *book, p.chain, p.journal, p.ledger, reads, p.clock, payout_address=payout, bell=self._delivered,
            on_booked=on_ended, rate=self._rate,
        )  # fmt: skip
        self._reconciliation = Reconciliation(
            *book, p.coordinator, p.chain, reads, p.ledger, p.money, p.clock, ground.notices, payout_address=payout,
            may_book=lambda: not self.books.is_closed, on_booked=on_ended,
            on_release=self.books.hurry,
        ) if p.money else None  # fmt: skip
        self._money_kind = MoneyKind(*book, p.records, ground.gate, self.books)

    @property
    def services(self) -> Mapping[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {
            "outbox": self.outbox.run,
            "books": self.books.run,
            **({"reconciliation": self._reconciliation.run} if self._reconciliation else {}),
        }

    def follow(self, terms: Terms) -> None:
        """From now on a token is worth this."""
        self._terms = terms

    async def _rate(self) -> Rate:
        """What the owner says of real money says nothing of play money, also where the network was not reached yet."""
        is_play = self._is_play() or await self._records.book_is_play(*self._book)
        worth = None if is_play else self._terms.rate
        return Rate(self._clock.now(), worth, self._terms.currency if worth else "")

    async def is_our_money(self) -> bool:
        """Whether the network's money is of the kind that its book here holds; the gate closes where it is not."""
        return await self._money_kind.agrees(self._lane.traits)

    def look_again(self) -> None:
        """Whatever waits to be sent or booked is tried at once."""
        self._out.ring()
        self._delivered.ring()

    async def reconciled(self) -> Report:
        """Compare the books now, all of them. NetworkError when the network cannot be read."""
        if self._reconciliation is None:
            raise WorldError(Phrase("this program keeps no books to compare"))
        return await self._reconciliation.reconcile(again=True)

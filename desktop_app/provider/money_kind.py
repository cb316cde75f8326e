"""Play money and real money never share books: a network must deal in the kind of money that its books hold."""

from __future__ import annotations

from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.books import Books
from desktop_app.provider.gate import Gate
from desktop_app.provider.ports import Records, ServerTraits

_SIGNAL = "money"


class MoneyKind:
    """Looks each time the network is entered; closes gate and books while the kinds differ."""

    def __init__(self, network: str, provider_id: str, records: Records, gate: Gate, books: Books) -> None:
        self._book, self._records, self._gate, self._books = (network, provider_id), records, gate, books

    async def agrees(self, traits: ServerTraits) -> bool:
        """Whether work may be taken. A network that does not tell what it is keeps the kind that it had."""
        is_play = traits.is_play if traits.told else bool(await self._records.book_is_play(*self._book))
        agrees = await self._records.claim_book(*self._book, is_play)
        self._books.is_closed = not agrees
        if agrees:
            self._gate.open(_SIGNAL)
            return True
        was, now = ("real", "play") if is_play else ("play", "real")
        told = Phrase(
            "This network's books hold {was} money and it now deals in {now} money: nothing is taken or booked. "
            "Add it as another network with `aitbc-provider network add`",
            was=was,
            now=now,
        )
        self._gate.close(_SIGNAL, Signal(Source.HEALTH, told, Grip.HOLD))
        return False

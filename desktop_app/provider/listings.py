"""Our offers on the marketplace: what stands there is what is offered now, once each.

Each offer has a row that is written before it is sent. At the start, after a broken answer and once an hour the
market is read by our provider id: what our rows do not know is an orphan or a double and is taken away, what got
lost is posted again. On exit and for long pauses everything is withdrawn."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from desktop_app.domain.errors import NetworkError, RateLimited
from desktop_app.domain.listings import ListedOffer, Offer, OfferKind, OfferRow, OfferState, offer_of, plugin_id
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.notices import Notices
from desktop_app.provider.ports import Clock, Marketplace, OfferBook
from desktop_app.provider.waiting import Backoff, Bell

log = logging.getLogger(__name__)

READ_EVERY = 3600.0
_NOTICE = "listings"
_Key = tuple[OfferKind, str]


class Listings:
    """`wanted` gives what is to stand on the market now; nothing while we are away."""

    def __init__(
        self,
        network: str,
        provider_id: str,
        market: Marketplace,
        book: OfferBook,
        clock: Clock,
        notices: Notices,
        *,
        wanted: Callable[[], Awaitable[Sequence[Offer]]],
    ) -> None:
        self._network, self._me, self._market, self._book = network, provider_id, market, book
        self._clock, self._notices, self._wanted = clock, notices, wanted
        self._bell = Bell()
        self._read_at: float | None = None
        self._away = self._held = False
        self._asked: list[asyncio.Future[str]] = []

    def change(self) -> None:
        """What is offered may have changed."""
        self._bell.ring()

    def stay_away(self, away: bool) -> None:
        """Withdraw everything, or put it back."""
        self._away = away
        self._bell.ring()

    def hold(self, held: bool) -> None:
        """Nothing is put up before the owner says so, whatever else is decided."""
        self._held = held
        self._bell.ring()

    async def up_to_date(self) -> str:
        """Once what is offered now stands on the market, or could not be put there: then why, else ""."""
        asked: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._asked.append(asked)
        self._bell.ring()
        return await asked

    async def standing(self) -> list[OfferRow]:
        """Our offers as they stand on the market, by what it last said."""
        rows = await self._book.all(self._network, self._me)
        return [row for row in rows if row.state is OfferState.LISTED]

    async def run(self) -> None:
        backoff = Backoff(2.0, 300.0)
        while True:
            asked, self._asked = self._asked, []
            try:
                await self.settle([] if self._away or self._held else await self._wanted())
            except NetworkError as error:
                self._read_at = None
                self._notices.say(
                    _NOTICE, Phrase("The offers on the marketplace are not up to date: {error}", error=error.sentence)
                )
                _answer(asked, error.sentence)
                await self._clock.sleep(error.retry_after if isinstance(error, RateLimited) else backoff.next())
                continue
            backoff.reset()
            self._notices.say(_NOTICE, "")
            _answer(asked, "")
            await self._bell.wait(self._clock, READ_EVERY)

    async def withdraw_all(self) -> None:
        """For the end of the program."""
        self._away = True
        await self.settle([])

    async def settle(self, wanted: Sequence[Offer]) -> None:
        """Make the market hold exactly these; NetworkError when it could not be done now."""
        now = self._clock.monotonic()
        if self._read_at is None or now - self._read_at >= READ_EVERY:
            await self._reconcile()
            self._read_at = now
        rows = {(row.kind, row.name): row for row in await self._book.all(self._network, self._me)}
        keep = {(offer.kind, offer.name) for offer in wanted}
        for key, row in rows.items():
            if key not in keep and row.state is not OfferState.WITHDRAWN:
                await self._withdraw(row)
        for offer in wanted:
            await self._publish(offer, rows.get((offer.kind, offer.name)))

    # ---- one offer -------------------------------------------------------------------------------------------

    async def _publish(self, offer: Offer, row: OfferRow | None) -> None:
        if row is not None and row.state is OfferState.LISTED and row.content == offer.content:
            return
        if row is not None and row.state is OfferState.LISTED and offer.kind is OfferKind.HARDWARE:
            await self._withdraw(row)  # it cannot be edited (405): cancelled and posted again
        ref = plugin_id(self._me, offer.name) if offer.kind is OfferKind.SOFTWARE else uuid.uuid4().hex
        new = OfferRow(offer.kind, offer.name, ref, "", offer.content, OfferState.SENDING)
        await self._put(new)
        try:
            remote = await self._market.publish(offer, ref, self._me)
        except NetworkError:
            self._read_at = None  # it may stand there all the same
            raise
        await self._put(replace(new, remote_id=remote, state=OfferState.LISTED))
        log.info("offered on the marketplace: %s %s", offer.kind, offer.name)

    async def _withdraw(self, row: OfferRow) -> None:
        if row.remote_id:
            await self._market.withdraw(offer_of(row.content), row.remote_id, self._me)
            log.info("withdrawn from the marketplace: %s %s", row.kind, row.name)
        await self._put(replace(row, state=OfferState.WITHDRAWN))

    # ---- what really stands there ----------------------------------------------------------------------------

    async def _reconcile(self) -> None:
        rows = {row.ref: row for row in await self._book.all(self._network, self._me)}
        live = [offer for offer in await self._market.listed(self._me) if offer.is_live]
        ours: set[str] = set()
        for offer in live:
            row = rows.get(offer.ref)
            if row is None or row.kind is not offer.kind or offer.ref in ours or _is_double(row, offer, live):
                log.info("taken from the marketplace: a %s offer of ours that nothing stands behind", offer.kind)
                await self._market.remove(offer.kind, offer.remote_id)
                continue
            ours.add(offer.ref)
            await self._put(replace(row, remote_id=offer.remote_id, state=OfferState.LISTED))
        for row in rows.values():
            if row.ref not in ours and row.state is not OfferState.WITHDRAWN:
                await self._put(replace(row, remote_id="", state=OfferState.WITHDRAWN))

    async def _put(self, row: OfferRow) -> None:
        await self._book.put(self._network, self._me, row, self._clock.now())


def _answer(asked: Sequence[asyncio.Future[str]], answer: str) -> None:
    for future in asked:
        if not future.done():
            future.set_result(answer)


def _is_double(row: OfferRow, offer: ListedOffer, live: Sequence[ListedOffer]) -> bool:
    """Another offer under the same mark is the one that the market told us of."""
    return offer.remote_id != row.remote_id and any(other.remote_id == row.remote_id for other in live)

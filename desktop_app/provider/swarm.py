"""Taking part in a swarm: what this provider says in its hardware offer, and what it makes of what others say.

Nothing is said before the owner joined. What is said is a statement that can be looked at beforehand; it goes out with
the hardware offer when the owner says something new, and every six hours so that it stays fresh. Others are read when
somebody asks, and every ten minutes."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from desktop_app.domain.answers import Membership
from desktop_app.domain.errors import NetworkError, NotOnThisNetwork, WorldError, in_words
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.swarm import Joining, Metrics, Proposal, Statement, written
from desktop_app.domain.swarm_price import Collective, Limits, Outlook, agree, members, outlook, usual_limits
from desktop_app.provider.floor import Floor
from desktop_app.provider.notices import Notices
from desktop_app.provider.policies import Policies
from desktop_app.provider.ports import Clock, Records, SwarmBoard
from desktop_app.provider.waiting import Bell

log = logging.getLogger(__name__)

READ_EVERY = 600.0
SAY_EVERY = 6 * 3600.0
_NOTICE = "swarm"


@dataclass(slots=True)
class _Word:
    """What the owner said since joining."""

    market: Mapping[str, str] | None = None
    proposal: Proposal | None = None
    limits: Limits | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """The statement that stands in the offer, signed, and when it was made (monotonic)."""

    signed: Mapping[str, Any] = field(default_factory=dict)
    at: float = float("-inf")


class Swarm:
    """`card` names what is computed on ("" a processor), `rate` is the present price in AITBC an hour, `floor` what
    electricity costs. `on_change`: what the hardware offer says is another thing now."""

    def __init__(
        self,
        provider_id: str,
        board: SwarmBoard | None,
        clock: Clock,
        notices: Notices,
        *,
        card: Callable[[], str],
        metrics: Callable[[], Awaitable[Metrics]],
        rate: Callable[[], Decimal],
        floor: Callable[[], Decimal | None],
        on_change: Callable[[], None],
        unit: Callable[[], str] = lambda: "AITBC",
    ) -> None:
        self._me, self._board_or_none, self._clock, self._notices = provider_id, board, clock, notices
        self._card, self._metrics, self._rate, self._floor = card, metrics, rate, floor
        self._on_change, self._unit = on_change, unit
        self.joining: Joining | None = None
        self._word, self._said = _Word(), _Said()
        self._others: Sequence[Statement] = ()
        self._bell = Bell()

    # ---- what the owner does ---------------------------------------------------------------------------------

    def follow(self, joining: Joining | None) -> None:
        """From now on a member of this swarm, or of none. What goes out is made by `say`, or soon by `run`."""
        if joining == self.joining:
            return
        self.joining, self._word, self._others = joining, _Word(), ()
        self._quiet()
        self._bell.ring()

    async def preview(
        self, joining: Joining, market: Mapping[str, str] | None = None, proposal: Proposal | None = None
    ) -> Mapping[str, Any]:
        """All that would be said, word for word but for the signature; nothing is sent. Empty for an observer."""
        return written(await self._statement(joining, market, proposal)) if joining.speaks else {}

    async def say(self, market: Mapping[str, str] | None = None, proposal: Proposal | None = None) -> None:
        """Make the statement anew, with this added; what was said before stays. WorldError when not a member."""
        joining = self._joined()
        if (market is not None or proposal is not None) and not joining.speaks:
            raise WorldError(
                Phrase("an observer only reads"), title=Phrase("Nothing is shared"), next_step=Phrase("Join as active")
            )
        self._word.market = market if market is not None else self._word.market
        self._word.proposal = proposal if proposal is not None else self._word.proposal
        if joining.speaks:
            statement = await self._statement(joining, self._word.market, self._word.proposal)
            self._said = _Said(await self._board.sealed(statement), self._clock.monotonic())
            self._on_change()

    def keep_within(self, limits: Limits | None) -> None:
        """The owner's limits to what may be suggested; None for the usual ones."""
        self._word.limits = limits

    async def look(self) -> None:
        """Read what the others say. NetworkError when it cannot be read now."""
        joining, board = self._joined(), self._board
        me = await board.member()
        self._others = members(await board.heard(), joining.swarm, me, self._me, self._clock.now())

    # ---- what is known ---------------------------------------------------------------------------------------

    @property
    def says(self) -> Mapping[str, Any]:
        """What the hardware offer carries now; empty while nothing is shared."""
        return self._said.signed

    def outlook(self) -> Outlook:
        return outlook(self._others, self._card())

    def price(self) -> Collective:
        """What the swarm agrees on, as last read."""
        own = self._word.proposal.rate if self._word.proposal else None
        limits = self._word.limits or usual_limits(self._rate(), self._floor())
        return agree(own, self._others, self._card(), limits, self._unit())

    async def membership(self) -> Membership:
        joining = self._joined()
        told: Mapping[str, Any] = next(iter(self.says.values()), {})
        return Membership(
            joining.swarm, joining.level, joining.sharing, await self._board.member(), told, self.outlook()
        )

    # ---- meanwhile -------------------------------------------------------------------------------------------

    async def run(self) -> None:
        while True:
            if self.joining is not None:
                await self._keep_up()
            await self._bell.wait(self._clock, READ_EVERY)

    async def _keep_up(self) -> None:
        try:
            if self._clock.monotonic() - self._said.at >= SAY_EVERY:
                await self.say()
            await self.look()
        except NetworkError as error:
            self._notices.say(_NOTICE, Phrase("The swarm cannot be read: {error}", error=error.sentence))
        except WorldError as error:
            self._notices.say(_NOTICE, in_words(error))
        else:
            self._notices.say(_NOTICE, "")

    # ---- inside ----------------------------------------------------------------------------------------------

    @property
    def _board(self) -> SwarmBoard:
        if self._board_or_none is None:
            raise NotOnThisNetwork(
                Phrase(
                    "a swarm lives in the marketplace's hardware offers, and no marketplace is known for this network"
                ),
                next_step=Phrase("Name its marketplace address in the network's settings"),
            )
        return self._board_or_none

    def _joined(self) -> Joining:
        assert self._board  # says so where there is none
        if self.joining is None:
            raise WorldError(
                Phrase("this provider is in no swarm"), title=Phrase("Not a member"), next_step=Phrase("Join one first")
            )
        return self.joining

    async def _statement(
        self, joining: Joining, market: Mapping[str, str] | None, proposal: Proposal | None
    ) -> Statement:
        metrics = await self._metrics() if joining.sharing == "performance_metrics" else None
        return Statement(joining.swarm, self._me, self._clock.now(), self._card(), metrics, market, proposal)

    def _quiet(self) -> None:
        had, self._said = self._said.signed, _Said()
        if had:
            self._on_change()
            log.info("nothing is shared with a swarm any more")


async def own_figures(records: Records, clock: Clock, floor: Floor, policies: Policies) -> Metrics:
    """What may be told of this provider: its public price, and how busy it was in the last day."""
    now = clock.now()
    seen = await records.utilisation(now - timedelta(days=1), now, 1)
    used = max(0.0, min(1.0, seen[0][2])) if seen else 0.0
    queued = min(1.0, len(floor.queued) / policies.places) if policies.places else 0.0
    return Metrics(policies.prices.per_hour, round(used * 100), round(queued * 100))

"""What the services need of a marketplace and of the memory of what was published there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from desktop_app.domain.listings import ListedOffer, MarketOffer, Offer, OfferKind, OfferRow
from desktop_app.domain.swarm import Heard, Statement


class Marketplace(Protocol):
    """The marketplace's listings (section 10), one call a method, one try a call; NetworkError like any server."""

    async def publish(self, offer: Offer, ref: str, provider_id: str) -> str:
        """The market's id of the offer; hardware is a new row each time, software is written over by its own id."""

    async def withdraw(self, offer: Offer, remote_id: str, provider_id: str) -> None:
        """Take it off the list; no error when it is gone already."""

    async def remove(self, kind: OfferKind, remote_id: str) -> None:
        """Take away one whose content nobody knows any more; no error when it is gone already."""

    async def listed(self, provider_id: str) -> list[ListedOffer]:
        """Everything of ours, live or not."""

    async def offers(self) -> list[MarketOffer]:
        """Everybody's, as far as they can be read."""


class OfferBook(Protocol):
    """Rows of published offers; each is written before the offer is sent."""

    async def all(self, network: str, provider_id: str) -> list[OfferRow]: ...
    async def put(self, network: str, provider_id: str, row: OfferRow, at: datetime) -> None:
        """Write or replace the row of that kind and name."""


class SwarmBoard(Protocol):
    """Where swarm members write and read: the attributes of hardware offers."""

    async def member(self) -> str:
        """The public key by which others know us; WorldError when our key cannot be opened."""

    async def sealed(self, statement: Statement) -> Mapping[str, Any]:
        """The attributes that carry this statement, signed with our key."""

    async def heard(self) -> Sequence[Heard]:
        """Every statement on the market whose signature fits, ours too; NetworkError when it cannot be read."""

"""Swarm Participation. No server of the network keeps swarms; ours lives in the attributes of hardware offers."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from desktop_app.domain import swarm, swarm_price
from desktop_app.domain.answers import Membership
from desktop_app.domain.errors import WorldError
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.swarm_price import Collective
from desktop_app.provider.guide.section import PATIENCE, Section
from desktop_app.provider.services import Services


class Swarm(Section):
    async def preview_swarm(
        self, swarm_type: Any, contribution_level: Any = "active", data_sharing: Any = "performance_metrics"
    ) -> Mapping[str, Any]:
        """All that joining would tell everybody, word for word; nothing is sent."""
        joining = swarm.parse_joining(swarm_type, contribution_level, data_sharing)
        return await (await self._session()).provider.swarm.preview(joining)

    async def join_swarm(
        self, swarm_type: Any, contribution_level: Any = "active", data_sharing: Any = "performance_metrics"
    ) -> Membership:
        """A member from now on, also after a restart, until `leave_swarm`. What is shared stands in the hardware offer
        for everybody to read and is in the answer (before: `preview_swarm`). An observer shares nothing."""
        joining = swarm.parse_joining(swarm_type, contribution_level, data_sharing)
        services = await self._session()
        before = services.provider.swarm.joining
        services.provider.swarm.follow(joining)
        try:
            membership = await _told(services)
        except WorldError:
            services.provider.swarm.follow(before)
            raise
        services.rules.lay_down(
            "swarm", {"swarm_type": swarm_type, "contribution_level": contribution_level, "data_sharing": data_sharing}
        )
        return membership

    async def leave_swarm(self) -> None:
        """Share nothing any more; the offer is posted anew without it."""
        services = await self._session()
        services.rules.take_back("swarm")
        services.provider.swarm.follow(None)
        await _posted(services)

    async def share_market_data(self, data: Mapping[str, Any]) -> Membership:
        """Tell the swarm how the market looks from here, in the words of `domain.swarm.MARKET`."""
        market = swarm.parse_market(data)
        return await _told(await self._session(), market=market)

    async def participate_in_pricing(
        self, proposal: Mapping[str, Any], *, limits: Mapping[str, Any] | None = None
    ) -> Collective:
        """Vote for an hourly rate, and what the votes add up to now (`domain.swarm_price` has the rules). It is a
        suggestion, and it stays within `limits` ({"lowest", "highest"}, usually half to double of the present rate)."""
        vote = swarm.parse_proposal(proposal)
        bounds = None if limits is None else swarm_price.parse_limits(limits, None)
        services = await self._session()
        await _told(services, proposal=vote)
        services.provider.swarm.keep_within(bounds)
        return services.provider.swarm.price()

    async def swarm_price(self) -> Collective:
        """What the swarm agrees on by now."""
        services = await self._session()
        await services.provider.swarm.look()
        return services.provider.swarm.price()


async def _told(services: Services, **said: Any) -> Membership:
    """Say it, see it stand on the market, and read what the others say."""
    await services.provider.swarm.say(**said)
    await _posted(services)
    await services.provider.swarm.look()
    return await services.provider.swarm.membership()


async def _posted(services: Services) -> None:
    """WorldError with the reason where the offer could not be posted in time."""
    listings = services.provider.listings
    if listings is None:
        return
    try:
        async with asyncio.timeout(PATIENCE):
            why = await listings.up_to_date()
    except TimeoutError:
        why = Phrase("the marketplace did not answer in time")
    if why:
        raise WorldError(
            why, title=Phrase("The hardware offer could not be posted"), next_step=Phrase("It is tried again by itself")
        )

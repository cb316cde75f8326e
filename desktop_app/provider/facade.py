"""ComputeProvider as a running thing: the guide's sections together, and its life. `api.py` adds what comes before
there are services: assess_capabilities and register."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, TypeVar

from desktop_app.domain.answers import Listing
from desktop_app.domain.errors import WorldError
from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.domain.listings import OfferKind
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.published import Claims
from desktop_app.provider import house_rules
from desktop_app.provider.guide.advanced import Advanced
from desktop_app.provider.guide.earnings import Earning
from desktop_app.provider.guide.pricing import Pricing
from desktop_app.provider.guide.reputation import Standing
from desktop_app.provider.guide.resources import Resources
from desktop_app.provider.guide.section import PATIENCE
from desktop_app.provider.guide.swarm import Swarm
from desktop_app.provider.services import Services
from desktop_app.provider.session import Session

T = TypeVar("T", bound="RunningProvider")

NOT_OFFERING = Signal(Source.SCHEDULE, Phrase("Not offered yet: start_offering() begins"), Grip.HOLD)
_SIGNAL = "facade"
NO_MARKET = Phrase(
    "No marketplace address is known for this network; what is offered is published by registering alone."
)


def hold(services: Services) -> None:
    """No work is taken before `start_offering`."""
    services.provider.gate.close(_SIGNAL, NOT_OFFERING)
    if services.provider.listings is not None:
        services.provider.listings.hold(True)


class RunningProvider(Pricing, Resources, Standing, Swarm, Advanced, Earning):
    """`capabilities` are what is published, `warnings` say in sentences where more was claimed than measured."""

    def __init__(
        self, provider_id: str, name: str, capabilities: Claims, warnings: tuple[str, ...], session: Session[Services]
    ) -> None:
        super().__init__(provider_id, session)
        self.name, self.capabilities, self.warnings = name, capabilities, warnings

    @property
    def listing_url(self) -> str:
        """Where this provider's listing is on the network that is in use; "" before the services run."""
        services = self._session.now
        return _listing_url(services.network.url, self.id) if services else ""

    async def __aenter__(self: T) -> T:
        await self._session()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """End the services in order: running jobs are handed back, the network is told. Twice is allowed."""
        await self._session.close()

    async def set_availability(self, schedule: Mapping[str, Any]) -> None:
        """Work only in these hours; what runs when a window closes is stopped with its text kept. A window's `price`
        (0.1 to 10, usually 1) is a factor on the price of an hour while it lasts. WorldError when a reservation would
        be left without an hour."""
        hours = house_rules.read("schedule", {"spec": schedule})
        if why := (await self._session()).agreements.schedule_clash(hours):
            raise WorldError(why, title=Phrase("These hours break a reservation"))
        await self._lay_down("schedule", spec=schedule)

    async def start_offering(self) -> Listing:
        """Returns when the network knows this provider and its offers stand on the marketplace; outside the owner's
        hours the coordinator was told goodbye by then, until they begin. WorldError with the reason when the network
        does not answer within 30 s; what could not be posted is said in the listing's `notes` and tried again."""
        services = await self._session()
        services.provider.gate.open(_SIGNAL)
        await _until_known(services)
        return await _listed(services, self.id)


def _listing_url(network_url: str, provider_id: str) -> str:
    return f"{network_url.rstrip('/')}/marketplace/providers/{provider_id}"


async def _listed(services: Services, provider_id: str) -> Listing:
    url, listings = _listing_url(services.network.url, provider_id), services.provider.listings
    if listings is None:
        return Listing(provider_id, url, notes=(NO_MARKET,))
    listings.hold(False)
    try:
        async with asyncio.timeout(PATIENCE):
            why = await listings.up_to_date()
    except TimeoutError:
        why = Phrase("The marketplace did not answer in time; the offers are posted as soon as it does.")
    rows = await listings.standing()
    state = services.provider.gate.state.strongest
    is_closed = state is not None and state.source is Source.SCHEDULE
    closed = Phrase("No job is taken now: {reason}.", reason=state.reason) if state and is_closed else ""
    return Listing(
        provider_id,
        url,
        next((row.remote_id for row in rows if row.kind is OfferKind.HARDWARE), ""),
        {row.name: row.remote_id for row in rows if row.kind is OfferKind.SOFTWARE},
        tuple(note for note in (why, closed) if note),
    )


async def _until_known(services: Services) -> None:
    """Until the coordinator has our registration; the strongest reason when it has not in time."""
    lane, gate, clock = services.provider.lane, services.provider.gate, services.ports.clock
    end = clock.monotonic() + PATIENCE
    while not lane.is_known:
        strongest = gate.state.strongest
        if (strongest is not None and strongest.source is Source.HEALTH) or clock.monotonic() >= end:
            reason = strongest.reason if strongest else Phrase("the network did not answer in time")
            raise WorldError(reason, title=Phrase("This provider is not on the network"))
        await asyncio.sleep(0.02)

"""What others see of this provider: the registration, the marketplace's offers, and what a swarm is told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from desktop_app.domain.gate import Source
from desktop_app.domain.hosting import Hosted
from desktop_app.domain.state import GpuView
from desktop_app.provider.absence import Absence
from desktop_app.provider.bonds import BondNotice
from desktop_app.provider.ground import Ground
from desktop_app.provider.hosting import HostingRuntime
from desktop_app.provider.listings import Listings
from desktop_app.provider.offering import Offering
from desktop_app.provider.policies import Policies
from desktop_app.provider.ports import Model
from desktop_app.provider.swarm import Swarm, own_figures


class Storefront:
    """`installed` is what the runtime has. `card` tells the card as it was last read, `unit` names the network's money
    as it is known by now; `register` is called when the registration is to be sent again."""

    def __init__(
        self,
        ground: Ground,
        policies: Policies,
        *,
        card: Callable[[], GpuView],
        register: Callable[[], None],
    ) -> None:
        self._ports, self._touch, self._register = ground.ports, ground.touch, register
        p = ground.ports
        self.installed: tuple[Model, ...] = ()
        self.stocked = asyncio.Event()
        """Set once it is known what can be offered."""
        self.offering = Offering(
            ground, policies, installed=lambda: self.installed, card=card, says=lambda: self.swarm.says
        )
        self.swarm = Swarm(
            ground.provider_id, p.swarm, p.clock, ground.notices, card=self.offering.card_name,
            metrics=lambda: own_figures(p.records, p.clock, ground.floor, policies), rate=lambda: policies.rate,
            floor=lambda: policies.cost, on_change=self._offers_changed, unit=ground.unit,
        )  # fmt: skip
        self.listings = self._listings(ground)
        self._bond = None if p.bonds is None else BondNotice(
            ground.provider_id, p.bonds, p.clock, ground.notices, unit=ground.unit
        )  # fmt: skip

    @property
    def services(self) -> Mapping[str, Callable[[], Coroutine[Any, Any, None]]]:
        listings = self.listings
        return {
            **({"swarm": self.swarm.run} if self._ports.swarm else {}),
            **({"bond": self._bond.run} if self._bond else {}),
            **({"listings": lambda: self._show(listings)} if listings else {}),
        }

    def listed(self, models: tuple[Model, ...]) -> bool:
        """What the runtime has; whether what is offered changed."""
        before, self.installed = self.installed, models
        if models:
            self.stocked.set()
        self._offers_changed()
        self._touch()
        return before != models or self.offering.outdated

    def changed(self) -> None:
        """What is published is another thing now."""
        self._register()
        self._offers_changed()

    def offer_models(self, names: tuple[str, ...]) -> None:
        """Only these of the installed models from now on; empty means all."""
        self.offering.change(models=names)
        self.changed()

    def host(self, hosted: Mapping[str, Hosted]) -> None:
        """These models of the owner's own from now on, by public name."""
        self.offering.change(hosted=hosted)
        if isinstance(self._ports.runtime, HostingRuntime):
            self._ports.runtime.host(hosted)

    async def models_changed(self) -> None:
        """What there is to offer is another thing now: look, and offer it anew."""
        self.listed(await self._ports.runtime.models())
        self.changed()

    async def withdraw(self) -> None:
        """Take every offer down."""
        if self.listings:
            await self.listings.withdraw_all()

    # ---- inside ----------------------------------------------------------------------------------------------

    def _listings(self, ground: Ground) -> Listings | None:
        p = ground.ports
        if p.market is None or p.offers is None:
            return None
        found = Listings(
            ground.network, ground.provider_id, p.market, p.offers, p.clock, ground.notices,
            wanted=self.offering.offers,
        )  # fmt: skip
        # The day's hours are no reason to take an offer down: its id would be another one every morning.
        Absence(ground.gate, p.clock, found.stay_away, (Source.PANIC, Source.PAUSE))
        return found

    async def _show(self, listings: Listings) -> None:
        await self.stocked.wait()
        await listings.run()

    def _offers_changed(self) -> None:
        if self.listings:
            self.listings.change()

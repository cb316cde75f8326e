"""The running house as the façade knows it."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_app.domain.errors import NotGoverned
from desktop_app.domain.networks import NetworkProfile
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import NetworkView
from desktop_app.provider.agreements import Agreements
from desktop_app.provider.house_rules import HouseRules
from desktop_app.provider.insights import Insights
from desktop_app.provider.needs import Ports
from desktop_app.provider.ports import ModelShelf, Ratings
from desktop_app.provider.ports.office import Office
from desktop_app.provider.provider import Provider


@dataclass(frozen=True, slots=True)
class Services:
    """Every part, built; `run` lives in it until cancelled."""

    provider: Provider
    ports: Ports
    rules: HouseRules
    network: NetworkView
    ratings: Ratings
    shelf: ModelShelf
    insights: Insights
    office: Office | None = None
    """The window's desks."""
    profile: NetworkProfile = field(default_factory=lambda: NetworkProfile("", "", ""))
    """The network as the owner wrote it down."""

    @property
    def agreements(self) -> Agreements:
        """NotGoverned where this house keeps none."""
        found = self.provider.agreements
        if found is None:
            raise NotGoverned(Phrase("agreements are not kept here"))
        return found

    async def run(self) -> None:
        await self.provider.run()

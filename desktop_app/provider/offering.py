"""What is offered right now: the registration, the marketplace's rows, and the rules a job is screened by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from desktop_app.domain.hosting import Hosted
from desktop_app.domain.listings import Offer, stock
from desktop_app.domain.media_jobs import MediaOffer
from desktop_app.domain.offer import machine
from desktop_app.domain.payment import PaymentRules
from desktop_app.domain.screening import Rules
from desktop_app.domain.state import GpuView
from desktop_app.domain.times import start_of_day
from desktop_app.provider.ground import Ground
from desktop_app.provider.insights import InForce
from desktop_app.provider.policies import Policies
from desktop_app.provider.ports import Model, Registration
from desktop_app.provider.terms import Terms


class Offering:
    """Read afresh whenever it is asked for: models, card and prices change while the program runs."""

    def __init__(
        self,
        ground: Ground,
        policies: Policies,
        *,
        installed: Callable[[], tuple[Model, ...]],
        card: Callable[[], GpuView],
        says: Callable[[], Mapping[str, Any]] = dict,
    ) -> None:
        self._network, self._id = ground.network, ground.provider_id
        self._ports, self._terms = ground.ports, ground.terms
        self._policies, self._speeds = policies, ground.speeds
        self._installed, self._card, self._unit, self._says = installed, card, ground.unit, says
        self._on_card = False

    def follow(self, terms: Terms) -> None:
        """From now on these."""
        self._terms = terms

    @property
    def outdated(self) -> bool:
        """Whether the last registration told another thing of where jobs are computed."""
        return self._on_card != self._ports.runtime.on_card

    def change(self, **decided: Any) -> None:
        """Other terms from now on, by their names; what is published of them goes out with the next registration."""
        self._terms = replace(self._terms, **decided)

    async def registration(self) -> Registration:
        """What register publishes."""
        models = self.models()
        card = await self._ports.gpu.view()
        capabilities: dict[str, Any] = {
            **self._terms.published,
            "models": models,
            "price": float(self._policies.prices.per_hour),
            "supported_tasks": ["inference", *self._media().kinds],
            "max_concurrent_jobs": self._policies.balancer.published,
            **machine(card, on_card=self._ports.runtime.on_card),
        }
        special = [self._terms.hosted[name].published() for name in models if name in self._terms.hosted]
        if special:
            capabilities["specialized_models"] = special
        self._on_card = self._ports.runtime.on_card
        # What waits in our queue counts as ours at the coordinator too (section 5.1).
        held = self._policies.balancer.published + self._policies.room
        return Registration(capabilities, held, self._terms.region)

    def card_name(self) -> str:
        """What jobs are computed on; "" for a processor."""
        return self._card().name if self._ports.runtime.on_card else ""

    @property
    def hosted(self) -> Mapping[str, Hosted]:
        """Models of the owner's own, by public name."""
        return self._terms.hosted

    def models(self) -> list[str]:
        """Names of what is installed and offered."""
        installed = [m.name for m in self._installed()]
        chosen, hosted = self._terms.models, self._terms.hosted
        return [m for m in installed if not chosen or m in chosen or m in hosted]

    def _media(self) -> MediaOffer:
        return self._ports.media.offer if self._ports.media else MediaOffer()

    async def rules(self) -> Rules:
        """What a job is screened by."""
        p, now = self._ports, self._ports.clock.now()
        taken = await p.journal.unpaid_since(self._network, self._id, start_of_day(now.astimezone()))
        return Rules(
            models=frozenset(self.models()),
            prices=self._policies.prices,
            premiums={name: hosted.premium for name, hosted in self._terms.hosted.items()},
            blocked=self._policies.blocked,
            closes_at=self._policies.timetable.closes_at(now),
            media=self._media(),
            tokens_per_s=self._speeds.slowest(),
            longest_run=self._terms.longest_run,
            largest_output=self._terms.largest_output,
            largest_result=self._terms.largest_result,
            payment=PaymentRules(
                self._terms.payout_address, self._terms.unpaid_per_day - taken, self._terms.leniency, self._unit()
            ),
        )

    async def offers(self) -> list[Offer]:
        """The card, where jobs are computed on it, and every model."""
        card, terms = await self._ports.gpu.view(), self._terms
        shown = card if self._ports.runtime.on_card else GpuView()
        price = self._policies.prices.per_hour
        return stock(
            shown, self.models(), price, terms.region or "", terms.payout_address, hosted=terms.hosted,
            attributes=self._says(),
        )  # fmt: skip

    def room(self, model: str) -> tuple[int, int]:
        """Bytes of the card that this model takes, and those that others leave for all of ours; zeros where jobs are
        not computed on it."""
        card, known = self._card(), next((m for m in self._installed() if m.name == model), None)
        if not self._ports.runtime.on_card or not card.memory_bytes or known is None or not known.size:
            return 0, 0
        others = card.reading.memory_others if card.reading else None
        return known.size, card.memory_bytes - (others or 0)

    def in_force(self) -> InForce:
        """What the owner's figures are judged by."""
        return InForce(
            self._policies.rate, self._policies.timetable.schedule, tuple(self.models()),
            self._terms.unpaid_per_day, floor=self._policies.cost, unit=self._unit(),
        )  # fmt: skip


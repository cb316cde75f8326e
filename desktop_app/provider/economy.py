"""What work is taken, for how much, and how many jobs at once: the owner's rules and what is measured, put together."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from desktop_app.domain.concurrency import Limits
from desktop_app.domain.state import GpuView
from desktop_app.provider.balancer import Balancer
from desktop_app.provider.floor import Floor
from desktop_app.provider.gate import Gate
from desktop_app.provider.needs import Ports
from desktop_app.provider.policies import Policies
from desktop_app.provider.ports import Roomy
from desktop_app.provider.speeds import Speeds
from desktop_app.provider.terms import Terms
from desktop_app.provider.waiting import Bell


class Economy:
    """`card` tells the card as it was last read; `published` is called when what the network was told of price or
    jobs at once is no longer so; `work_waits` rings when a job may start that could not before."""

    def __init__(
        self,
        ports: Ports,
        terms: Terms,
        gate: Gate,
        floor: Floor,
        speeds: Speeds,
        *,
        card: Callable[[], GpuView],
        work_waits: Bell,
        published: Callable[[], None],
    ) -> None:
        self._ports, self._terms, self._published, self._card = ports, terms, published, card
        self.balancer = Balancer(
            floor, speeds, ports.clock, fixed=terms.concurrency, card=self._working_card, limits=self._limits,
            on_change=work_waits.ring, on_settled=self._slots_changed,
        )  # fmt: skip
        self.policies = Policies(
            gate, ports.clock, floor, terms.prices, balancer=self.balancer, places=terms.places, on_price=published
        )

    @property
    def services(self) -> Mapping[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {
            "schedule": self.policies.timetable.run,
            "prices": self.policies.run,
            "balance": self.balancer.run,
        }

    def _working_card(self) -> GpuView:
        """Nothing of a card on which no job is computed."""
        return self._card() if self._ports.runtime.on_card else GpuView()

    def _limits(self) -> Limits:
        return Limits(max(self._terms.most_at_once, self._terms.concurrency), self._terms.longest_run / 2)

    def _slots_changed(self) -> None:
        """The network is to hold as many jobs for us as can run, and the runtime to have room for them."""
        if isinstance(self._ports.runtime, Roomy):
            adaptive = self.balancer.is_adaptive
            self._ports.runtime.make_room(self._limits().most if adaptive else self._terms.concurrency)
        self._published()

"""What the owner laid down beyond single figures: hours, tiers, the queue, a price that follows demand. One place, in
force at once; what the network is told of it goes through the one lane."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from desktop_app.domain import demand
from desktop_app.domain.demand import Dynamics, Observation, PriceState
from desktop_app.domain.money import as_text
from desktop_app.domain.pricing import Prices
from desktop_app.domain.queue_policy import QueuePolicy
from desktop_app.domain.schedule import Schedule
from desktop_app.domain.tiers import Tier, tier_of
from desktop_app.provider.balancer import Balancer
from desktop_app.provider.floor import Floor
from desktop_app.provider.gate import Gate
from desktop_app.provider.ports import Clock
from desktop_app.provider.timetable import Timetable
from desktop_app.provider.work_queue import WorkQueue

log = logging.getLogger(__name__)

SAMPLE_EVERY = 5.0
OBSERVE_EVERY = 60.0


class Policies:
    """`on_price` is called after a change of what is published (the lane registers again): the price, or how many jobs
    may be ours at once. `places` jobs may wait here; `retries`: a runtime that broke is tried again.

    Demand is measured here: the share of slots at work and how full the queue is, sampled every 5 s."""

    def __init__(
        self,
        gate: Gate,
        clock: Clock,
        floor: Floor,
        prices: Prices,
        *,
        balancer: Balancer,
        places: int,
        on_price: Callable[[], None],
    ) -> None:
        self.timetable = Timetable(gate, clock)
        self.queue = WorkQueue()
        self.blocked: frozenset[str] = frozenset()
        """Customers whose jobs are not taken."""
        self._clock, self._floor, self._fixed, self._on_price = clock, floor, prices, on_price
        self.balancer, self.places, self.retries = balancer, places, True
        self._tiers: tuple[Tier, ...] = ()
        self._dynamics: Dynamics | None = None
        self._price: PriceState | None = None

    # ---- what is in force ------------------------------------------------------------------------------------

    @property
    def prices(self) -> Prices:
        """The prices now; a price that follows demand replaces the hourly rate."""
        return self._fixed if self._price is None else replace(self._fixed, per_hour=self._price.price)

    @property
    def price_reason(self) -> str:
        return self._price.reason if self._price else "the owner's fixed price"

    def tier(self, paid: Decimal | None, seconds: float, asked: object) -> str:
        """The name of a job's tier, "" where there are none or it covers none."""
        found = tier_of(self._tiers, paid, seconds, asked) if paid is not None else None
        return found.name if found else ""

    # ---- what the owner does ---------------------------------------------------------------------------------

    def follow_schedule(self, schedule: Schedule) -> None:
        self.timetable.follow(schedule)

    def block(self, customers: frozenset[str]) -> None:
        self.blocked = customers

    def use_rate(self, per_hour: Decimal) -> None:
        """Another fixed price for an hour."""
        before = self.prices
        self._fixed = replace(self._fixed, per_hour=per_hour)
        if self.prices != before:
            self._on_price()

    def use_tiers(self, tiers: tuple[Tier, ...]) -> None:
        self._tiers = tiers
        self.queue.use({tier.name: tier.share() for tier in tiers})

    def discount_bulk(self, bulk: Decimal) -> None:
        """A job of more than 10 hours pays this share of its price."""
        self._fixed = replace(self._fixed, bulk=bulk)

    def keep_queue(self, policy: QueuePolicy) -> None:
        changed, self.places = self.places != policy.places, policy.places
        self.queue.algorithm, self.retries = policy.algorithm, policy.retries
        if changed:
            self._on_price()

    def price_dynamically(self, dynamics: Dynamics | None) -> None:
        """From now on the price follows demand; None goes back to the fixed price."""
        before = self.prices
        self._dynamics = dynamics
        self._price = demand.start(dynamics, self._clock.now()) if dynamics else None
        if self.prices != before:
            self._on_price()

    # ---- measuring demand ------------------------------------------------------------------------------------

    async def run(self) -> None:
        while True:
            seen = await self._look()
            if self._dynamics is None or self._price is None:
                continue
            before = self._price
            self._price = demand.observe(self._dynamics, before, seen, self._clock.now())
            if self._price.price != before.price:
                log.info("price %s AITBC an hour: %s", as_text(self._price.price), self._price.reason)
                self._on_price()

    async def _look(self) -> Observation:
        """A minute of samples; without a price to steer it only waits."""
        if self._dynamics is None:
            await self._clock.sleep(OBSERVE_EVERY)
            return Observation(0.0)
        busy, queued, looks = 0.0, 0.0, round(OBSERVE_EVERY / SAMPLE_EVERY)
        for _ in range(looks):
            busy += min(1.0, len(self._floor.running) / self.balancer.slots)
            queued += min(1.0, len(self._floor.queued) / max(1, self.places))
            await self._clock.sleep(SAMPLE_EVERY)
        return Observation(busy / looks, queued / looks)

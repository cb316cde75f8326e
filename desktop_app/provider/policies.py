"""What the owner laid down beyond single figures: hours, tiers, the queue, a price that follows demand. One place, in
force at once; what the network is told of it goes through the one lane."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from desktop_app.domain import demand
from desktop_app.domain.demand import Dynamics, Observation, PriceState
from desktop_app.domain.market import Market
from desktop_app.domain.money import ZERO, as_text, quantize
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.pricing import Prices
from desktop_app.domain.queue_policy import QueuePolicy
from desktop_app.domain.schedule import USUAL, Schedule
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
FIXED_FOR = timedelta(minutes=15)
"""How long a fixed price that the electricity's cost raised stands at least."""
NO_ROOM = frozenset({"no_time_left", "too_little_time"})
"""Why jobs are declined that a free slot would have taken."""


async def nothing_known() -> Market | None:
    return None


class Policies:
    """`on_price` is called after a change of what is published (the lane registers again): the price, or how many jobs
    may be ours at once. `places` jobs may wait here, and `held` more that wait for their batch; `retries`: a runtime
    that broke is tried again. `cost` is what an hour's electricity costs: no price is below it.

    Demand is measured here: the share of slots at work and how full the queue is, sampled every 5 s, the jobs that had
    to be declined, and what `market` tells. `tell` is given a sentence for the owner, "" when it no longer holds."""

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
        held: Callable[[], int] = lambda: 0,
        cost: Callable[[], Decimal | None] = lambda: None,
        market: Callable[[], Awaitable[Market | None]] = nothing_known,
        tell: Callable[[str], None] = lambda _sentence: None,
        unit: Callable[[], str] = lambda: "AITBC",
    ) -> None:
        self.timetable = Timetable(gate, clock)
        self.timetable.on_factor = self._hours_have_their_price
        self.queue = WorkQueue()
        self.blocked: frozenset[str] = frozenset()
        """Customers whose jobs are not taken."""
        self._clock, self._floor, self._fixed, self._on_price = clock, floor, prices, on_price
        self.balancer, self.places, self.retries = balancer, places, True
        self._held, self._cost_now, self._market, self._tell = held, cost, market, tell
        self._unit = unit
        self._tiers: tuple[Tier, ...] = ()
        self._dynamics: Dynamics | None = None
        self._price: PriceState | None = None
        self._cost, self._cost_at = ZERO, clock.now() - FIXED_FOR
        self._ended, self._declined = 0, 0

    # ---- what is in force ------------------------------------------------------------------------------------

    @property
    def prices(self) -> Prices:
        """The prices now; a price that follows demand replaces the hourly rate, the hours' own factor is in both, and
        none is below the electricity."""
        if self._price is not None:
            return replace(self._fixed, per_hour=self._price.price)
        return replace(self._fixed, per_hour=max(self._of_these_hours(self._fixed.per_hour), self._cost))

    @property
    def rate(self) -> Decimal:
        """The owner's own price for an hour, from which one that follows demand starts."""
        return self._dynamics.base_rate if self._dynamics is not None else self._fixed.per_hour

    @property
    def cost(self) -> Decimal | None:
        """What an hour's electricity costs in AITBC now; None where that is not known."""
        return self._cost_now()

    @property
    def price_reason(self) -> str:
        if self._price is not None:
            return self._price.reason
        if self._cost > self._of_these_hours(self._fixed.per_hour):
            return Phrase("what the electricity costs")
        factor = self.timetable.factor
        fixed = Phrase("the owner's fixed price")
        return fixed if factor == USUAL else _of_hours(factor, fixed)

    @property
    def room(self) -> int:
        """Jobs that may be here beside those that run: waiting, or held for their batch."""
        return self.places + self._held()

    def tier(self, paid: Decimal | None, seconds: float, asked: object) -> str:
        """The name of a job's tier, "" where there are none or it covers none."""
        found = tier_of(self._tiers, paid, seconds, asked) if paid is not None else None
        return found.name if found else ""

    @property
    def tiers(self) -> tuple[Tier, ...]:
        return self._tiers

    # ---- what the owner does ---------------------------------------------------------------------------------

    def follow_schedule(self, schedule: Schedule) -> None:
        self.timetable.follow(schedule)

    def block(self, customers: frozenset[str]) -> None:
        self.blocked = customers

    def use_rate(self, per_hour: Decimal) -> None:
        """Another price of the owner's for an hour; one that follows demand starts from it anew."""
        before = self.prices
        self._fixed = replace(self._fixed, per_hour=per_hour)
        if self._dynamics is not None:
            self._dynamics = replace(self._dynamics, base_rate=per_hour)
            self._price = demand.start(self._dynamics_now(self._dynamics), self._clock.now())
        if self.prices != before:
            self._on_price()

    def use_tiers(self, tiers: tuple[Tier, ...]) -> None:
        self._tiers = tiers
        self.queue.use({tier.name: tier.share() for tier in tiers})

    def charge(self, prices: Prices) -> None:
        """From now on the owner's fixed prices; the bulk discount stays."""
        before = self.prices
        self._fixed = replace(prices, bulk=self._fixed.bulk)
        if self.prices != before:
            self._on_price()

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
        self._price = demand.start(self._dynamics_now(dynamics), self._clock.now()) if dynamics else None
        if self.prices != before:
            self._on_price()

    # ---- measuring demand ------------------------------------------------------------------------------------

    def ended(self, code: str) -> None:
        """A job ended; `code` says why it was handed back ("" where it was not)."""
        self._ended += 1
        self._declined += code in NO_ROOM

    async def run(self) -> None:
        while True:
            seen = await self._look()
            before, now = self.prices.per_hour, self._clock.now()
            if self._dynamics is None or self._price is None:
                cost = self._cost_now() or ZERO
                if cost != self._cost and now - self._cost_at >= FIXED_FOR:
                    self._cost, self._cost_at = cost, now
            else:
                self._price = demand.observe(self._dynamics_now(self._dynamics), self._price, seen, now)
            self._tell(self._raised())
            if self.prices.per_hour != before:
                log.info("price %s AITBC an hour: %s", as_text(self.prices.per_hour), self.price_reason)
                self._on_price()

    def _hours_have_their_price(self) -> None:
        """Other hours with another price began: at once, whatever the interval of one that follows demand."""
        if self._dynamics is not None and self._price is not None:
            price = demand.price_at(self._dynamics_now(self._dynamics), self._price.demand)
            usual = Phrase("the price at {demand} demand", demand=f"{self._price.demand:.0%}")
            why = _of_hours(self.timetable.factor, usual)
            self._price = PriceState(price, self._price.demand, self._clock.now(), why)
        log.info("price %s AITBC an hour: %s", as_text(self.prices.per_hour), self.price_reason)
        self._on_price()

    def _of_these_hours(self, per_hour: Decimal) -> Decimal:
        return quantize(per_hour * self.timetable.factor)

    def _dynamics_now(self, dynamics: Dynamics) -> Dynamics:
        """Above the cost of the electricity, and from the base rate that these hours have."""
        floor = max(dynamics.floor, self._cost_now() or ZERO)
        return replace(dynamics, base_rate=self._of_these_hours(dynamics.base_rate), floor=floor)

    def _raised(self) -> str:
        """What the owner should know when another price is asked than the one that was set."""
        price, own = self.prices.per_hour, self._of_these_hours(self.rate)
        if price <= own or "electricity" not in self.price_reason:
            return ""
        return Phrase(
            "Your price of {own} {unit} an hour would not pay for the electricity: {price} is asked. See "
            "electricity and prices in the settings.",
            own=as_text(own),
            unit=self._unit(),
            price=as_text(price),
        )

    async def _look(self) -> Observation:
        """A minute of samples; without a price to steer it only waits."""
        if self._dynamics is None:
            await self._clock.sleep(OBSERVE_EVERY)
            return Observation(0.0)
        market = await self._market()
        ended, declined = self._ended, self._declined
        busy, queued, looks = 0.0, 0.0, round(OBSERVE_EVERY / SAMPLE_EVERY)
        for _ in range(looks):
            busy += min(1.0, len(self._floor.running) / self.balancer.slots)
            queued += min(1.0, len(self._floor.queued) / max(1, self.room))
            await self._clock.sleep(SAMPLE_EVERY)
        ended, declined = self._ended - ended, self._declined - declined
        base = self._of_these_hours(self._dynamics.base_rate)
        most = base * self._dynamics.max_multiplier
        pressure = market.pressure(base, most) if market else None
        return Observation(busy / looks, queued / looks, declined / ended if ended else 0.0, pressure)


def _of_hours(factor: Decimal, price: Phrase) -> Phrase:
    return Phrase("in these hours {share}% of {price}", share=f"{factor * 100:.0f}", price=price)

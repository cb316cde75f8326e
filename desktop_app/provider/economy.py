"""What work is taken, for how much, when, and how many jobs at once: the owner's rules and what is measured, put
together."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from desktop_app.domain import batch
from desktop_app.domain.batch import BatchTerms, Collected
from desktop_app.domain.concurrency import Limits
from desktop_app.domain.decline import Decline
from desktop_app.domain.energy import Tariff
from desktop_app.domain.state import GpuView
from desktop_app.provider.agreements import Agreements
from desktop_app.provider.balancer import Balancer
from desktop_app.provider.batching import Batching
from desktop_app.provider.energy_meter import EnergyMeter
from desktop_app.provider.floor import LiveJob
from desktop_app.provider.ground import Ground
from desktop_app.provider.market_watch import MarketWatch
from desktop_app.provider.policies import Policies
from desktop_app.provider.ports import Facts, Roomy

ARRIVALS = timedelta(days=14)
LEARN_HOURS_EVERY = 3600.0


class Economy:
    """`card` tells the card as it was last read; `published` is called when what the network was told of price or
    jobs at once is no longer so; `is_play` tells whether the network's money is play money."""

    def __init__(
        self,
        ground: Ground,
        *,
        card: Callable[[], GpuView],
        agreements: Callable[[], Agreements | None],
        published: Callable[[], None],
        is_play: Callable[[], bool],
    ) -> None:
        ports, terms, floor, work_waits = ground.ports, ground.terms, ground.floor, ground.work_waits
        self._network, self._id, self._ports, self._terms = ground.network, ground.provider_id, ports, terms
        self._floor = floor
        self._published, self._card, self._agreements = published, card, agreements
        self._quiet_hours = batch.quiet_hours(())
        self.balancer = Balancer(
            floor, ground.speeds, ports.clock, fixed=terms.concurrency, card=self._working_card, limits=self._limits,
            on_change=work_waits.ring, on_settled=self._slots_changed,
        )  # fmt: skip
        self.energy = None if ports.facts is None else EnergyMeter(
            self._network, self._id, ports.facts, ports.clock, running=self._running, tariff=terms.tariff,
            earned=lambda: ports.ledger.totals(self._network, self._id), is_play=is_play,
            unit=ground.unit,
        )  # fmt: skip
        self.batching = Batching(
            ports.clock, terms=lambda: self._batch_terms, quiet=self._is_quiet, on_due=work_waits.ring
        )
        self.market = MarketWatch(self._id, ports.market, ports.clock, self._working_card)
        self.policies = Policies(
            ground.gate, ports.clock, floor, terms.prices, balancer=self.balancer, places=terms.places,
            on_price=published, held=lambda: self._batch_terms.size if self._batch_terms else 0,
            cost=self._floor_price, market=self.market.look, tell=lambda told: ground.notices.say("price", told),
            unit=ground.unit,
        )  # fmt: skip

    @property
    def services(self) -> Mapping[str, Callable[[], Coroutine[Any, Any, None]]]:
        facts = self._ports.facts
        return {
            "schedule": self.policies.timetable.run,
            "prices": self.policies.run,
            "balance": self.balancer.run,
            "batches": self.batching.run,
            **({"energy": self.energy.run} if self.energy else {}),
            **({"quiet hours": lambda: self._learn_hours(facts)} if facts else {}),
        }

    def use_tariff(self, tariff: Tariff | None) -> None:
        """From now on electricity costs this."""
        if self.energy is not None:
            self.energy.tariff = tariff

    # ---- what the intake asks --------------------------------------------------------------------------------

    def loses(self, pays: Decimal, seconds: float) -> Decline | None:
        """Why a payment does not cover the electricity of so many seconds."""
        return self.energy.declines(pays, seconds) if self.energy else None

    def least_worth(self, seconds: float) -> Decimal | None:
        """The least payment of a job of `seconds` that pays for its electricity; None where that is not known."""
        return self.energy.least_worth(seconds) if self.energy else None

    def collect(self, job: LiveJob, expires: datetime | None) -> None:
        """This job waits for the rest of its batch; its time is over at `expires`, by our own clock."""
        waits = Collected(job.key.job_id, job.terms.customer, job.received_at, expires, job.estimate)
        self.batching.collect(waits)

    def ended(self, job_id: str, reason: str, code: str) -> None:
        """A job ended: delivered, or not and why, in words and as a code."""
        self.batching.ended(job_id, reason)
        self.policies.ended(code)

    @property
    def batch_hours(self) -> frozenset[int]:
        """The hours of the day, by this computer's clock, in which full batches may start; none where none are
        collected."""
        return self._quiet_hours if self._batch_terms is not None else frozenset()

    # ---- inside ----------------------------------------------------------------------------------------------

    @property
    def _batch_terms(self) -> BatchTerms | None:
        agreements = self._agreements()
        return agreements.batch if agreements else None

    def _floor_price(self) -> Decimal | None:
        return self.energy.floor() if self.energy else None

    def _running(self) -> list[datetime]:
        now, clock = self._ports.clock.now(), self._ports.clock.monotonic()
        return [now - timedelta(seconds=clock - job.slot_since) for job in self._floor.running]

    def _is_quiet(self) -> bool:
        """An hour in which little comes, a slot is free, and nothing else waits for it."""
        others = any(not self.batching.holds(job.key.job_id) for job in self._floor.queued)
        free = len(self._floor.running) < self.balancer.slots
        return free and not others and self._ports.clock.now().astimezone().hour in self._quiet_hours

    async def _learn_hours(self, facts: Facts) -> None:
        while True:
            now = self._ports.clock.now()
            ended = await facts.ended(self._network, self._id, now - ARRIVALS, now)
            self._quiet_hours = batch.quiet_hours([job.arrived.astimezone() for job in ended if not job.batched])
            await self._ports.clock.sleep(LEARN_HOURS_EVERY)

    def _working_card(self) -> GpuView:
        """Nothing of a card on which no job is computed."""
        return self._card() if self._ports.runtime.on_card else GpuView()

    def _limits(self) -> Limits:
        return Limits(max(self._terms.most_at_once, self._terms.concurrency), self._terms.longest_run / 2)

    def _slots_changed(self) -> None:
        """The network is to hold as many jobs for us as can run, and the runtime to have room for them."""
        if isinstance(self._ports.runtime, Roomy):
            adaptive = self.balancer.is_adaptive
            streams = self._limits().most if adaptive else self._terms.concurrency
            self._ports.runtime.make_room(streams, lambda: self._card().memory_bytes)
        self._published()

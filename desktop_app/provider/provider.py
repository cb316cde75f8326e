"""The provider: every service over the ports, built once, started and stopped in order."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from desktop_app.domain.decline import Decline
from desktop_app.domain.errors import NotGoverned, WorldError
from desktop_app.domain.gate import Source
from desktop_app.domain.health import Action
from desktop_app.domain.hosting import Hosted
from desktop_app.domain.jobs import HandedJob, Outcome
from desktop_app.domain.limits import Allowance
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.reconciling import Report
from desktop_app.domain.reservations import Reservation, ReservationTerms
from desktop_app.domain.state import PLAY, GpuView, NetworkView, RecentJob
from desktop_app.provider.absence import Absence
from desktop_app.provider.agreements import Agreements
from desktop_app.provider.appraisal import Appraisal
from desktop_app.provider.benchmark import Benchmark
from desktop_app.provider.bonds import BondNotice
from desktop_app.provider.budget import Budget
from desktop_app.provider.checks import Checks
from desktop_app.provider.comfort import ComfortKeeper
from desktop_app.provider.desk import OwnersDesk
from desktop_app.provider.economy import Economy
from desktop_app.provider.floor import Floor, LiveJob
from desktop_app.provider.gate import Gate
from desktop_app.provider.gate_log import GateLog
from desktop_app.provider.handover import Handover
from desktop_app.provider.health import Health
from desktop_app.provider.hosting import HostingRuntime
from desktop_app.provider.intake import Intake
from desktop_app.provider.keeper import RuntimeKeeper
from desktop_app.provider.lane import Lane
from desktop_app.provider.levels import Levels
from desktop_app.provider.listings import Listings
from desktop_app.provider.monitor import Monitor
from desktop_app.provider.needs import Ports
from desktop_app.provider.network_time import NetworkTime
from desktop_app.provider.notices import Notices
from desktop_app.provider.offering import Offering
from desktop_app.provider.owner import Owner
from desktop_app.provider.owner_first import OwnerFirst
from desktop_app.provider.picture import Picture
from desktop_app.provider.policies import Policies
from desktop_app.provider.ports import Bonds, Model
from desktop_app.provider.quality_checker import QualityChecker
from desktop_app.provider.reads import Reads
from desktop_app.provider.roll import RollCall
from desktop_app.provider.settlement import Settlement
from desktop_app.provider.sleep import Sleep
from desktop_app.provider.speeds import Speeds
from desktop_app.provider.store import Store
from desktop_app.provider.supervisor import Supervisor
from desktop_app.provider.swarm import Swarm, own_figures
from desktop_app.provider.terms import Terms
from desktop_app.provider.waiting import Bell, settle
from desktop_app.provider.watch import Watch
from desktop_app.provider.worker import RETRIES, Worker

log = logging.getLogger(__name__)

TIDY_AFTER = 600.0
GOODBYE = 3.0
"""Seconds that an ending program gives the network to take the last messages."""


class Provider:
    """One network's provider. `run` lasts until cancelled; then `stop` hands back and says goodbye."""

    def __init__(
        self,
        network: NetworkView,
        provider_id: str,
        ports: Ports,
        terms: Terms,
        *,
        notes: tuple[str, ...] = (),
        on_quit: Callable[[], None],
    ) -> None:
        self._ports, self._terms, self._network, self._id = ports, terms, network, provider_id
        p, net = ports, network.name
        self._speeds, self._floor = Speeds(), Floor()
        self._work_waits, out = Bell(), Bell()
        self._models_known = asyncio.Event()
        self._screens: set[asyncio.Task[None]] = set()
        self.gate = Gate(p.clock)
        self._supervisor = Supervisor(self.gate, p.clock)
        self.economy = Economy(
            net, provider_id, p, terms, self.gate, self._floor, self._speeds, card=lambda: self._monitor.view,
            agreements=lambda: self.agreements, work_waits=self._work_waits, published=self._price_changed,
            is_play=lambda: self._picture.network.is_play, tell=lambda told: self.notices.say("price", told),
        )  # fmt: skip
        self.offering = Offering(
            net, provider_id, p, terms, self.policies, self._speeds, installed=lambda: self._picture.models,
            card=lambda: self._monitor.view, unit=lambda: self._picture.network.unit,
            says=lambda: self.swarm.says,
        )  # fmt: skip
        self._time = NetworkTime(p.clock)
        p.coordinator.listen(self._time.heard)
        budget = Budget.of(Allowance())
        self.lane = Lane(
            p.coordinator, p.clock, self.gate, self._floor, budget,
            registration=self.offering.registration, on_job=self._take, on_enter=self._look, on_change=self._touch,
            most_here=self._most_here,
        )  # fmt: skip
        self.notices = Notices(self._touch)
        reads = Reads(budget.reads, p.clock)
        roll = RollCall(p.coordinator, p.clock, reads)
        appraisal = Appraisal(p.chain, reads, p.clock, self.notices)
        self.agreements, self.swarm = self._agreements(), self._swarm()
        handover = Handover(
            p.journal, self._floor, p.clock, out, self.agreements, on_free=self.lane.wake,
            on_end=self.economy.ended,
        )  # fmt: skip
        self._intake = Intake(
            net, provider_id, p.journal, appraisal, roll, self._floor, handover, p.clock, self._time,
            rules=self.offering.rules, tier=self._tier, work_waits=self._work_waits, on_change=self._touch,
            agreements=self.agreements, room=self.offering.room, loses=self.economy.loses,
            collect=self.economy.collect,
        )  # fmt: skip
        self.checker = QualityChecker(self.notices)
        self._worker = Worker(
            p.runtime, p.journal, self._floor, self.gate, handover, p.clock, slots=terms.concurrency, time=self._time,
            queue=self.policies.queue, checker=self.checker, retries=lambda: RETRIES if self.policies.retries else 0,
            work_waits=self._work_waits, rules=self.offering.rules, speeds=self._speeds,
            on_change=self._touch, on_runtime_down=lambda: self._keeper.down(),
            slots_now=lambda _slots: self._first.slots(self.economy.balancer.slots),
            held=self.economy.batching.holds, media=p.media,
        )  # fmt: skip
        self._first = OwnerFirst(
            p, terms, self.gate, self._worker, self.policies, self.notices, work_waits=self._work_waits,
            on_change=self._touch,
        )
        self._settlement = Settlement(
            net, provider_id, p, terms, self.gate, self._floor, self.lane, budget, reads, roll, self._time,
            self.notices, out=out, on_ended=self._ended,
        )  # fmt: skip
        self._watch = Watch(
            roll, self._floor, self._intake, p.clock, self._time, self._settlement.dead_rows, take_away=self._take_away,
            hand_back=self._worker.hand_back, welcome=self._screen,
        )  # fmt: skip
        self.listings = self._market(net, provider_id)
        self._absence = Absence(self.gate, p.clock, self.lane.stay_away)
        self._monitor = Monitor(
            p.gpu, p.runtime, p.records, self._floor, self.gate, p.clock, slots=terms.concurrency,
            on_change=self._touch, on_reading=self._card_seen,
        )  # fmt: skip
        self._keeper = RuntimeKeeper(
            p.runtime, self.gate, p.clock, listed=self._listed, offer=self.lane.retry,
            failed=lambda times, why: self.health.runtime_failed(times, why),
        )  # fmt: skip
        checks = Checks(p.clock, p.machine, self._jobs_of_late, lambda: self.lane.latency_s)
        self.health = Health(
            terms.plan, checks, p.alerts, p.notifier, self.gate, p.clock, on_change=self._touch,
            on_card=self.lane.retry, is_quiet=lambda: self._first.comfort.is_quiet,
        )  # fmt: skip
        self._picture = Picture(
            network, provider_id, p.journal, p.ledger, p.clock, gate=self.gate, floor=self._floor, lane=self.lane,
            outbox=self._settlement.outbox, monitor=self._monitor, runtime=p.runtime, owner=lambda: self.owner.view,
            notes=notes, notices=self.notices, health=lambda: self.health, media=p.media,
        )  # fmt: skip
        self._sleep = Sleep(
            p.sleep_signals, self.gate, p.clock, goodbye=self._before_sleep, come_back=self._come_back
        )
        self.benchmark = Benchmark(
            p.runtime, p.gpu, self._floor, self.gate, p.measurements, p.machine, self._speeds, p.clock
        )
        self.store = Store(self._picture.build)
        self.desk = OwnersDesk(
            self.store, self.gate, self.lane, self._worker, self.owner, self._first.yielding, self._picture, p.journal,
            p.ledger, p.records, p.clock, self.health, self._keeper, provider_id=provider_id, facts=p.facts,
            on_quit=on_quit,
        )  # fmt: skip
        self.gate.subscribe(self._touch)
        self._gate_log = GateLog(self.gate, p.records, p.clock)

    @property
    def policies(self) -> Policies:
        """What the owner laid down beyond single figures."""
        return self.economy.policies

    @property
    def owner(self) -> Owner:
        """Who is at the machine, and what they let us do."""
        return self._first.owner

    @property
    def comfort(self) -> ComfortKeeper:
        """How warm, loud and hungry the card may get."""
        return self._first.comfort

    # ---- life ------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Recover from the journal, then serve until cancelled."""
        if self.agreements is not None:
            await self.agreements.load()
        await self._settlement.outbox.recover()
        for job in await self._intake.recover():
            self._screen(job)
        levels = self._levels()
        self.policies.timetable.on_closing = self._hours_end
        services: dict[str, Callable[[], Coroutine[Any, Any, None]]] = {
            **self._first.services,
            "gate": self.gate.run,
            "sleep": self._sleep.run,
            "runtime": self._keeper.run,
            "health": self.health.run,
            "measured speeds": self.benchmark.restore,
            "lane": self._offer,
            "watch": lambda: self._watch.run(lambda: self.lane.connected),
            "worker": self._worker.run,
            **self._settlement.services,
            "monitor": self._monitor.run,
            "picture": lambda: self._picture.run(self._touch),
            "gate log": self._gate_log.run,
            "tidying": self._tidy_daily,
            **self.economy.services,
            **({"swarm": self.swarm.run} if self._ports.swarm else {}),
            **({"service levels": levels.run} if levels else {}),
            **({"bond": self._bond_notice(self._ports.bonds).run} if self._ports.bonds else {}),
            **({"listings": self._show_offers} if self.listings else {}),
        }
        tasks = [asyncio.create_task(self._supervisor.keep(name, run), name=name) for name, run in services.items()]
        try:
            await asyncio.gather(*tasks)
        finally:
            await settle(tasks)
            await self._stop()

    def follow(self, terms: Terms) -> None:
        """The owner changed what can change while everything runs: prices, limits, manners, comfort, tariff, region."""
        self._terms = terms
        self.offering.follow(terms)
        self.policies.charge(terms.prices)
        self._first.follow(terms)
        self.economy.use_tariff(terms.tariff)
        self._price_changed()

    async def _stop(self) -> None:
        """Hand back what runs, send what can be sent, deregister; never longer than GOODBYE."""
        await settle(self._screens)
        await self._worker.hand_back_all(Phrase("The provider was switched off."))
        outbox = self._settlement.outbox
        withdraw = (self.listings.withdraw_all,) if self.listings else ()
        try:
            async with asyncio.timeout(GOODBYE):
                for step in (outbox.drain, self.lane.deregister, *withdraw, self._settlement.books.settle):
                    try:
                        await step()
                    except WorldError as error:
                        log.warning("the network could not be told goodbye: %s", error)
        except TimeoutError:
            log.warning("the network did not take the last messages in time; they wait in the outbox")

    async def _before_sleep(self) -> None:
        """Nobody knows for how long: what is here goes back, and the network is told goodbye."""
        self._first.before_sleep()
        await self._worker.hand_back_all(Phrase("The provider's computer went to sleep."))
        await self._settlement.outbox.drain()
        await self.lane.rest()

    async def _come_back(self) -> None:
        self._time.forget()
        for port in (self._ports.coordinator, self._ports.chain):
            await port.renew()
        self.lane.renew()

    async def _offer(self) -> None:
        """Nothing is registered before it is known what can be offered."""
        await self._models_known.wait()
        await self.lane.run()

    async def _look_at(self, job: LiveJob) -> None:
        await self._models_known.wait()
        await self._intake.screen(job)

    def _listed(self, models: tuple[Model, ...]) -> bool:
        """What the runtime has; whether what is offered changed."""
        before, self._picture.models = self._picture.models, models
        if models:
            self._models_known.set()
        if self.listings:
            self.listings.change()
        self._touch()
        return before != models or self.offering.outdated

    # ---- the marketplace -------------------------------------------------------------------------------------

    def _market(self, net: str, provider_id: str) -> Listings | None:
        p = self._ports
        if p.market is None or p.offers is None:
            return None
        shop = Listings(net, provider_id, p.market, p.offers, p.clock, self.notices, wanted=self.offering.offers)
        # The day's hours are no reason to take an offer down: its id would be another one every morning.
        Absence(self.gate, p.clock, shop.stay_away, (Source.PANIC, Source.PAUSE))
        return shop

    async def _show_offers(self) -> None:
        assert self.listings is not None  # it is a service only then
        await self._models_known.wait()
        await self.listings.run()

    @property
    def provider_id(self) -> str:
        """Who we are on this network."""
        return self._id

    def _hours_end(self, at: datetime | None) -> None:
        """The owner learns beforehand what becomes of the jobs that run."""
        sentence = ""
        if at is not None and self._worker.running:
            ends = at.astimezone()
            sentence = f"Your hours end at {ends:%H:%M}: a job that is not done then is stopped, and its text is kept."
        self.notices.say("hours end", sentence)

    def offer_models(self, names: tuple[str, ...]) -> None:
        """Only these of the installed models from now on; empty means all."""
        self.offering.change(models=names)
        self._price_changed()  # what is published changed

    def host(self, hosted: Mapping[str, Hosted]) -> None:
        """These models of the owner's own from now on, by public name."""
        self.offering.change(hosted=hosted)
        if isinstance(self._ports.runtime, HostingRuntime):
            self._ports.runtime.host(hosted)

    async def models_changed(self) -> None:
        """What there is to offer is another thing now: look, and offer it anew."""
        self._listed(await self._ports.runtime.models())
        self._price_changed()

    async def hand_back(self, job_id: str, decline: Decline) -> None:
        """Stop this job and give it back; nothing happens to one that is not here any more."""
        if job := self._floor.get(job_id):
            await self._worker.hand_back(job, decline)

    async def reserve(self, terms: ReservationTerms) -> Reservation:
        """Memory kept free from now on, or from when the terms say; WorldError with the reason where it cannot be."""
        if self.agreements is None:
            raise NotGoverned(Phrase("agreements are not kept here"))
        held = await self.agreements.reserve(terms)
        await self._intake.look_again()
        return held

    async def reconciled(self) -> Report:
        """Compare the books now, all of them. NetworkError when the network cannot be read."""
        return await self._settlement.reconciled()

    def _price_changed(self) -> None:
        self.lane.retry()
        self._offers_changed()

    def _offers_changed(self) -> None:
        if self.listings:
            self.listings.change()

    # ---- between the services --------------------------------------------------------------------------------

    def _agreements(self) -> Agreements | None:
        p = self._ports
        if p.book is None or p.claims is None:
            return None
        return Agreements(
            self._network.name, self._id, p.book, p.claims, p.clock, capacity=lambda: self._monitor.view.memory_bytes,
            schedule=lambda: self.policies.timetable.schedule,
        )  # fmt: skip

    def _swarm(self) -> Swarm:
        p = self._ports
        return Swarm(
            self._id, p.swarm, p.clock, self.notices, card=self.offering.card_name,
            metrics=lambda: own_figures(p.records, p.clock, self._floor, self.policies),
            rate=lambda: self.policies.rate, floor=lambda: self.policies.cost, on_change=self._offers_changed,
        )  # fmt: skip

    def _levels(self) -> Levels | None:
        p = self._ports
        if self.agreements is None or p.facts is None or p.book is None or p.claims is None:
            return None
        return Levels(
            self._network.name, self._id, self.agreements, p.facts, p.book, p.claims, p.clock,
            schedule=lambda: self.policies.timetable.schedule,
        )  # fmt: skip

    def _bond_notice(self, bonds: Bonds) -> BondNotice:
        clock, notices = self._ports.clock, self.notices
        return BondNotice(self._id, bonds, clock, notices, unit=lambda: self._picture.network.unit)

    def _tier(self, paid: Decimal | None, seconds: float, asked: object) -> str:
        return self.policies.tier(paid, seconds, asked)

    def _most_here(self) -> int:
        """While work is eased a job that would only wait here is left to others."""
        slots = self.economy.balancer.slots
        eased = self._first.eased(slots)
        return sys.maxsize if eased is None else eased + self.policies.room - self.policies.places

    async def _take_away(self, job: LiveJob, outcome: Outcome, reason: str) -> None:
        await self._worker.take_away(job, outcome, reason)
        self.lane.wake()  # a place is free

    async def _take(self, handed: HandedJob) -> None:
        job = await self._intake.take(handed)
        if job is not None:
            self._screen(job)

    async def _look(self) -> None:
        if not await self._settlement.is_our_money():
            return
        await self._watch.look()
        self._settlement.look_again()
        if self.lane.traits.is_play and not self._picture.network.is_play:
            self._picture.network = replace(self._picture.network, is_play=True, unit=PLAY)
        unit = self._picture.network.unit
        await self._ports.records.use_book(self._network.name, self._id, unit, self._ports.clock.now())

    def _screen(self, job: LiveJob) -> None:
        task = asyncio.create_task(
            self._supervisor.keep("the look at a job", lambda: self._look_at(job)), name=f"screen {job.key.job_id}"
        )
        self._screens.add(task)
        task.add_done_callback(self._screens.discard)

    def _card_seen(self, view: GpuView, ran: bool) -> None:
        self.health.card_seen(view)
        self._first.card_seen(view, ran)

    def press(self, number: int, raise_window: Callable[[], None]) -> None:
        """The button of an alert's notification was pressed."""
        if any(alert.number == number and alert.action is Action.OPEN for alert in self.health.alerts):
            raise_window()
        task = asyncio.get_running_loop().create_task(self.desk.act(number), name="alert button")
        self._screens.add(task)
        task.add_done_callback(self._screens.discard)

    async def _jobs_of_late(self, back: timedelta, limit: int) -> Sequence[RecentJob]:
        since = self._ports.clock.now() - back
        return await self._ports.journal.recent(self._network.name, self._id, since, limit)

    def _ended(self) -> None:
        self._picture.refresh()
        self._touch()

    def _touch(self) -> None:
        self.store.touch()

    async def _tidy_daily(self) -> None:
        while True:
            await self._ports.clock.sleep(TIDY_AFTER)
            await self._ports.tidy(self._ports.clock.now())
            await self._ports.clock.sleep(86400 - TIDY_AFTER)

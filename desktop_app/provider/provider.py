"""The provider: every service over the ports, built once, started and stopped in order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from desktop_app.domain.card import split
from desktop_app.domain.errors import WorldError
from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.domain.health import Plan
from desktop_app.domain.inference import LARGEST_OUTPUT
from desktop_app.domain.jobs import HandedJob, Outcome
from desktop_app.domain.limits import Allowance
from desktop_app.domain.listings import Offer, stock
from desktop_app.domain.offer import machine
from desktop_app.domain.others import CardLook
from desktop_app.domain.payment import USUAL, Leniency, Payment, PaymentRules
from desktop_app.domain.presence import Manners
from desktop_app.domain.pricing import Prices
from desktop_app.domain.reconciling import Report
from desktop_app.domain.screening import Rules
from desktop_app.domain.state import PLAY, GpuView, NetworkView, RecentJob
from desktop_app.domain.times import start_of_day
from desktop_app.provider.absence import Absence
from desktop_app.provider.agreements import Agreements
from desktop_app.provider.appraisal import Appraisal
from desktop_app.provider.benchmark import Benchmark
from desktop_app.provider.books import Books
from desktop_app.provider.budget import Budget
from desktop_app.provider.checks import Checks
from desktop_app.provider.dead_rows import DeadRows
from desktop_app.provider.desk import OwnersDesk
from desktop_app.provider.endings import Endings
from desktop_app.provider.floor import Floor, LiveJob
from desktop_app.provider.gate import Gate
from desktop_app.provider.handover import Handover
from desktop_app.provider.health import Health
from desktop_app.provider.insights import InForce
from desktop_app.provider.intake import Intake
from desktop_app.provider.keeper import RuntimeKeeper
from desktop_app.provider.lane import Lane
from desktop_app.provider.levels import Levels
from desktop_app.provider.listings import Listings
from desktop_app.provider.money_kind import MoneyKind
from desktop_app.provider.monitor import Monitor
from desktop_app.provider.network_time import NetworkTime
from desktop_app.provider.notices import Notices
from desktop_app.provider.outbox import Outbox
from desktop_app.provider.owner import Owner
from desktop_app.provider.picture import Picture
from desktop_app.provider.policies import Policies
from desktop_app.provider.ports import (
    AgreementBook,
    Alerts,
    Chain,
    Claims,
    Clock,
    Coordinator,
    Facts,
    Gpu,
    Journal,
    Ledger,
    Machine,
    Marketplace,
    Measurements,
    Model,
    MoneyRecords,
    Notifier,
    OfferBook,
    Records,
    Registration,
    Runtime,
    SleepSignals,
    Watcher,
    Yields,
)
from desktop_app.provider.proofs import Proofs
from desktop_app.provider.quality_checker import QualityChecker
from desktop_app.provider.reads import Reads
from desktop_app.provider.reconcile import Reconciliation
from desktop_app.provider.roll import RollCall
from desktop_app.provider.sleep import Sleep
from desktop_app.provider.speeds import Speeds
from desktop_app.provider.store import Store
from desktop_app.provider.unwatched import NoAlerts, NoMachine, NoMeasurements, NoNotifier
from desktop_app.provider.waiting import Backoff, Bell, settle
from desktop_app.provider.wakefulness import Awake, Wakefulness
from desktop_app.provider.watch import Watch
from desktop_app.provider.worker import RETRIES, Worker
from desktop_app.provider.yielding import NoYields, Yielding

log = logging.getLogger(__name__)

TIDY_AFTER = 600.0
GOODBYE = 3.0
"""Seconds that an ending program gives the network to take the last messages."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the owner decided. Seconds, AITBC."""

    prices: Prices = field(default_factory=Prices)
    concurrency: int = 1
    places: int = 0
    """Jobs that may wait in the queue beside those that run."""
    unpaid_per_day: int = 20
    leniency: Mapping[Payment, Leniency] = field(default_factory=lambda: USUAL)
    payout_address: str = ""
    largest_result: int = 900 * 1024
    """Bytes of JSON that a result may have: below the 1 MB of a usual proxy."""
    longest_run: float = 600.0
    largest_output: int = LARGEST_OUTPUT
    region: str | None = None
    models: tuple[str, ...] = ()
    """Only these models are offered; empty means all that are installed."""
    published: Mapping[str, Any] = field(default_factory=dict)
    """Further capabilities that the owner claims, capped to what was measured."""
    manners: Manners = field(default_factory=Manners)
    plan: Plan = field(default_factory=Plan)
    """What the health monitor watches."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Everything outside that the services need."""

    clock: Clock
    coordinator: Coordinator
    chain: Chain
    runtime: Runtime
    gpu: Gpu
    journal: Journal
    ledger: Ledger
    records: Records
    tidy: Callable[[datetime], Awaitable[None]]
    """Lets go of old records; once a day."""
    yields: Yields = field(default_factory=NoYields)
    watchers: Sequence[Watcher] = ()
    """Who can tell that the owner comes first."""
    money: MoneyRecords | None = None
    """Differences between our books and the network's; without it nothing is reconciled."""
    market: Marketplace | None = None
    offers: OfferBook | None = None
    """The marketplace, and the memory of what was published there; without them nothing is listed."""
    book: AgreementBook | None = None
    claims: Claims | None = None
    """Where agreements are kept, and what is owed by them; without these none can be made."""
    facts: Facts | None = None
    """The past, by which service levels are judged."""
    alerts: Alerts = field(default_factory=NoAlerts)
    measurements: Measurements = field(default_factory=NoMeasurements)
    notifier: Notifier = field(default_factory=NoNotifier)
    machine: Machine = field(default_factory=NoMachine)
    awake: Awake | None = None
    """Keeps the computer awake for the length of a block; None where the owner did not allow it."""
    sleep_signals: SleepSignals | None = None
    """Who tells of the machine's sleep; without it only the clocks do."""


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
        self._work_waits, self._out, self._delivered = Bell(), Bell(), Bell()
        self._models_known = asyncio.Event()
        self._published_on_card = False
        self._screens: set[asyncio.Task[None]] = set()
        self.gate = Gate(p.clock)
        self._time = NetworkTime(p.clock)
        p.coordinator.listen(self._time.heard)
        budget = Budget.of(Allowance())
        self.lane = Lane(
            p.coordinator, p.clock, self.gate, self._floor, budget,
            registration=self._registration, on_job=self._take, on_enter=self._look, on_change=self._touch,
        )  # fmt: skip
        self.notices = Notices(self._touch)
        reads = Reads(budget.reads, p.clock)
        roll = RollCall(p.coordinator, p.clock, reads)
        proofs = Proofs(p.coordinator, p.chain, roll, reads)
        appraisal = Appraisal(p.chain, reads, p.clock, self.notices)
        self.agreements = self._agreements()
        handover = Handover(p.journal, self._floor, p.clock, self._out, self.agreements)
        self._intake = Intake(
            net, provider_id, p.journal, appraisal, roll, self._floor, handover, p.clock, self._time,
            rules=self._rules, tier=self._tier, work_waits=self._work_waits, on_change=self._touch,
            agreements=self.agreements, room=self._room,
        )  # fmt: skip
        self.policies = Policies(
            self.gate, p.clock, self._floor, terms.prices, slots=terms.concurrency, places=terms.places,
            on_price=self._price_changed,
        )  # fmt: skip
        self.checker = QualityChecker(self.notices)
        self._worker = Worker(
            p.runtime, p.journal, self._floor, self.gate, handover, p.clock, slots=terms.concurrency, time=self._time,
            queue=self.policies.queue, checker=self.checker, retries=lambda: RETRIES if self.policies.retries else 0,
            work_waits=self._work_waits, rules=self._rules, speeds=self._speeds,
            on_change=self._touch, on_runtime_down=lambda: self._keeper.down(),
            slots_now=lambda slots: self.owner.slots(slots),
        )  # fmt: skip
        self.yielding = Yielding(
            p.runtime, p.yields, p.clock, quiet=self._worker.quiet, held=self._held, on_change=self._touch
        )
        self.owner = Owner(
            p.watchers, terms.manners, self.gate, self.yielding, lambda: self._worker.running, p.clock,
            on_change=self._owner_changed,
        )  # fmt: skip
        self.wakefulness = Wakefulness(p.awake, self.gate, p.clock, on_battery=lambda: self.owner.on_battery)
        dead_rows = DeadRows(net, provider_id, p.coordinator, p.journal, self._floor, budget.results, p.clock)
        self._watch = Watch(
            roll, self._floor, self._intake, p.clock, self._time, dead_rows, take_away=self._take_away,
            hand_back=self._worker.hand_back, welcome=self._screen,
        )  # fmt: skip
        endings = Endings(
            p.journal, p.ledger, self._floor, self.lane, p.clock, delivered=self._delivered, on_change=self._ended
        )
        self._outbox = Outbox(
            net, provider_id, p.coordinator, p.journal, roll, proofs, endings, self._floor, budget, p.clock,
            self._time, bell=self._out, on_change=self._ended,
        )  # fmt: skip
        self._books = Books(
            net, provider_id, p.chain, p.journal, p.ledger, reads, p.clock, payout_address=terms.payout_address,
            bell=self._delivered, on_booked=self._ended,
        )  # fmt: skip
        self._listings = self._market(net, provider_id)
        self.reconciliation = Reconciliation(
            net, provider_id, p.coordinator, p.chain, reads, p.ledger, p.money, p.clock, self.notices,
            payout_address=terms.payout_address, may_book=lambda: not self._books.is_closed, on_booked=self._ended,
        ) if p.money else None  # fmt: skip
        self._absence = Absence(self.gate, p.clock, self._away)
        self._money_kind = MoneyKind(net, provider_id, p.records, self.gate, self._books)
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
            on_card=self.lane.retry,
        )  # fmt: skip
        self._picture = Picture(
            network, provider_id, p.journal, p.ledger, p.clock, gate=self.gate, floor=self._floor, lane=self.lane,
            outbox=self._outbox, monitor=self._monitor, runtime=p.runtime, owner=lambda: self.owner.view, notes=notes,
            notices=self.notices, health=lambda: self.health,
        )  # fmt: skip
        self._sleep = Sleep(
            p.sleep_signals, self.gate, p.clock, goodbye=self._before_sleep, come_back=self._come_back
        )
        self.benchmark = Benchmark(
            p.runtime, p.gpu, self._floor, self.gate, p.measurements, p.machine, self._speeds, p.clock
        )
        self.store = Store(self._picture.build)
        self.desk = OwnersDesk(
            self.store, self.gate, self.lane, self._worker, self.owner, self.yielding, self._picture, p.journal,
            p.ledger, p.records, p.clock, self.health, self._keeper, provider_id=provider_id, on_quit=on_quit,
        )  # fmt: skip
        self.gate.subscribe(self._gate_changed)
        self._last_event: tuple[str, str] | None = None
        self._events: asyncio.Queue[tuple[str, str]] = asyncio.Queue(1000)

    # ---- life ------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Recover from the journal, then serve until cancelled."""
        if self.agreements is not None:
            await self.agreements.load()
        await self._outbox.recover()
        for job in await self._intake.recover():
            self._screen(job)
        levels = self._levels()
        services: dict[str, Callable[[], Coroutine[Any, Any, None]]] = {
            "owner": self.owner.run,
            "yield log": self.yielding.run,
            "keep awake": self.wakefulness.run,
            "gate": self.gate.run,
            "sleep": self._sleep.run,
            "runtime": self._keeper.run,
            "health": self.health.run,
            "measured speeds": self.benchmark.restore,
            "lane": self._offer,
            "watch": lambda: self._watch.run(lambda: self.lane.connected),
            "worker": self._worker.run,
            "outbox": self._outbox.run,
            "books": self._books.run,
            "monitor": self._monitor.run,
            "picture": lambda: self._picture.run(self._touch),
            "events": self._write_events,
            "tidying": self._tidy_daily,
            "schedule": self.policies.timetable.run,
            "prices": self.policies.run,
            **({"service levels": levels.run} if levels else {}),
            **({"listings": self._show_offers} if self._listings else {}),
            **({"reconciliation": self.reconciliation.run} if self.reconciliation else {}),
        }
        tasks = [asyncio.create_task(self._supervise(name, run), name=name) for name, run in services.items()]
        try:
            await asyncio.gather(*tasks)
        finally:
            await settle(tasks)
            await self._stop()

    async def _stop(self) -> None:
        """Hand back what runs, send what can be sent, deregister; never longer than GOODBYE."""
        await settle(self._screens)
        try:
            await self._worker.hand_back_all("The provider was switched off.")
            async with asyncio.timeout(GOODBYE):
                await self._outbox.drain()
                await self.lane.deregister()
                if self._listings:
                    await self._listings.withdraw_all()
                await self._books.settle()
        except TimeoutError:
            log.warning("the network did not take the last messages in time; they wait in the outbox")
        except WorldError as error:
            log.warning("the network could not be told goodbye: %s", error)

    async def _before_sleep(self) -> None:
        """Nobody knows for how long: what is here goes back, and the network is told goodbye."""
        await self._worker.hand_back_all("The provider's computer went to sleep.")
        await self._outbox.drain()
        await self.lane.rest()

    async def _come_back(self) -> None:
        self._time.forget()
        for port in (self._ports.coordinator, self._ports.chain):
            await port.renew()
        self.lane.renew()

    async def _supervise(self, name: str, run: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """A service that breaks is our bug or a full disk: it is told, closes the gate, and is started again."""
        signal_name, backoff = f"service {name}", Backoff(1.0, 60.0)
        while True:
            began = self._ports.clock.monotonic()
            try:
                await run()
                self.gate.open(signal_name)
                return
            except WorldError as error:
                log.error("%s stopped: %s", name, error)
                told = str(error)
            except Exception:
                log.exception("%s hit an internal error", name)
                told = f"Internal error in {name}; the log has the details"
            self.gate.close(signal_name, Signal(Source.HEALTH, told, Grip.HOLD))
            if self._ports.clock.monotonic() - began > 120:
                backoff.reset()
            await self._ports.clock.sleep(backoff.next())
            self.gate.open(signal_name)

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
        if self._listings:
            self._listings.change()
        self._touch()
        return before != models or self._published_on_card != self._ports.runtime.on_card

    # ---- the marketplace -------------------------------------------------------------------------------------

    def _market(self, net: str, provider_id: str) -> Listings | None:
        p = self._ports
        if p.market is None or p.offers is None:
            return None
        return Listings(net, provider_id, p.market, p.offers, p.clock, self.notices, wanted=self._offers)

    async def _show_offers(self) -> None:
        assert self._listings is not None  # it is a service only then
        await self._models_known.wait()
        await self._listings.run()

    async def _offers(self) -> list[Offer]:
        """The card, where jobs are computed on it, and every model."""
        card, terms = await self._ports.gpu.view(), self._terms
        shown = card if self._ports.runtime.on_card else GpuView()
        price = self.policies.prices.per_hour
        return stock(shown, self._offered(), price, terms.region or "", terms.payout_address)

    def _away(self, away: bool) -> None:
        self.lane.stay_away(away)
        if self._listings:
            self._listings.stay_away(away)

    async def reconciled(self) -> Report:
        """Compare the books now, all of them. NetworkError when the network cannot be read."""
        if self.reconciliation is None:
            raise WorldError("this program keeps no books to compare")
        return await self.reconciliation.reconcile(again=True)

    def _price_changed(self) -> None:
        self.lane.retry()
        if self._listings:
            self._listings.change()

    # ---- between the services --------------------------------------------------------------------------------

    async def _registration(self) -> Registration:
        models = self._offered()
        card = await self._ports.gpu.view()
        capabilities: dict[str, Any] = {
            **self._terms.published,
            "models": models,
            "price": float(self.policies.prices.per_hour),
            "supported_tasks": ["inference"],
            "max_concurrent_jobs": self._terms.concurrency,
            **machine(card, on_card=self._ports.runtime.on_card),
        }
        self._published_on_card = self._ports.runtime.on_card
        # What waits in our queue counts as ours at the coordinator too (section 5.1).
        return Registration(capabilities, self._terms.concurrency + self.policies.places, self._terms.region)

    def _offered(self) -> list[str]:
        installed = [m.name for m in self._picture.models]
        return [m for m in installed if not self._terms.models or m in self._terms.models]

    async def _rules(self) -> Rules:
        p, now = self._ports, self._ports.clock.now()
        taken = await p.journal.unpaid_since(self._network.name, self._id, start_of_day(now.astimezone()))
        return Rules(
            models=frozenset(self._offered()),
            prices=self.policies.prices,
            closes_at=self.policies.timetable.closes_at(now),
            tokens_per_s=self._speeds.slowest(),
            longest_run=self._terms.longest_run,
            largest_output=self._terms.largest_output,
            largest_result=self._terms.largest_result,
            payment=PaymentRules(self._terms.payout_address, self._terms.unpaid_per_day - taken, self._terms.leniency),
        )

    def _agreements(self) -> Agreements | None:
        p = self._ports
        if p.book is None or p.claims is None:
            return None
        return Agreements(
            self._network.name, self._id, p.book, p.claims, p.clock, capacity=lambda: self._monitor.view.memory_bytes,
            schedule=lambda: self.policies.timetable.schedule,
        )  # fmt: skip

    def _levels(self) -> Levels | None:
        p = self._ports
        if self.agreements is None or p.facts is None or p.book is None or p.claims is None:
            return None
        return Levels(
            self._network.name, self._id, self.agreements, p.facts, p.book, p.claims, p.clock,
            schedule=lambda: self.policies.timetable.schedule,
        )  # fmt: skip

    def in_force(self) -> InForce:
        """What the owner's figures are judged by."""
        return InForce(
            self.policies.prices.per_hour, self.policies.timetable.schedule, tuple(self._offered()),
            self._terms.unpaid_per_day, unit=self._picture.network.unit,
        )  # fmt: skip

    def _room(self, model: str) -> tuple[int, int]:
        """Bytes of the card that this model takes, and those that others leave for all of ours; zeros where jobs are
        not computed on it."""
        card, known = self._monitor.view, next((m for m in self._picture.models if m.name == model), None)
        if not self._ports.runtime.on_card or not card.memory_bytes or known is None or not known.size:
            return 0, 0
        others = card.reading.memory_others if card.reading else None
        return known.size, card.memory_bytes - (others or 0)

    def _tier(self, paid: Decimal | None, seconds: float, asked: object) -> str:
        return self.policies.tier(paid, seconds, asked)

    async def _take_away(self, job: LiveJob, outcome: Outcome, reason: str) -> None:
        await self._worker.take_away(job, outcome, reason)
        self.lane.wake()  # a place is free

    async def _take(self, handed: HandedJob) -> None:
        job = await self._intake.take(handed)
        if job is not None:
            self._screen(job)

    async def _look(self) -> None:
        if not await self._money_kind.agrees(self.lane.traits):
            return
        await self._watch.look()
        self._out.ring()
        self._delivered.ring()
        if self.lane.traits.is_play and not self._picture.network.is_play:
            self._picture.network = replace(self._picture.network, is_play=True, unit=PLAY)
        unit = self._picture.network.unit
        await self._ports.records.use_book(self._network.name, self._id, unit, self._ports.clock.now())

    def _screen(self, job: LiveJob) -> None:
        task = asyncio.create_task(
            self._supervise("the look at a job", lambda: self._look_at(job)), name=f"screen {job.key.job_id}"
        )
        self._screens.add(task)
        task.add_done_callback(self._screens.discard)

    def _card_seen(self, view: GpuView, ran: bool) -> None:
        self.health.card_seen(view)
        reading = view.reading
        if reading is not None:
            look = CardLook(view.memory_bytes, reading.memory_others, reading.utilisation, None, ran)
            self.owner.look_at_card(look)

    def press(self, number: int) -> None:
        """The button of an alert's notification was pressed."""
        task = asyncio.get_running_loop().create_task(self.desk.act(number), name="alert button")
        self._screens.add(task)
        task.add_done_callback(self._screens.discard)

    async def _jobs_of_late(self, back: timedelta, limit: int) -> Sequence[RecentJob]:
        since = self._ports.clock.now() - back
        return await self._ports.journal.recent(self._network.name, self._id, since, limit)

    async def _held(self, pids: Sequence[int]) -> int | None:
        """Bytes of the card that these processes hold; None where the driver does not tell."""
        reading = await self._ports.gpu.read(self._ports.clock.now())
        return None if reading is None else split(reading, pids).memory_ours

    def _owner_changed(self) -> None:
        self._work_waits.ring()
        self.wakefulness.look()
        self._touch()

    def _ended(self) -> None:
        self._picture.refresh()
        self._touch()

    def _touch(self) -> None:
        self.store.touch()

    def _gate_changed(self) -> None:
        self._touch()
        state = self.gate.state
        event = ("closed", state.strongest.reason) if state.strongest else ("open", "Ready for work")
        if event != self._last_event and not self._events.full():
            self._last_event = event
            self._events.put_nowait(event)

    async def _tidy_daily(self) -> None:
        while True:
            await self._ports.clock.sleep(TIDY_AFTER)
            await self._ports.tidy(self._ports.clock.now())
            await self._ports.clock.sleep(86400 - TIDY_AFTER)

    async def _write_events(self) -> None:
        while True:
            status, reason = await self._events.get()
            await self._ports.records.add_gate_event(self._ports.clock.now(), status, reason)

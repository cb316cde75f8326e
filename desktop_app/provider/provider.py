"""The provider: every service over the ports, built once, started and stopped in order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from desktop_app.domain.decline import Decline
from desktop_app.domain.errors import NotGoverned, WorldError
from desktop_app.domain.health import Action
from desktop_app.domain.jobs import Outcome
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.reconciling import Report
from desktop_app.domain.reservations import Reservation, ReservationTerms
from desktop_app.domain.state import GpuView, NetworkView
from desktop_app.provider.arrivals import Arrivals
from desktop_app.provider.comfort import ComfortKeeper
from desktop_app.provider.condition import Condition
from desktop_app.provider.desk import OwnersDesk
from desktop_app.provider.economy import Economy
from desktop_app.provider.floor import LiveJob
from desktop_app.provider.gate_log import GateLog
from desktop_app.provider.generation import RETRIES, Generation
from desktop_app.provider.ground import Ground
from desktop_app.provider.needs import Ports
from desktop_app.provider.owner import Owner
from desktop_app.provider.owner_first import OwnerFirst
from desktop_app.provider.owners_word import LastWord, WordAtGate
from desktop_app.provider.picture import Picture
from desktop_app.provider.policies import Policies
from desktop_app.provider.promises import Promises
from desktop_app.provider.quality_checker import QualityChecker
from desktop_app.provider.settlement import Settlement
from desktop_app.provider.sleep import Sleep
from desktop_app.provider.store import Store
from desktop_app.provider.storefront import Storefront
from desktop_app.provider.supervisor import Supervisor
from desktop_app.provider.terms import Terms
from desktop_app.provider.tidying import tidy_daily
from desktop_app.provider.waiting import Bell, settle
from desktop_app.provider.watch import Watch
from desktop_app.provider.worker import Worker

log = logging.getLogger(__name__)

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
        last_word: LastWord | None = None,
        on_quit: Callable[[], None],
    ) -> None:
        """`last_word` is what the owner said to an earlier start of the services in this program, if there was one."""
        p, out = ports, Bell()
        self.provider_id, self._network, self._ports = provider_id, network.name, ports
        ground = Ground(
            network.name, provider_id, ports, terms, self._touch, unit=lambda: self._picture.network.unit
        )
        self.gate, self.notices, self._floor = ground.gate, ground.notices, ground.floor
        self._work_waits = ground.work_waits
        self._supervisor = Supervisor(self.gate, p.clock)
        self.economy = Economy(
            ground, card=self._card, agreements=lambda: self.agreements, published=lambda: self.storefront.changed(),
            is_play=lambda: self._picture.network.is_play,
        )  # fmt: skip
        self._promises = Promises(ground, card=self._card, schedule=lambda: self.policies.timetable.schedule)
        self.agreements = self._promises.agreements
        self.storefront = front = Storefront(
            ground, self.policies, card=self._card, register=lambda: self.lane.retry(),
        )  # fmt: skip
        self.offering, self.swarm, self.listings = front.offering, front.swarm, front.listings
        self._arrivals = arrivals = Arrivals(
            ground, self.economy, front, self.agreements, self._supervisor, out=out, on_enter=self._look,
            most_here=lambda: self._first.most_here(),
        )  # fmt: skip
        self.lane, self._intake = arrivals.lane, arrivals.intake
        self.checker = QualityChecker(self.notices)
        generation = Generation(
            p.runtime, p.journal, p.clock, checker=self.checker, time=arrivals.time, rules=self.offering.rules,
            retries=lambda: RETRIES if self.policies.retries else 0, speeds=ground.speeds, media=p.media,
            on_change=self._touch, on_runtime_down=lambda: self._condition.keeper.down(),
        )  # fmt: skip
        self._worker = Worker(
            generation, p.journal, self._floor, self.gate, arrivals.handover, p.clock,
            slots=lambda: self._first.slots(), queue=self.policies.queue, time=arrivals.time,
            work_waits=self._work_waits, rules=self.offering.rules, on_change=self._touch,
            held=self.economy.batching.holds,
        )  # fmt: skip
        self._first = OwnerFirst(ground, self._worker, self.policies)
        self._settlement = Settlement(
            ground, arrivals, out=out, on_ended=self._ended, is_play=lambda: self._picture.network.is_play
        )
        self._watch = Watch(
            arrivals.roll, self._floor, arrivals.intake, p.clock, arrivals.time, self._settlement.dead_rows,
            take_away=self._take_away, hand_back=self._worker.hand_back, welcome=arrivals.welcome,
        )  # fmt: skip
        self._condition = condition = Condition(
            ground, self.lane, listed=front.listed, is_quiet=lambda: self._first.comfort.is_quiet,
            on_reading=self._first.card_seen,
        )  # fmt: skip
        self.health, self.benchmark = condition.health, condition.benchmark
        self._picture = Picture(
            network, provider_id, p.journal, p.ledger, p.clock, gate=self.gate, floor=self._floor, lane=self.lane,
            outbox=self._settlement.outbox, monitor=condition.monitor, runtime=p.runtime, owner=lambda: self.owner.view,
            notes=notes, notices=self.notices, health=self.health, installed=lambda: front.installed, media=p.media,
        )  # fmt: skip
        self._sleep = Sleep(
            p.sleep_signals, self.gate, p.clock, goodbye=self._before_sleep, come_back=self._come_back
        )
        self.store = Store(self._picture.build)
        self._last_word = last_word or LastWord(p.word)
        self._word = WordAtGate(self.gate, p.clock, self._last_word, self.notices)
        self.desk = OwnersDesk(
            self.store, self._word, self.lane, self._worker, self.owner, self._first.yielding, self._picture, p.journal,
            p.ledger, p.records, p.clock, self.health, condition.keeper, provider_id=provider_id, facts=p.facts,
            on_quit=on_quit,
        )  # fmt: skip
        self._pressed: set[asyncio.Task[None]] = set()
        self.gate.subscribe(self._touch)
        self._gate_log = GateLog(self.gate, p.records, p.clock)
        self._word.restore()  # last, so that everybody hears of it, and before anybody looks

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

    def catch_up(self) -> None:
        """With what the owner said while this was built, to the desk that is shown until this one's is."""
        self._word.restore()

    async def run(self) -> None:
        """Recover from the journal, then serve until cancelled."""
        await self._promises.load()
        await self._settlement.outbox.recover()
        await self._arrivals.recover()
        await self.desk.carry_on()
        services: dict[str, Callable[[], Coroutine[Any, Any, None]]] = {
            **self._first.services,
            "gate": self.gate.run,
            "sleep": self._sleep.run,
            **self._condition.services,
            **self._arrivals.services,
            "watch": lambda: self._watch.run(lambda: self.lane.connected),
            "worker": self._worker.run,
            **self._settlement.services,
            "picture": lambda: self._picture.run(self._touch),
            "gate log": self._gate_log.run,
            "tidying": lambda: tidy_daily(self._ports),
            **self.economy.services,
            **self._promises.services,
            **self.storefront.services,
        }
        tasks = [asyncio.create_task(self._supervisor.keep(name, run), name=name) for name, run in services.items()]
        try:
            await asyncio.gather(*tasks)
        finally:
            await settle(tasks)
            await self._stop()

    async def _stop(self) -> None:
        """Give up what is here and say goodbye; whatever comes of that, what the owner said last is written down."""
        try:
            await self._leave()
        finally:
            await self._last_word.written()

    async def _leave(self) -> None:
        """Hand back what runs, send what can be sent, deregister, never longer than GOODBYE."""
        await self._arrivals.settle()
        await settle(self._pressed)
        await self._worker.hand_back_all(Phrase("The provider was switched off."))
        outbox, books = self._settlement.outbox, self._settlement.books
        try:
            async with asyncio.timeout(GOODBYE):
                for step in (outbox.drain, self.lane.deregister, self.storefront.withdraw, books.settle):
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
        self._arrivals.time.forget()
        for port in (self._ports.coordinator, self._ports.chain):
            await port.renew()
        self.lane.renew()

    # ---- what the owner does ---------------------------------------------------------------------------------

    def follow(self, terms: Terms) -> None:
        """The owner changed what can change while everything runs: prices, limits, manners, comfort, tariff, region."""
        self.offering.follow(terms)
        self.policies.charge(terms.prices)
        self._first.follow(terms)
        self.economy.use_tariff(terms.tariff)
        self._settlement.follow(terms)
        self.storefront.changed()

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

    def press(self, number: int, raise_window: Callable[[], None]) -> None:
        """The button of an alert's notification was pressed."""
        if any(alert.number == number and alert.action is Action.OPEN for alert in self.health.alerts):
            raise_window()
        task = asyncio.get_running_loop().create_task(self.desk.act(number), name="alert button")
        self._pressed.add(task)
        task.add_done_callback(self._pressed.discard)

    # ---- between the services --------------------------------------------------------------------------------

    def _card(self) -> GpuView:
        return self._condition.monitor.view

    async def _take_away(self, job: LiveJob, outcome: Outcome, reason: str) -> None:
        await self._worker.take_away(job, outcome, reason)
        self.lane.wake()  # a place is free

    async def _look(self) -> None:
        """The network was entered: whose money is it, and what runs with us by its list?"""
        if not await self._settlement.is_our_money():
            return
        await self._watch.look()
        self._settlement.look_again()
        if self.lane.traits.is_play:
            self._picture.use_play_money()
        unit, now = self._picture.network.unit, self._ports.clock.now()
        await self._ports.records.use_book(self._network, self.provider_id, unit, now)

    def _ended(self) -> None:
        self._picture.refresh()
        self._touch()

    def _touch(self) -> None:
        self.store.touch()

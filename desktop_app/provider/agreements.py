"""Agreements in force: contracts, reservations, service levels and batch terms, and what they say to one job.

Everything is kept in the history and read again at the start. What a job is told is decided from memory, at once."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop_app.domain import batch, contracts, reservations
from desktop_app.domain.batch import BatchTerms
from desktop_app.domain.contracts import Contract, ContractTerms, Cover, Standing
from desktop_app.domain.decline import Decline
from desktop_app.domain.errors import WorldError
from desktop_app.domain.jobs import JobKey, JournalJob
from desktop_app.domain.phrases import Phrase, together
from desktop_app.domain.reservations import Reservation, ReservationTerms
from desktop_app.domain.schedule import Schedule
from desktop_app.domain.sla import Sla
from desktop_app.provider import agreement_texts as texts
from desktop_app.provider.ports import Agreement, AgreementBook, Claims, Clock

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Appraised:
    """What agreements make of a job's price. `least` is the least payment in AITBC, `contract` the id of the contract
    that covers it ("" none), `tier` that contract's tier or a batch's ("" leaves it to the payment), `batched` whether
    it waits for its batch; `reason` says how the price came about, or why a contract does not apply."""

    least: Decimal
    contract: str = ""
    tier: str = ""
    batched: bool = False
    reason: str = ""


class Agreements:
    """`capacity` is the card's memory in bytes that can be sold (None without a card), `schedule` the hours in
    force, `unit` the network's money."""

    def __init__(
        self,
        network: str,
        provider_id: str,
        book: AgreementBook,
        claims: Claims,
        clock: Clock,
        *,
        capacity: Callable[[], int | None],
        schedule: Callable[[], Schedule],
        unit: Callable[[], str] = lambda: "AITBC",
    ) -> None:
        self._network, self._provider_id = network, provider_id
        self._book, self._claims, self._clock = book, claims, clock
        self._capacity, self._schedule, self._unit = capacity, schedule, unit
        self._contracts: dict[str, Contract] = {}
        self._reservations: dict[str, Reservation] = {}
        self._used: dict[str, float] = {}
        self._promised: dict[str, tuple[str, float]] = {}  # jobs taken and not ended: contract, seconds
        self.sla: Sla | None = None
        self.batch: BatchTerms | None = None

    async def load(self) -> None:
        """Everything that was agreed before."""
        for kept in await self._book.agreements(self._network, self._provider_id):
            try:
                self._take(kept)
            except (ValueError, TypeError) as error:
                log.warning("the agreement %s cannot be read and is left out: %s", kept.ref, error)
        self._used = dict(await self._book.used(self._network, self._provider_id))

    def _take(self, kept: Agreement) -> None:
        if kept.kind == texts.CONTRACT:
            self._contracts[kept.ref] = texts.to_contract(kept)
        elif kept.kind == texts.RESERVATION:
            self._reservations[kept.ref] = texts.to_reservation(kept)
        elif kept.kind == texts.SLA:
            self.sla = None if kept.ended_at else texts.to_sla(kept)
        elif kept.kind == texts.BATCH:
            self.batch = None if kept.ended_at else texts.to_batch(kept)

    # ---- what the owner agrees -------------------------------------------------------------------------------

    @property
    def contracts(self) -> Mapping[str, Contract]:
        return self._contracts

    @property
    def reservations(self) -> Mapping[str, Reservation]:
        return self._reservations

    def standing(self, contract_id: str) -> Standing:
        """Hours used and left, and whether the contract is in force; KeyError for an unknown one."""
        used = self._used.get(contract_id, 0.0)
        return contracts.standing(self._contracts[contract_id], used, self._clock.now())

    async def create_contract(self, terms: ContractTerms) -> Contract:
        """In force from now on."""
        contract = Contract(f"contract-{uuid.uuid4().hex[:12]}", terms, self._clock.now())
        await self._keep(texts.of_contract(contract))
        self._contracts[contract.contract_id] = contract
        return contract

    async def end_contract(self, contract_id: str) -> None:
        """Over from now on, for jobs that have not started; KeyError for an unknown one."""
        contract = replace(self._contracts[contract_id], ended_at=self._clock.now())
        await self._keep(texts.of_contract(contract))
        self._contracts[contract_id] = contract

    async def reserve(self, terms: ReservationTerms) -> Reservation:
        """Reserve, with its fee in the claims book; WorldError with the reason where it collides with something."""
        now = self._clock.now()
        wanted = reservations.begin(f"reservation-{uuid.uuid4().hex[:12]}", terms, now)
        why = reservations.collision(wanted, self._reservations.values(), self._capacity(), self._schedule(), now)
        if why:
            raise WorldError(
                why, title=Phrase("This cannot be reserved"), next_step=Phrase("Reserve less memory or another time")
            )
        await self._keep(texts.of_reservation(wanted))
        self._reservations[wanted.reservation_id] = wanted
        if terms.fee:
            await self._claims.claim(texts.fee(self._network, self._provider_id, wanted, now))
        return wanted

    async def release(self, reservation_id: str) -> None:
        """The reservation ends now; its fee stays as agreed. KeyError for an unknown one."""
        held = self._reservations[reservation_id]
        ended = replace(held, ends_at=max(held.starts_at, min(held.ends_at, self._clock.now())))
        await self._keep(texts.of_reservation(ended))
        self._reservations[reservation_id] = ended

    async def define_sla(self, terms: Sla | None) -> None:
        await self._keep(self._single(texts.SLA, texts.content_of_sla(terms) if terms else None))
        self.sla = terms

    async def use_batch(self, terms: BatchTerms | None) -> None:
        await self._keep(self._single(texts.BATCH, texts.content_of_batch(terms) if terms else None))
        self.batch = terms

    def schedule_clash(self, schedule: Schedule) -> str:
        """Why this new schedule would break a reservation, in a sentence, or ""."""
        now = self._clock.now()
        for held in self._reservations.values():
            rest = replace(held, starts_at=max(held.starts_at, now))
            if rest.ends_at > now and (why := reservations.closed_for(rest, schedule)):
                return together(why, Phrase("It is reserved for {client}.", client=held.terms.client_id))
        return ""

    # ---- what the worker asks --------------------------------------------------------------------------------

    def appraise(self, job: JournalJob, seconds: float, full: Decimal) -> Appraised:
        """The price of a job that takes `seconds` of the card and would cost `full` without any agreement."""
        paid = job.terms.amount if job.terms.is_paid else None
        found = contracts.cover(
            self._contracts.values(),
            self._spoken_for(job.key.job_id),
            contracts.names_of(job),
            paid,
            seconds,
            self._clock.now(),
            job.terms.customer,
            self._unit(),
        )
        if isinstance(found, Cover):
            client = found.contract.terms.client_id
            reason = Phrase("the contract with {client}", client=client)
            return Appraised(found.price, found.contract.contract_id, found.contract.terms.tier, reason=reason)
        if self.batch is not None and batch.belongs(self.batch, paid, full, job.payload.get("batch")):
            discount = Phrase("the batch price, {discount} off", discount=f"{self.batch.discount:.0%}")
            return Appraised(self.batch.price(full), tier=batch.BATCH, batched=True, reason=discount)
        return Appraised(full, reason=found.reason)

    def refuses(self, job: JournalJob, needed: int, free: int) -> Decline | None:
        """Why a job that takes `needed` more bytes of the card's `free` ones must not start now: they are reserved."""
        return reservations.admit(self._reservations.values(), contracts.names_of(job), needed, free, self._clock.now())

    async def taken(self, key: JobKey, appraised: Appraised, seconds: float) -> None:
        """The job was taken under this appraisal; its `seconds` count as used until it ends and the real ones do."""
        if appraised.contract:
            self._promised[key.job_id] = (appraised.contract, seconds)
            await self._book.put_under(key, appraised.contract, self._clock.now())

    async def ended(self, key: JobKey, seconds: float) -> None:
        """The job took these seconds of the card, however it ended; its contract's hours are counted."""
        if not self._contracts:
            return
        await self._book.count(key, seconds)
        self._promised.pop(key.job_id, None)
        self._used = dict(await self._book.used(self._network, self._provider_id))

    def _spoken_for(self, job_id: str) -> Mapping[str, float]:
        """Seconds by contract: used, and promised to other jobs that have not ended."""
        seconds = dict(self._used)
        for other, (contract, promised) in self._promised.items():
            if other != job_id:
                seconds[contract] = seconds.get(contract, 0.0) + promised
        return seconds

    # ---- inside ----------------------------------------------------------------------------------------------

    async def _keep(self, agreement: Agreement) -> None:
        await self._book.keep(self._network, self._provider_id, agreement)

    def _single(self, kind: str, content: Mapping[str, object] | None) -> Agreement:
        now = self._clock.now()
        return Agreement(kind, kind, content or {}, now, None if content else now)

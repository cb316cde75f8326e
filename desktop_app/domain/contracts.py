"""Contracts: a customer's fixed rate for a number of hours of the card, with a promise of availability.

Hours are hours of the card in work for that customer, counted per job; the contract ends when they are used up or its
time is over, whichever is first. A job that has started keeps the contract's rate to its end, even beyond the last
hour: that is the overrun, which is counted and shown; the next job pays the usual price.

A customer is known by the escrow's buyer address or by the client id in the job, which anybody may write there. So
the rate applies only to a job whose escrow covers it, and where the contract names the buyer's address only that
counts. Source: the provider guide, "Fixed Pricing"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from desktop_app.domain import arguments
from desktop_app.domain.calendar_words import day_words
from desktop_app.domain.jobs import JournalJob
from desktop_app.domain.money import ZERO, exact, quantize
from desktop_app.domain.phrases import Phrase

LONGEST = 366 * 86_400.0


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """`rate` in AITBC for an hour of the card, `availability` a share (0 to 1) of the offered hours, `valid_for` in
    seconds from its beginning. `buyer` is the escrow address that is meant, "" when none is known; `tier` the service
    tier of its jobs, "" for the usual way."""

    client_id: str
    hours: Decimal
    rate: Decimal
    availability: Decimal = ZERO
    penalties: bool = False
    valid_for: float = 90 * 86_400.0
    tier: str = ""
    buyer: str = ""


class ContractState(StrEnum):
    """ACTIVE is the only one in which the rate applies."""

    ACTIVE = "active"
    NOT_YET = "not_yet"
    USED_UP = "used_up"
    EXPIRED = "expired"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Contract:
    """`ended_at`: ended early by the owner."""

    contract_id: str
    terms: ContractTerms
    starts_at: datetime
    ended_at: datetime | None = None

    @property
    def expires_at(self) -> datetime:
        return self.starts_at + timedelta(seconds=self.terms.valid_for)

    def costs(self, seconds: float) -> Decimal:
        """What `seconds` of the card cost under this contract."""
        return quantize(self.terms.rate * Decimal(str(round(seconds, 3))) / 3600)

    def is_with(self, names: Collection[str], buyer: str = "") -> bool:
        """Whether the contract's customer is the escrow's `buyer`, or, where the contract names no address, among the
        names that the job gives itself."""
        if self.terms.buyer:
            return self.terms.buyer.lower() == buyer.strip().lower()
        return self.terms.client_id.lower() in {name.strip().lower() for name in (*names, buyer)}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a contract stands. Hours of the card; `overrun` is what was worked beyond the hours it holds."""

    state: ContractState
    hours_used: Decimal
    hours_left: Decimal
    overrun: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Cover:
    """A contract that covers a job, and what the job costs under it."""

    contract: Contract
    price: Decimal


@dataclass(frozen=True, slots=True)
class NoCover:
    """Why no contract covers a job; "" when its customer simply has none."""

    reason: str = ""


def names_of(job: JournalJob) -> tuple[str, ...]:
    """What a job says of its customer: the escrow's buyer address, and the claimed client id."""
    claims = (job.payload.get(field) for field in ("client_id", "client", "agent_id"))
    told = [claim for claim in claims if isinstance(claim, str) and 0 < len(claim) <= arguments.NAME_LENGTH]
    return tuple(dict.fromkeys(name for name in (job.terms.customer, *told) if name))


def standing(contract: Contract, used_seconds: float, now: datetime) -> Standing:
    """Where this contract stands after `used_seconds` of the card."""
    used = Decimal(str(round(used_seconds, 3))) / 3600
    left, overrun = max(ZERO, contract.terms.hours - used), max(ZERO, used - contract.terms.hours)
    state, reason = _state(contract, left, now)
    return Standing(state, used, left, overrun, reason)


def _state(contract: Contract, left: Decimal, now: datetime) -> tuple[ContractState, str]:
    if contract.ended_at is not None and now >= contract.ended_at:
        return ContractState.ENDED, Phrase("ended on {day}", day=day_words(contract.ended_at))
    if now < contract.starts_at:
        return ContractState.NOT_YET, Phrase("begins on {day}", day=day_words(contract.starts_at))
    if now >= contract.expires_at:
        return ContractState.EXPIRED, Phrase("expired on {day}", day=day_words(contract.expires_at))
    if not left:
        return ContractState.USED_UP, Phrase("its {hours} hours are used up", hours=exact(contract.terms.hours))
    return ContractState.ACTIVE, ""


def cover(
    contracts: Iterable[Contract],
    used_seconds: Mapping[str, float],
    names: Collection[str],
    paid: Decimal | None,
    seconds: float,
    now: datetime,
    buyer: str = "",
    unit: str = "AITBC",
) -> Cover | NoCover:
    """The contract under which a job of `seconds` of the card runs: the oldest that is active and that its escrow
    (`paid`, None without one, from `buyer`) covers. `unit` is the network's money."""
    mine = sorted((c for c in contracts if c.is_with(names, buyer)), key=lambda c: (c.starts_at, c.contract_id))
    reason: str = ""
    for contract in mine:
        found = standing(contract, used_seconds.get(contract.contract_id, 0.0), now)
        price = contract.costs(seconds)
        if found.state is not ContractState.ACTIVE:
            client = contract.terms.client_id
            reason = Phrase("the contract with {client} does not apply: {why}", client=client, why=found.reason)
        elif paid is None or paid < price:
            what = Phrase("no escrow stands behind the job")
            if paid is not None:
                what = Phrase("its escrow holds {paid} {unit}", paid=exact(paid), unit=unit)
            reason = Phrase(
                "the contract's rate of {price} {unit} for this job is not covered: {what}",
                price=exact(price), unit=unit, what=what,
            )  # fmt: skip
        else:
            return Cover(contract, price)
    return NoCover(reason)


def parse(
    client_id: object,
    duration_hours: object,
    fixed_rate: object,
    guaranteed_availability: object = 0,
    sla_penalties: object = False,
    valid_for: object = "90d",
    tier: object = None,
    buyer_address: object = None,
) -> ContractTerms:
    """The guide's arguments; ValueError names the field and what is allowed."""
    return ContractTerms(
        arguments.name_text("client_id", client_id),
        arguments.number("duration_hours", duration_hours, Decimal("0.01"), 100_000),
        arguments.number("fixed_rate", fixed_rate, 0, arguments.MOST_AITBC),
        arguments.share("guaranteed_availability", guaranteed_availability),
        arguments.flag("sla_penalties", sla_penalties),
        arguments.duration("valid_for", valid_for, 3600.0, LONGEST),
        "" if tier is None else arguments.name_text("tier", tier, 40),
        "" if buyer_address is None else arguments.name_text("buyer_address", buyer_address),
    )

"""Agreements in words: what stands, and what a new one would do. No Qt."""

from __future__ import annotations

from datetime import datetime, timedelta

from desktop_app.domain.batch import BatchTerms
from desktop_app.domain.contracts import Contract, ContractTerms, Standing
from desktop_app.domain.money import as_text
from desktop_app.domain.reservations import Reservation, ReservationTerms, gib
from desktop_app.domain.times import show_duration

COLUMNS = ("Customer", "What", "Used", "Price", "Until")
"""Of the table of what is in force."""


def contract_row(contract: Contract, standing: Standing, unit: str) -> tuple[str, ...]:
    terms = contract.terms
    return (
        terms.client_id, f"Contract: {as_text(terms.hours)} h at a fixed price",
        f"{as_text(round(standing.hours_used, 2))} h", f"{as_text(terms.rate)} {unit} an hour",
        local(contract.expires_at),
    )  # fmt: skip


def reservation_row(held: Reservation, unit: str, now: datetime) -> tuple[str, ...]:
    terms = held.terms
    begins = "" if held.starts_at <= now else f" from {local(held.starts_at)}"
    fee = f"{as_text(terms.fee)} {unit} in all"
    return terms.client_id, f"Reserved: {gib(terms.memory)} of the card{begins}", "", fee, local(held.ends_at)


def contract_does(terms: ContractTerms, unit: str, now: datetime) -> str:
    until = local(now + timedelta(seconds=terms.valid_for))
    promised = f" You promise {terms.availability:.0%} of your offered hours." if terms.availability else ""
    known = f"that {terms.buyer} pays for" if terms.buyer else "that name this customer, which anybody may do,"
    return (
        f"From now on new jobs {known} cost {as_text(terms.rate)} {unit} an hour, whatever your price is, for "
        f"{as_text(terms.hours)} hours of the card and until {until} at the latest. An escrow has to cover it."
        f"{promised} It can be ended at any time; running jobs keep its price."
    )


def reservation_does(terms: ReservationTerms, unit: str, now: datetime) -> str:
    begins = terms.starts_at or now
    fee = (
        f" The fee of {as_text(terms.fee)} {unit} is noted as owed; the network has no way to collect it."
        if terms.fee
        else ""
    )
    return (
        f"{gib(terms.memory)} of the card stay free for {terms.client_id} from {local(begins)} to "
        f"{local(begins + timedelta(seconds=terms.duration))}; jobs of others that need them are handed back.{fee}"
    )


def batch_does(terms: BatchTerms) -> str:
    return (
        f"A customer's jobs that ask for it, or pay no more, wait here until {terms.size} are together and the hour is "
        f"quiet, at the longest {show_duration(terms.window)}. They pay {terms.discount:.0%} less."
    )


def memory(terms: ReservationTerms) -> str:
    return f"{gib(terms.memory)} of the card"


def local(moment: datetime) -> str:
    """ "24 December 2026 18:00", by this computer's clock."""
    return f"{moment.astimezone():%d %B %Y %H:%M}"

"""Agreements in words: what stands, and what a new one would do. No Qt."""

from __future__ import annotations

from datetime import datetime, timedelta

from desktop_app.domain.batch import BatchTerms
from desktop_app.domain.calendar_words import day_words
from desktop_app.domain.contracts import Contract, ContractTerms, Standing
from desktop_app.domain.phrases import Number, Phrase
from desktop_app.domain.reservations import Reservation, ReservationTerms, gib
from desktop_app.domain.sla import Sla
from desktop_app.ui import measures
from desktop_app.ui.translated import shown, tr

COLUMNS = (Phrase("Customer"), Phrase("What"), Phrase("Used"), Phrase("Price"), Phrase("Until"))
"""Of the table of what is in force."""


def contract_row(contract: Contract, standing: Standing, unit: str) -> tuple[str, ...]:
    terms = contract.terms
    what = [tr("Contract: {hours} h at a fixed price", hours=measures.exact(terms.hours))]
    if terms.tier:
        what.append(tr("tier {name}", name=terms.tier))
    if terms.availability:
        what.append(tr("{availability} promised", availability=measures.share(terms.availability)))
    if terms.penalties:
        what.append(tr("with penalties"))
    return (
        terms.client_id, ", ".join(what),
        tr("{hours} h", hours=measures.exact(round(standing.hours_used, 2))),
        tr("{rate} {unit} an hour", rate=measures.exact(terms.rate), unit=unit),
        local(contract.expires_at),
    )  # fmt: skip


def reservation_row(held: Reservation, unit: str, now: datetime) -> tuple[str, ...]:
    terms = held.terms
    begins = "" if held.starts_at <= now else tr(" from {starts_at}", starts_at=local(held.starts_at))
    fee = tr("{fee} {unit} in all", fee=measures.exact(terms.fee), unit=unit)
    return (
        terms.client_id,
        tr("Reserved: {memory} of the card{begins}", memory=gib(terms.memory), begins=begins),
        "",
        fee,
        local(held.ends_at),
    )


def contract_does(terms: ContractTerms, unit: str, now: datetime, promised_all: Sla) -> str:
    """`promised_all`: what this customer is promised together with everybody."""
    until = local(now + timedelta(seconds=terms.valid_for))
    promised = (
        tr(" You promise {availability} of your offered hours.", availability=measures.share(terms.availability))
        if terms.availability
        else ""
    )
    if terms.penalties:
        promised += _penalty(promised_all)
    tier = tr(" Its jobs belong to the tier {name}.", name=terms.tier) if terms.tier else ""
    known = (
        tr("that {buyer} pays for", buyer=terms.buyer)
        if terms.buyer
        else tr("that name this customer, which anybody may do,")
    )
    return tr(
        "From now on new jobs {known} cost {rate} {unit} an hour, whatever your price is, for {hours} hours of "
        "the card and until {until} at the latest. An escrow has to cover it.{tier}{promised} It can be ended at any "
        "time; running jobs keep its price.",
        known=known,
        rate=measures.exact(terms.rate),
        unit=unit,
        hours=measures.exact(terms.hours),
        until=until,
        tier=tier,
        promised=promised,
    )


def _penalty(promised: Sla) -> str:
    """What a day costs on which one of these is missed."""
    targets = []
    if promised.availability is not None:
        targets.append(tr("{share} availability", share=measures.share(promised.availability)))
    if promised.response_time is not None:
        targets.append(tr("a start within {seconds} s", seconds=Number(f"{promised.response_time:g}")))
    if promised.completion_rate is not None:
        targets.append(tr("{share} of the jobs delivered", share=measures.share(promised.completion_rate)))
    return tr(
        " Each day that misses {targets} makes you owe {rate} of what the customer paid for that day's jobs; it is "
        "noted, the network has no way to pay it.",
        targets=tr(" or ").join(targets), rate=measures.share(promised.penalty_rate),
    )  # fmt: skip


def reservation_does(terms: ReservationTerms, unit: str, now: datetime) -> str:
    begins = terms.starts_at or now
    fee = (
        tr(
            " The fee of {fee} {unit} is noted as owed; the network has no way to collect it.",
            fee=measures.exact(terms.fee),
            unit=unit,
        )
        if terms.fee
        else ""
    )
    return tr(
        "{memory} of the card stay free for {client_id} from {begins} to {begins2}; jobs of others that need "
        "them are handed back.{fee}",
        memory=gib(terms.memory),
        client_id=terms.client_id,
        begins=local(begins),
        begins2=local(begins + timedelta(seconds=terms.duration)),
        fee=fee,
    )


def batch_does(terms: BatchTerms) -> str:
    return tr(
        "A customer's jobs that ask for it, or pay no more, wait here until {size} are together and the hour is "
        "quiet, at the longest {window}. They pay {discount} less.",
        size=terms.size,
        window=measures.duration(terms.window),
        discount=measures.share(terms.discount),
    )


def memory(terms: ReservationTerms) -> str:
    return tr("{memory} of the card", memory=gib(terms.memory))


def local(moment: datetime) -> str:
    """ "24 December 2026 18:00", by this computer's clock."""
    there = moment.astimezone()
    return f"{shown(day_words(there))} {measures.clock(moment)}"

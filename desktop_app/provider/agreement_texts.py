"""Agreements as they are kept: the arguments that make them again, through the same rules as the first time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from desktop_app.domain import batch, contracts, reservations, sla
from desktop_app.domain.batch import BatchTerms
from desktop_app.domain.calendar_words import day_words
from desktop_app.domain.claims_book import Claim, ClaimKind, text_key
from desktop_app.domain.contracts import Contract
from desktop_app.domain.money import as_text
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.reservations import GIB, Reservation, gib
from desktop_app.domain.sla import Sla
from desktop_app.provider.ports import Agreement

CONTRACT, RESERVATION, SLA, BATCH = "contract", "reservation", "sla", "batch"


def of_contract(contract: Contract) -> Agreement:
    terms = contract.terms
    content: dict[str, Any] = {
        "client_id": terms.client_id,
        "duration_hours": as_text(terms.hours),
        "fixed_rate": as_text(terms.rate),
        "guaranteed_availability": as_text(terms.availability),
        "sla_penalties": terms.penalties,
        "valid_for": f"{terms.valid_for:.6f}s",
        "tier": terms.tier or None,
        "buyer_address": terms.buyer or None,
    }
    return Agreement(contract.contract_id, CONTRACT, content, contract.starts_at, contract.ended_at)


def to_contract(kept: Agreement) -> Contract:
    return Contract(kept.ref, contracts.parse(**kept.content), kept.starts_at, kept.ended_at)


def of_reservation(reservation: Reservation) -> Agreement:
    """Ended early, a reservation ends then."""
    terms = reservation.terms
    content = {
        "client_id": terms.client_id,
        "reserved_gpu_memory": as_text(Decimal(terms.memory) / GIB),
        "reservation_duration": f"{terms.duration:.6f}s",
        "reservation_fee": as_text(terms.fee),
    }
    whole = reservation.starts_at + timedelta(seconds=terms.duration)
    ended = None if reservation.ends_at == whole else reservation.ends_at
    return Agreement(reservation.reservation_id, RESERVATION, content, reservation.starts_at, ended)


def to_reservation(kept: Agreement) -> Reservation:
    made = reservations.begin(kept.ref, reservations.parse(**kept.content), kept.starts_at)
    return made if kept.ended_at is None else replace(made, ends_at=kept.ended_at)


def content_of_sla(terms: Sla) -> Mapping[str, Any]:
    return {
        "availability_target": _maybe(terms.availability),
        "response_time_target": terms.response_time,
        "completion_rate_target": _maybe(terms.completion_rate),
        "penalty_rate": as_text(terms.penalty_rate),
    }


def to_sla(kept: Agreement) -> Sla:
    return sla.parse(**kept.content)


def content_of_batch(terms: BatchTerms) -> Mapping[str, Any]:
    return {
        "min_batch_size": terms.size,
        "batch_discount": as_text(terms.discount),
        "processing_window": f"{terms.window:.6f}s",
        "quality_guarantee": terms.guarantee,
    }


def to_batch(kept: Agreement) -> BatchTerms:
    return batch.parse(**kept.content)


def _maybe(amount: Decimal | None) -> str | None:
    return None if amount is None else as_text(amount)


def fee(network: str, provider_id: str, held: Reservation, now: datetime) -> Claim:
    """What its customer owes for a reservation."""
    sentence = Phrase(
        "{memory} of GPU memory reserved until {day} {time} UTC",
        memory=gib(held.terms.memory), day=day_words(held.ends_at), time=f"{held.ends_at:%H:%M}",
    )  # fmt: skip
    return Claim(
        text_key(network, provider_id, held.reservation_id, "fee", ClaimKind.FEE), network, provider_id,
        ClaimKind.FEE, now, held.reservation_id, held.terms.client_id, held.terms.fee, sentence,
    )  # fmt: skip

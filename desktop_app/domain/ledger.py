"""Money entries: what the network says it released, and how one job's entry comes from the escrow record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from desktop_app.domain.jobs import Escrow, JobKey
from desktop_app.domain.money import ZERO


class EntryKind(StrEnum):
    """CREDIT books a job's release (or that it is unpaid, with zeros); CORRECTION books a later difference."""

    CREDIT = "credit"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Entry:
    """An append-only ledger row. `gross` = what the customer set aside, `credited` = what the network says
    it released to the provider, `fee` = gross − credited. Amounts in the network's unit (AITBC).

    `text_key` makes it idempotent: network:source:reference:kind:sequence."""

    text_key: str
    job: JobKey
    kind: EntryKind
    at: datetime
    gross: Decimal
    credited: Decimal
    fee: Decimal
    customer: str
    model: str
    tier: str
    jobs: int = 1
    unpaid_jobs: int = 0
    tokens: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over ledger entries."""

    credited: Decimal = ZERO
    gross: Decimal = ZERO
    fee: Decimal = ZERO
    jobs: int = 0
    unpaid_jobs: int = 0
    tokens: int = 0
    seconds: float = 0.0


def text_key(job: JobKey, source: str, kind: EntryKind, sequence: int) -> str:
    return f"{job.network}:{job.provider_id}:{source}:{job.job_id}:{kind}:{sequence}"


def credit(
    job: JobKey, escrow: Escrow | None, *, at: datetime, model: str, tier: str, tokens: int, seconds: float
) -> Entry:
    """The entry of a delivered job: from the released escrow, or zeros when there is no escrow at all (unpaid)."""
    if escrow is not None and not escrow.is_released:
        raise ValueError("only a released escrow is booked")
    gross, credited = (escrow.amount, escrow.released) if escrow else (ZERO, ZERO)
    return Entry(
        text_key(job, "escrow" if escrow else "unpaid", EntryKind.CREDIT, 0),
        job,
        EntryKind.CREDIT,
        at,
        gross,
        credited,
        gross - credited,
        escrow.buyer if escrow else "",
        model,
        tier,
        jobs=1,
        unpaid_jobs=0 if escrow else 1,
        tokens=tokens,
        seconds=seconds,
    )

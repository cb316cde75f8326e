"""A job on its way through the house: what the network handed over, and where it stands with us."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from desktop_app.domain.phrases import Phrase


class Phase(StrEnum):
    """Where a job stands in our journal. From FINISHED on its terminal intent is in the outbox."""

    RECEIVED = "received"
    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    CLOSED = "closed"


OPEN_PHASES = (Phase.RECEIVED, Phase.QUEUED, Phase.RUNNING)


class Outcome(StrEnum):
    """How a job ended for us. CANCELED and EXPIRED are the network's doing, FAILED is ours."""

    COMPLETED = "completed"
    FAILED = "failed"
    CANCELED = "canceled"
    EXPIRED = "expired"
    UNDELIVERED = "undelivered"


@dataclass(frozen=True, slots=True)
class JobKey:
    """A job's row: a network's job as this provider id met it."""

    network: str
    provider_id: str
    job_id: str


@dataclass(frozen=True, slots=True)
class HandedJob:
    """What a poll answers, or what the job list tells of a job that our journal does not know."""

    job_id: str
    payload: Mapping[str, Any]
    constraints: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Escrow:
    """The chain's escrow record of a job, as read (protocol page, section 8). Amounts in AITBC."""

    job_id: str
    state: str
    buyer: str
    provider: str
    amount: Decimal
    released: Decimal
    refunded: Decimal

    @property
    def is_released(self) -> bool:
        return self.state == "released"

    @property
    def is_final(self) -> bool:
        """Released, or given back to the buyer: nothing more is to be expected."""
        return self.state in ("released", "refunded", "expired")


@dataclass(frozen=True, slots=True)
class Terms:
    """What is known of a job's money and time, from the job list and the chain.

    `amount` is what the customer pays (None: no payment was promised, or none could be looked up), `customer` the
    escrow's buyer address, a claim and not a proof, `quoted` our own price for the job. `payment_status` is the
    list's word until the chain or our own rules know better ("refunded", "expired", "no_escrow", "underpaid",
    "paid_elsewhere").
    """

    requested_at: datetime | None = None
    expires_at: datetime | None = None
    payment_status: str | None = None
    amount: Decimal | None = None
    customer: str = ""
    payee: str = ""
    quoted: Decimal | None = None

    @property
    def is_promised(self) -> bool:
        """The coordinator speaks of money; whether the chain does is another matter."""
        return self.payment_status not in (None, "", "pending", "skipped", "failed")

    @property
    def is_unproven(self) -> bool:
        """Money is promised and its escrow could not be looked up."""
        return self.payment_status in ("escrowed", "released") and self.amount is None

    @property
    def is_paid(self) -> bool:
        """Money is really set aside: an escrow stands behind the job."""
        return self.payment_status in ("escrowed", "released") and self.amount is not None and self.amount > 0


@dataclass(frozen=True, slots=True)
class ListedJob:
    """A row of the coordinator's job list (JobView, section 5.5)."""

    job_id: str
    state: str
    payload: Mapping[str, Any]
    constraints: Mapping[str, Any]
    result: Mapping[str, Any] | None
    requested_at: datetime | None
    expires_at: datetime | None
    payment_status: str | None
    assigned_to: str | None
    error: str | None = None

    @property
    def attempt_id(self) -> str | None:
        """The attempt that the stored result names, by which we know our own."""
        value = self.result.get("attempt_id") if self.result else None
        return value if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Work:
    """What a finished or stopped generation amounts to. `shut_in` is how far its process was: 2 from the owner's files
    and from every network, 1 from files, 0 not at all, None where it is not known (a program of the owner's own)."""

    text: str = ""
    model: str = ""
    prompt_tokens: int = 0
    tokens: int = 0
    seconds: float = 0.0
    finish_reason: str = ""
    shut_in: int | None = None


@dataclass(frozen=True, slots=True)
class JournalJob:
    """A job's row in the journal. `payload` is empty once the job is closed."""

    key: JobKey
    phase: Phase
    received_at: datetime
    payload: Mapping[str, Any]
    constraints: Mapping[str, Any]
    terms: Terms = field(default_factory=Terms)
    job_type: str = ""
    model: str = ""
    tier: str = ""
    adopted: bool = False
    started_at: datetime | None = None
    finished_at: datetime | None = None
    work: Work = field(default_factory=Work)
    outcome: Outcome | None = None
    reason: str = ""


def why_gone(terms: Terms, now: datetime) -> tuple[Outcome, str]:
    """What it means that the network no longer lists a job as running with us."""
    if terms.expires_at is not None and now >= terms.expires_at:
        return Outcome.EXPIRED, Phrase("its time was over")
    return Outcome.CANCELED, Phrase("cancelled by the customer")

"""Own books against the network's: every difference is a row with its explanation, and what was released late is a
correction (protocol page, sections 5.4, 6 and 8). Nothing here knows a fee: what the network kept is observed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from desktop_app.domain.jobs import Escrow, JobKey, Outcome
from desktop_app.domain.ledger import Entry, EntryKind, Totals, text_key
from desktop_app.domain.money import ZERO, as_text
from desktop_app.domain.payment import may_be_same


class Kind(StrEnum):
    LATE_RELEASE = "late_release"
    RELEASED_ALL_THE_SAME = "released_all_the_same"
    MORE_RELEASED = "more_released"
    LESS_RELEASED = "less_released"
    ROUNDED = "rounded_by_restart"
    REFUNDED = "refunded"
    NO_ESCROW = "no_escrow"
    ELSEWHERE = "paid_elsewhere"
    TOTAL = "total"
    COUNT = "count"


_WHY = {
    Kind.LATE_RELEASE: "The network released this payment after the job was booked without it; it is booked now.",
    Kind.RELEASED_ALL_THE_SAME: "The job ended without a result that counts, and the network released its payment all "
    "the same (a cancel that came too late); it is booked now.",
    Kind.MORE_RELEASED: "The network tells a larger release than it did before; the rest is booked now.",
    Kind.LESS_RELEASED: "The network tells a smaller release than it did when the job was booked; nothing is taken "
    "back from the books.",
    Kind.ROUNDED: "The chain was restarted and reads amounts back as whole numbers; the books keep the exact one.",
    Kind.REFUNDED: "The payment was given back to the customer; the job list does not show that.",
    Kind.NO_ESCROW: "The chain knows no escrow for this job although one was promised or seen; what was booked stays.",
    Kind.ELSEWHERE: "The payment was released to another address than the owner's.",
    Kind.TOTAL: "The network's own total lies outside what these books hold for the same jobs (between what was "
    "credited and what customers set aside); jobs from before these books, or rounding, explain it.",
    Kind.COUNT: "The network counts another number of completed jobs than these books; jobs delivered before these "
    "books began, or late cancels, explain it.",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """`job_id` "" concerns all jobs. `ours` and `theirs` are amounts or counts as text."""

    job_id: str
    kind: Kind
    ours: str
    theirs: str
    explanation: str = ""
    found_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class JobMoney:
    """What our books say of one job that ended. `entries` is how many there are, `unpaid` how many count unpaid."""

    key: JobKey
    outcome: Outcome
    is_promised: bool
    quoted: Decimal | None
    escrowed: Decimal | None
    gross: Decimal
    credited: Decimal
    entries: int
    unpaid: int
    customer: str
    model: str
    tier: str
    has_proof: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look at one job's escrow says. `is_settled`: it need not be looked at again."""

    differences: tuple[Difference, ...] = ()
    correction: Entry | None = None
    is_settled: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """One reconciliation. Amounts in the network's unit; `fee` is what the network kept, as observed; `balance` is
    of the payout address, None where none is given or the chain does not tell it."""

    at: datetime
    checked: int
    of: int
    quoted: Decimal
    escrowed: Decimal
    released: Decimal
    booked: Decimal
    fee: Decimal
    network_total: Decimal | None
    network_pending: Decimal | None
    network_jobs: int | None
    balance: Decimal | None
    proofs: int
    corrections: int
    differences: tuple[Difference, ...] = field(default=())


def examine(job: JobMoney, escrow: Escrow | None, payout_address: str, at: datetime) -> Finding:
    """Our record of a job beside the chain's."""
    counts = job.outcome is Outcome.COMPLETED or bool(job.credited)
    if escrow is None:
        missing = counts and (job.credited or job.is_promised)
        told = (_found(job, Kind.NO_ESCROW, job.credited, None),) if missing else ()
        return Finding(told, is_settled=not job.is_promised)
    if not may_be_same(escrow.provider, payout_address):
        other = (_found(job, Kind.ELSEWHERE, job.credited, escrow.released),) if escrow.is_released else ()
        return Finding(other, is_settled=escrow.is_final)
    if escrow.is_released:
        return _released(job, escrow, at)
    if escrow.is_final:
        told = (_found(job, Kind.REFUNDED, job.credited, escrow.refunded),) if counts else ()
        return Finding(told, is_settled=True)
    if job.escrowed is not None and _is_rounded(job.escrowed, escrow.amount):
        return Finding((_found(job, Kind.ROUNDED, job.escrowed, escrow.amount),))
    return Finding()


def _released(job: JobMoney, escrow: Escrow, at: datetime) -> Finding:
    if escrow.released == job.credited:
        return Finding(is_settled=True)
    if escrow.released < job.credited:
        kind = Kind.ROUNDED if _is_rounded(job.credited, escrow.released) else Kind.LESS_RELEASED
        return Finding((_found(job, kind, job.credited, escrow.released),), is_settled=True)
    if _is_rounded(job.credited, escrow.released) and job.credited:
        return Finding((_found(job, Kind.ROUNDED, job.credited, escrow.released),), is_settled=True)
    if job.credited:
        kind = Kind.MORE_RELEASED
    else:
        kind = Kind.LATE_RELEASE if job.outcome is Outcome.COMPLETED else Kind.RELEASED_ALL_THE_SAME
    difference = _found(job, kind, job.credited, escrow.released)
    return Finding((difference,), correction(job, escrow, at), is_settled=True)


def correction(job: JobMoney, escrow: Escrow, at: datetime) -> Entry:
    """The entry that brings the books to what the network says it released; earlier entries stay as they are."""
    gross, credited = escrow.amount - job.gross, escrow.released - job.credited
    return Entry(
        text_key(job.key, "escrow", EntryKind.CORRECTION, job.entries), job.key, EntryKind.CORRECTION, at, gross,
        credited, gross - credited, escrow.buyer, job.model, job.tier, jobs=0, unpaid_jobs=-job.unpaid,
    )  # fmt: skip


def compare_totals(ours: Totals, network_total: Decimal, network_jobs: int) -> tuple[Difference, ...]:
    """Our sums beside the network's total, which is what customers paid: more than was credited
    and less than they set aside. A millionth is the rounding of its JSON floats."""
    slack, found = Decimal("0.000001") * max(1, ours.jobs), []
    if not ours.credited - slack <= network_total <= ours.gross + slack:
        found.append(Difference("", Kind.TOTAL, as_text(ours.credited), as_text(network_total), _WHY[Kind.TOTAL]))
    if ours.jobs != network_jobs:
        found.append(Difference("", Kind.COUNT, str(ours.jobs), str(network_jobs), _WHY[Kind.COUNT]))
    return tuple(found)


def _is_rounded(exact: Decimal, told: Decimal) -> bool:
    """A whole number where there was a fraction less than one away."""
    whole = told == told.to_integral_value(ROUND_HALF_EVEN)
    return whole and exact != exact.to_integral_value(ROUND_HALF_EVEN) and abs(exact - told) < 1


def _found(job: JobMoney, kind: Kind, ours: Decimal | None, theirs: Decimal | None) -> Difference:
    return Difference(job.key.job_id, kind, _text(ours), _text(theirs), _WHY[kind])


def _text(amount: Decimal | None) -> str:
    return "" if amount is None else as_text(amount or ZERO)

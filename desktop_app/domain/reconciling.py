"""Own books against the network's: every difference is a row with its explanation, and what was released late is a
correction (protocol page, sections 5.4, 6 and 8). Nothing here knows a fee: what the network kept is observed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from desktop_app.domain.differences import LESS_THERE, WHY, Difference, Kind
from desktop_app.domain.jobs import Escrow, JobKey, Outcome
from desktop_app.domain.ledger import Entry, EntryKind, Totals, text_key
from desktop_app.domain.money import ZERO, as_text
from desktop_app.domain.payment import may_be_same

HELD_AFTER = timedelta(seconds=5)
"""How long a release may take after the result before the payment counts as held."""


@dataclass(frozen=True, slots=True)
class JobMoney:
    """What our books say of one job that ended. `escrowed` is what stood in escrow when it was taken, `entries` is how
    many there are, `unpaid` how many of them count unpaid, `bad_proofs` how many of its receipts have a signature that
    does not fit. `is_waiting`: its result was delivered and its money is not booked yet."""

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
    proofs: int
    bad_proofs: int = 0
    is_waiting: bool = False
    ended_at: datetime | None = None

    @property
    def has_proof(self) -> bool:
        return self.proofs > 0


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
    put_right: tuple[Difference, ...] = field(default=())
    """Those of late that a correction has booked."""


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
    return Finding((*_amount(job, escrow), *_held(job, escrow, at)))


def _amount(job: JobMoney, escrow: Escrow) -> tuple[Difference, ...]:
    """The escrow beside what it was when the job was taken."""
    if job.escrowed is None or job.escrowed == escrow.amount:
        return ()
    kind = Kind.ROUNDED if _is_rounded(job.escrowed, escrow.amount) else Kind.CHANGED
    return (_found(job, kind, job.escrowed, escrow.amount),)


def _held(job: JobMoney, escrow: Escrow, at: datetime) -> tuple[Difference, ...]:
    late = job.ended_at is None or at - job.ended_at >= HELD_AFTER
    return (_found(job, Kind.HELD, job.credited, escrow.amount),) if job.is_waiting and late else ()


def _released(job: JobMoney, escrow: Escrow, at: datetime) -> Finding:
    if job.is_waiting:
        return Finding()  # whoever books deliveries is about to
    if escrow.released == job.credited:
        return Finding(_amount(job, escrow), is_settled=True)
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


def receipts(jobs: Sequence[JobMoney]) -> tuple[Difference, ...]:
    """Jobs whose money was released, beside the receipts that the network publishes of them; none is missed where the
    network publishes none at all."""
    bad = [_found(job, Kind.BAD_RECEIPT, None, None) for job in jobs if job.bad_proofs]
    if not any(job.has_proof for job in jobs):
        return tuple(bad)
    return (*bad, *(_found(job, Kind.NO_RECEIPT, None, None) for job in jobs if not job.has_proof))


def compare_totals(
    ours: Totals, network_total: Decimal, network_jobs: int, waiting: int = 0
) -> tuple[Difference, ...]:
    """Our sums beside the network's total, which is what customers paid: more than was credited and less than they set
    aside. A millionth is the rounding of its JSON floats. `waiting` jobs are delivered and not booked yet."""
    slack, found = Decimal("0.000001") * max(1, ours.jobs), []
    if not ours.credited - slack <= network_total <= ours.gross + slack:
        why = (LESS_THERE if network_total < ours.credited else WHY)[Kind.TOTAL]
        found.append(Difference("", Kind.TOTAL, as_text(ours.credited), as_text(network_total), why))
    if (jobs := ours.jobs + waiting) != network_jobs:
        why = (LESS_THERE if network_jobs < jobs else WHY)[Kind.COUNT]
        found.append(Difference("", Kind.COUNT, str(jobs), str(network_jobs), why))
    return tuple(found)


def _is_rounded(exact: Decimal, told: Decimal) -> bool:
    """A whole number where there was a fraction less than one away."""
    whole = told == told.to_integral_value(ROUND_HALF_EVEN)
    return whole and exact != exact.to_integral_value(ROUND_HALF_EVEN) and abs(exact - told) < 1


def _found(job: JobMoney, kind: Kind, ours: Decimal | None, theirs: Decimal | None) -> Difference:
    return Difference(job.key.job_id, kind, _text(ours), _text(theirs), WHY[kind])


def _text(amount: Decimal | None) -> str:
    return "" if amount is None else as_text(amount or ZERO)

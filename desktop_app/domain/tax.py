"""One line a job, for whoever does the taxes: what came in, and what it was worth by the rate of that moment.

The rate is the owner's own figure as it stood when the job was booked, kept beside the books: a rate that is changed
later does not change a line. Without one the worth is left open."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from desktop_app.domain.ledger import Entry
from desktop_app.domain.money import ZERO, as_text, quantize, total

COLUMNS = (
    "time", "network", "job_id", "customer", "model", "tier", "gross", "fee", "credited", "unit", "token_rate",
    "currency", "worth", "energy_kwh", "energy_cost", "paid", "tokens", "seconds",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of the network's money was worth to the owner from `since` on, in `currency`; None: not told."""

    since: datetime
    worth: Decimal | None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Spent:
    """A job's electricity as it was booked: `cost` in `currency`, `in_tokens` the same in the network's unit."""

    joules: float
    cost: Decimal
    currency: str
    in_tokens: Decimal | None

    @property
    def rate(self) -> Decimal | None:
        """What one unit of the network was worth then, as far as such small amounts tell; for jobs from before rates
        were kept."""
        return quantize(self.cost / self.in_tokens) if self.in_tokens else None


@dataclass(frozen=True, slots=True)
class Line:
    """A job with all its entries together; the time is the first one's."""

    at: datetime
    entries: tuple[Entry, ...]
    spent: Spent | None
    rate: Decimal | None = None
    currency: str = ""

    @property
    def credited(self) -> Decimal:
        return total([entry.credited for entry in self.entries])


def lines(entries: Iterable[Entry], spent: Mapping[str, Spent], rates: Sequence[Rate]) -> list[Line]:
    """Oldest first; a correction counts in its job's line. `rates` oldest first."""
    jobs: dict[str, list[Entry]] = {}
    for entry in entries:
        jobs.setdefault(entry.job.job_id, []).append(entry)
    return [_line(tuple(found), spent.get(job_id), rates) for job_id, found in jobs.items()]


def _line(entries: tuple[Entry, ...], spent: Spent | None, rates: Sequence[Rate]) -> Line:
    at = entries[0].at
    earlier = bisect_right(rates, at, key=lambda rate: rate.since)
    rate = rates[earlier - 1] if earlier else None
    if rate is not None and rate.worth:
        return Line(at, entries, spent, rate.worth, rate.currency)
    return Line(at, entries, spent, spent.rate if spent else None, spent.currency if spent else "")


def row(line: Line, unit: str) -> dict[str, str]:
    """A line by column."""
    first, spent, rate = line.entries[0], line.spent, line.rate
    return {
        "time": line.at.isoformat(timespec="seconds"),
        "network": first.job.network,
        "job_id": first.job.job_id,
        "customer": first.customer,
        "model": first.model,
        "tier": first.tier,
        "gross": as_text(total([e.gross for e in line.entries])),
        "fee": as_text(total([e.fee for e in line.entries])),
        "credited": as_text(line.credited),
        "unit": unit,
        "token_rate": as_text(rate) if rate else "",
        "currency": line.currency,
        "worth": as_text(quantize(line.credited * rate)) if rate else "",
        "energy_kwh": f"{spent.joules / 3_600_000:.6f}" if spent else "",
        "energy_cost": as_text(spent.cost or ZERO) if spent else "",
        "paid": "no" if sum(e.unpaid_jobs for e in line.entries) > 0 else "yes",
        "tokens": str(sum(e.tokens for e in line.entries)),
        "seconds": f"{sum(e.seconds for e in line.entries):.3f}",
    }

"""One line a job, for whoever does the taxes: what came in, and what it was worth by the rate of that moment.

The rate is the owner's own figure as it stood when the job's electricity was booked, read back from that booking:
a rate that is changed later does not change a line. Without one the worth is left open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from desktop_app.domain.ledger import Entry
from desktop_app.domain.money import ZERO, as_text, quantize, total

COLUMNS = (
    "time", "network", "job_id", "customer", "model", "tier", "gross", "fee", "credited", "unit", "token_rate",
    "currency", "worth", "energy_kwh", "energy_cost", "tokens", "seconds",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spent:
    """A job's electricity as it was booked: `cost` in `currency`, `in_tokens` the same in the network's unit."""

    joules: float
    cost: Decimal
    currency: str
    in_tokens: Decimal | None

    @property
    def rate(self) -> Decimal | None:
        """What one unit of the network was worth then."""
        return quantize(self.cost / self.in_tokens) if self.in_tokens else None


@dataclass(frozen=True, slots=True)
class Line:
    """A job with all its entries together; the time is the first one's."""

    at: datetime
    entries: tuple[Entry, ...]
    spent: Spent | None

    @property
    def credited(self) -> Decimal:
        return total([entry.credited for entry in self.entries])


def lines(entries: Iterable[Entry], spent: Mapping[str, Spent]) -> list[Line]:
    """Oldest first; a correction counts in its job's line."""
    jobs: dict[str, list[Entry]] = {}
    for entry in entries:
        jobs.setdefault(entry.job.job_id, []).append(entry)
    return [Line(found[0].at, tuple(found), spent.get(job_id)) for job_id, found in jobs.items()]


def row(line: Line, unit: str) -> dict[str, str]:
    """A line by column."""
    first, spent = line.entries[0], line.spent
    rate = spent.rate if spent else None
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
        "currency": spent.currency if spent else "",
        "worth": as_text(quantize(line.credited * rate)) if rate else "",
        "energy_kwh": f"{spent.joules / 3_600_000:.6f}" if spent else "",
        "energy_cost": as_text(spent.cost or ZERO) if spent else "",
        "tokens": str(sum(e.tokens for e in line.entries)),
        "seconds": f"{sum(e.seconds for e in line.entries):.3f}",
    }

"""What the owner looks for in the history, and what is shown of it. Never a prompt, never an output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from desktop_app.domain.jobs import Outcome
from desktop_app.domain.ledger import Entry, Totals
from desktop_app.domain.money import ZERO, total


@dataclass(frozen=True, slots=True)
class JobFilter:
    """Which jobs that ended. Empty means any; `text` is part of the model, the customer or the job's id; `paid` True:
    something was credited, False: nothing."""

    outcomes: frozenset[Outcome] = frozenset()
    text: str = ""
    paid: bool | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class JobDetail:
    """A job with its times, tokens, money and reasons. Money in the network's unit, `seconds` of work on the card;
    `is_kept`: what it wrote is still here, because the owner wanted it so."""

    job_id: str
    received_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    outcome: Outcome | None
    reason: str
    customer: str
    model: str
    tier: str
    payment: str
    quoted: Decimal | None
    escrowed: Decimal | None
    prompt_tokens: int
    tokens: int
    seconds: float
    is_adopted: bool = False
    entries: tuple[Entry, ...] = ()
    joules: float | None = None
    energy_cost: Decimal | None = None
    currency: str = ""
    is_kept: bool = False

    @property
    def credited(self) -> Decimal | None:
        """None while nothing is booked."""
        return total([entry.credited for entry in self.entries]) if self.entries else None

    @property
    def fee(self) -> Decimal | None:
        return total([entry.fee for entry in self.entries]) if self.entries else None


@dataclass(frozen=True, slots=True)
class Guest:
    """What one customer ran with one model in a stretch of time. `customer` "" = not told; `shut_in` as in
    domain.jobs.Work."""

    customer: str
    model: str
    jobs: int
    tokens: int
    seconds: float
    last_at: datetime
    shut_in: int | None = None


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar of a chart: the time from `since` to `until`, its sums by part, and what its electricity cost in the
    network's unit (None: not known)."""

    since: datetime
    until: datetime
    parts: Mapping[str, Totals] = field(default_factory=dict)
    energy: Decimal | None = None


def combined(parts: Mapping[str, Totals]) -> Totals:
    """Everything together."""
    found = list(parts.values())
    return Totals(
        total([t.credited for t in found]), total([t.gross for t in found]), total([t.fee for t in found]),
        sum(t.jobs for t in found), sum(t.unpaid_jobs for t in found), sum(t.tokens for t in found),
        sum(t.seconds for t in found),
    )  # fmt: skip


def folded(stacks: list[Stack], most: int, rest: str) -> list[Stack]:
    """The same with only the `most` largest parts under their own names and all others together as `rest`."""
    sums: dict[str, Decimal] = {}
    for stack in stacks:
        for name, totals in stack.parts.items():
            sums[name] = sums.get(name, ZERO) + totals.credited
    kept = sorted(sums, key=lambda name: (-sums[name], name))[:most]
    if len(sums) <= most:
        return stacks
    return [Stack(s.since, s.until, _fold(s.parts, kept, rest), s.energy) for s in stacks]


def _fold(parts: Mapping[str, Totals], kept: list[str], rest: str) -> dict[str, Totals]:
    found = {name: parts[name] for name in kept if name in parts}
    others = {name: totals for name, totals in parts.items() if name not in found}
    return {**found, rest: combined(others)} if others else found

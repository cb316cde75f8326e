"""Service tiers: which one a job belongs to, by what it pays for the time it will take.

A job's tier is the best whose rate its payment covers for the estimated duration; a lower one when the payload asks
for it (`payload.tier`), never a higher one than is paid for; a contract's tier wins where one covers the job.
Source: the provider guide, "Tiered Pricing"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from desktop_app.domain.arguments import only
from desktop_app.domain.fair_share import Share
from desktop_app.domain.money import parse_amount, quantize
from desktop_app.domain.phrases import Phrase

NAME_LENGTH = 40


class Priority(StrEnum):
    """A tier's weight in the queue, see `WEIGHTS`."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


WEIGHTS = {Priority.LOW: 1.0, Priority.NORMAL: 2.0, Priority.HIGH: 4.0, Priority.URGENT: 8.0}
SUPPORT = ("best_effort", "business_hours", "24/7", "dedicated")


@dataclass(frozen=True, slots=True)
class Tier:
    """`rate_per_hour` in AITBC for one job's hour of the card, `max_jobs` at once (at least 1)."""

    name: str
    rate_per_hour: Decimal
    max_jobs: int
    priority: Priority = Priority.NORMAL
    support: str = "best_effort"

    def costs(self, seconds: float) -> Decimal:
        """What `seconds` of the card cost in this tier."""
        return quantize(self.rate_per_hour * Decimal(str(round(seconds, 3))) / 3600)

    def share(self) -> Share:
        return Share(WEIGHTS[self.priority], self.max_jobs)


def tier_of(tiers: tuple[Tier, ...], paid: Decimal, seconds: float, asked: object = None) -> Tier | None:
    """The tier of a job that pays `paid` and takes about `seconds`; None when it covers not even the cheapest.

    `asked` is the payload's own word: it can only lower the tier; anything that is no tier's name is ignored."""
    covered = sorted((t for t in tiers if t.costs(seconds) <= paid), key=_rank, reverse=True)
    wanted = next((t for t in tiers if t.name == asked), None)
    if wanted is not None:
        covered = [t for t in covered if _rank(t) <= _rank(wanted)]
    return covered[0] if covered else None


def _rank(tier: Tier) -> tuple[Decimal, float, str]:
    return tier.rate_per_hour, WEIGHTS[tier.priority], tier.name


def parse(spec: Mapping[str, Any]) -> tuple[Tier, ...]:
    """Tiers as the guide writes them, cheapest first; ValueError names the field and what is allowed."""
    if not isinstance(spec, Mapping) or not spec:
        raise ValueError(Phrase("tiers must name at least one tier"))
    return tuple(sorted((_tier(name, fields) for name, fields in spec.items()), key=_rank))


def _tier(name: Any, fields: Any) -> Tier:
    if not isinstance(name, str) or not name.strip() or len(name) > NAME_LENGTH or not name.isprintable():
        raise ValueError(
            Phrase(
                "tiers: a tier's name must be a text of 1 to {name_length} printable characters",
                name_length=NAME_LENGTH,
            )
        )
    where = f"tiers.{name}"
    if not isinstance(fields, Mapping):
        raise ValueError(Phrase("{where} must hold rate_per_hour, max_jobs, priority and support", where=where))
    only(where, fields, {"rate_per_hour", "max_jobs", "priority", "support"})
    return Tier(name, _rate(where, fields), _jobs(where, fields), _priority(where, fields), _support(where, fields))


def _rate(where: str, fields: Mapping[str, Any]) -> Decimal:
    try:
        rate = parse_amount(fields.get("rate_per_hour"))
    except ValueError:
        rate = Decimal(-1)
    if rate < 0:
        raise ValueError(Phrase("{field} must be a number of 0 or more", field=f"{where}.rate_per_hour"))
    return rate


def _jobs(where: str, fields: Mapping[str, Any]) -> int:
    jobs = fields.get("max_jobs", 1)
    if isinstance(jobs, bool) or not isinstance(jobs, int) or not 1 <= jobs <= 1000:
        raise ValueError(Phrase("{field} must be a whole number from 1 to 1000", field=f"{where}.max_jobs"))
    return jobs


def _priority(where: str, fields: Mapping[str, Any]) -> Priority:
    try:
        return Priority(fields.get("priority", Priority.NORMAL))
    except ValueError:
        raise ValueError(
            Phrase("{field} must be one of {priority}", field=f"{where}.priority", priority=", ".join(Priority))
        ) from None


def _support(where: str, fields: Mapping[str, Any]) -> str:
    support = fields.get("support", "best_effort")
    if support not in SUPPORT:
        raise ValueError(
            Phrase("{field} must be one of {support}", field=f"{where}.support", support=", ".join(SUPPORT))
        )
    return str(support)

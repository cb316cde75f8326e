"""What a job costs here: the rate per hour for the time it will take, and never less than the least price of a job."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from desktop_app.domain.money import ZERO, exact, quantize
from desktop_app.domain.phrases import Number, Phrase


@dataclass(frozen=True, slots=True)
class Prices:
    """The owner's prices in AITBC. `bulk` is the share (0 to 1) of the price that a job of more than 10 hours pays."""

    per_hour: Decimal = Decimal("0.1")
    per_job: Decimal = Decimal("0.02")
    bulk: Decimal = Decimal(1)


BULK_FROM = 10 * 3600.0


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One step on the way to a price: what it is, and by how much it changes the sum (AITBC, may be below 0)."""

    text: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Quote:
    """A job's price here, and how it came about: the lines' amounts add up to `total`. `seconds` is the longest that
    the job should take of the card, `tier` the one that this payment gives ("" none)."""

    total: Decimal
    unit: str
    lines: tuple[QuoteLine, ...]
    seconds: float
    tier: str = ""


def explain(prices: Prices, seconds: float, why: str) -> tuple[QuoteLine, ...]:
    """The lines of `quote`, which is their sum; `why` says where the hourly rate comes from."""
    plain = quantize(prices.per_hour * Decimal(str(round(seconds, 3))) / 3600)
    first = Phrase(
        "at most {seconds} s of the card at {per_hour} an hour ({why})",
        seconds=Number(f"{seconds:.1f}"), per_hour=exact(prices.per_hour), why=why,
    )  # fmt: skip
    lines = [QuoteLine(first, plain)]
    total = quote(replace(prices, per_job=ZERO), seconds)
    if total != plain:
        bulk = Phrase("more than 10 hours: {share} of the price", share=f"{prices.bulk:.0%}")
        lines.append(QuoteLine(bulk, total - plain))
    if total < prices.per_job:
        text = Phrase("no job costs less than {least}", least=exact(prices.per_job))
        lines.append(QuoteLine(text, prices.per_job - total))
    return tuple(lines)


def quote(prices: Prices, seconds: float) -> Decimal:
    """The least payment for a job that takes `seconds` of the card."""
    share = prices.bulk if seconds > BULK_FROM else 1
    return max(prices.per_job, quantize(prices.per_hour * share * Decimal(str(round(seconds, 3))) / 3600))

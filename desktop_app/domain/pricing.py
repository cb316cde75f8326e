"""What a job costs here: the rate per hour for the time it will take, and never less than the least price of a job."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop_app.domain.money import quantize


@dataclass(frozen=True, slots=True)
class Prices:
    """The owner's prices in AITBC. `bulk` is the share (0 to 1) of the price that a job of more than 10 hours pays."""

    per_hour: Decimal = Decimal("0.1")
    per_job: Decimal = Decimal("0.02")
    bulk: Decimal = Decimal(1)


BULK_FROM = 10 * 3600.0


def quote(prices: Prices, seconds: float) -> Decimal:
    """The least payment for a job that takes `seconds` of the card."""
    share = prices.bulk if seconds > BULK_FROM else 1
    return max(prices.per_job, quantize(prices.per_hour * share * Decimal(str(round(seconds, 3))) / 3600))

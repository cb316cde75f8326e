"""What the owner decided about the work, as the services get it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from desktop_app.domain.comfort import Comfort
from desktop_app.domain.energy import Tariff
from desktop_app.domain.health import Plan
from desktop_app.domain.hosting import Hosted
from desktop_app.domain.inference import LARGEST_OUTPUT
from desktop_app.domain.payment import USUAL, Leniency, Payment
from desktop_app.domain.presence import Manners
from desktop_app.domain.pricing import Prices


@dataclass(frozen=True, slots=True)
class Terms:
    """What the owner decided. Seconds, AITBC."""

    prices: Prices = field(default_factory=Prices)
    concurrency: int = 1
    most_at_once: int = 8
    """The most jobs at once that adaptive concurrency may try."""
    tariff: Tariff | None = None
    """What electricity costs; without it no energy is booked and nothing declined for it."""
    rate: Decimal | None = None
    """What one AITBC is worth in `currency`, as the owner says; kept beside each job's money."""
    currency: str = ""
    places: int = 0
    """Jobs that may wait in the queue beside those that run."""
    unpaid_per_day: int = 20
    leniency: Mapping[Payment, Leniency] = field(default_factory=lambda: USUAL)
    payout_address: str = ""
    largest_result: int = 900 * 1024
    """Bytes of JSON that a result may have: below the 1 MB of a usual proxy."""
    longest_run: float = 600.0
    largest_output: int = LARGEST_OUTPUT
    region: str | None = None
    models: tuple[str, ...] = ()
    """Only these models are offered; empty means all that are installed."""
    hosted: Mapping[str, Hosted] = field(default_factory=dict)
    """Models of the owner's own by public name; they are offered beside `models`."""
    published: Mapping[str, Any] = field(default_factory=dict)
    """Further capabilities that the owner claims, capped to what was measured."""
    manners: Manners = field(default_factory=Manners)
    plan: Plan = field(default_factory=Plan)
    """What the health monitor watches."""
    comfort: Comfort = field(default_factory=Comfort)



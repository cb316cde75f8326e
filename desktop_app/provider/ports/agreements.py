"""The needs of agreements, service levels, energy and analytics.

Storage ports raise ProfileError."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from desktop_app.domain.analytics import Worked
from desktop_app.domain.claims_book import Claim
from desktop_app.domain.energy import JobEnergy, Sample
from desktop_app.domain.jobs import JobKey
from desktop_app.domain.sla import JobFact
from desktop_app.domain.spans import Span


@dataclass(frozen=True, slots=True)
class Agreement:
    """A contract, a reservation, service levels or batch terms as they are kept: `content` are the arguments that
    made it. `ref` is its id."""

    ref: str
    kind: str
    content: Mapping[str, Any]
    starts_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class EnergySum:
    """Energy of `jobs` jobs: its cost in `currency` and in AITBC. `unpriced` jobs had no token rate: they are not in
    `tokens`."""

    currency: str
    joules: float
    cost: Decimal
    tokens: Decimal
    unpriced: int
    jobs: int


class Claims(Protocol):
    """The claims book, append-only: shown, never summed into earned."""

    async def claim(self, claim: Claim) -> bool:
        """Append; False when the key is there already (nothing changes)."""

    async def claims(
        self, network: str, provider_id: str, since: datetime | None = None, until: datetime | None = None
    ) -> list[Claim]:
        """Claims of `since` ≤ at < `until`, oldest first."""


class AgreementBook(Protocol):
    """What was agreed, and the jobs under contracts."""

    async def keep(self, network: str, provider_id: str, agreement: Agreement) -> None:
        """Write it, or write it again: its `ref` is its key."""

    async def agreements(self, network: str, provider_id: str) -> list[Agreement]:
        """All of them, the ended ones too, oldest first."""

    async def put_under(self, key: JobKey, contract: str, at: datetime) -> None:
        """This job runs under that contract; the first word on a job stands."""

    async def count(self, key: JobKey, seconds: float) -> None:
        """The job's seconds of the card, once it ended; nothing for a job under no contract."""

    async def used(self, network: str, provider_id: str) -> Mapping[str, float]:
        """Seconds of the card by contract."""

    async def contract_of(self, network: str, provider_id: str, since: datetime) -> Mapping[str, str]:
        """The contract of each job that was put under one since then, by job id."""


class Facts(Protocol):
    """Facts about the past."""

    async def ended(self, network: str, provider_id: str, since: datetime, until: datetime) -> list[JobFact]:
        """Jobs that ended from `since` to `until` (exclusive), oldest first."""

    async def worked(
        self, network: str, provider_id: str, since: datetime, until: datetime, offered: Sequence[Span]
    ) -> Worked:
        """What the jobs that ended from `since` to `until` (exclusive) come to; `offered` in order and apart. A year
        has 200,000 of them, so this is summed where they are."""

    async def power(self, since: datetime, until: datetime) -> list[Sample]:
        """Watts as they were read, oldest first."""

    async def idle_power(self, since: datetime, until: datetime) -> list[float]:
        """Watts that were read while none of our jobs ran."""

    async def silences(self, since: datetime, until: datetime, longest: float) -> list[Span]:
        """The stretches of more than `longest` seconds without any reading: the program or the machine was off."""

    async def gate_switches(self, since: datetime, until: datetime) -> list[tuple[datetime, str]]:
        """The gate's status at each change, oldest first, with the last one before `since`."""

    async def add_energy(self, key: JobKey, at: datetime, energy: JobEnergy, currency: str) -> None:
        """A job's energy, once: the first figure stands."""

    async def with_energy(self, network: str, provider_id: str, since: datetime) -> set[str]:
        """Ids of the jobs that ended since then and whose energy is booked."""

    async def energy(self, network: str, provider_id: str, since: datetime, until: datetime) -> list[EnergySum]:
        """Exact sums by the currency that the costs are in."""

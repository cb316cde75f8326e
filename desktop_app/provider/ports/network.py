"""The network: the miner side of the coordinator, and the chain.

Every method raises domain.errors.NetworkError.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from desktop_app.domain.bonds import Bond
from desktop_app.domain.jobs import Escrow, HandedJob, ListedJob
from desktop_app.domain.limits import Allowance


@dataclass(frozen=True, slots=True)
class Registration:
    """What register publishes: free-form capabilities, how many jobs may be ours at once, the region."""

    capabilities: Mapping[str, Any]
    concurrency: int
    region: str | None = None


@dataclass(frozen=True, slots=True)
class ServerTraits:
    """What a server is, from its public health answer: the practice network says so itself."""

    is_play: bool = False
    long_poll: bool = False
    told: bool = True
    """False where the health answer is not passed on, so that nothing is known of the server."""
    allowance: Allowance = field(default_factory=Allowance)


@dataclass(frozen=True, slots=True)
class Proof:
    """A receipt as evidence, without the payload and the result that it holds. `verified`: its own Ed25519
    signature fits; `digest` is the SHA-256 (hex) of its canonical bytes."""

    receipt_id: str
    job_id: str
    attempt_id: str | None
    key_id: str
    signature: str
    digest: str
    verified: bool


@dataclass(frozen=True, slots=True)
class NetworkEarnings:
    """The coordinator's own totals (section 5.4), before fees; for comparison only."""

    total: Decimal
    pending: Decimal
    completed_jobs: int


class Coordinator(Protocol):
    """The miner side of the coordinator (section 5), one call a method, one try a call."""

    def listen(self, heard: Callable[[datetime], None]) -> None:
        """`heard` gets the network's own time with every valid answer."""

    async def renew(self) -> None:
        """Let go of every connection: the way to the network changed."""

    async def traits(self) -> ServerTraits: ...
    async def register(self, registration: Registration) -> None: ...
    async def heartbeat(self, inflight: int, status: str, metadata: Mapping[str, Any]) -> None:
        """NotThere when the coordinator does not know us."""

    async def poll(self, max_wait: float) -> HandedJob | None:
        """ServerFault when the coordinator does not know us (its 500), AnswerLost when a job may have come and gone."""

    async def submit_result(self, job_id: str, body: Mapping[str, Any]) -> Proof | None:
        """The receipt, or None where the server signs none."""

    async def fail(self, job_id: str, body: Mapping[str, Any]) -> None: ...
    async def running_jobs(self) -> list[ListedJob]:
        """All RUNNING jobs of ours."""

    async def recent_jobs(self, limit: int) -> list[ListedJob]:
        """Our newest jobs of any state, newest first; -1 means all."""

    async def receipts(self, job_id: str) -> list[Proof]:
        """The public receipts of a job, newest first."""

    async def earnings(self) -> NetworkEarnings: ...
    async def deregister(self) -> None: ...


class Chain(Protocol):
    """The escrow look-up (section 8)."""

    async def renew(self) -> None:
        """Let go of every connection."""

    async def escrow(self, job_id: str) -> Escrow | None:
        """None when the chain knows no escrow for this job."""

    async def balance(self, address: str) -> Decimal | None:
        """AITBC on this address; None when the chain does not know it."""


class Bonds(Protocol):
    """The network's bonds, which only a client's token can read (section 8)."""

    async def bond(self, provider_id: str) -> Bond | None:
        """None where the owner gave no client token; WrongKey when it is no longer accepted."""

"""The one picture of the program that every view draws: a frozen AppState."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from desktop_app.domain.card import Reading
from desktop_app.domain.gate import GateState, Source
from desktop_app.domain.health import Alert
from desktop_app.domain.jobs import Outcome
from desktop_app.domain.money import ZERO
from desktop_app.domain.owner_view import OwnerView


class Status(StrEnum):
    """The six states. Each has its own icon shape."""

    OFFERING = "offering"
    BUSY = "busy"
    YIELDING = "yielding"
    PAUSED = "paused"
    WAITING = "waiting"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class RunningJob:
    """A job on the card. `tokens_per_s` is measured since generation began; None before the first token.
    `media_s` are the seconds of sound or film that are done, None of a job on text."""

    job_id: str
    model: str
    tokens: int
    max_tokens: int
    started_at: datetime
    tokens_per_s: float | None = None
    media_s: float | None = None


@dataclass(frozen=True, slots=True)
class RecentJob:
    """A job that ended. `credited` is None while the network has not released anything yet, `energy` (what its
    electricity cost, in the same unit) while it is not known."""

    job_id: str
    model: str
    outcome: Outcome
    reason: str
    finished_at: datetime
    tokens: int
    seconds: float
    credited: Decimal | None
    customer: str = ""
    energy: Decimal | None = None

    @property
    def net(self) -> Decimal | None:
        """What is left of `credited` after the electricity; None while either is not known."""
        return None if self.credited is None or self.energy is None else self.credited - self.energy


PLAY = "PLAY"
"""The name of play money, whatever a practice network calls its own."""


@dataclass(frozen=True, slots=True)
class NetworkView:
    """The network as the owner knows it; `is_play` marks play money, `unit` its name."""

    name: str = ""
    url: str = ""
    is_play: bool = False
    unit: str = "AITBC"


@dataclass(frozen=True, slots=True)
class GpuView:
    """The card, or why there is none and what to do. Memory in bytes, utilisation in percent, power in watts,
    None = not reported.

    `name` is empty without a card. `cuda` ("12.8"), `capability` ("8.9") and `pci_id` are as the driver tells.
    `is_fault`: without a card something is broken; `is_lost`: it was there and is not any more. `can_sleep`: a laptop's
    card that goes to sleep when nobody asks it anything. `reading` is the newest one."""

    name: str = ""
    memory_bytes: int | None = None
    driver: str = ""
    why_none: str = ""
    utilisation: float | None = None
    next_step: str = ""
    uuid: str = ""
    cuda: str = ""
    capability: str = ""
    architecture: str = ""
    pci_id: str = ""
    power_limit: float | None = None
    power_range: tuple[float, float] | None = None
    is_laptop: bool | None = None
    can_sleep: bool = False
    is_asleep: bool = False
    is_lost: bool = False
    is_fault: bool = False
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class AppState:
    """Everything a view may show without asking. Figures of money are credited amounts."""

    status: Status
    reason: str
    started_at: datetime
    provider_id: str = ""
    network: NetworkView = field(default_factory=NetworkView)
    gpu: GpuView = field(default_factory=GpuView)
    runtime: str = ""
    runtime_note: str = ""
    models: tuple[str, ...] = ()
    running: tuple[RunningJob, ...] = ()
    queued: int = 0
    completed: int = 0
    failed: int = 0
    outbox: int = 0
    earned_today: Decimal = ZERO
    earned_total: Decimal = ZERO
    unit: str = "AITBC"
    recent: tuple[RecentJob, ...] = ()
    is_paused: bool = False
    paused_until: datetime | None = None
    notes: tuple[str, ...] = ()
    owner: OwnerView = field(default_factory=OwnerView)
    alerts: tuple[Alert, ...] = ()
    """Those that stand or were not seen yet, oldest first."""
    latency_s: float | None = None
    """How long the network took to answer last."""
    allowed: tuple[str, ...] = ()
    """What each process that works for customers may do on this computer."""


def status_of(gate: GateState, running: int, connected: bool) -> Status:
    """The state that the gate, the work and the connection add up to."""
    if gate.strongest is None:
        if not connected:
            return Status.WAITING
        return Status.BUSY if running else Status.OFFERING
    by_source = {
        Source.PANIC: Status.PAUSED,
        Source.PAUSE: Status.PAUSED,
        Source.OWNER: Status.YIELDING,
        Source.HEALTH: Status.PROBLEM,
        Source.RUNTIME: Status.PROBLEM,
    }
    return by_source.get(gate.strongest.source, Status.WAITING)

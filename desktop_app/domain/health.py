"""When something is wrong enough to tell the owner, and when it is well again. Pure rules; times are the caller's.

Words and usual figures as in the provider guide (Health Monitoring): checks `gpu_status` 30s, `memory_usage` 10s,
`network_latency` 60s, `job_success_rate` 5min; alerts `gpu_failure` immediate, `high_memory` 85%, `job_failure_rate`
10%. The rest is ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.times import parse_duration

IMMEDIATE = "immediate"
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)\s*%")
SHORTEST_CHECK, LONGEST_CHECK = 1.0, 86_400.0


class Kind(StrEnum):
    """What can be wrong."""

    GPU_FAILURE = "gpu_failure"
    HIGH_MEMORY = "high_memory"
    JOB_FAILURE_RATE = "job_failure_rate"
    TEMPERATURE = "temperature"
    CARD_ERROR = "card_error"
    DISK = "disk"
    RUNTIME = "runtime"


class Severity(StrEnum):
    """URGENT: it cannot wait for the morning, because the card or the work is at risk."""

    URGENT = "urgent"
    NORMAL = "normal"


URGENT = frozenset({Kind.GPU_FAILURE, Kind.TEMPERATURE, Kind.CARD_ERROR})


class Action(StrEnum):
    """The one sensible button of an alert."""

    OPEN = "open"
    PAUSE = "pause"
    USE_PROCESSOR = "use_processor"
    RETRY_RUNTIME = "retry_runtime"


ACTIONS: Mapping[Kind, Action] = {
    Kind.GPU_FAILURE: Action.USE_PROCESSOR,
    Kind.TEMPERATURE: Action.PAUSE,
    Kind.RUNTIME: Action.RETRY_RUNTIME,
}
"""OPEN for every other kind."""
BUTTONS: Mapping[Action, str] = {
    Action.OPEN: Phrase("Open"),
    Action.PAUSE: Phrase("Pause for an hour"),
    Action.USE_PROCESSOR: Phrase("Offer the processor"),
    Action.RETRY_RUNTIME: Phrase("Try again"),
}


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that is or was wrong. It stays listed until it was seen. `number` is 0 before it is stored."""

    kind: Kind
    title: str
    text: str
    raised_at: datetime
    cleared_at: datetime | None = None
    seen_at: datetime | None = None
    number: int = 0

    @property
    def severity(self) -> Severity:
        return Severity.URGENT if self.kind in URGENT else Severity.NORMAL

    @property
    def action(self) -> Action:
        return ACTIONS.get(self.kind, Action.OPEN)


@dataclass(frozen=True, slots=True)
class Rule:
    """Raised once the value was `high` or more for `hold` seconds, cleared once it was below `low` for `calm` seconds.
    Between the two nothing changes, so a value that dances around a limit does not flap."""

    high: float
    low: float
    hold: float = 0.0
    calm: float = 60.0


@dataclass(frozen=True, slots=True)
class Alarm:
    """Where a rule stands. `since` is when the value went to the other side, None while it is on this one."""

    is_raised: bool = False
    since: float | None = None

    def step(self, rule: Rule, value: float | None, now: float) -> Alarm:
        """With a new value at `now` (monotonic seconds). None tells nothing and changes nothing."""
        if value is None:
            return self
        crosses = value < rule.low if self.is_raised else value >= rule.high
        if not crosses:
            return replace(self, since=None)
        since = now if self.since is None else self.since
        if now - since >= (rule.calm if self.is_raised else rule.hold):
            return Alarm(not self.is_raised)
        return replace(self, since=since)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the owner wants watched. Checks in seconds, limits in percent and °C, `gpu_failure` in seconds."""

    gpu_status: float = 30.0
    memory_usage: float = 10.0
    network_latency: float = 60.0
    job_success_rate: float = 300.0
    gpu_failure: float = 0.0
    high_memory: float = 85.0
    job_failure_rate: float = 10.0
    temperature: float = 85.0

    def rules(self) -> Mapping[Kind, Rule]:
        """The alarms of this plan."""
        memory, rate, heat = self.high_memory, self.job_failure_rate, self.temperature
        return {
            Kind.GPU_FAILURE: Rule(1.0, 1.0, self.gpu_failure, 30.0),
            Kind.HIGH_MEMORY: Rule(memory, memory - 5.0, 10.0, 60.0),
            Kind.JOB_FAILURE_RATE: Rule(rate, rate * 0.8, 0.0, 0.0),
            Kind.TEMPERATURE: Rule(heat, heat - COOLER, 4.0, 30.0),
            Kind.CARD_ERROR: Rule(1.0, 1.0, 0.0, 3600.0),
            Kind.DISK: Rule(-LEAST_DISK, -LEAST_DISK * 1.25, 0.0, 60.0),
            Kind.RUNTIME: Rule(3.0, 1.0, 0.0, 0.0),
        }


COOLER = 8.0
"""°C below the ceiling before a hot card counts as cool again."""
LEAST_DISK = 2.0 * 2**30
CHECKS = ("gpu_status", "memory_usage", "network_latency", "job_success_rate")
ALERTS = ("gpu_failure", "high_memory", "job_failure_rate", "temperature")


def plan_of(health_checks: Mapping[str, Any], alerts: Mapping[str, Any], usual: Plan = Plan()) -> Plan:
    """The guide's `configure_monitoring` arguments as a plan; what is not named stays as in `usual`.

    ValueError names the field and what it may be."""
    found: dict[str, float] = {}
    for name, value in health_checks.items():
        if name not in CHECKS:
            raise ValueError(
                Phrase("health_checks: {name} is none of {checks}", name=f"{name!r}", checks=", ".join(CHECKS))
            )
        found[name] = _interval(f"health_checks[{name!r}]", value)
    for name, value in alerts.items():
        if name not in ALERTS:
            raise ValueError(Phrase("alerts: {name} is none of {alerts}", name=f"{name!r}", alerts=", ".join(ALERTS)))
        found[name] = _limit(name, value)
    return replace(usual, **found)


def _limit(name: str, value: Any) -> float:
    where = f"alerts[{name!r}]"
    if name == "gpu_failure":
        return 0.0 if value == IMMEDIATE else _interval(where, value, or_else=f' or "{IMMEDIATE}"')
    if name == "temperature":
        if isinstance(value, bool) or not isinstance(value, int | float) or not 40 <= value <= 110:
            raise ValueError(Phrase("{where} must be a number of degrees Celsius from 40 to 110", where=where))
        return float(value)
    match = _PERCENT.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None or not 1 <= float(match[1]) <= 100:
        raise ValueError(Phrase('{where} must be a percentage from 1% to 100%, as "85%"', where=where))
    return float(match[1])


def _interval(where: str, value: Any, or_else: str = "") -> float:
    wrong = ValueError(
        Phrase('{where} must be a time from 1s to 1d, as "30s" or "5min"{or_else}', where=where, or_else=or_else)
    )
    if not isinstance(value, str):
        raise wrong
    try:
        seconds = parse_duration(value)
    except ValueError:
        raise wrong from None
    if not SHORTEST_CHECK <= seconds <= LONGEST_CHECK:
        raise wrong
    return seconds


# ---- not too many notifications ----------------------------------------------------------------------------------

SAME_APART = 3600.0
MOST_AN_HOUR = 4


@dataclass(frozen=True, slots=True)
class Told:
    """What was notified, by kind and moment (monotonic seconds)."""

    times: tuple[tuple[Kind, float], ...] = field(default=())

    def tell(self, kind: Kind, now: float) -> Told | None:
        """With this one; None when it would be the second of its kind within an hour, or one of too many."""
        recent = tuple((k, at) for k, at in self.times if now - at < SAME_APART)
        if len(recent) >= MOST_AN_HOUR or any(k is kind for k, _ in recent):
            return None
        return Told((*recent, (kind, now)))

"""What the history tells of a stretch of time: the hours that were offered, those in which work could run, the jobs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop_app.domain import spans
from desktop_app.domain.schedule import Schedule
from desktop_app.domain.sla import JobFact
from desktop_app.domain.spans import Span
from desktop_app.domain.state import Status
from desktop_app.provider.ports import Facts

SILENCE = 300.0
"""Seconds without a reading after which the program counts as not running."""
_OPEN = (Status.OFFERING, Status.BUSY, "open")
"""The running provider writes "open" and "closed"."""


@dataclass(frozen=True, slots=True)
class Past:
    """`offered` is told by the schedule in force now, also for the time before it was set."""

    jobs: Sequence[JobFact]
    offered: Sequence[Span]
    working: Sequence[Span]


async def look(
    facts: Facts, network: str, provider_id: str, schedule: Schedule, since: datetime, until: datetime
) -> Past:
    """The facts from `since` to `until`."""
    offered, working = await hours(facts, schedule, since, until)
    return Past(await facts.ended(network, provider_id, since, until), offered, working)


async def hours(
    facts: Facts, schedule: Schedule, since: datetime, until: datetime
) -> tuple[Sequence[Span], Sequence[Span]]:
    """The offered hours, and those in which work could run: `Past` without its jobs."""
    switches = [(at, status in _OPEN) for at, status in await facts.gate_switches(since, until)]
    off = await facts.silences(since, until, SILENCE)
    working = spans.without(spans.from_switches(switches, since, until), off)
    return spans.offered(schedule, since, until), working

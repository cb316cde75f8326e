"""Stretches of time: when the card was offered, when it really could work, and how much of one lies in the other."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from desktop_app.domain.schedule import Schedule

Span = tuple[datetime, datetime]
"""From the first (inclusive) to the second (exclusive)."""

Point = TypeVar("Point", datetime, int)
"""Times, or whole microseconds where there are too many for times."""


def offered(schedule: Schedule, since: datetime, until: datetime) -> list[Span]:
    """The hours of the schedule between these two, in order."""
    found, at, is_open = [], since, schedule.is_open(since)
    while at < until:
        change = schedule.next_change(at) or until
        if is_open:
            found.append((at, min(change, until)))
        at, is_open = change, not is_open
    return found


def from_switches(switches: Iterable[tuple[datetime, bool]], since: datetime, until: datetime) -> list[Span]:
    """The stretches in which it was on, from (time, on) in order of time. The last switch before `since` tells how it
    began; without one it was off until the first."""
    found: list[Span] = []
    began: datetime | None = None
    for at, on in switches:
        if at >= until:
            break
        if on and began is None:
            began = max(at, since)
        elif not on and began is not None:
            if at > began:
                found.append((began, at))
            began = None
    if began is not None and began < until:
        found.append((began, until))
    return found


def joined(runs: Iterable[tuple[Point, Point]]) -> list[tuple[Point, Point]]:
    """The stretches in which at least one of `runs` was, in order and apart."""
    found: list[tuple[Point, Point]] = []
    for start, end in sorted(runs):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def common(one: Sequence[tuple[Point, Point]], other: Sequence[tuple[Point, Point]]) -> list[tuple[Point, Point]]:
    """What lies in both; each has its spans in order and apart."""
    found, i, k = [], 0, 0
    while i < len(one) and k < len(other):
        start, end = max(one[i][0], other[k][0]), min(one[i][1], other[k][1])
        if start < end:
            found.append((start, end))
        if one[i][1] <= other[k][1]:
            i += 1
        else:
            k += 1
    return found


def without(whole: Sequence[Span], cut: Sequence[Span]) -> list[Span]:
    """What lies in `whole` and not in `cut`; each has its spans in order and apart."""
    found, passed = [], 0
    for start, end in whole:
        at = start
        while passed < len(cut) and cut[passed][1] <= start:
            passed += 1
        for a, b in itertools.islice(cut, passed, None):
            if a >= end:
                break
            if a > at:
                found.append((at, a))
            at = max(at, b)
        if at < end:
            found.append((at, end))
    return found


def seconds(spans: Iterable[Span]) -> float:
    return sum((end - start).total_seconds() for start, end in spans)


def by_hour(found: Iterable[Span], zone: str) -> list[float]:
    """Seconds in each hour of the day, on the clock of this zone; 24 figures."""
    here, sums = ZoneInfo(zone), [0.0] * 24
    for start, end in found:
        at = start
        while at < end:
            following = min(end, _next_quarter(at))
            sums[at.astimezone(here).hour] += (following - at).total_seconds()
            at = following
    return sums


def _next_quarter(at: datetime) -> datetime:
    """Every zone's hours begin on a quarter of an hour."""
    return at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0) + timedelta(minutes=15)

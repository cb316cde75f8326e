"""Reputation (section 9): a profile exists from the first result or failure on.

The weights are the recorded ones: 0.35 performance, 0.25 reliability, 0.2 community, 0.1 security, 0.1 economic,
blended 70/30 with the old score, from 500. The parts behind them are chosen so that a first quick success gives
about the recorded 601.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from desktop_app.domain.money import as_text, quantize
from desktop_app.sandbox.clock import Clock, stamp
from desktop_app.sandbox.store import Store
from desktop_app.wire.reputation import ReputationProfile

START: Final = 500.0
_COMMUNITY, _SECURITY, _ECONOMIC = 600.0, 500.0, 120.0
_LEVELS = ((900, "master"), (750, "expert"), (600, "advanced"), (400, "intermediate"), (0, "beginner"))
_RECENT = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """An agent's record. `trust` 0 to 1000, `rating` 1 to 5, `mean_ms` milliseconds over all events."""

    agent: str
    trust: float = START
    rating: float = 3.0
    completed: int = 0
    failed: int = 0
    mean_ms: float = 0.0
    earned: Decimal = Decimal(0)
    last_at: str = ""
    recent: tuple[dict[str, Any], ...] = ()

    @property
    def events(self) -> int:
        return self.completed + self.failed

    @property
    def success_rate(self) -> float:
        return self.completed / self.events if self.events else 0.0


def after(standing: Standing, *, success: bool, duration_ms: float, earned: Decimal, at: str, job: str) -> Standing:
    """The record after one more event. A job over 5 s never raises the rating, one over 10 s lowers it by 0.1."""
    change = (0.1 if duration_ms <= 5000 else -0.1 if duration_ms > 10_000 else 0.0) if success else -0.2
    mean = (standing.mean_ms * standing.events + duration_ms) / (standing.events + 1)
    now = replace(
        standing, rating=min(5.0, max(1.0, standing.rating + change)), mean_ms=mean,
        completed=standing.completed + success, failed=standing.failed + (not success),
        earned=standing.earned + earned, last_at=at,
    )
    performance = now.rating / 5 * 1000 * now.success_rate * max(0.5, 1 - mean / 10_000)
    composite = (
        0.35 * performance + 0.25 * 1000 * now.success_rate + 0.2 * _COMMUNITY + 0.1 * _SECURITY + 0.1 * _ECONOMIC
    )
    trust = 0.7 * composite + 0.3 * standing.trust
    event = {
        "event_type": "job_completed" if success else "job_failed", "job_id": job, "created_at": at,
        "trust_score_before": standing.trust, "trust_score_after": trust,
    }
    return replace(now, trust=trust, recent=(event, *standing.recent)[:_RECENT])


class Standings:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def record(self, agent: str, job: str, *, success: bool, duration_ms: float, earned: Decimal = Decimal(0)) -> None:
        at = stamp(self._clock.now())
        now = after(
            self._get(agent) or Standing(agent), success=success, duration_ms=duration_ms, earned=earned, at=at, job=job
        )
        self._store.run(
            "INSERT OR REPLACE INTO standing (agent, trust, rating, completed, failed, mean_ms, earned, last_at,"
            " recent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            agent, now.trust, now.rating, now.completed, now.failed, now.mean_ms, as_text(now.earned), at,
            json.dumps(now.recent),
        )

    def profile(self, agent: str) -> ReputationProfile | None:
        known = self._get(agent)
        if known is None:
            return None
        return ReputationProfile(
            agent_id=agent, trust_score=known.trust, performance_rating=known.rating,
            reputation_level=next(name for least, name in _LEVELS if known.trust >= least),
            reliability_score=known.success_rate * 100, total_earnings=quantize(known.earned),
            transaction_count=known.events, success_rate=known.success_rate * 100, jobs_completed=known.completed,
            jobs_failed=known.failed, average_response_time=known.mean_ms, last_activity=known.last_at,
            recent_events=list(known.recent),
        )

    def _get(self, agent: str) -> Standing | None:
        row = self._store.one("SELECT * FROM standing WHERE agent = ?", agent)
        if row is None:
            return None
        return Standing(
            agent, row["trust"], row["rating"], row["completed"], row["failed"], row["mean_ms"],
            Decimal(row["earned"]), row["last_at"], tuple(json.loads(row["recent"])),
        )

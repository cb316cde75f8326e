"""The public reputation profile (section 9)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec

from desktop_app.wire.codec import Message


class ReputationProfile(Message, frozen=True, kw_only=True):
    """GET /v1/reputation/profile/{id}; an unknown id answers 500. `trust_score` 0 to 1000, rates in percent,
    ratings 1 to 5, `average_response_time` in milliseconds."""

    agent_id: str
    trust_score: float = 500.0
    reputation_level: str = "beginner"
    performance_rating: float = 3.0
    reliability_score: float = 50.0
    community_rating: float = 3.0
    total_earnings: Decimal = Decimal(0)
    transaction_count: int = 0
    success_rate: float = 0.0
    jobs_completed: int = 0
    jobs_failed: int = 0
    average_response_time: float = 0.0
    dispute_count: int = 0
    certifications: list[Any] = msgspec.field(default_factory=list)
    specialization_tags: list[Any] = msgspec.field(default_factory=list)
    geographic_region: str | None = None
    last_activity: str | None = None
    recent_events: list[dict[str, Any]] = msgspec.field(default_factory=list)
    recent_feedback: list[dict[str, Any]] = msgspec.field(default_factory=list)

"""The public reputation profile over HTTP (protocol page, section 9)."""

from __future__ import annotations

from urllib.parse import quote

from desktop_app.domain.errors import NotThere, ServerFault
from desktop_app.marketplace.asking import must
from desktop_app.net.client import HttpClient
from desktop_app.provider.ports import Rating
from desktop_app.wire.reputation import ReputationProfile


class HttpRatings:
    """Implements ports.Ratings; needs no key."""

    def __init__(self, base_url: str) -> None:
        self._http = HttpClient(base_url)

    async def rating(self, provider_id: str) -> Rating | None:
        path = f"/v1/reputation/profile/{quote(provider_id, safe='')}"
        try:
            profile = await must(self._http, ReputationProfile, "GET", path)
        except (ServerFault, NotThere):
            return None  # the network answers 500 for an id that it does not know
        return Rating(
            score=profile.trust_score,
            level=profile.reputation_level,
            success_rate=profile.success_rate / 100,
            response_time=profile.average_response_time / 1000,
            satisfaction=profile.community_rating if profile.recent_feedback else None,
            completed=profile.jobs_completed,
            failed=profile.jobs_failed,
        )

    async def close(self) -> None:
        await self._http.close()

"""Swarm Participation. No server of the network keeps swarms; ours is to live in the attributes of hardware offers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop_app.provider.guide.section import Section, mapping, not_yet

_WHY = "this program publishes no hardware offer in whose attributes a swarm could live"


class Swarm(Section):
    async def join_swarm(
        self, swarm_type: Any, contribution_level: Any = "active", data_sharing: Any = "performance_metrics"
    ) -> None:
        not_yet(_WHY)

    async def share_market_data(self, data: Mapping[str, Any]) -> None:
        mapping("data", data)
        not_yet(_WHY)

    async def participate_in_pricing(self, proposal: Mapping[str, Any]) -> None:
        mapping("proposal", proposal)
        not_yet(_WHY)

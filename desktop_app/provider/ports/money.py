"""What the reconciliation needs of the history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from desktop_app.domain.differences import Difference
from desktop_app.domain.reconciling import JobMoney


class MoneyRecords(Protocol):
    """Jobs with their money, and the differences found so far."""

    async def jobs(self, network: str, provider_id: str, since: datetime) -> list[JobMoney]:
        """Closed jobs that ended since then and have an entry or a promised payment, newest first."""

    async def note(
        self, network: str, provider_id: str, found: Sequence[Difference], looked_at: Sequence[str], at: datetime
    ) -> None:
        """These differences stand now; those of the jobs looked at that were not found again are gone."""

    async def differences(self, network: str, provider_id: str, *, gone: bool = False) -> list[Difference]:
        """Those that stand, newest first; with `gone` all there ever were."""

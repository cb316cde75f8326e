"""What was promised to customers: the agreements in force, and each day's service levels judged by them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from desktop_app.domain.schedule import Schedule
from desktop_app.domain.state import GpuView
from desktop_app.provider.agreements import Agreements
from desktop_app.provider.ground import Ground
from desktop_app.provider.levels import Levels


class Promises:
    """`agreements` is None where nothing can be agreed. `card` tells the card as it was last read."""

    def __init__(self, ground: Ground, *, card: Callable[[], GpuView], schedule: Callable[[], Schedule]) -> None:
        self.agreements: Agreements | None = None
        self._levels: Levels | None = None
        book, p = (ground.network, ground.provider_id), ground.ports
        if p.book is None or p.claims is None:
            return
        self.agreements = Agreements(
            *book, p.book, p.claims, p.clock, capacity=lambda: card().memory_bytes, schedule=schedule,
            unit=ground.unit,
        )
        if p.facts is not None:
            self._levels = Levels(*book, self.agreements, p.facts, p.book, p.claims, p.clock, schedule=schedule)

    @property
    def services(self) -> Mapping[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {"service levels": self._levels.run} if self._levels else {}

    async def load(self) -> None:
        """Everything that was agreed before."""
        if self.agreements is not None:
            await self.agreements.load()

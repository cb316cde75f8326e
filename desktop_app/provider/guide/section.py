"""What every section of the guide stands on: the running services."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop_app.provider import house_rules
from desktop_app.provider.services import Services
from desktop_app.provider.session import Session

PATIENCE = 30.0
"""Seconds that a verb waits for the network."""


class Section:
    """`id` is the provider's, as the network knows it."""

    def __init__(self, provider_id: str, session: Session[Services]) -> None:
        self.id, self._session = provider_id, session

    async def _lay_down(self, name: str, **arguments: Any) -> None:
        """A rule in force and kept; nothing starts for a wrong argument."""
        house_rules.read(name, arguments)
        (await self._session()).rules.lay_down(name, arguments)


def mapping(name: str, value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError(f"{name} must be a mapping")
    return value

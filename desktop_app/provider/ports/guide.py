"""The needs of the guide's verbs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from desktop_app.domain.hosting import Hosted


@dataclass(frozen=True, slots=True)
class Rating:
    """What the network tells the public about a provider (section 9). `score` 0 to 1000, `success_rate` 0 to 1,
    `response_time` in seconds, `satisfaction` 1 to 5 (None without feedback)."""

    score: float
    level: str
    success_rate: float
    response_time: float
    satisfaction: float | None
    completed: int
    failed: int


class Ratings(Protocol):
    """The network's public reputation profiles."""

    async def rating(self, provider_id: str) -> Rating | None:
        """None for a provider without a history."""


class ModelShelf(Protocol):
    """Where model files of the owner's own are put so that the runtime has them."""

    def look(self, wanted: Hosted) -> int:
        """The file's bytes; FileNotFoundError names one that is not there, ModelMissing says why one cannot be run."""

    def put(self, wanted: Hosted) -> None:
        """Put it among the runtime's models under its public name; WorldError when that name is taken. May copy."""

    def take(self, wanted: Hosted) -> None:
        """Take away what `put` put there; no error when it is gone."""

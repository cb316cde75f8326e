"""What a test of a connection finds, part by part."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a network. `works` is None where it was not asked; without a `needed` one there is no work."""

    name: str
    works: bool | None
    says: str
    next_step: str = ""
    needed: bool = False

"""The model library in data: what the owner allows, what is there, what is on its way."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop_app.domain.downloads import Night


@dataclass(frozen=True, slots=True)
class Limits:
    """What the owner allows. `quota` bytes for all models and `bytes_per_s` of the line, None = any; `night` are the
    hours for downloads, None = at any time. With `may_evict` models that earn least may go for a new one."""

    quota: int | None = None
    bytes_per_s: int | None = None
    night: Night | None = None
    may_evict: bool = False
    first_pause: float = 1.0


@dataclass(frozen=True, slots=True)
class Shelved:
    """A model as the owner sees it. Sizes in bytes; `source` "" for a file that the owner put there; `stays` says why
    it is not removed, "" when it may be. `is_told`: its SHA-256 was compared with one that was told before."""

    name: str
    size: int
    context: int | None
    licence: str
    source: str
    sha256: str
    earned: Decimal
    worth: Decimal
    stays: str
    is_told: bool = False

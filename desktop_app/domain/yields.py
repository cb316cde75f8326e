"""The yield log: each time the card was given back to its owner, how long it took, and what that adds up to."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.presence import Stage


class Freed(StrEnum):
    """What became of the card's memory."""

    NOT_ASKED = ""
    VERIFIED = "verified"
    """The driver says that none of it is ours any more."""
    TOLD = "told"
    """The runtime says so; the driver tells nothing by process."""
    HELD = "held"
    """The runtime says so, the driver says that it still holds some."""
    CANNOT = "cannot"
    """The runtime could not give it back."""


@dataclass(frozen=True, slots=True)
class Yielded:
    """One yield. Seconds count from the signal; None = not (yet). `jobs` is how many generations were stopped."""

    at: datetime
    stage: Stage
    reason: str
    jobs: int = 0
    stop_s: float | None = None
    free_s: float | None = None
    freed: Freed = Freed.NOT_ASKED
    resumed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class YieldFigures:
    """A month of yields: times to stop, of those that stopped a generation; times to free memory, of those that
    freed it. Seconds; None without one."""

    count: int = 0
    stop_median: float | None = None
    stop_p95: float | None = None
    free_median: float | None = None
    free_p95: float | None = None
    failed: int = 0
    """How often the memory could not be freed."""


def figures(yields: Iterable[Yielded]) -> YieldFigures:
    rows = list(yields)
    stops = [row.stop_s for row in rows if row.jobs and row.stop_s is not None]
    frees = [row.free_s for row in rows if row.freed in (Freed.VERIFIED, Freed.TOLD) and row.free_s is not None]
    return YieldFigures(
        len(rows), _median(stops), p95(stops), _median(frees), p95(frees),
        sum(row.freed in (Freed.HELD, Freed.CANNOT) for row in rows),
    )  # fmt: skip


def p95(values: Sequence[float]) -> float | None:
    """The nearest rank: a value that was really seen."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1] if values else None


def _median(values: Sequence[float]) -> float | None:
    return statistics.median(values) if values else None


_ADVICE: Mapping[str, tuple[str, str]] = {
    "ollama": ("Ollama", Phrase("Unload the model with: ollama stop MODEL, or quit Ollama")),
    "built-in": (Phrase("The built-in engine"), Phrase("Restart AITBC Provider")),
}


def advice(runtime: str) -> str:
    """What to say on the screen, and to do, when this runtime keeps the card's memory."""
    who, what = _ADVICE.get(
        runtime, (Phrase("The model runtime ({runtime})", runtime=runtime), Phrase("Quit it to free the memory"))
    )
    return Phrase("{who} did not give the card's memory back. {what}.", who=who, what=what)

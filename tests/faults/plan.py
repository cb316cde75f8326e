"""What may go wrong on the way to a server, and when: one vocabulary for the TCP proxy and for virtual time."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

BEFORE: Final = (
    "refused",
    "drop_before",
    "reset_before",
    "status_before",
    "busy",
    "portal",
    "redirect",
    "lost_page",
    "hang",
)
"""The server never saw the request."""
AFTER: Final = ("drop_after", "reset_after", "half", "status_after", "late")
"""The server handled it, and the caller does not learn that (`late`: long after the caller gave up)."""
HARMLESS: Final = ("delay", "slow", "duplicate", "skew")
"""The answer comes, in its own time."""
KINDS: Final = (*BEFORE, *AFTER, *HARMLESS)

PORTAL: Final = (
    b"<!DOCTYPE html><html><head><title>Welcome to Cafe Wi-Fi</title></head><body>Please log in</body></html>"
)
LOST_PAGE: Final = b"<html><head><title>404 Not Found</title></head><body><center>nginx</center></body></html>"


@dataclass(frozen=True, slots=True)
class Fault:
    """`seconds` for delay, slow, hang, late, skew and (as Retry-After) busy; `status` for the status kinds."""

    kind: str
    seconds: float = 1.0
    status: int = 503

    @property
    def page(self) -> tuple[int, bytes, dict[str, str]] | None:
        """The answer that stands in for the server's own: status, body, headers."""
        html, json = {"Content-Type": "text/html"}, {"Content-Type": "application/json"}
        pages: dict[str, tuple[int, bytes, dict[str, str]]] = {
            "portal": (200, PORTAL, html),
            "redirect": (302, b"", {"Location": "http://login.example/"}),
            "lost_page": (404, LOST_PAGE, html),
            "busy": (429, b'{"detail":"Rate limit exceeded"}', {**json, "Retry-After": f"{self.seconds:.0f}"}),
            "status_before": (self.status, b'{"detail":"Internal server error"}', json),
            "status_after": (self.status, b'{"detail":"Internal server error"}', json),
        }
        return pages.get(self.kind)


Plan = Callable[[str, str], Fault | None]
"""(method, path) → what goes wrong with this request."""


def nothing(method: str, path: str) -> None:
    return None


@dataclass
class Script:
    """Faults by a part of the path, each used once, in order."""

    faults: dict[str, list[Fault]] = field(default_factory=dict)

    def __call__(self, method: str, path: str) -> Fault | None:
        for part, waiting in self.faults.items():
            if part in path and waiting:
                return waiting.pop(0)
        return None


@dataclass
class Seeded:
    """Any request goes wrong with this probability, in one of these ways; the same seed, the same faults."""

    seed: int
    rate: float = 0.1
    kinds: Sequence[str] = KINDS
    longest: float = 2.0
    rng: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)

    def __call__(self, method: str, path: str) -> Fault | None:
        if self.rng.random() >= self.rate:
            return None
        status = self.rng.choice((500, 502, 503, 504))
        return Fault(self.rng.choice(self.kinds), round(self.rng.uniform(0.1, self.longest), 2), status)

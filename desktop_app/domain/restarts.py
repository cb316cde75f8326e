"""Whether a program that crashed is started again. Pure rules; times are the caller's monotonic seconds."""

from __future__ import annotations

from collections.abc import Sequence

MOST = 3
WITHIN = 600.0
BROKE = 70
"""Exit code of a program that ended on an error of its own."""
AGAIN = 75
"""Exit code of a program that wants to be started again, as after an update."""
_PAUSES = (1.0, 5.0, 15.0)
_ORDERLY = frozenset({0, 1, 2, 3})
_INTERRUPTED = frozenset({-2, -15, 0xC000013A})  # SIGINT, SIGTERM, Windows' Ctrl+C


def crashed(code: int) -> bool:
    """Whether this exit code tells of a crash: a signal (negative) or anything that the command line does not
    promise. An end that somebody asked for is none."""
    return code not in _ORDERLY and code not in _INTERRUPTED and code != AGAIN


def pause_before_restart(crashes: Sequence[float], now: float) -> float | None:
    """Seconds to wait before the next start; None when it crashed too often: more than three times in ten minutes.

    `crashes` are the times of all crashes so far, the newest one among them."""
    recent = sum(1 for at in crashes if now - at < WITHIN)
    return _PAUSES[max(recent, 1) - 1] if recent <= MOST else None

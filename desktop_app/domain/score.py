"""What this machine can do, from what was measured on it.

**The score.** Generated tokens per second of all streams together, taken to a model of 4 GiB (seven billion weights in
four bits): generation reads the whole model for every token, so a model of half the size counts half. On a logarithmic
scale from 1 token/s (0.0) to 1000 tokens/s (1.0): twice the speed is always 0.1 more. It grows with every token per
second and never leaves 0..1. Eight tokens/s, as of a processor, are 0.3; a hundred 0.67; four hundred 0.87.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_REFERENCE = 4 * 2**30
_BEST = 1000.0
HEADROOM = 0.10
"""The share of the card's memory that stays free: a screen, a browser, the next prompt."""
_OVERHEAD = 1.15
_CONTEXT = 300 * 2**20
"""What a model takes beside its weights, at least: the context and the engine's own buffers."""
GAIN = 1.15
"""Another stream is worth having when all together get at least this much faster."""
LEAST_SPEED = 5.0
"""Tokens/s below which a stream is no longer good to read along."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a measurement is true for; when one of these changes it is done again. Size in bytes, 0 = not told."""

    card: str
    driver: str
    runtime: str
    model: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Level:
    """So many streams at once. `tokens_per_s` is of all of them together, `first_token_s` the longest wait for a first
    token, `memory_used` of the card in bytes (None = not reported)."""

    streams: int
    prompt_tokens_per_s: float | None
    tokens_per_s: float
    first_token_s: float
    memory_used: int | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """A measurement: levels of 1, 2, 4, … streams."""

    setting: Setting
    at: datetime
    levels: tuple[Level, ...]

    @classmethod
    def of(cls, setting: Setting, at: datetime, rows: Iterable[Sequence[Any]]) -> Measured:
        return cls(setting, at, tuple(Level(*row) for row in rows))

    @property
    def one_stream(self) -> float:
        """Tokens/s of a job alone."""
        return self.levels[0].tokens_per_s if self.levels else 0.0

    @property
    def best(self) -> float:
        """Tokens/s of all streams together, where they are fastest."""
        return max((level.tokens_per_s for level in self.levels), default=0.0)


def score(tokens_per_s: float, model_size: int = 0) -> float:
    """See above; a model whose size is not told counts as one of 4 GiB."""
    speed = tokens_per_s * (model_size / _REFERENCE if model_size else 1.0)
    return min(1.0, max(0.0, math.log(speed, _BEST))) if speed > 0 else 0.0


def fits(model_size: int | None, memory: int | None) -> bool:
    """Whether a model of this size can be held with room to spare. Unknown sizes are given the benefit of the doubt:
    the runtime lists them as runnable."""
    if model_size is None or memory is None:
        return True
    return needed(model_size) <= memory * (1 - HEADROOM)


def needed(model_size: int) -> float:
    """Bytes of memory that a model of this size takes at least, with a context and the engine's own buffers."""
    return model_size * _OVERHEAD + _CONTEXT


def is_worth_it(before: Level | None, level: Level, memory: int | None) -> bool:
    """Whether this many streams are better than the level before, and leave the card's headroom alone."""
    if memory is not None and level.memory_used is not None and level.memory_used > memory * (1 - HEADROOM):
        return False
    if before is None:
        return True
    return level.tokens_per_s >= before.tokens_per_s * GAIN and level.tokens_per_s / level.streams >= LEAST_SPEED


def most_jobs(levels: Sequence[Level], memory: int | None) -> int:
    """The largest number of streams that is still worth having; at least 1."""
    best: Level | None = None
    for level in levels:
        if not is_worth_it(best, level, memory):
            break
        best = level
    return best.streams if best else 1

"""Windows' own counters of what each program holds of a card and computes with, for where NVML is silent about it (as
it is for cards with a screen). Counters know cards by a number of Windows' own; ours is the one whose programs hold
what NVML says is used."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

EVERY = 5.0
"""Seconds between two looks: one costs several milliseconds, as there is a counter for each program and engine."""
_INSTANCE = re.compile(r"pid_(\d+)_luid_(0x[0-9A-Fa-f]+_0x[0-9A-Fa-f]+)_phys_\d+(?:_eng_\d+_engtype_.*)?")

Values = Mapping[str, float]
"""A counter's values by instance, as `pid_4711_luid_0x0_0xD1B2_phys_0`."""


class Counters(Protocol):
    """Raises OSError when this system has no such counters."""

    def read(self) -> tuple[Values, Values]:
        """Bytes of dedicated memory, and percent of each engine since the look before."""


@dataclass(frozen=True, slots=True)
class Told:
    """By process id: bytes, and percent of the engine that it used most."""

    memory: Mapping[int, int]
    loads: Mapping[int, float]


def of_card(memory: Values, engines: Values, used: int) -> Told | None:
    """What is told of the card of which `used` bytes are in use; None where nothing is."""
    held: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for instance, value in memory.items():
        if found := _INSTANCE.fullmatch(instance):
            held[found[2]][int(found[1])] += int(value)
    if not held:
        return None
    card = min(held, key=lambda luid: abs(sum(held[luid].values()) - used))
    loads: dict[int, float] = defaultdict(float)
    for instance, value in engines.items():
        found = _INSTANCE.fullmatch(instance)
        if found and found[2] == card:
            loads[int(found[1])] = max(loads[int(found[1])], min(100.0, value))
    return Told(dict(held[card]), dict(loads))


class Watch:
    """The counters as a reading wants them; once they failed they are not asked again."""

    def __init__(self, counters: Counters, now: Callable[[], float] = time.monotonic) -> None:
        self._counters: Counters | None = counters
        self._now = now
        self._told: Told | None = None
        self._looked_at = float("-inf")

    def told(self, used: int) -> Told | None:
        """Not older than `EVERY`. `used` bytes of our card are in use."""
        now = self._now()
        if self._counters is None or now - self._looked_at < EVERY:
            return self._told
        self._looked_at = now
        try:
            self._told = of_card(*self._counters.read(), used)
        except OSError:
            self._counters = self._told = None
        return self._told

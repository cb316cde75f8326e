"""The card at one moment, and what the numbers of the driver mean in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import reduce
from itertools import pairwise
from operator import or_

from desktop_app.domain.phrases import Phrase

SAMPLED = timedelta(minutes=15)
"""What a point of a card's past is judged by at most, from its beginning: a year holds three million readings."""

# NVML's "clocks event reasons", the ones that slow a card down. Idle clocks and clocks set by the owner do not count.
THROTTLING: Mapping[int, str] = {
    0x04: Phrase("held by its power limit"),
    0x08: Phrase("slowed down by the hardware"),
    0x20: Phrase("slowed down by heat"),
    0x40: Phrase("slowed down by heat"),
    0x80: Phrase("slowed down by the power supply"),
    0x200: Phrase("held by the board's limit"),
    0x400: Phrase("held by its voltage limit"),
}


LONGEST_STEP = 3.0
"""Times the usual step between two readings, after which nothing was measured between them."""


def usual_step(times: Sequence[float]) -> float:
    """Seconds between two readings, as they mostly are; 0 for fewer than two."""
    steps = sorted(after - before for before, after in pairwise(times))
    return steps[len(steps) // 2] if steps else 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """The card at one moment. Percent, bytes, °C, W, MHz; None = not reported.

    `memory_used` is without what the driver keeps for itself where the driver tells both. `processes` are the
    programs with memory on the card (process id to bytes, None where the system does not tell how many);
    `memory_ours` and `memory_others` are known after `split`. `throttle` are NVML's bits (`slowed_by` says them in
    words). `loads` are the percent of the card that each program computes with; `load_others`, without ours, is known
    after `split` where it is told by program and our processes are known. `ecc_errors` counts uncorrected memory
    errors since the driver started, `xids` are the driver's error numbers since the last reading."""

    at: datetime
    utilisation: float | None
    memory_used: int | None
    temperature: float | None
    power: float | None
    fan: float | None = None
    clock: int | None = None
    memory_clock: int | None = None
    throttle: int | None = None
    processes: Mapping[int, int | None] | None = None
    memory_free: int | None = None
    memory_ours: int | None = None
    memory_others: int | None = None
    ecc_errors: int | None = None
    xids: tuple[int, ...] = ()
    loads: Mapping[int, float] | None = None
    load_others: float | None = None


def split(reading: Reading, ours: Collection[int]) -> Reading:
    """The same with memory and load told apart: ours (process ids `ours`), and everything else on the card.

    Without a list of processes, or where one of ours has no figure, both shares of the memory stay None."""
    if reading.loads is not None and ours:
        others_load = min(100.0, sum(load for pid, load in reading.loads.items() if pid not in ours))
        reading = replace(reading, load_others=others_load)
    if reading.processes is None:
        return reading
    sizes = [reading.processes[pid] for pid in ours if pid in reading.processes]
    if any(size is None for size in sizes):
        return reading
    mine = sum(size for size in sizes if size is not None)
    others = None if reading.memory_used is None else max(0, reading.memory_used - mine)
    return replace(reading, memory_ours=mine, memory_others=others)


def slowed_by(throttle: int | None) -> tuple[str, ...]:
    """Why the card runs below its clocks, each reason once; empty when it does not, or does not tell."""
    return tuple(dict.fromkeys(words for bit, words in THROTTLING.items() if throttle and throttle & bit))


def mean(readings: Sequence[Reading], at: datetime) -> Reading:
    """One reading for several, as it is kept: means of what goes up and down, the highest temperature, the last
    memory, every reason for a slow card. Values that no reading had are None."""
    if not readings:
        return Reading(at, None, None, None, None)
    last = readings[-1]
    bits = [reading.throttle for reading in readings if reading.throttle is not None]
    return Reading(
        at,
        utilisation=_mean([r.utilisation for r in readings]),
        memory_used=last.memory_used,
        temperature=max((r.temperature for r in readings if r.temperature is not None), default=None),
        power=_mean([r.power for r in readings]),
        fan=_mean([r.fan for r in readings]),
        clock=_whole(_mean([r.clock for r in readings])),
        memory_clock=_whole(_mean([r.memory_clock for r in readings])),
        throttle=reduce(or_, bits) if bits else None,
        memory_ours=last.memory_ours,
        memory_others=last.memory_others,
    )


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)

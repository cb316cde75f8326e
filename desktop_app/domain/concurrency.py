"""How many jobs at once are best for the card: found by climbing on what was measured under full load.

One number is tried at a time. It doubles until two in a row are not within `GIVE_UP` of the best one: a level stretch
or a dip is no summit, as engines compute some numbers of streams at once better than their neighbours. Then the gaps
beside the best number are halved until they are an eighth of it at most, and the best `SURE` are measured once more,
as other programs spoil single windows. The fewest jobs whose mean lies within `TOLERANCE` of the best one are settled
on. A number at which memory, heat or the time of a job objects is never settled on, nor is one above it.

Scores, by target: `throughput` tokens/s; `efficiency` tokens per joule of the card; `latency` tokens/s divided by the
p95 of a stream's seconds a token, whose maximum is the knee of the load curve (Kleinrock, "Power and deterministic
rules of thumb for probabilistic problems in computer communications", 1979). Source: issue 5, section 6."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from desktop_app.domain.balance import Balance
from desktop_app.domain.phrases import Phrase

_SOON: Final = Phrase("measured as soon as enough jobs wait")
GIVE_UP = 0.1
TOLERANCE = 0.025
SURE = 3
DRIFT = 0.3
"""What was settled on is measured on; `PATIENCE` scores in a row this far from it mean that something changed."""
PATIENCE = 3


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of full load with `slots` jobs at once: `tokens` in `seconds`. `token_s` is the p95 of the streams'
    seconds a token, `job_s` the p95 of the seconds that their jobs take at this pace; `watts` of the card, `memory`
    the share (0 to 1) of it in use, `temperature` in °C, `hot` whether heat slows it down. None: not known."""

    slots: int
    seconds: float
    tokens: int
    token_s: float | None = None
    job_s: float | None = None
    watts: float | None = None
    memory: float | None = None
    temperature: float | None = None
    hot: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on is objected. `most` jobs at once, `job_s` seconds for a job (None: any), share of the card's
    memory, °C."""

    most: int
    job_s: float | None = None
    memory: float = 0.97
    temperature: float = 86.0


@dataclass(frozen=True, slots=True)
class Climb:
    """`trial` is the number to run with now, `scores` the means of what was measured in so many `windows`, `most` the
    greatest number that may still be tried. `settled`: `trial` is the answer; `off` windows in a row since then were
    far from what was learned."""

    trial: int
    most: int
    scores: Mapping[int, float] = field(default_factory=dict)
    windows: Mapping[int, int] = field(default_factory=dict)
    settled: bool = False
    off: int = 0
    reason: str = _SOON


def begin(limits: Limits) -> Climb:
    """Nothing is known: one job at a time."""
    if limits.most <= 1:
        return Climb(1, 1, settled=True, reason=Phrase("one at a time is all that is allowed"))
    return Climb(1, limits.most)


def score(window: Window, target: str) -> float:
    """How good the window was, more is better. Where the card does not tell its watts or no stream was long enough to
    time, it is tokens/s."""
    speed = window.tokens / window.seconds
    if target == "efficiency" and window.watts:
        return speed / window.watts
    if target == "latency" and window.token_s:
        return speed / window.token_s
    return speed


def objection(window: Window, limits: Limits, balance: Balance) -> str:
    """Why there are too many jobs at once, in words, or "". Only what the owner wants watched may object."""
    heat = window.temperature is not None and window.temperature >= limits.temperature
    if "memory_usage" in balance.metrics and window.memory is not None and window.memory >= limits.memory:
        return Phrase("{share} of the card's memory were in use", share=f"{window.memory:.0%}")
    if "gpu_utilization" in balance.metrics and window.hot:
        return Phrase("the card was slowed down by heat")
    if "gpu_utilization" in balance.metrics and heat:
        return Phrase("the card was at {heat} °C", heat=f"{window.temperature:.0f}")
    late = window.job_s is not None and limits.job_s is not None and window.job_s > limits.job_s
    if "job_completion_time" in balance.metrics and late:
        return Phrase("jobs would have taken {seconds} s", seconds=f"{window.job_s:.0f}")
    return ""


def measured(climb: Climb, window: Window, limits: Limits, balance: Balance) -> Climb:
    """What to do after one more window with `climb.trial` jobs at once."""
    why = objection(window, limits, balance)
    if why and window.slots > 1:
        # Below the number that objected everything is as it was measured; at and above it nothing is.
        kept = {slots: found for slots, found in climb.scores.items() if slots < window.slots}
        fewer = replace(climb, most=window.slots - 1, scores=kept)
        return _settle(fewer, why) if climb.settled else _onward(fewer, why)
    found = score(window, balance.target)
    if not climb.settled:
        return _onward(_with(climb, window.slots, found), "")
    learned = climb.scores.get(window.slots, found)
    off = climb.off + 1 if learned and abs(found / learned - 1) > DRIFT else 0
    return replace(climb, off=off) if off < PATIENCE else replace(begin(limits), reason=Phrase("the pace changed"))


def _with(climb: Climb, slots: int, found: float) -> Climb:
    """One more window."""
    count = climb.windows.get(slots, 0)
    mean = (climb.scores.get(slots, 0.0) * count + found) / (count + 1)
    return replace(climb, scores={**climb.scores, slots: mean}, windows={**climb.windows, slots: count + 1})


def _onward(climb: Climb, why: str) -> Climb:
    trial = _next(climb) or _unsure(climb)
    return _settle(climb, why) if trial is None else replace(climb, trial=trial, reason=why or Phrase("measuring"))


def _settle(climb: Climb, why: str) -> Climb:
    """On the fewest that are as good as the best; where nothing was measured below what objected, just below it."""
    trial = min(climb.most, _best(climb.scores)) if climb.scores else climb.most
    best = Phrase("{trial} at once did best", trial=trial)
    reason = Phrase("{best}; with more {why}", best=best, why=why) if why else best
    return replace(climb, trial=trial, settled=True, reason=reason)


def _unsure(climb: Climb) -> int | None:
    """One of the best that was measured once only; None when they all were twice."""
    leading = sorted(climb.scores, key=lambda slots: -climb.scores[slots])[:SURE]
    return next((slots for slots in leading if climb.windows.get(slots, 0) < 2), None)


def _best(scores: Mapping[int, float]) -> int:
    """The fewest that are as good as the best."""
    enough = max(scores.values()) * (1 - TOLERANCE)
    return min(slots for slots, found in scores.items() if found >= enough)


def _next(climb: Climb) -> int | None:
    """The number to try next, None when enough is known."""
    known = sorted(climb.scores)
    if not known:
        return max(1, climb.most // 2) if climb.most > 1 else 1
    good = max(climb.scores.values()) * (1 - GIVE_UP)
    top = known[-1]
    if top * 2 <= climb.most and any(climb.scores[slots] >= good for slots in known[-2:]):
        return top * 2
    best = _best(climb.scores)
    lower = max((slots for slots in known if slots < best), default=0)
    upper = min((slots for slots in known if slots > best), default=climb.most + 1)
    finest = max(1, best // 8)
    above, below = upper - best, best - lower
    if above > finest and above >= below:
        return best + above // 2
    if below > finest:
        return best - below // 2
    return best + above // 2 if above > finest else None

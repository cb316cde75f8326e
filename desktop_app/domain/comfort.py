"""How warm, loud and hungry the card may get, and how work is eased to keep it so. Pure; times are the caller's.

Ceilings are kept by fewer jobs at once first, then by pauses between jobs. What is over its ceiling for a while eases
one step further; what is well below all of them for longer goes back one step. Between the two nothing changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from desktop_app.domain.card import Reading
from desktop_app.domain.phrases import Phrase, Several, together
from desktop_app.domain.schedule import Hours

HOLD_S = 12.0
"""Over a ceiling for so long before the next step: a card answers slowly, and one reading may be a spike."""
CALM_S = 60.0
PAUSES = (10.0, 30.0, 60.0, 120.0)
"""Seconds between jobs, one step each, once only one job runs at a time."""
_ROOM = {"temperature": 5.0, "power": 0.10, "fan": 8.0}
"""How far below counts as well below: °C, share of the ceiling, points of percent."""
_WITH_UNIT = {"temperature": Phrase("{amount} °C"), "power": Phrase("{amount} W"), "fan": Phrase("{amount}% fan")}
_DAY = 1440


@dataclass(frozen=True, slots=True)
class Ceilings:
    """°C, watts, percent of the fan's top speed; None = no ceiling."""

    temperature: float | None = None
    power: float | None = None
    fan: float | None = None

    @property
    def any(self) -> bool:
        return not (self.temperature is None and self.power is None and self.fan is None)

    def and_stricter(self, other: Ceilings) -> Ceilings:
        """The lower of both, each."""
        return Ceilings(
            _lower(self.temperature, other.temperature), _lower(self.power, other.power), _lower(self.fan, other.fan)
        )


@dataclass(frozen=True, slots=True)
class Comfort:
    """What the owner decided. In `quiet_hours` (by the clock on the wall) `quiet` counts beside `usual`.
    `may_cap` is the owner's consent to lower the card's own power limit."""

    usual: Ceilings = field(default_factory=Ceilings)
    quiet: Ceilings = field(default_factory=Ceilings)
    quiet_hours: Hours | None = None
    may_cap: bool = False

    def is_quiet(self, wall: datetime) -> bool:
        """Whether this local time lies in the quiet hours."""
        if self.quiet_hours is None:
            return False
        since = (wall.hour * 60 + wall.minute - self.quiet_hours.start) % _DAY
        return since < self.quiet_hours.length

    def at(self, wall: datetime) -> Ceilings:
        """The ceilings at this local time."""
        return self.usual.and_stricter(self.quiet) if self.is_quiet(wall) else self.usual


@dataclass(frozen=True, slots=True)
class Easing:
    """How far work is eased. `step` 0 is full work; each of the next takes one slot away until one is left, and then
    come the pauses. `since` (monotonic seconds) is when readings went to the side that changes it, None between."""

    step: int = 0
    since: float | None = None
    was_over: bool = False

    def slots(self, slots: int) -> int:
        """How many jobs may run at once, of `slots`."""
        return max(1, slots - self.step)

    def pause(self, slots: int) -> float:
        """Seconds between two jobs."""
        further = min(self.step - (slots - 1), len(PAUSES))
        return PAUSES[further - 1] if further > 0 else 0.0

    def after(self, reading: Reading, ceilings: Ceilings, slots: int, now: float) -> Easing:
        """With one more reading. A reading that reports nothing of what has a ceiling changes nothing."""
        if not ceilings.any:
            return Easing()
        over, calm = bool(exceeded(reading, ceilings)), _is_calm(reading, ceilings)
        if not over and not calm:
            return replace(self, since=None)
        since = now if self.since is None or over != self.was_over else self.since
        if now - since < (HOLD_S if over else CALM_S):
            return Easing(self.step, since, over)
        step = self.step + 1 if over else self.step - 1
        return Easing(max(0, min(step, last_step(slots))), now, over)


def last_step(slots: int) -> int:
    """The farthest that work can be eased with so many slots."""
    return slots - 1 + len(PAUSES)


def exceeded(reading: Reading, ceilings: Ceilings) -> tuple[str, ...]:
    """Which ceilings this reading is over: temperature, power, fan."""
    return tuple(name for name, value, top in _pairs(reading, ceilings) if value is not None and value > top)


def unreported(reading: Reading, ceilings: Ceilings) -> tuple[str, ...]:
    """Which ceilings cannot be kept because the card does not report the value."""
    return tuple(name for name, value, _ in _pairs(reading, ceilings) if value is None)


def sentence(easing: Easing, ceilings: Ceilings, reading: Reading, slots: int, *, is_quiet: bool) -> str:
    """What the owner should know, "" while work goes on as usual."""
    silent = unreported(reading, ceilings)
    deaf = (
        Phrase(
            "This card does not report its {silent}, so that ceiling has no effect.",
            silent=together(*silent, by=" and "),
        )
        if silent
        else ""
    )
    if easing.step == 0:
        return deaf
    pause = easing.pause(slots)
    at_once = easing.slots(slots)
    what: list[Phrase] = [Several("{n} job at a time", "{n} jobs at a time", at_once)] if at_once < slots else []
    what += [Phrase("{pause} s of rest between jobs", pause=f"{pause:.0f}")] if pause else []
    told, done = _told(ceilings), together(*what, by=", ")
    eased = Phrase("To stay within your ceilings ({limits}): {what}.", limits=told, what=done)
    if is_quiet:
        eased = Phrase("To stay within your ceilings in quiet hours ({limits}): {what}.", limits=told, what=done)
    over = exceeded(reading, ceilings)
    if easing.step == last_step(slots) and over:
        still = Phrase(
            "It is still over ({values}): raise the ceiling, or give the card more air.", values=_told_of(reading, over)
        )
        eased = together(eased, still)
    return together(eased, deaf)


def cap_of(ceilings: Ceilings, power_range: tuple[float, float] | None) -> float | None:
    """The card's own power limit (W) that keeps the ceiling, within what the card takes; None without a ceiling that
    means anything to it."""
    if ceilings.power is None or power_range is None or ceilings.power >= power_range[1]:
        return None
    return max(ceilings.power, power_range[0])


def _pairs(reading: Reading, ceilings: Ceilings) -> list[tuple[str, float | None, float]]:
    found = []
    for name in _WITH_UNIT:
        top = getattr(ceilings, name)
        if top is not None:
            found.append((name, getattr(reading, name), top))
    return found


def _is_calm(reading: Reading, ceilings: Ceilings) -> bool:
    known = [(name, value, top) for name, value, top in _pairs(reading, ceilings) if value is not None]
    return bool(known) and all(value <= top - _room(name, top) for name, value, top in known)


def _room(name: str, top: float) -> float:
    return _ROOM[name] * top if name == "power" else _ROOM[name]


def _lower(one: float | None, other: float | None) -> float | None:
    return other if one is None else one if other is None else min(one, other)


def _told(ceilings: Ceilings) -> str:
    tops = {name: getattr(ceilings, name) for name in _WITH_UNIT}
    return _amounts({name: top for name, top in tops.items() if top is not None})


def _told_of(reading: Reading, names: tuple[str, ...]) -> str:
    return _amounts({name: getattr(reading, name) for name in names})


def _amounts(found: Mapping[str, float]) -> str:
    return together(*(_WITH_UNIT[name].filled(amount=f"{value:.0f}") for name, value in found.items()), by=", ")

"""The gate: may work run now, and why not.

Precedence, strongest first: panic stop > owner's pause > owner is using the GPU > health > schedule and
maintenance > price floor > network. A closed gate always names its strongest reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from desktop_app.domain.phrases import Phrase


class Source(IntEnum):
    """Who closes the gate; the lowest number wins."""

    PANIC = 0
    PAUSE = 1
    OWNER = 2
    HEALTH = 3
    SCHEDULE = 4
    PRICE = 5
    NETWORK = 6
    RUNTIME = 7
    STARTING = 8


class Grip(IntEnum):
    """How far a signal reaches: HOLD takes nothing new, STOP also stops what runs and keeps its text,
    RELEASE also gives the card's memory back."""

    HOLD = 0
    STOP = 1
    RELEASE = 2


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason not to work. `until` is when it ends by itself, None when that is not known; `in_settings`: the owner
    mends it in the settings."""

    source: Source
    reason: str
    grip: Grip = Grip.HOLD
    until: datetime | None = None
    in_settings: bool = False


@dataclass(frozen=True, slots=True)
class GateState:
    """Open (no signal) or closed by `strongest`; `grip` is the farthest of all signals."""

    strongest: Signal | None = None
    grip: Grip = Grip.HOLD

    @property
    def is_open(self) -> bool:
        return self.strongest is None

    @property
    def stops_work(self) -> bool:
        return self.strongest is not None and self.grip >= Grip.STOP

    def resumes_at(self, now: datetime) -> datetime | None:
        """When waiting work may go on: `now` where the gate is open or may open any moment, None where nobody
        but the owner knows."""
        if self.strongest is None:
            return now
        if self.strongest.until is not None:
            return self.strongest.until
        return None if self.strongest.source in (Source.PANIC, Source.PAUSE) else now

    @property
    def told_to_customers(self) -> str:
        """The reason as strangers may know it: what the owner does with the computer is nobody else's business."""
        if self.strongest is None:
            return Phrase("nothing stops it")
        is_private = self.strongest.source in (Source.OWNER, Source.PAUSE, Source.PANIC)
        return Phrase("its owner needs the computer") if is_private else self.strongest.reason

    @property
    def until(self) -> datetime | None:
        return self.strongest.until if self.strongest else None


def decide(signals: Iterable[Signal], now: datetime) -> GateState:
    """The gate under these signals; one that ended by itself does not count."""
    live = sorted((s for s in signals if s.until is None or s.until > now), key=lambda s: s.source)
    return GateState(live[0], max(s.grip for s in live)) if live else GateState()


def can_wait(resumes_at: datetime | None, expires_at: datetime | None, needed_s: float, now: datetime) -> bool:
    """May a stopped job wait for the gate, or must it be handed back at once?

    Without a known end of the pause only a job without a deadline waits; else what is left after the pause
    must be enough for `needed_s`."""
    if expires_at is None:
        return True
    if resumes_at is None:
        return False
    return (expires_at - max(resumes_at, now)).total_seconds() > needed_s

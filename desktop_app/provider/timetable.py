"""The timetable: closes the gate outside the owner's hours and says when it opens again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from desktop_app.domain.calendar_words import DAYS, MONTHS
from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.domain.hours_price import factor_at, next_price
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.schedule import ALWAYS, USUAL, Schedule
from desktop_app.provider.gate import Gate
from desktop_app.provider.ports import Clock
from desktop_app.provider.waiting import Bell

_SIGNAL = "schedule"
_LOOK_AGAIN = 3600.0
"""An hour at most between two looks: the computer may have slept, and its clock may have been set."""
NOTICE = 300.0
"""Seconds before a window ends in which that is said."""


class Timetable:
    """Keeps the gate's schedule signal true. What runs when a window closes is stopped with its text kept; nothing
    is taken that cannot finish before (`closes_at` goes into the screening rules)."""

    def __init__(self, gate: Gate, clock: Clock, schedule: Schedule = ALWAYS) -> None:
        self._gate, self._clock, self._schedule = gate, clock, schedule
        self._bell = Bell()
        self.factor = USUAL
        """On the price of an hour, of the hours that run now or ran last."""
        self.on_factor: Callable[[], None] = lambda: None
        """Called after `factor` became another."""
        self.on_closing: Callable[[datetime | None], None] = lambda _at: None
        """Told when the window that is open now ends, from `NOTICE` seconds before; None while that is not near."""

    @property
    def schedule(self) -> Schedule:
        """The hours in force."""
        return self._schedule

    def follow(self, schedule: Schedule) -> None:
        """From now on these hours."""
        self._schedule = schedule
        self._look_at_price()
        self._bell.ring()

    def closes_at(self, now: datetime) -> datetime | None:
        """When the window that is open now ends; None when it never does or none is open."""
        return self._schedule.next_change(now) if self._schedule.is_open(now) else None

    def _look_at_price(self) -> None:
        factor = factor_at(self._schedule, self._clock.now())
        if factor is not None and factor != self.factor:
            self.factor = factor
            self.on_factor()

    async def run(self) -> None:
        while True:
            self._look_at_price()  # before the gate opens: the hours begin with their own price
            now = self._clock.now()
            following = self._schedule.next_change(now)
            if self._schedule.is_open(now):
                self._gate.open(_SIGNAL)
            else:
                self._gate.close(_SIGNAL, Signal(Source.SCHEDULE, _reason(following, now), Grip.STOP, following))
            left = (following - now).total_seconds() if following else _LOOK_AGAIN
            is_near = self._schedule.is_open(now) and following is not None and left <= NOTICE
            self.on_closing(following if is_near else None)
            if self._schedule.is_open(now) and left > NOTICE:
                left -= NOTICE
            if (price := next_price(self._schedule, now)) is not None:
                left = min(left, (price - now).total_seconds())
            await self._bell.wait(self._clock, min(_LOOK_AGAIN, max(0.05, left)))


def _reason(opens: datetime | None, now: datetime) -> str:
    if opens is None:
        return Phrase("Your schedule has no hours in which to work")
    there, here = opens.astimezone(), now.astimezone()
    days, at = (there.date() - here.date()).days, f"{there:%H:%M}"
    if days == 0:
        return Phrase("Outside your hours; work starts again {time}", time=at)
    day: str = DAYS[there.weekday()]
    if days >= 7:
        day = Phrase("{day} {month}", day=f"{there:%d}", month=MONTHS[there.month - 1])
    return Phrase("Outside your hours; work starts again {day} {time}", day=day, time=at)

"""Wakes the sleeping computer shortly before the owner's hours begin, where the owner asked for it and the platform
can. Never for a paused program, and never from the battery."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from desktop_app.domain.errors import in_words
from desktop_app.domain.gate import Source
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.schedule import Schedule
from desktop_app.provider.gate import Gate
from desktop_app.provider.notices import Notices
from desktop_app.provider.ports import CannotTell, Clock, WakeTimer
from desktop_app.provider.timetable import Timetable
from desktop_app.provider.waiting import Bell

log = logging.getLogger(__name__)

LEAD = timedelta(seconds=60)
"""The computer, the network and the runtime need a moment before work can begin."""
LOOK_EVERY = 300.0
_NOTICE = "waking"
_STAYS_ASLEEP = frozenset({Source.PANIC, Source.PAUSE})


def next_opening(schedule: Schedule, now: datetime) -> datetime | None:
    """When the hours begin next; None when they never do (or never end)."""
    change = schedule.next_change(now)
    if change is None or not schedule.is_open(now):
        return change
    return schedule.next_change(change)


class Waking:
    """`timer` None: the owner did not ask for it. `at` is what the timer is set to."""

    def __init__(
        self,
        timer: WakeTimer | None,
        timetable: Timetable,
        gate: Gate,
        clock: Clock,
        notices: Notices,
        *,
        on_battery: Callable[[], bool],
    ) -> None:
        self._timer, self._timetable, self._gate, self._clock = timer, timetable, gate, clock
        self._notices, self._on_battery = notices, on_battery
        self._bell = Bell()
        self._cannot = False
        self.at: datetime | None = None
        gate.subscribe(self._bell.ring)

    async def run(self) -> None:
        """Keeps the timer right, for the life of the program, and takes it back at the end."""
        if self._timer is None:
            return
        try:
            while not self._cannot:
                self.look()
                await self._bell.wait(self._clock, LOOK_EVERY)
        finally:
            self._set(None)

    def look(self) -> None:
        """Set the timer anew where what it depends on changed; asked once more before the computer sleeps."""
        opening = None
        if not (self._on_battery() or self._is_paused):
            opening = next_opening(self._timetable.schedule, self._clock.now())
        self._set(opening - LEAD if opening else None)

    @property
    def _is_paused(self) -> bool:
        return any(signal.source in _STAYS_ASLEEP for signal in self._gate.signals)

    def _set(self, at: datetime | None) -> None:
        if self._timer is None or self._cannot or at == self.at:
            return
        try:
            self._timer.set(at)
        except CannotTell as error:
            self._cannot = True
            log.info("the computer cannot be woken: %s", error)
            self._notices.say(
                _NOTICE, Phrase("The computer cannot be woken for your hours: {error}.", error=in_words(error))
            )
            return
        self.at = at

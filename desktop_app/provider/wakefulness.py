"""Keeps the computer awake while it offers on mains; never on battery, while paused, or outside the schedule."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from desktop_app.domain.errors import in_words
from desktop_app.domain.gate import Source
from desktop_app.provider.gate import Gate
from desktop_app.provider.ports import CannotTell, Clock
from desktop_app.provider.waiting import Bell

log = logging.getLogger(__name__)

Awake = Callable[[], AbstractAsyncContextManager[None]]
_LETS_SLEEP = frozenset({Source.PANIC, Source.PAUSE, Source.HEALTH, Source.SCHEDULE})
_TRY_AGAIN = 600.0


class Wakefulness:
    """`on_battery` is asked after every `look`. `why_not` says why it cannot be done here, "" while it can."""

    def __init__(self, awake: Awake | None, gate: Gate, clock: Clock, *, on_battery: Callable[[], bool]) -> None:
        self._awake, self._gate, self._clock, self._on_battery = awake, gate, clock, on_battery
        self._bell = Bell()
        self.is_held = False
        self.why_not = ""
        gate.subscribe(self._bell.ring)

    def look(self) -> None:
        """Something may have changed."""
        self._bell.ring()

    async def run(self) -> None:
        """Holds and lets go, for the life of the program. Without `awake` the owner did not allow it."""
        if self._awake is None:
            return
        while True:
            while not self._wanted:
                await self._bell.wait(self._clock)
            try:
                async with self._awake():
                    self.is_held, self.why_not = True, ""
                    while self._wanted:
                        await self._bell.wait(self._clock)
            except CannotTell as error:
                self.why_not = in_words(error)
                log.info("the computer cannot be kept awake: %s", error)
                await self._clock.sleep(_TRY_AGAIN)
            finally:
                self.is_held = False

    @property
    def _wanted(self) -> bool:
        closed = self._gate.state.strongest
        return not self._on_battery() and (closed is None or closed.source not in _LETS_SLEEP)

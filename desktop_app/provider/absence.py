"""Long pauses: when nothing will be taken for more than ten minutes, the network is told goodbye.

A row that stays ONLINE starves others, and one that is merely paused still stands on the market (protocol page,
section 14, rule 3). A short pause is not worth it: registering anew costs a place in every list."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta

from desktop_app.domain.gate import Source
from desktop_app.provider.gate import Gate
from desktop_app.provider.ports import Clock

LONG = timedelta(minutes=10)


class Absence:
    """`on_change(away)` is called when a long pause begins, and when it is over. `lasting` are those that
    count."""

    def __init__(
        self,
        gate: Gate,
        clock: Clock,
        on_change: Callable[[bool], None],
        lasting: Collection[Source] = (Source.PANIC, Source.PAUSE, Source.SCHEDULE),
    ) -> None:
        self._gate, self._clock, self._on_change, self._lasting = gate, clock, on_change, lasting
        self.is_away = False
        gate.subscribe(self._look)

    def _look(self) -> None:
        now = self._clock.now()
        pauses = [signal.until for signal in self._gate.signals if signal.source in self._lasting]
        # One that began long stays long until its end: its last ten minutes are no reason to come back.
        away = any(until is None or until - now > LONG for until in pauses) or (self.is_away and bool(pauses))
        if away != self.is_away:
            self.is_away = away
            self._on_change(away)

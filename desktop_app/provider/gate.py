"""The gate as a service: collects signals, tells the loops, keeps a row of every change with its reason."""

from __future__ import annotations

import logging
from collections.abc import Callable

from desktop_app.domain.gate import GateState, Signal, Source, decide
from desktop_app.provider.ports import Clock
from desktop_app.provider.waiting import Bell

log = logging.getLogger(__name__)


class Gate:
    """Signals by name; listeners are called on every change of the outcome."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._signals: dict[str, Signal] = {}
        self._listeners: list[Callable[[], None]] = []
        self._bell = Bell()
        self.state = GateState()

    def subscribe(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    def close(self, name: str, signal: Signal) -> None:
        """Put or replace the signal of that name."""
        if self._signals.get(name) != signal:
            self._signals[name] = signal
            self._decide()

    def open(self, name: str, *, only: Signal | None = None) -> None:
        """Take the signal of that name away; nothing happens when there is none, or another than `only`."""
        if only is not None and self._signals.get(name) != only:
            return
        if self._signals.pop(name, None) is not None:
            self._decide()

    def has(self, name: str) -> bool:
        return name in self._signals

    @property
    def signals(self) -> tuple[Signal, ...]:
        """Every reason not to work that stands now."""
        return tuple(self._signals.values())

    @property
    def may_work(self) -> bool:
        """Whether work may be taken and started. A silent network is no reason to idle: what is here goes on,
        and the lane notices by itself when it can ask again."""
        return self.state.strongest is None or self.state.strongest.source is Source.NETWORK

    async def run(self) -> None:
        """Lets signals end by themselves at their `until`."""
        while True:
            now = self._clock.now()
            ends = [s.until for s in self._signals.values() if s.until is not None]
            if ends and min(ends) <= now:
                self._signals = {n: s for n, s in self._signals.items() if s.until is None or s.until > now}
                self._decide()
                continue
            # An hour at most: a wait by the monotonic clock ends late when the computer slept meanwhile.
            wait = min([3600.0, *((e - now).total_seconds() for e in ends)])
            await self._bell.wait(self._clock, wait if ends else None)

    def _decide(self) -> None:
        before, self.state = self.state, decide(self._signals.values(), self._clock.now())
        self._bell.ring()
        if self.state != before:
            log.info("gate: %s", self.state.strongest.reason if self.state.strongest else "open")
            for listener in self._listeners:
                listener()

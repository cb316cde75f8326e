"""Readings of the card: every 2 s while a job runs, every 10 s while offering, none while paused, and then the
driver's library is given back. A laptop's card that sleeps is left asleep: its readings wait for work."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime

from desktop_app.domain.card import Reading, mean, split
from desktop_app.domain.gate import Source
from desktop_app.domain.state import GpuView
from desktop_app.provider.floor import Floor
from desktop_app.provider.gate import Gate
from desktop_app.provider.ports import Clock, Gpu, Records, Runtime
from desktop_app.provider.waiting import Bell, nap

BUSY_EVERY = 2.0
IDLE_EVERY = 10.0
DROWSY_EVERY = 30.0
"""Seconds between readings of an idle card that may go to sleep: a reading wakes it."""
KEEP_EVERY = 10.0
_LOOK_EVERY = 1.0


class Monitor:
    """`view` is the newest picture of the card. `on_reading(view, ran)` is called after each reading and each look
    that found no card; `ran` says whether a job of ours computed since the one before."""

    def __init__(
        self,
        gpu: Gpu,
        runtime: Runtime,
        records: Records,
        floor: Floor,
        gate: Gate,
        clock: Clock,
        *,
        slots: int,
        on_change: Callable[[], None],
        on_reading: Callable[[GpuView, bool], None] = lambda view, ran: None,
    ) -> None:
        self._gpu, self._runtime, self._records = gpu, runtime, records
        self._floor, self._gate, self._clock = floor, gate, clock
        self._slots, self._on_change, self._on_reading = slots, on_change, on_reading
        self._bell = Bell()
        self._samples: list[Reading] = []
        self._taken, self._looks, self._ran = 0.0, 0, False
        self._on_card: frozenset[int] = frozenset()
        self._ours: frozenset[int] = frozenset()
        self.view = GpuView()
        gate.subscribe(self._bell.ring)

    async def run(self) -> None:
        self.view = await self._gpu.view()
        self._on_change()
        while True:
            if self._paused:
                await self._rest()
            await self._watch()

    async def _rest(self) -> None:
        """Nothing is asked of the card, and nothing of the driver stays in our hands."""
        await self._gpu.close()
        self.view = replace(self.view, reading=None, utilisation=None)
        self._on_change()
        while self._paused:
            await self._bell.wait(self._clock)

    async def _watch(self) -> None:
        """One stretch of KEEP_EVERY seconds, then its mean is kept. A pause ends it early."""
        end, read_at = self._clock.monotonic() + KEEP_EVERY, float("-inf")
        while self._clock.monotonic() < end and not self._paused:
            running = len(self._floor.running)
            self._taken, self._looks, self._ran = self._taken + running, self._looks + 1, self._ran or running > 0
            if running and self._clock.monotonic() - read_at >= BUSY_EVERY:
                read_at = self._clock.monotonic()
                await self._read()
            await nap(self._clock, _LOOK_EVERY)
        if not self._paused:
            if not self._samples and self._is_due():
                await self._read()
            await self._keep()

    def _is_due(self) -> bool:
        """Whether an idle card may be asked: it does not sleep, and one that could had time to fall asleep."""
        if self._gpu.asleep():
            self.view = replace(self.view, is_asleep=True, reading=None, utilisation=None)
            self._on_change()
            return False
        last = self.view.reading
        if not self.view.can_sleep or last is None:
            return True
        return (self._clock.now() - last.at).total_seconds() >= DROWSY_EVERY - 1.0

    async def _read(self) -> None:
        reading = await self._gpu.read(self._clock.now())
        if reading is not None:
            reading = split(reading, await self._our_pids(reading))
            self._samples.append(reading)
        self.view = replace(
            await self._gpu.view(), reading=reading, utilisation=reading.utilisation if reading else None
        )
        if self.view.can_sleep and not self._floor.running:
            await self._gpu.close()  # an open library would keep the card awake
        self._on_reading(self.view, self._ran)
        self._ran = bool(self._floor.running)
        self._on_change()

    async def _our_pids(self, reading: Reading) -> Collection[int]:
        """The runtime looks through all programs for its own, so it is asked only when those on the card changed."""
        on_card = frozenset(reading.processes or ())
        if on_card != self._on_card:
            self._on_card, self._ours = on_card, frozenset(await self._runtime.pids())
        return self._ours

    async def _keep(self) -> None:
        now: datetime = self._clock.now()
        busy = min(1.0, self._taken / self._slots / max(1, self._looks))
        await self._records.add_reading(mean(self._samples, now), busy)
        self._samples, self._taken, self._looks = [], 0.0, 0

    @property
    def _paused(self) -> bool:
        strongest = self._gate.state.strongest
        return strongest is not None and strongest.source in (Source.PANIC, Source.PAUSE)

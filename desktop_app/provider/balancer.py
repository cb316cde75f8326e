"""How many jobs run at once: the owner's number, or the one that was found to do best for the model that runs.

It is measured only while as many jobs run as may and all of them on one model: what little load does says nothing. A
number that was found is kept for its model, so that another model that comes back need not be learned again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from desktop_app.domain import concurrency
from desktop_app.domain.balance import Balance
from desktop_app.domain.card import Reading
from desktop_app.domain.concurrency import Climb, Limits, Window
from desktop_app.domain.media_jobs import MediaTask
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import GpuView
from desktop_app.provider.floor import Floor, LiveJob
from desktop_app.provider.ports import Clock
from desktop_app.provider.speeds import Speeds
from desktop_app.provider.waiting import nap

log = logging.getLogger(__name__)

LEAD_IN = 1.0
"""Seconds after a change of the number that are not measured: prompts are read, others end."""
WINDOW = 5.0
SAMPLE_EVERY = 0.5
LOOK_EVERY = 5.0
LEARN_AGAIN = 7200.0
"""Seconds after which a number that was found is looked for anew: what objected then may not any more."""
FULL = 0.9
"""Share of the jobs that may run that must do so, and of a window's looks at which they must."""
_HEAT = 0x20 | 0x40
_PERCENTILE = 0.95
_LEAST_TOKENS = 4


@dataclass(slots=True)
class _Seen:
    """A stream's first and last look in a window: clock seconds and its tokens."""

    job: LiveJob
    began: float
    first: int
    ended: float
    last: int


@dataclass(slots=True)
class _Looks:
    """What a window's looks add up to."""

    streams: dict[str, _Seen] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)
    full: int = 0
    all: int = 0


class Balancer:
    """`slots` may run at once. `fixed` is the owner's number; `card` tells the card where jobs are computed on it,
    `limits` where too much is too much. `on_settled` is called when the number that the network should know changes,
    `on_change` when another one is tried."""

    def __init__(
        self,
        floor: Floor,
        speeds: Speeds,
        clock: Clock,
        *,
        fixed: int,
        card: Callable[[], GpuView],
        limits: Callable[[], Limits],
        on_change: Callable[[], None],
        on_settled: Callable[[], None],
    ) -> None:
        self._floor, self._speeds, self._clock, self._fixed = floor, speeds, clock, fixed
        self._card, self._limits, self._on_change, self._on_settled = card, limits, on_change, on_settled
        self._balance: Balance | None = None
        self._climbs: dict[str, Climb] = {}
        self._settled_at: dict[str, float] = {}
        self._model = ""

    def follow(self, balance: Balance | None) -> None:
        """From now on the number follows what is measured; None, or a fixed strategy, goes back to the owner's."""
        self._balance = balance if balance is not None and balance.adaptive else None
        self._climbs.clear()
        self._on_change()
        self._on_settled()

    @property
    def is_adaptive(self) -> bool:
        return self._balance is not None

    @property
    def slots(self) -> int:
        """Jobs that may run at once now."""
        return self._fixed if self._balance is None else self._climb.trial

    @property
    def published(self) -> int:
        """Jobs at once that the network is told: while the number is looked for, as many as may be tried."""
        if self._balance is None:
            return self._fixed
        climb = self._climb
        return climb.trial if climb.settled else climb.most

    @property
    def is_settled(self) -> bool:
        return self._balance is None or self._climb.settled

    @property
    def reason(self) -> str:
        return Phrase("the owner's number") if self._balance is None else self._climb.reason

    @property
    def _climb(self) -> Climb:
        return self._climbs.get(self._model) or concurrency.begin(self._limits())

    async def run(self) -> None:
        while True:
            if self._balance is None or not self._full():
                await nap(self._clock, LOOK_EVERY if self._balance is None else SAMPLE_EVERY * 2)
                continue
            balance = self._balance
            await self._clock.sleep(LEAD_IN)
            window = await self._measure()
            if window is not None and balance is self._balance:
                self._learn(concurrency.measured(self._climb, window, self._limits(), balance))

    def _learn(self, now: Climb) -> None:
        before, told, at = self._climb, self.published, self._clock.monotonic()
        if before.settled and at - self._settled_at.get(self._model, at) >= LEARN_AGAIN:
            now = concurrency.begin(self._limits())
        self._climbs[self._model] = now
        if now.settled and not before.settled:
            self._settled_at[self._model] = at
            log.info("%d jobs at once for %s: %s", now.trial, self._model, now.reason)
        if now.trial != before.trial:
            self._on_change()
        if self.published != told:
            self._on_settled()

    # ---- measuring -------------------------------------------------------------------------------------------

    def _full(self) -> bool:
        """As many jobs run as may, on one model; of many, some are always just changing."""
        running = self._floor.running
        models = {job.request.model for job in running if job.request}
        if len(models) != 1 or any(isinstance(job.request, MediaTask) for job in running):
            return False
        model = models.pop()
        if model != self._model:
            told, self._model = self.published, model
            self._on_change()
            if self.published != told:
                self._on_settled()
        return FULL * self.slots <= len(running) <= self.slots

    async def _measure(self) -> Window | None:
        """A window of full load; None when the load was not full, or not of one model."""
        slots, model, looks = self.slots, self._model, _Looks()
        began, tokens = self._clock.monotonic(), self._generated()
        while self._clock.monotonic() - began < WINDOW:
            looks.full += self._full()
            looks.all += 1
            if self._model != model or self.slots != slots or looks.all - looks.full > 3:
                return None
            self._look(looks)
            await self._clock.sleep(SAMPLE_EVERY)
        if looks.full < FULL * looks.all:
            return None
        self._look(looks)
        seconds = self._clock.monotonic() - began
        return self._window(slots, seconds, self._generated() - tokens, looks)

    def _generated(self) -> int:
        """Tokens since the program began."""
        live = sum(job.work.tokens - job.tokens_before for job in self._floor.running if job.running_since is not None)
        return self._speeds.generated + live

    def _look(self, looks: _Looks) -> None:
        now = self._clock.monotonic()
        for job in self._floor.running:
            seen = looks.streams.setdefault(job.key.job_id, _Seen(job, now, job.work.tokens, now, job.work.tokens))
            seen.ended, seen.last = now, job.work.tokens
        reading = self._card().reading
        if reading is not None and (not looks.readings or looks.readings[-1] is not reading):
            looks.readings.append(reading)

    def _window(self, slots: int, seconds: float, tokens: int, looks: _Looks) -> Window:
        timed = [s for s in looks.streams.values() if s.last - s.first >= _LEAST_TOKENS]
        pace = [((s.ended - s.began) / (s.last - s.first), s.job) for s in timed]
        watts = [r.power for r in looks.readings if r.power is not None]
        last, size = (looks.readings[-1] if looks.readings else None), self._card().memory_bytes
        return Window(
            slots,
            seconds,
            tokens,
            token_s=_high([each for each, _ in pace]),
            job_s=_high([each * job.request.max_tokens for each, job in pace if job.request]),
            watts=sum(watts) / len(watts) if watts else None,
            memory=last.memory_used / size if last and last.memory_used is not None and size else None,
            temperature=max((r.temperature for r in looks.readings if r.temperature is not None), default=None),
            hot=any((r.throttle or 0) & _HEAT for r in looks.readings),
        )


def _high(values: list[float]) -> float | None:
    """The p95."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * _PERCENTILE))] if ordered else None

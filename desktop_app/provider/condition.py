"""How card and runtime do: the readings, whether the runtime stays, the alerts, and how fast the machine is."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import timedelta
from typing import Any

from desktop_app.domain.state import GpuView, RecentJob
from desktop_app.provider.benchmark import Benchmark
from desktop_app.provider.checks import Checks
from desktop_app.provider.ground import Ground
from desktop_app.provider.health import Health
from desktop_app.provider.keeper import RuntimeKeeper
from desktop_app.provider.lane import Lane
from desktop_app.provider.monitor import Monitor
from desktop_app.provider.ports import Model


class Condition:
    """`listed` takes the models that the runtime has and says whether what is offered changed; `on_reading(view, ran)`
    is called after each look at the card, `ran` says whether a job of ours computed since the one before."""

    def __init__(
        self,
        ground: Ground,
        lane: Lane,
        *,
        listed: Callable[[tuple[Model, ...]], bool],
        is_quiet: Callable[[], bool],
        on_reading: Callable[[GpuView, bool], None],
    ) -> None:
        self._ground, self._on_reading = ground, on_reading
        p, terms, gate = ground.ports, ground.terms, ground.gate
        self.monitor = Monitor(
            p.gpu, p.runtime, p.records, ground.floor, gate, p.clock, slots=terms.concurrency, on_change=ground.touch,
            on_reading=self._card_seen,
        )  # fmt: skip
        self.keeper = RuntimeKeeper(
            p.runtime, gate, p.clock, listed=listed, offer=lane.retry,
            failed=lambda times, why: self.health.runtime_failed(times, why),
        )  # fmt: skip
        checks = Checks(p.clock, p.machine, self._jobs_of_late, lambda: lane.latency_s)
        self.health = Health(
            terms.plan, checks, p.alerts, p.notifier, gate, p.clock, on_change=ground.touch, on_card=lane.retry,
            is_quiet=is_quiet,
        )  # fmt: skip
        self.benchmark = Benchmark(
            p.runtime, p.gpu, ground.floor, gate, p.measurements, p.machine, ground.speeds, p.clock
        )

    @property
    def services(self) -> Mapping[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {
            "runtime": self.keeper.run,
            "health": self.health.run,
            "measured speeds": self.benchmark.restore,
            "monitor": self.monitor.run,
        }

    def _card_seen(self, view: GpuView, ran: bool) -> None:
        self.health.card_seen(view)
        self._on_reading(view, ran)

    async def _jobs_of_late(self, back: timedelta, limit: int) -> Sequence[RecentJob]:
        ground, p = self._ground, self._ground.ports
        return await p.journal.recent(ground.network, ground.provider_id, p.clock.now() - back, limit)

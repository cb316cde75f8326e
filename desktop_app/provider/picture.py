"""From the services' parts to the one AppState: figures from the history, live jobs from the floor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from desktop_app.domain import offer
from desktop_app.domain.gate import Source
from desktop_app.domain.jobs import Outcome, Phase
from desktop_app.domain.ledger import Totals
from desktop_app.domain.media_jobs import MediaTask
from desktop_app.domain.owner_view import OwnerView
from desktop_app.domain.phrases import Phrase, Several
from desktop_app.domain.state import PLAY, AppState, NetworkView, RecentJob, RunningJob, status_of
from desktop_app.domain.times import start_of_day
from desktop_app.provider.floor import Floor, LiveJob
from desktop_app.provider.gate import Gate
from desktop_app.provider.health import Health
from desktop_app.provider.lane import Lane
from desktop_app.provider.monitor import Monitor
from desktop_app.provider.notices import Notices
from desktop_app.provider.outbox import Outbox
from desktop_app.provider.ports import Clock, Confined, Journal, Ledger, Model, Runtime
from desktop_app.provider.ports.media import MediaTools
from desktop_app.provider.waiting import Bell

RECENT = 50
LONG_WAIT = 600.0
DRY = Phrase(
    "Waiting for jobs: none has come for a while; either there are none, or better-rated providers on the network's "
    "list are served first"
)
_ENDED_BADLY = (Outcome.FAILED, Outcome.UNDELIVERED)


@dataclass(slots=True)
class Figures:
    """What the history says; refreshed when a job ends or money is booked, at most once in a while."""

    today: Totals = field(default_factory=Totals)
    ever: Totals = field(default_factory=Totals)
    counts: dict[Outcome, int] = field(default_factory=dict)
    recent: tuple[RecentJob, ...] = ()


class Picture:
    """Builds the AppState. `local_day` turns aware UTC into the owner's own zone."""

    def __init__(
        self,
        network: NetworkView,
        provider_id: str,
        journal: Journal,
        ledger: Ledger,
        clock: Clock,
        *,
        gate: Gate,
        floor: Floor,
        lane: Lane,
        outbox: Outbox,
        monitor: Monitor,
        runtime: Runtime,
        notices: Notices,
        health: Health,
        installed: Callable[[], tuple[Model, ...]],
        owner: Callable[[], OwnerView],
        notes: tuple[str, ...] = (),
        media: MediaTools | None = None,
    ) -> None:
        self.network, self._provider_id = network, provider_id
        self._journal, self._ledger, self._clock = journal, ledger, clock
        self._gate, self._floor, self._lane, self._outbox = gate, floor, lane, outbox
        self._monitor, self._runtime, self._notes, self._notices = monitor, runtime, notes, notices
        self._health, self._media = health, media
        self._owner = owner
        self._started_at = clock.now()
        self._stale = Bell()
        self.figures = Figures()
        self._installed = installed

    def use_play_money(self) -> None:
        """The network told that its money is none."""
        if not self.network.is_play:
            self.network = replace(self.network, is_play=True, unit=PLAY)

    def refresh(self) -> None:
        """The history changed."""
        self._stale.ring()

    async def run(self, touch: Callable[[], None]) -> None:
        """Reads the figures again when told to, and each minute: a day ends without an event."""
        while True:
            await self.read()
            touch()
            await self._stale.wait(self._clock, 60.0)
            await self._clock.sleep(0.05)  # several jobs that end together cost one reading

    async def read(self) -> None:
        network, me = self.network.name, self._provider_id
        midnight = start_of_day(self._clock.now().astimezone())
        self.figures = Figures(
            await self._ledger.totals(network, me, midnight),
            await self._ledger.totals(network, me),
            dict(await self._journal.counts(network, me)),
            tuple(await self._journal.recent(network, me, midnight, RECENT)),
        )

    def build(self) -> AppState:
        gate, running, figures = self._gate.state, self._floor.running, self.figures
        status = status_of(gate, len(running), self._lane.connected)
        owner = self._owner()
        pause = gate.strongest if gate.strongest and gate.strongest.source in (Source.PANIC, Source.PAUSE) else None
        return AppState(
            status=status,
            reason=self._reason(len(running)),
            started_at=self._started_at,
            provider_id=self._provider_id,
            network=self.network,
            gpu=self._monitor.view,
            runtime=self._runtime.name,
            runtime_note=self._runtime.note,
            models=tuple(m.name for m in self._installed()),
            running=tuple(_running(j, self._clock.now(), self._clock.monotonic()) for j in running),
            queued=sum(1 for j in self._floor.jobs.values() if j.phase is not Phase.RUNNING),
            completed=figures.counts.get(Outcome.COMPLETED, 0),
            failed=sum(figures.counts.get(o, 0) for o in _ENDED_BADLY),
            outbox=self._outbox.waiting,
            earned_today=figures.today.credited,
            earned_total=figures.ever.credited,
            unit=self.network.unit,
            recent=figures.recent,
            is_paused=pause is not None,
            paused_until=pause.until if pause else None,
            notes=tuple(note for note in (*self._told(), self._runtime.note, owner.note) if note),
            owner=owner,
            alerts=self._health.alerts,
            latency_s=self._lane.latency_s,
            allowed=self._allowed(),
        )

    def _allowed(self) -> tuple[str, ...]:
        runtime = (self._runtime.allowed,) if isinstance(self._runtime, Confined) else ()
        return (*runtime, *(self._media.allowed if self._media else ()))

    def _told(self) -> Sequence[str]:
        card = offer.notes(self._monitor.view, on_card=self._runtime.on_card, runs=bool(self._installed()))
        return (*self._notes, *card, *self._notices.all)

    def _reason(self, running: int) -> str:
        strongest = self._gate.state.strongest
        if strongest is not None:
            return strongest.reason
        if not self._lane.connected:
            return Phrase("Connecting to the network")
        if running:
            return Several("Working on {n} job", "Working on {n} jobs", running)
        return DRY if self._lane.dry_s >= LONG_WAIT else Phrase("Waiting for jobs")


def _running(job: LiveJob, now: datetime, monotonic: float) -> RunningJob:
    spent = monotonic - job.running_since if job.running_since is not None else 0.0
    new = job.work.tokens - job.tokens_before
    request = job.request
    return RunningJob(
        job.key.job_id,
        request.model if request else "",
        job.work.tokens,
        request.max_tokens if request else 0,
        job.started_at or now,
        new / spent if spent > 0.05 and new else None,
        job.media_s if isinstance(request, MediaTask) else None,
    )

"""A Desk with a scripted state, and states to script it with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from desktop_app.domain.jobs import Outcome
from desktop_app.domain.ledger import Totals
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import AppState, GpuView, NetworkView, RecentJob, RunningJob, Status
from desktop_app.provider.ports import Earnings, Listener, Point
from desktop_app.runtimes import allowed

NOW = datetime(2026, 11, 22, 13, 20, tzinfo=UTC)
REASONS = {
    Status.OFFERING: "Waiting for jobs",
    Status.BUSY: "Working on 2 jobs",
    Status.YIELDING: "You are using the machine",
    Status.PAUSED: "Paused by you until you resume",
    Status.WAITING: "The network cannot be reached: no connection could be made. Check the internet connection "
    "and the network's address; the app keeps trying.",
    Status.PROBLEM: "The network does not accept this key. Ask the network's operator for a valid miner key and "
    "enter it.",
}


class FakeDesk:
    """Keeps what was called in `calls` as (name, argument); `error` is raised by the next call."""

    def __init__(self, state: AppState) -> None:
        self._state = state
        self._listeners: list[Listener] = []
        self.calls: list[tuple[str, Any]] = []
        self.queries: list[tuple[str, datetime, datetime, int]] = []
        self.error: Exception | None = None
        self.earned: list[Point] = []
        self.utilised: list[Point] = []
        self.on_quit: Callable[[], None] = lambda: None

    @property
    def state(self) -> AppState:
        return self._state

    def set(self, state: AppState) -> None:
        self._state = state
        for listener in tuple(self._listeners):
            listener()

    def subscribe(self, listener: Listener) -> Listener:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def pause_for_game(self) -> None:
        self._called("pause_for_game")

    async def pause(self, until: datetime | None) -> None:
        self._called("pause", until)
        self.set(replace(self._state, status=Status.PAUSED, reason="Paused by you until you resume", is_paused=True,
                         paused_until=until))

    async def resume(self) -> None:
        self._called("resume")
        self.set(replace(self._state, status=Status.OFFERING, reason=REASONS[Status.OFFERING], is_paused=False,
                         paused_until=None))

    async def stop_now(self) -> None:
        self._called("stop_now")
        self.set(replace(self._state, status=Status.PAUSED, is_paused=True,
                         reason="Stopped by you; nothing runs until you resume"))

    def quit(self) -> None:
        self._called("quit")
        self.on_quit()

    async def earnings(self, since: datetime | None, by: Sequence[str]) -> Earnings:
        return Earnings(since, Totals(), None, self._state.unit, {})

    async def jobs(self, limit: int) -> list[RecentJob]:
        return list(self._state.recent[:limit])

    async def earned_points(self, since: datetime, until: datetime, points: int) -> list[Point]:
        self._queried("earned", since, until, points)
        return self.earned

    async def utilisation_points(self, since: datetime, until: datetime, points: int) -> list[Point]:
        self._queried("utilisation", since, until, points)
        return self.utilised

    def _called(self, name: str, argument: Any = None) -> None:
        self.calls.append((name, argument))
        self._raise()

    def _queried(self, name: str, since: datetime, until: datetime, points: int) -> None:
        self.queries.append((name, since, until, points))
        self._raise()

    def _raise(self) -> None:
        if self.error is not None:
            raise self.error


def empty_state(status: Status = Status.OFFERING, **more: Any) -> AppState:
    """A fresh profile in `status`."""
    return AppState(status, REASONS[status], NOW - timedelta(hours=3), **more)


def full_state(status: Status = Status.BUSY, **more: Any) -> AppState:
    """A practice day in full swing."""
    running = tuple(running_job(n) for n in range(2)) if status is Status.BUSY else ()
    state = AppState(
        status, REASONS[status], NOW - timedelta(hours=3), provider_id="provider-1",
        network=NetworkView("practice network", "http://127.0.0.1:4100", is_play=True),
        gpu=GpuView("NVIDIA GeForce RTX 4090", 24 * 2**30, "570.1"), runtime="built-in",
        models=("practice-tiny",), running=running, queued=3, completed=128, failed=4, outbox=1,
        earned_today=Decimal("1.23456789"), earned_total=Decimal("1042.5"), recent=recent_jobs(30),
        notes=("practice model: its text is nonsense", "runs on the CPU"),
        is_paused=status is Status.PAUSED,
        paused_until=NOW + timedelta(hours=1) if status is Status.PAUSED else None,
        allowed=(allowed.engine_here(2, on_card=False), allowed.media(Phrase("Transcription"), 1)),
    )
    return replace(state, **more)


def running_job(number: int = 0, tokens: int = 96) -> RunningJob:
    model = ("llama3.1:8b-instruct-q4_K_M", "practice-tiny")[number % 2]
    return RunningJob(f"job-{number}", model, tokens + 200 * number, 512, NOW, 38.25 + number)


def recent_jobs(count: int) -> tuple[RecentJob, ...]:
    """Newest first, every outcome, awkward sizes."""
    kinds = (
        (Outcome.COMPLETED, "", Decimal("0.04875000")),
        (Outcome.COMPLETED, "", None),
        (Outcome.FAILED, "the model 'mistral-large' is not installed here, and none is swapped for another", None),
        (Outcome.COMPLETED, "", Decimal("0.00000003")),
        (Outcome.CANCELED, "", None),
        (Outcome.COMPLETED, "", Decimal(0)),
        (Outcome.EXPIRED, "the deadline left no time", None),
        (Outcome.COMPLETED, "", Decimal("12.5")),
    )
    return tuple(_recent(n, *kinds[n % len(kinds)]) for n in range(count))


def _recent(number: int, outcome: Outcome, reason: str, credited: Decimal | None) -> RecentJob:
    model = ("practice-tiny", "llama3.1:8b-instruct-q4_K_M")[number % 3 == 1]
    tokens = (256, 4096, 0, 17)[number % 4]
    return RecentJob(f"old-{number}", model, outcome, reason, NOW - timedelta(minutes=4 * number), tokens,
                     (3.21, 75.0, 0.0, 12.5)[number % 4], credited)


def day_of_earnings(points: int = 300) -> list[Point]:
    step = timedelta(minutes=2)
    return [Point(NOW - step * (points - n), (n // 12) * 0.041) for n in range(points)]


def hour_of_work(points: int = 360) -> list[Point]:
    step = timedelta(seconds=10)
    return [
        Point(NOW - step * (points - n), None if 120 < n < 150 else 55.0 + 40 * ((n // 20) % 2) + n % 7)
        for n in range(points)
    ]


# ---- the office ------------------------------------------------------------------------------------------------


class FakeDeskOf:
    """Answers by name from `answers` (a value, or a function of the arguments); keeps what was called."""

    def __init__(self, answers: dict[str, Any], error: Callable[[], Exception | None]) -> None:
        self._answers, self._error = answers, error
        self.calls: list[tuple[str, tuple[Any, ...]]] = []

    def __getattr__(self, name: str) -> Any:
        if name not in self._answers:
            raise AttributeError(name)

        async def answer(*arguments: Any) -> Any:
            self.calls.append((name, arguments))
            if (error := self._error()) is not None:
                raise error
            found = self._answers[name]
            return found(*arguments) if callable(found) else found

        return answer


class FakeOffice:
    """All desks; `answers` maps a desk to its answers by method. `error` is raised by every question."""

    def __init__(self, **answers: dict[str, Any]) -> None:
        self.error: Exception | None = None
        desks = {"jobs": {}, "money": {}, "card": {}, "standing": {}, "help": {}, "models": {}} | answers
        for name, given in desks.items():
            setattr(self, name, FakeDeskOf(given, lambda: self.error))

"""The desk and the profile, as the control endpoint and the verbs meet them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop_app.control.endpoint import ControlEndpoint
from desktop_app.control.offline import Check, Statement
from desktop_app.domain import tax
from desktop_app.domain.errors import ModelMissing, ProfileError
from desktop_app.domain.jobs import JobKey, Outcome
from desktop_app.domain.ledger import Entry, EntryKind, Totals
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import AppState, GpuView, NetworkView, RecentJob, RunningJob, Status
from desktop_app.provider.ports import Earnings, Listener, Model, Point

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
SUMS = Totals(Decimal("2.925"), Decimal(3), Decimal("0.075"), jobs=3, unpaid_jobs=1, tokens=21, seconds=4.5)

STATE = AppState(
    status=Status.OFFERING,
    reason=Phrase("Waiting for jobs"),
    started_at=NOW - timedelta(minutes=5),
    provider_id="provider-1",
    network=NetworkView("practice", "http://127.0.0.1:8011", is_play=True, unit="PLAY"),
    gpu=GpuView(why_none="no NVIDIA card was found"),
    runtime="built-in",
    runtime_note="practice model: its text is nonsense",
    models=("tiny",),
    running=(RunningJob("job-4", "tiny", 10, 64, NOW, 25.0),),
    queued=2,
    completed=3,
    failed=1,
    outbox=1,
    earned_today=Decimal("1.50000000"),
    earned_total=Decimal("2.925"),
    unit="PLAY",
)


CARDS = (GpuView("RTX 3060", 12 * 2**30, "580", uuid="GPU-a", cuda="13.0"), GpuView("RTX 4090", 24 * 2**30, uuid="GPU-b"))


class FakeClock:
    def now(self) -> datetime:
        return NOW

    def monotonic(self) -> float:
        return 0.0

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)


class FakeDesk:
    """Remembers what was asked of it."""

    def __init__(self) -> None:
        self.state = STATE
        self.asked: list[tuple[str, Any]] = []
        self.broken: Exception | None = None

    def subscribe(self, listener: Listener) -> Listener:
        return lambda: None

    async def pause_for_game(self) -> None:
        self.asked.append(("pause_for_game", None))
        if not self.state.owner.game:
            raise ValueError("no game is running")

    async def pause(self, until: datetime | None) -> None:
        self.asked.append(("pause", until))
        self.state = replace(self.state, status=Status.PAUSED, reason="Paused by you", is_paused=True, paused_until=until)

    async def resume(self) -> None:
        self.asked.append(("resume", None))
        self.state = STATE

    async def stop_now(self) -> None:
        self.asked.append(("stop_now", None))

    def quit(self) -> None:
        self.asked.append(("quit", None))

    async def earnings(self, since: datetime | None, by: Sequence[str]) -> Earnings:
        if self.broken:
            raise self.broken
        self.asked.append(("earnings", since))
        return earnings(since, by)

    async def jobs(self, limit: int) -> list[RecentJob]:
        done = RecentJob("job-1", "tiny", Outcome.COMPLETED, "", NOW, 7, 1.5, Decimal("1.4625"), "ait1a")
        failed = RecentJob("job-2", "tiny", Outcome.FAILED, "no such model\x1b[2J", NOW, 0, 0.0, None)
        return [done, failed][:limit]

    async def earned_points(self, since: datetime, until: datetime, points: int) -> list[Point]:
        return []

    async def utilisation_points(self, since: datetime, until: datetime, points: int) -> list[Point]:
        return []


def earnings(since: datetime | None, by: Sequence[str]) -> Earnings:
    parts: Mapping[str, Mapping[str, Totals]] = {
        "customer": {"": Totals(unpaid_jobs=1, jobs=1), "ait1a": SUMS},
        "day": {"2026-11-20": SUMS},
    }
    return Earnings(since, SUMS, None, "PLAY", {name: parts.get(name, {"x": SUMS}) for name in by})


@dataclass(frozen=True, slots=True)
class Speed:
    model: str
    tokens: int
    first_token_s: float
    tokens_per_s: float


async def models() -> tuple[Model, ...]:
    return (Model("tiny", 270_000, 2048, "practice"), Model("large"))


async def benchmark(model: str | None) -> Speed:
    if model == "gone":
        raise ModelMissing("install it first")
    return Speed(model or "tiny", 64, 0.12, 25.0)


def endpoint(home: Path, desk: FakeDesk, raise_window: Callable[[], None] = lambda: None) -> ControlEndpoint:
    return ControlEndpoint(
        home, desk, FakeClock(), models=models, benchmark=benchmark, raise_window=raise_window
    )


class FakeOffline:
    """A profile without a program."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.bad = False
        self.running: Mapping[str, Any] | None = None
        self.chosen: dict[str, str] = {}

    async def earnings(self, since: datetime | None, by: Sequence[str]) -> Statement:
        return Statement("practice", earnings(since, by))

    async def tax_lines(self, since: datetime | None) -> tuple[str, list[tax.Line]]:
        key, other = JobKey("practice", "provider-1", "=job"), JobKey("practice", "provider-1", "other")
        entry = Entry("k", key, EntryKind.CREDIT, NOW, Decimal(3), Decimal("2.925"), Decimal("0.075"), "ait1,a", "tiny", "")
        rates = [tax.Rate(NOW, Decimal(2), "EUR")]
        spent = {"other": tax.Spent(3_600_000.0, Decimal("0.3"), "EUR", Decimal("0.15"))}
        return "PLAY", tax.lines([entry, replace(entry, job=other, unpaid_jobs=1)], spent, rates)

    async def written(self, job_id: str) -> str:
        return f"what {job_id} wrote"

    def settings(self) -> Mapping[str, Any]:
        return {"concurrency": 2, "name": "Büro", **self.chosen}

    def exported(self) -> Mapping[str, Any]:
        return {"version": 2, **self.settings(), "rules": {}}

    def take_in(self, content: bytes, *, same_provider: bool) -> Sequence[str]:
        if content == b"bad":
            raise ValueError("this is not a file of settings")
        self.chosen = {"taken": f"{content.decode()} {same_provider}"}
        return ("The setting x is left out.",)

    async def cards(self) -> tuple[GpuView, Sequence[GpuView]]:
        return CARDS[0], CARDS

    def use_card(self, uuid: str) -> None:
        self.chosen = {"gpu_uuid": uuid}

    def logs(self) -> Sequence[Path]:
        return sorted(self.home.glob("provider.log*"))

    def checks(self, running: Mapping[str, Any] | None) -> Mapping[str, Check]:
        self.running = running
        return {"disk": self._disk, "bug": _bug} if self.bad else {"disk": _well}

    async def _disk(self) -> str:
        raise ProfileError("only 3 MiB are left", title="The disk is nearly full", next_step="Free some space")


async def _well() -> str:
    return "12 GiB are free"


async def _bug() -> str:
    raise RuntimeError("the secret")


class Program:
    """The endpoint in a thread with a loop of its own, as the running program is another process."""

    def __init__(self, home: Path) -> None:
        self.desk, self.raised = FakeDesk(), 0
        self._endpoint = endpoint(home, self.desk, self._raise)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)

    def _raise(self) -> None:
        self.raised += 1

    def __enter__(self) -> Program:
        self._thread.start()
        self._wait(self._endpoint.start())
        return self

    def __exit__(self, *_: object) -> None:
        self._wait(self._endpoint.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _wait(self, work: Awaitable[None]) -> None:
        asyncio.run_coroutine_threadsafe(_coroutine(work), self._loop).result(10)


async def _coroutine(work: Awaitable[None]) -> None:
    await work

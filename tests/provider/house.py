"""A provider over fakes at its edges: a scripted coordinator and runtime, a fast clock, a real history file."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from desktop_app.domain.card import Reading
from desktop_app.domain.errors import (
    AnswerLost,
    CannotContinue,
    GenerationFailed,
    NotThere,
    RuntimeUnreachable,
    ServerFault,
)
from desktop_app.domain.inference import Inference
from desktop_app.domain.jobs import Escrow, HandedJob, ListedJob
from desktop_app.domain.limits import UNLIMITED
from desktop_app.domain.state import GpuView, NetworkView
from desktop_app.provider.needs import Ports
from desktop_app.provider.owners_word import LastWord
from desktop_app.provider.ports import Finish, Model, NetworkEarnings, Piece, Proof, Registration, ServerTraits
from desktop_app.provider.provider import Provider
from desktop_app.provider.terms import Terms
from desktop_app.storage.history import History
from desktop_app.system.owners_word import OwnersWordFile


class FastClock:
    """Real time, `speed` times faster. While `keep` runs, a machine that stalls does not let the time run away: what
    lies between two ticks counts as LONGEST seconds of real time at the most."""

    TICK, LONGEST = 0.005, 0.02

    def __init__(self, speed: float = 50.0) -> None:
        self._speed, self._seen, self._passed = speed, time.monotonic(), 0.0
        self._start, self._is_kept = datetime.now(UTC), False

    def monotonic(self) -> float:
        real = time.monotonic()
        gone = real - self._seen
        self._passed += (min(gone, self.LONGEST) if self._is_kept else gone) * self._speed
        self._seen = real
        return self._passed

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self.monotonic())

    async def sleep(self, seconds: float) -> None:
        end = self.monotonic() + seconds
        await asyncio.sleep(max(0.0, seconds) / self._speed)
        while (left := end - self.monotonic()) > 0:
            await asyncio.sleep(left / self._speed)

    async def keep(self) -> None:
        """Ticks until cancelled."""
        self.monotonic()
        self._is_kept = True
        try:
            while True:
                await asyncio.sleep(self.TICK)
                self.monotonic()
        finally:
            self._is_kept = False


@dataclass
class FakeCoordinator:
    """The coordinator as section 5 records it, in memory; `faults` are raised before or after a call is handled."""

    clock: FastClock
    registered: bool = False
    inflight: int = 0
    status: str = ""
    concurrency: int = 1
    jobs: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: list[tuple[str, Any]] = field(default_factory=list)
    before: dict[str, list[Exception]] = field(default_factory=dict)
    after: dict[str, list[Exception]] = field(default_factory=dict)
    escrows: dict[str, Escrow] = field(default_factory=dict)

    def submit(self, job_id: str, payload: dict[str, Any], amount: str | None = "0.1", ttl: float = 900) -> None:
        now = self.clock.now()
        self.jobs[job_id] = {
            "state": "QUEUED", "payload": payload, "result": None, "at": now, "expires": now + timedelta(seconds=ttl),
            "payment": "escrowed" if amount else None,
        }  # fmt: skip
        if amount:
            paid = Decimal(amount)
            self.escrows[job_id] = Escrow(job_id, "funded", "0xbuyer", "0xme", paid, Decimal(0), Decimal(0))

    def _call(self, name: str, detail: Any = None) -> None:
        self.calls.append((name, detail))
        if self.before.get(name):
            raise self.before[name].pop(0)

    def _answered(self, name: str) -> None:
        if self.after.get(name):
            raise self.after[name].pop(0)

    def count(self, name: str) -> int:
        return sum(1 for called, _ in self.calls if called == name)

    def listen(self, heard: Callable[[datetime], None]) -> None: ...

    async def renew(self) -> None: ...

    async def traits(self) -> ServerTraits:
        self._call("traits")
        return ServerTraits(is_play=True, long_poll=False, allowance=replace(UNLIMITED, polls=1000))

    async def register(self, registration: Registration) -> None:
        self._call("register", registration)
        self.registered, self.inflight, self.concurrency = True, 0, registration.concurrency

    async def heartbeat(self, inflight: int, status: str, metadata: Any) -> None:
        self._call("heartbeat", (inflight, status))
        if not self.registered:
            raise NotThere("miner not registered", status=404)
        self.inflight, self.status = inflight, status

    async def poll(self, max_wait: float) -> HandedJob | None:
        self._call("poll")
        if not self.registered:
            raise ServerFault("internal error", status=500)
        waiting = next((i for i, j in self.jobs.items() if j["state"] == "QUEUED"), None)
        if waiting is None or self.inflight >= self.concurrency:
            return None
        self.jobs[waiting]["state"] = "RUNNING"
        self.inflight += 1
        self._answered("poll")
        return HandedJob(waiting, self.jobs[waiting]["payload"])

    async def submit_result(self, job_id: str, body: Any) -> Proof | None:
        self._call("result", (job_id, body))
        self.jobs[job_id] |= {"state": "COMPLETED", "result": body["result"]}
        self.inflight = max(0, self.inflight - 1)
        if job_id in self.escrows:
            escrow = self.escrows[job_id]
            self.escrows[job_id] = replace(escrow, state="released", released=escrow.amount * Decimal("0.975"))
        self._answered("result")
        return None

    async def fail(self, job_id: str, body: Any) -> None:
        self._call("fail", (job_id, body))
        self.jobs[job_id] |= {"state": "FAILED", "error": body["error_message"]}
        self._answered("fail")

    def _listed(self, job_id: str) -> ListedJob:
        job = self.jobs[job_id]
        return ListedJob(
            job_id, job["state"], job["payload"], {}, job["result"], job["at"], job["expires"], job["payment"], "me"
        )

    async def running_jobs(self) -> list[ListedJob]:
        self._call("list")
        return [self._listed(i) for i, j in self.jobs.items() if j["state"] == "RUNNING"]

    async def recent_jobs(self, limit: int) -> list[ListedJob]:
        return [self._listed(i) for i, j in self.jobs.items() if j["state"] not in ("QUEUED", "CANCELED")]

    async def receipts(self, job_id: str) -> list[Proof]:
        return []

    async def earnings(self) -> NetworkEarnings:
        return NetworkEarnings(Decimal(0), Decimal(0), 0)

    async def deregister(self) -> None:
        self._call("deregister")
        self.registered = False

    async def escrow(self, job_id: str) -> Escrow | None:
        return self.escrows.get(job_id)


@dataclass
class FakeRuntime:
    """Says "w0 w1 w2 …", one word a token, `per_token` clock seconds each, and goes on from what is there."""

    clock: FastClock
    per_token: float = 0.05
    faults: list[Exception] = field(default_factory=list)
    fault_after: int = 3
    released: int = 0
    generated: int = 0
    continues: bool = True
    away: bool = False
    name: str = "fake"
    note: str = ""
    on_card: bool = True

    async def start(self) -> None:
        self._reached()

    async def models(self) -> tuple[Model, ...]:
        self._reached()
        return (Model("m"),)

    def _reached(self) -> None:
        if self.away:
            raise RuntimeUnreachable("nobody listens")

    async def generate(self, request: Inference, already: str = "") -> AsyncIterator[Piece | Finish]:
        self._reached()
        if already and not self.continues:
            raise CannotContinue("it begins anew")
        said = len(already.split())
        for n in range(request.max_tokens):
            await self.clock.sleep(self.per_token)
            if self.away:
                raise GenerationFailed("broke off before its answer was complete")
            if self.faults and n == self.fault_after:
                raise self.faults.pop(0)
            self.generated += 1
            yield Piece(f"w{said + n} ")
        yield Finish("length", 3, request.max_tokens)

    async def release(self) -> bool:
        self.released += 1
        return True

    async def pids(self) -> tuple[int, ...]:
        return ()

    async def close(self) -> None: ...


class NoGpu:
    async def view(self) -> GpuView:
        return GpuView(why_none="no card")

    async def cards(self) -> tuple[GpuView, ...]:
        return ()

    def asleep(self) -> bool:
        return False

    async def read(self, at: datetime) -> Reading | None:
        return None

    async def close(self) -> None: ...


@dataclass
class House:
    clock: FastClock
    coordinator: FakeCoordinator
    runtime: FakeRuntime
    provider: Provider
    history: History

    async def until(self, what: Callable[[], Any], timeout: float = 30.0) -> None:
        async with asyncio.timeout(timeout):
            while not what():
                await asyncio.sleep(0.005)

    def state_of(self, job_id: str) -> str:
        return str(self.coordinator.jobs[job_id]["state"])

    @property
    def earned(self) -> Decimal:
        return self.provider.store.state.earned_total


@pytest.fixture
def opened(tmp_path):
    """Opens a running House, `ready` one that offers; several in a row share the profile and the coordinator, as
    restarts do."""
    clock = FastClock()
    coordinator = FakeCoordinator(clock)

    @contextlib.asynccontextmanager
    async def open_house(
        *, crash: bool = False, ready: bool = True, watchers: Any = (), media: Any = None,
        last_word: LastWord | None = None, **terms: Any,
    ) -> AsyncIterator[House]:  # fmt: skip
        history = await History.open(tmp_path / "history.db")
        runtime = FakeRuntime(clock)
        ports = Ports(
            clock, coordinator, coordinator, runtime, NoGpu(), history.journal, history.ledger, history.records, history.tidy,
            yields=history.yields, watchers=watchers, book=history.agreements, claims=history.claims,
            money=history.money, facts=history.facts, media=media, word=OwnersWordFile(tmp_path),
        )  # fmt: skip
        provider = Provider(NetworkView("test"), "me", ports, Terms(**terms), last_word=last_word, on_quit=lambda: None)
        if crash:
            provider._stop = _nothing  # type: ignore[method-assign]  # a killed program says no goodbye
        running, ticking = asyncio.create_task(provider.run()), asyncio.create_task(clock.keep())
        house = House(clock, coordinator, runtime, provider, history)
        try:
            if ready:
                await house.until(lambda: provider.lane.connected and provider.gate.state.is_open)
            yield house
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            ticking.cancel()
            await asyncio.gather(ticking, return_exceptions=True)
            await history.close()

    return open_house


async def _nothing() -> None: ...


JOB = {"type": "inference", "model": "m", "prompt": "p", "max_tokens": 10}
LOST = AnswerLost("the connection broke")

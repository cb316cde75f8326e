"""A whole world in virtual time: the practice network with the real limits, a wire that breaks, a real history file,
and a provider that can die between any two steps and start again on what it left."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import random
from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop_app.domain.state import NetworkView
from desktop_app.marketplace.chain import HttpChain
from desktop_app.marketplace.coordinator import HttpCoordinator
from desktop_app.provider.needs import Ports
from desktop_app.provider.provider import Provider
from desktop_app.provider.terms import Terms
from desktop_app.sandbox import network as practice
from desktop_app.sandbox.config import PracticeConfig
from desktop_app.sandbox.door import door
from desktop_app.storage.history import History
from desktop_app.wire.jobs import SubmitRequest
from tests.faults.plan import Plan, nothing
from tests.faults.virtual import Set, VirtualClock
from tests.faults.wire import Wire
from tests.provider.house import FakeRuntime, NoGpu

ME = "tester"
JOB = {"type": "inference", "model": "m", "prompt": "p", "max_tokens": 12}
PAID = {"payment_amount": Decimal("0.5"), "buyer_address": "0x" + "b" * 40}
IMPOSSIBLE = ({"type": "training"}, {**JOB, "model": "other"}, {"type": "inference", "model": "m"})


class Death:
    """Counts the steps of the program and stops it for good at step `at`: from then on nothing of it moves."""

    def __init__(self, at: int | None = None) -> None:
        self.at, self.count, self.steps = at, 0, []
        self.came = asyncio.Event()

    async def step(self, name: str) -> None:
        self.count += 1
        self.steps.append(name)
        if self.count == self.at:
            self.came.set()
        if self.came.is_set():
            await asyncio.get_running_loop().create_future()


class Mortal:
    """A port whose every call is a step before and a step after."""

    def __init__(self, port: Any, name: str, death: Death) -> None:
        self._port, self._name, self._death = port, name, death

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._port, name)
        if not inspect.iscoroutinefunction(value):
            return value

        async def call(*args: Any, **kwargs: Any) -> Any:
            await self._death.step(f"before {self._name}.{name}")
            answer = await value(*args, **kwargs)
            await self._death.step(f"after {self._name}.{name}")
            return answer

        return call


class MortalRuntime(FakeRuntime):
    death: Death

    async def generate(self, request: Any, already: str = "") -> AsyncIterator[Any]:
        async for piece in super().generate(request, already):
            await self.death.step("piece")
            yield piece


class World:
    def __init__(self, folder: Path, plan: Plan = nothing, **terms: Any) -> None:
        self.folder, self.terms = folder, terms
        self.clock = VirtualClock()
        with contextlib.ExitStack() as stack:
            original = practice.Clock
            practice.Clock = lambda *_: self.clock  # type: ignore[misc, assignment]
            stack.callback(lambda: setattr(practice, "Clock", original))
            self.network = practice.Network(PracticeConfig(as_real=True))
        self.wire = Wire(door(self.network), self.clock, plan)
        self.possible: list[str] = []
        self.impossible: list[str] = []
        self.restarts = 0

    @classmethod
    @contextlib.asynccontextmanager
    async def open(cls, folder: Path, plan: Plan = nothing, **terms: Any) -> AsyncIterator[World]:
        world = cls(folder, plan, **{"unpaid_per_day": 100_000, **terms})
        running = asyncio.create_task(world.clock.run())
        try:
            yield world
        finally:
            running.cancel()
            world.network.close()

    # ---- customers -------------------------------------------------------------------------------------------

    def submit(self, payload: dict[str, Any] | None = None, *, ttl: int = 900, **more: Any) -> str:
        request = SubmitRequest(payload=payload or JOB, ttl_seconds=ttl, **more)
        return self.network.submit("client", request)

    def order(self, rng: random.Random, ttl: int = 900) -> str:
        """One customer's order as they come: mostly paid, sometimes not, sometimes what nobody can do."""
        if rng.random() < 0.2:
            job = self.submit(rng.choice(IMPOSSIBLE), ttl=ttl, **PAID)
            self.impossible.append(job)
        else:
            paid = PAID if rng.random() < 0.8 else {}
            job = self.submit({**JOB, "max_tokens": rng.randint(1, 12)}, ttl=ttl, **paid)
            self.possible.append(job)
        return job

    def state(self, job: str) -> str:
        return str(self.network.store.all("SELECT state FROM jobs WHERE id = ?", job)[0]["state"])

    @property
    def open_at_network(self) -> int:
        found = self.network.store.one("SELECT count(*) AS n FROM jobs WHERE state IN ('QUEUED', 'RUNNING')")
        return int(found["n"]) if found else 0

    # ---- the program -----------------------------------------------------------------------------------------

    @contextlib.asynccontextmanager
    async def program(
        self, death: Death | None = None, *, wall: Set | None = None, sleep_signals: Any = None
    ) -> AsyncIterator[Life]:
        """One life of the program. A death stops it in the middle; without one it ends in order."""
        death, before = death or Death(), asyncio.all_tasks()
        history = await History.open(self.folder / "history.db")
        self.clock.counts(history._database)
        life = Life(self, history, death, wall or Set(self.clock), sleep_signals)
        running = asyncio.create_task(life.provider.run())
        self.restarts += 1
        try:
            yield life
        finally:
            running.cancel()
            if not death.came.is_set():
                await asyncio.gather(running, return_exceptions=True)
            await _bury(before)
            await history.close()


class Life:
    """A provider with mortal ports on its way to the world's network."""

    def __init__(self, world: World, history: History, death: Death, clock: Set, sleep_signals: Any) -> None:
        self.world, self.history, self.death = world, history, death
        coordinator = HttpCoordinator("http://network.test", ME, world.network.keys.miner_key)
        chain = HttpChain("http://network.test")
        for part in (coordinator, chain):
            world.wire.attach(part._http)
        self.runtime = MortalRuntime(world.clock)  # type: ignore[arg-type]
        self.runtime.death = death
        ports = Ports(
            clock, Mortal(coordinator, "coordinator", death), Mortal(chain, "chain", death), self.runtime, NoGpu(),
            Mortal(history.journal, "journal", death), Mortal(history.ledger, "ledger", death), history.records,
            history.tidy, sleep_signals=sleep_signals,
        )  # fmt: skip
        self.provider = Provider(NetworkView("net"), ME, ports, Terms(**world.terms), on_quit=lambda: None)

    async def settled(self, seconds: float = 900) -> None:
        """Nothing is open any more: not at the network, not in the journal, not in the outbox, not in the books."""
        clock = self.world.clock
        end = clock.monotonic() + seconds
        while open_ones := await self.open_ones():
            assert clock.monotonic() < end, f"still open after {seconds:.0f} s: {open_ones}"
            await clock.sleep(1)

    async def open_ones(self) -> dict[str, int]:
        journal = self.history.journal
        counts = {
            "network": self.world.open_at_network,
            "journal": len(await journal.open_jobs("net", ME)),
            "outbox": len(await journal.open_intents("net", ME)),
            "unbooked": len(await journal.unbooked("net", ME)),
        }
        return counts if any(counts.values()) else {}

    async def check(self) -> None:
        """Nothing lost, nothing twice, both books equal to the last decimal."""
        store = self.world.network.store
        jobs = {r["id"]: r for r in store.all(
            "SELECT jobs.*, escrows.released, escrows.state AS escrow, escrows.settled_by, (SELECT count(*) FROM receipts"
            " WHERE receipts.job = jobs.id) AS receipts FROM jobs LEFT JOIN escrows ON escrows.job = jobs.id"
        )}  # fmt: skip
        wrong = {j: (jobs[j]["state"], jobs[j]["error"]) for j in self.world.possible if jobs[j]["state"] != "COMPLETED"}
        wrong |= {j: (jobs[j]["state"], "impossible") for j in self.world.impossible if jobs[j]["state"] != "FAILED"}
        assert not wrong, f"lost: {wrong}"
        twice = {j: r["receipts"] for j, r in jobs.items() if r["receipts"] != (r["state"] == "COMPLETED")}
        assert not twice, f"delivered twice: {twice}"
        completed = [j for j, r in jobs.items() if r["state"] == "COMPLETED"]
        failed = [j for j, r in jobs.items() if r["state"] == "FAILED"]
        record = store.one("SELECT completed, failed FROM miners WHERE id = ?", ME)
        assert record is None or (record["completed"], record["failed"]) == (len(completed), len(failed)), dict(record)
        entries = await self.history.ledger.entries("net", ME, None, None)
        assert sorted(e.job.job_id for e in entries) == sorted(completed), "one entry a delivered job"
        released = sum((Decimal(r["released"]) for r in jobs.values() if r["settled_by"] == ME), Decimal(0))
        totals = await self.history.ledger.totals("net", ME)
        assert totals.credited == sum((e.credited for e in entries), Decimal(0)) == released


async def _bury(before: set[asyncio.Task[Any]]) -> None:
    """End what a life left running; its goodbyes hang, so it takes several rounds."""
    for _ in range(100):
        left = [t for t in asyncio.all_tasks() - before if t is not asyncio.current_task()]
        if not left:
            return
        for task in left:
            task.cancel()
        await asyncio.wait(left, timeout=0.01)
    raise AssertionError(f"these do not end: {left}")

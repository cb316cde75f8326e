"""A provider in this process over the real built-in engine, with work that never ends: for rules that need minutes."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop_app.domain.state import NetworkView
from desktop_app.provider.needs import Ports
from desktop_app.provider.provider import Provider
from desktop_app.provider.terms import Terms
from desktop_app.runtimes import practice_model
from desktop_app.runtimes.builtin import BuiltInRuntime
from desktop_app.storage.history import History
from desktop_app.system.child import SpawnChild
from tests.provider.house import FakeCoordinator, FastClock, NoGpu

MODEL = "small"


@dataclass(frozen=True)
class Customer:
    """`tier` as its jobs ask for; each of them pays enough for every tier."""

    name: str
    tier: str = ""


@dataclass
class Inside:
    provider: Provider
    coordinator: FakeCoordinator
    history: History
    clock: FastClock

    async def speed(self, seconds: float) -> float:
        """Tokens/s of all jobs in the next `seconds`."""
        generated, began = self.provider.economy.balancer._generated, self.clock.monotonic()
        before = generated()
        await self.clock.sleep(seconds)
        return (generated() - before) / (self.clock.monotonic() - began)

    async def until(self, what: Callable[[], Any], seconds: float) -> bool:
        """Whether it came about in time."""
        end = self.clock.monotonic() + seconds
        while not what() and self.clock.monotonic() < end:
            await self.clock.sleep(0.1)
        return bool(what())

    async def keep_full(self, customers: Sequence[Customer], waiting: int, tokens: tuple[int, int]) -> None:
        """Every customer always has so many jobs at the network, of lengths drawn from `tokens`."""
        numbers, rng = itertools.count(), random.Random(4)
        while True:
            for customer in customers:
                open_jobs = [j for j in self.coordinator.jobs.values() if j["payload"].get("client_id") == customer.name]
                for _ in range(waiting - len(open_jobs)):
                    self._submit(f"{customer.name}-{next(numbers)}", customer, rng.randint(*tokens))
            for job_id, job in list(self.coordinator.jobs.items()):
                if job["state"] in ("COMPLETED", "FAILED") and self.provider._floor.get(job_id) is None:
                    del self.coordinator.jobs[job_id]
            await self.clock.sleep(0.2)

    def _submit(self, job_id: str, customer: Customer, tokens: int) -> None:
        payload = {"type": "inference", "model": MODEL, "prompt": f"hello {job_id}", "max_tokens": tokens}
        payload |= {"client_id": customer.name} | ({"tier": customer.tier} if customer.tier else {})
        self.coordinator.submit(job_id, payload, amount="50", ttl=3600)
        escrow = self.coordinator.escrows[job_id]
        self.coordinator.escrows[job_id] = replace(escrow, buyer=f"0x{customer.name}", amount=Decimal(50))


@asynccontextmanager
async def inside(folder: Path, *, streams: int, **terms: Any) -> AsyncIterator[Inside]:
    """Runs a provider whose engine has room for `streams`; a 50 MB model on one thread."""
    folder.mkdir(parents=True)
    practice_model.write(folder / "models" / f"{MODEL}.gguf", shape=practice_model.MB50)
    clock = FastClock(1.0)
    coordinator, history = FakeCoordinator(clock), await History.open(folder / "history.db")
    runtime = BuiltInRuntime(
        folder / "models", SpawnChild(), slots=streams, context=1024, threads=1, prefer=MODEL, with_practice=True
    )
    await runtime.start()
    ports = Ports(
        clock, coordinator, coordinator, runtime, NoGpu(), history.journal, history.ledger, history.records,
        history.tidy, book=history.agreements, claims=history.claims, facts=history.facts,
    )  # fmt: skip
    provider = Provider(NetworkView("bench"), "me", ports, Terms(**terms), on_quit=lambda: None)
    running = asyncio.create_task(provider.run())
    try:
        yield Inside(provider, coordinator, history, clock)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await runtime.close()
        await history.close()

"""The practice network without its HTTP: every part once, and what needs more than one of them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop_app.sandbox import keys
from desktop_app.sandbox.bell import Bell
from desktop_app.sandbox.bonds import Bonds
from desktop_app.sandbox.chain import Chain
from desktop_app.sandbox.clock import Clock, read_stamp, stamp
from desktop_app.sandbox.config import PracticeConfig
from desktop_app.sandbox.delivery import Delivery
from desktop_app.sandbox.dispatch import Dispatch
from desktop_app.sandbox.jobs import Jobs
from desktop_app.sandbox.limits import RateLimits
from desktop_app.sandbox.market import Market
from desktop_app.sandbox.miners import Miners
from desktop_app.sandbox.money import Money
from desktop_app.sandbox.receipts import Receipts
from desktop_app.sandbox.standing import Standings
from desktop_app.sandbox.store import Store
from desktop_app.wire.jobs import SubmitRequest
from desktop_app.wire.miners import FailRequest, HeartbeatRequest, RegisterRequest, ResultRequest


@dataclass(frozen=True, slots=True)
class Expected:
    """Extension: what a synthetic customer expects of the order it places; `cancel_at` when it will cancel."""

    number: int
    customer: int
    tier: str
    expectation: str
    cancel_at: datetime | None = None


class Network:
    """Changes go through these methods, which wake the polls that wait; reads go to the parts."""

    def __init__(self, config: PracticeConfig) -> None:
        self.config = config
        self.store = Store(config.state)
        self.keys = keys.load(self.store)
        self.clock = Clock(config.pace, self._latest())
        self.bell = Bell()
        self.arrival = asyncio.Event()  # a miner may have come (back): the customers look whether they have one
        self.limits = RateLimits(self.clock.monotonic, enabled=config.limited)
        self.money = Money(self.store, self.clock, self.keys.provider_address)
        self.chain = Chain(self.store, self.clock)
        self.bonds = Bonds(self.store)
        self.jobs = Jobs(self.store, self.clock, self.money)
        self.miners = Miners(self.store, self.clock)
        self.standings = Standings(self.store, self.clock)
        self.receipts = Receipts(self.store, self.clock, self.keys.signing)
        self.market = Market(self.store, self.clock)
        self.dispatch = Dispatch(self.store, self.clock, self.jobs, self.miners, self.bell)
        self.delivery = Delivery(
            self.store, self.clock, self.jobs, self.miners, self.money, self.receipts, self.standings
        )

    def _latest(self) -> datetime | None:
        """The latest time in the books: a restart after a fast run must not go back in time."""
        row = self.store.one(
            "SELECT max(at) AS at FROM (SELECT max(requested_at) AS at FROM jobs UNION ALL SELECT max(issued_at)"
            " FROM receipts UNION ALL SELECT max(heartbeat_at) FROM miners)"
        )
        return read_stamp(row["at"]) if row and row["at"] else None

    def register(self, miner: str, request: RegisterRequest) -> str:
        token = self.miners.register(miner, request)
        self.arrival.set()
        self.bell.recall(miner)
        return token

    def heartbeat(self, miner: str, request: HeartbeatRequest) -> bool:
        known = self.miners.heartbeat(miner, request)
        self.arrival.set()
        self.bell.recall(miner)
        return known

    def deregister(self, miner: str) -> bool:
        known = self.miners.deregister(miner)
        self.bell.recall(miner)
        return known

    def result(self, miner: str, job: str, request: ResultRequest) -> dict[str, Any] | None:
        receipt = self.delivery.result(miner, job, request)
        self.bell.recall(miner)
        return receipt

    def fail(self, miner: str, job: str, request: FailRequest) -> bool:
        known = self.delivery.fail(miner, job, request)
        self.bell.recall(miner)
        return known

    def submit(self, client: str, request: SubmitRequest, expected: Expected | None = None) -> str:
        """A new job's id; the polls that wait look at it at once. With `expected` both are written or neither."""
        with self.store.transaction():
            job = self.jobs.submit(client, request)
            if expected is not None:
                self.store.run(
                    "INSERT INTO orders (number, job, customer, tier, expectation, cancel_at)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    expected.number, job, expected.customer, expected.tier, expected.expectation,
                    stamp(expected.cancel_at) if expected.cancel_at else None,
                )
        self.bell.ring()
        return job

    def close(self) -> None:
        self.bell.close()
        self.store.close()

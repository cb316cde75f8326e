"""What a result or a failure does (sections 5.3 and 6): no state check, no owner check, not idempotent."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from typing import Any, Final

from desktop_app.sandbox import jobs
from desktop_app.sandbox.clock import Clock, read_stamp, stamp
from desktop_app.sandbox.jobs import Jobs
from desktop_app.sandbox.matching import BOND_FROM
from desktop_app.sandbox.miners import Miners
from desktop_app.sandbox.money import FEE, Money
from desktop_app.sandbox.receipts import Receipts, duration_ms
from desktop_app.sandbox.standing import Standings
from desktop_app.sandbox.store import Store
from desktop_app.wire import codec
from desktop_app.wire.miners import FailRequest, ResultRequest

_TEE: Final = ("tee_attestation_required", "tee_enclave_id", "confidential", "required_enclave_measurement")
NO_PROOF: Final = "ZK proof generation failed"


class Delivery:
    def __init__(
        self, store: Store, clock: Clock, jobs: Jobs, miners: Miners, money: Money, receipts: Receipts,
        standings: Standings,
    ) -> None:
        self._store = store
        self._clock = clock
        self._jobs = jobs
        self._miners = miners
        self._money = money
        self._receipts = receipts
        self._standings = standings

    def result(self, miner: str, job: str, request: ResultRequest) -> dict[str, Any] | None:
        """COMPLETED whatever it was and whoever says so, another receipt, escrow released where there is one; the
        receipt, or None for an unknown job."""
        with self._store.transaction():
            row = self._jobs.row(job)  # a result, too, makes a late job EXPIRED first
            if row is None:
                return None
            now = self._clock.now()
            took = duration_ms(request, read_stamp(row["requested_at"]), now)
            self._store.run(
                "UPDATE jobs SET state = 'COMPLETED', error = NULL, result = ?, finished_at = ? WHERE id = ?",
                codec.encode(request.result).decode(), stamp(now), job,
            )
            well = self._settle(row, miner)
            receipt = self._receipts.issue(row, miner, request, took)
            self._miners.delivered(miner, well=well, duration_ms=took)
            payment = self._money.amount(job) if self._money.status(job) == "released" else None
            earned = payment * (1 - FEE) if payment is not None else Decimal(0)
            self._standings.record(miner, job, success=True, duration_ms=took, earned=earned)
            return receipt

    def _settle(self, row: sqlite3.Row, miner: str) -> bool:
        """Release an escrow behind its gates; False when a gate kept it. The server makes its own TEE quote, and
        has no tool for ZK proofs, so such jobs end COMPLETED with an error and their escrow stays."""
        job = row["id"]
        if self._money.status(job) != "escrowed":
            return True
        wanted, amount = jobs.read(row["constraints"]), self._money.amount(job)
        is_high = amount is not None and amount >= BOND_FROM
        if is_high or any(wanted.get(name) for name in _TEE):
            self._store.run("UPDATE jobs SET tee_status = 'verified' WHERE id = ?", job)
        if is_high or wanted.get("zk_proof_required"):
            self._store.run("UPDATE jobs SET zk_status = 'generation_failed', error = ? WHERE id = ?", NO_PROOF, job)
            return False
        return self._money.release(job, miner)

    def fail(self, miner: str, job: str, request: FailRequest) -> bool:
        """FAILED with the message; code and metrics are dropped, inflight stays up, nothing is refunded. False for
        an unknown job."""
        with self._store.transaction():
            if self._jobs.row(job) is None:
                return False
            self._store.run(
                "UPDATE jobs SET state = 'FAILED', error = ?, finished_at = ? WHERE id = ?",
                request.error_message, stamp(self._clock.now()), job,
            )
            self._miners.failed(miner)
            self._standings.record(miner, job, success=False, duration_ms=0.0)
            return True

    def complete(self, job: str, output: object) -> str | None:
        """The broken second way to deliver: the state that the job was in, None for an unknown one. A running job
        becomes COMPLETED without a release, any other FAILED."""
        with self._store.transaction():
            row = self._jobs.row(job)
            if row is None:
                return None
            running = row["state"] == "RUNNING"
            self._store.run(
                "UPDATE jobs SET state = ?, result = coalesce(?, result) WHERE id = ?",
                "COMPLETED" if running else "FAILED", codec.encode(output).decode() if running else None, job,
            )
            return str(row["state"])

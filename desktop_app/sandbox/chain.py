"""What anybody may do to escrows on the chain itself, past the coordinator (section 8), and a restart of it."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Final

from desktop_app.domain.money import as_text, quantize
from desktop_app.sandbox.clock import Clock, stamp
from desktop_app.sandbox.money import ADDRESS, FEE
from desktop_app.sandbox.store import Store
from desktop_app.wire.escrow import CreateEscrow

_AMOUNTS: Final = ("payment", "locked", "released", "refunded")


class Chain:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def create(self, request: CreateEscrow) -> str | None:
        """Why not, or None: the escrow stands. The coordinator does not learn of it."""
        if not (ADDRESS.fullmatch(request.buyer) and ADDRESS.fullmatch(request.provider)):
            return "Invalid address"
        if self._store.one("SELECT 1 FROM escrows WHERE job = ?", request.job_id):
            return "Escrow already exists for this job"
        exact, parties = quantize(request.amount), f"{request.buyer}:{request.provider}:{request.job_id}"
        self._store.run(
            "INSERT INTO escrows (job, contract, state, buyer, provider, payment, locked, created_at)"
            " VALUES (?, ?, 'created', ?, ?, ?, ?, ?)",
            request.job_id, "escrow_" + hashlib.sha256(parties.encode()).hexdigest()[:16], request.buyer,
            request.provider, as_text(exact), str(exact * (1 + FEE)), stamp(self._clock.now()),
        )
        return None

    def release(self, job: str) -> bool:
        """From any state, and again and again; False for an unknown job. The books name the job's miner for it."""
        row = self._store.one("SELECT payment FROM escrows WHERE job = ?", job)
        if row is None:
            return False
        miner = self._store.one("SELECT miner FROM jobs WHERE id = ?", job)
        self._store.run(
            "UPDATE escrows SET state = 'released', released = ?, released_at = coalesce(released_at, ?),"
            " settled_by = coalesce(settled_by, ?) WHERE job = ?",
            str(quantize(Decimal(row["payment"])) * (1 - FEE)), stamp(self._clock.now()),
            miner["miner"] if miner else None, job,
        )
        return True

    def refund(self, job: str) -> bool | None:
        """False after a release, None for an unknown job."""
        row = self._store.one("SELECT state FROM escrows WHERE job = ?", job)
        if row is None or row["state"] == "released":
            return None if row is None else False
        self._store.run(
            "UPDATE escrows SET state = 'refunded', refunded = locked, refunded_at = ? WHERE job = ?",
            stamp(self._clock.now()), job,
        )
        return True

    def restart(self) -> None:
        """Contracts are read back with whole amounts: an escrow of 0.05 comes back as 0."""
        with self._store.transaction():
            for row in self._store.all("SELECT * FROM escrows"):
                whole = [str(int(Decimal(row[name]))) for name in _AMOUNTS]
                self._store.run(
                    "UPDATE escrows SET payment = ?, locked = ?, released = ?, refunded = ? WHERE job = ?",
                    *whole, row["job"],
                )

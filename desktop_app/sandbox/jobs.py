"""The coordinator's jobs (sections 5.5, 6 and 7): submit, read, list, cancel, lazy expiry."""

from __future__ import annotations

import sqlite3
import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

import msgspec

from desktop_app.domain.money import quantize
from desktop_app.sandbox.clock import Clock, stamp
from desktop_app.sandbox.money import Money
from desktop_app.sandbox.store import Store
from desktop_app.wire import codec
from desktop_app.wire.jobs import STATES, Constraints, JobView, SubmitRequest

FINAL: Final = frozenset({"COMPLETED", "FAILED", "CANCELED", "EXPIRED"})
LONGEST_TTL: Final = 10 * 365 * 86400


class Jobs:
    def __init__(self, store: Store, clock: Clock, money: Money) -> None:
        self._store = store
        self._clock = clock
        self._money = money

    def submit(self, client: str, request: SubmitRequest) -> str:
        """A new QUEUED job's id. Its time to live counts from now, so waiting in the queue counts too."""
        job, now = uuid.uuid4().hex, self._clock.now()
        kind = request.payload.get("type")
        constraints = request.constraints or Constraints()
        reinvest = constraints.auto_reinvest_pct
        with self._store.transaction():
            payment, status = self._money.open(job, request)
            self._store.run(
                "INSERT INTO jobs (id, client, state, kind, payload, constraints, requested_at, expires_at, payment_id,"
                " payment_status, reinvest) VALUES (?, ?, 'QUEUED', ?, ?, ?, ?, ?, ?, ?, ?)",
                job, client, kind if isinstance(kind, str) else "", codec.encode(request.payload).decode(),
                codec.encode(constraints).decode(), stamp(now),
                stamp(now + timedelta(seconds=min(request.ttl_seconds, LONGEST_TTL))), payment, status,
                None if reinvest is None else str(reinvest),
            )
        return job

    def row(self, job: str, client: str | None = None) -> sqlite3.Row | None:
        """The job's row, after the lazy expiry that a single read causes; of this client only, where given."""
        self.expire(job)
        row = self._store.one("SELECT * FROM jobs WHERE id = ?", job)
        return row if row is None or client in (None, row["client"]) else None

    def expire(self, job: str) -> None:
        self._store.run(
            "UPDATE jobs SET state = 'EXPIRED', error = 'job expired' WHERE id = ? AND expires_at <= ?"
            " AND state IN ('QUEUED', 'RUNNING')", job, stamp(self._clock.now()),
        )

    def expire_queued(self) -> None:
        """What a poll does to the queued jobs it passes; running ones stay RUNNING in lists after their time."""
        self._store.run(
            "UPDATE jobs SET state = 'EXPIRED', error = 'job expired' WHERE state = 'QUEUED' AND expires_at <= ?",
            stamp(self._clock.now()),
        )

    def queued(self) -> list[sqlite3.Row]:
        """Oldest first, with the payment's amount: `id, constraints, amount`."""
        return self._store.all(
            "SELECT jobs.id, jobs.constraints, payments.amount FROM jobs LEFT JOIN payments ON payments.job = jobs.id"
            " WHERE jobs.state = 'QUEUED' ORDER BY jobs.seq"
        )

    def hand_out(self, job: str, miner: str) -> sqlite3.Row:
        """QUEUED becomes RUNNING; its `id, payload, constraints`."""
        self._store.run(
            "UPDATE jobs SET state = 'RUNNING', miner = ?, started_at = ? WHERE id = ?",
            miner, stamp(self._clock.now()), job,
        )
        row = self._store.one("SELECT id, payload, constraints FROM jobs WHERE id = ?", job)
        assert row is not None
        return row

    def cancel(self, job: str) -> bool:
        """False when final. Of a running job only the miner's name is cleared: the worker is not told."""
        self.expire(job)
        return bool(self._store.run(
            "UPDATE jobs SET state = 'CANCELED', miner = NULL, error = 'canceled by client' WHERE id = ?"
            " AND state IN ('QUEUED', 'RUNNING')", job,
        ))

    def of_miner(self, miner: str, *, limit: int, offset: int, state: str | None, kind: str | None) -> list[JobView]:
        """Newest first; limit -1 means all, an unknown state is silently ignored (section 5)."""
        return self._page("miner = ?", miner, limit, offset, state, kind)

    def of_client(self, client: str, *, limit: int, offset: int, state: str | None) -> list[JobView]:
        return self._page("client = ?", client, limit, offset, state, None)

    def _page(
        self, where: str, owner: str, limit: int, offset: int, state: str | None, kind: str | None
    ) -> list[JobView]:
        values: list[object] = [owner]
        wanted = state.upper() if state else ""
        for clause, value, given in (("state = ?", wanted, wanted in STATES), ("kind = ?", kind, kind is not None)):
            if given:
                where += f" AND {clause}"
                values.append(value)
        values += [limit if limit >= 0 else -1, max(0, offset)]
        rows = self._store.all(f"SELECT * FROM jobs WHERE {where} ORDER BY seq DESC LIMIT ? OFFSET ?", *values)
        return [view(row) for row in rows]


def view(row: sqlite3.Row) -> JobView:
    """The job as section 5.5 shows it; a zero percentage is `0E-8`, as the real server writes it."""
    return JobView(
        job_id=row["id"], state=row["state"], assigned_miner_id=row["miner"], requested_at=row["requested_at"],
        expires_at=row["expires_at"], error=row["error"], payment_id=row["payment_id"],
        payment_status=row["payment_status"], zk_status=row["zk_status"], tee_status=row["tee_status"],
        tee_attestation_id=row["tee_attestation_id"], payload=msgspec.Raw(row["payload"].encode()),
        result=msgspec.Raw(row["result"].encode()) if row["result"] is not None else codec.NULL,
        auto_reinvest_pct=quantize(Decimal(row["reinvest"] or 0)),
    )


def read(text: str | None) -> dict[str, Any]:
    """A stored free-form object."""
    return codec.free_form(msgspec.Raw(text.encode())) if text else {}

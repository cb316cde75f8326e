"""Signed receipts (section 8) and the public list of them."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop_app.sandbox import jobs
from desktop_app.sandbox.clock import Clock, read_stamp, stamp
from desktop_app.sandbox.store import Store
from desktop_app.wire import codec, signed
from desktop_app.wire.miners import ResultRequest
from desktop_app.wire.receipts import ReceiptSummary

UNIT_PRICE = 0.02
_DURATIONS = (("duration_ms", 1.0), ("duration_seconds", 1000.0), ("compute_time", 1000.0))
_PRICES = ("price", "aitbc_earned", "cost")


def duration_ms(request: ResultRequest, started: datetime, now: datetime) -> float:
    """How long the job took, as the server reads it: metrics first, then the same names in the result and its
    `execution_time`, else the wall time since submission (section 5.3)."""
    for source in (request.metrics, request.result):
        for name, scale in (*_DURATIONS, ("execution_time", 1000.0)):
            value = _number(source.get(name))
            if value is not None:
                return value * scale
    return (now - started).total_seconds() * 1000


class Receipts:
    def __init__(self, store: Store, clock: Clock, key: Ed25519PrivateKey) -> None:
        self._store = store
        self._clock = clock
        self._key = key

    def issue(self, row: sqlite3.Row, provider: str, request: ResultRequest, took_ms: float) -> dict[str, Any]:
        """A new receipt for every result, a repeated one too. Its price is unrelated to the payment."""
        now = self._clock.now()
        units = _first(request, ("units",)) or round(took_ms / 1000, 6)
        unit_price = _first(request, ("unit_price",)) or UNIT_PRICE
        price = _first(request, _PRICES)
        kind = request.metrics.get("unit_type", request.result.get("unit_type"))
        receipt: dict[str, Any] = {
            "version": "1.0", "receipt_id": uuid.uuid4().hex, "job_id": row["id"], "provider": provider,
            "client": row["client"], "status": "completed", "units": float(units),
            "unit_type": kind if isinstance(kind, str) else "gpu_seconds", "unit_price": float(unit_price),
            "price": price if price is not None else round(units * unit_price, 6),
            "started_at": int(read_stamp(row["started_at"] or row["requested_at"]).timestamp()),
            "completed_at": int(now.timestamp()),
            "metadata": {
                "job_payload": jobs.read(row["payload"]), "job_constraints": jobs.read(row["constraints"]),
                "result": request.result, "metrics": request.metrics,
            },
        }
        receipt["signature"] = signed.sign(receipt, self._key)
        receipt |= {"zk_status": None, "zk_proof": None, "tee_status": None, "tee_attestation_id": None,
                    "reinvest_status": None, "attestations": []}  # added after signing, as the real one does
        self._store.run(
            "INSERT INTO receipts (id, job, issued_at, body) VALUES (?, ?, ?, ?)",
            receipt["receipt_id"], row["id"], stamp(now), codec.encode(receipt).decode(),
        )
        return receipt

    def of_job(self, job: str) -> list[msgspec.Raw]:
        """Newest first."""
        rows = self._store.all("SELECT body FROM receipts WHERE job = ? ORDER BY seq DESC", job)
        return [msgspec.Raw(row["body"].encode()) for row in rows]

    def public(self, job: str | None, limit: int, offset: int) -> list[ReceiptSummary]:
        """Everybody's, newest first, prompts and outputs included (section 8)."""
        where, values = ("WHERE job = ?", [job]) if job else ("", [])
        rows = self._store.all(
            f"SELECT * FROM receipts {where} ORDER BY seq DESC LIMIT ? OFFSET ?", *values, limit, offset
        )
        return [_summary(row) for row in rows]


def _summary(row: sqlite3.Row) -> ReceiptSummary:
    body = msgspec.Raw(row["body"].encode())
    content: Mapping[str, Any] = codec.decode(dict[str, Any], body)
    return ReceiptSummary(
        receipt_id=row["id"], job_id=row["job"], issued_at=row["issued_at"], payload=body,
        miner=content["provider"], coordinator=content["client"], status=content["status"],
    )


def _first(request: ResultRequest, names: tuple[str, ...]) -> float | None:
    found = (_number(source.get(name)) for source in (request.metrics, request.result) for name in names)
    return next((value for value in found if value is not None), None)


def _number(value: object) -> float | None:
    """A number, or a text that is one (section 5.3); nothing beyond a sensible size."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if 0 <= number < 1e12 else None

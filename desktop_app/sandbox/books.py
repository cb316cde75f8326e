"""What the coordinator tells a miner of its earnings (section 5.4), and the whole books for tests (Extension)."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from typing import Any

from desktop_app.domain.money import as_text, total
from desktop_app.sandbox.store import Store

UNIT = "PLAY"
_HISTORY = 20


def earnings(store: Store, miner: str, from_time: str | None, to_time: str | None) -> dict[str, Any]:
    """Of COMPLETED jobs assigned to this miner: sums of what clients paid, before the fee, as JSON floats. The
    times are echoed and ignored."""
    rows = store.all(
        "SELECT jobs.id, jobs.payment_status, payments.amount FROM jobs LEFT JOIN payments ON payments.job = jobs.id"
        " WHERE jobs.miner = ? AND jobs.state = 'COMPLETED' ORDER BY jobs.seq DESC", miner,
    )

    def paid(status: str) -> float:
        return float(total([Decimal(r["amount"]) for r in rows if r["payment_status"] == status and r["amount"]]))

    released = paid("released")
    return {
        "miner_id": miner, "total_earnings": released, "pending_earnings": paid("escrowed"),
        "paid_earnings": released, "completed_jobs": len(rows), "currency": "AITBC",
        "from_time": from_time, "to_time": to_time, "earnings_history": [_entry(row) for row in rows[:_HISTORY]],
    }


def _entry(row: sqlite3.Row) -> dict[str, str]:
    amount = f"{Decimal(row['amount']):.18f}" if row["amount"] else "0"
    return {
        "job_id": row["id"], "amount": amount, "currency": "AITBC", "payment_status": row["payment_status"] or "unknown"
    }


def read_out(store: Store, *, detail: bool) -> dict[str, Any]:
    """Extension: everything a test wants to compare with. `released` is what escrows gave the provider, by the
    miner whose result caused it; `detail` adds a row for each job."""
    rows = store.all(
        "SELECT jobs.id, jobs.state, jobs.miner, jobs.error, jobs.payment_status, orders.expectation, orders.customer,"
        " orders.tier, escrows.released, escrows.locked, escrows.settled_by, escrows.state AS escrow,"
        " (SELECT count(*) FROM receipts WHERE receipts.job = jobs.id) AS receipts"
        " FROM jobs LEFT JOIN orders ON orders.job = jobs.id LEFT JOIN escrows ON escrows.job = jobs.id"
        " ORDER BY jobs.seq"
    )
    books: dict[str, Any] = {
        "unit": UNIT,
        "miners": _by_miner(rows),
        "jobs": {
            "total": len(rows),
            "by_state": _count(rows, "state"),
            "by_expectation": _count(rows, "expectation"),
            "by_expectation_and_state": {
                name: _count([row for row in rows if (row["expectation"] or "none") == name], "state")
                for name in _count(rows, "expectation")
            },
        },
    }
    return books | ({"rows": [dict(row) for row in rows]} if detail else {})


def _by_miner(rows: list[sqlite3.Row]) -> dict[str, dict[str, Any]]:
    miners: dict[str, dict[str, Any]] = {}
    for name in sorted({row["settled_by"] or row["miner"] for row in rows} - {None}):
        paid = [row for row in rows if row["settled_by"] == name and row["escrow"] == "released"]
        miners[name] = {
            "released": as_text(total([Decimal(row["released"]) for row in paid])),
            "locked": as_text(total([Decimal(row["locked"]) for row in paid])),
            "paid_jobs": len(paid),
            "completed": sum(1 for row in rows if row["miner"] == name and row["state"] == "COMPLETED"),
        }
    return miners


def _count(rows: list[sqlite3.Row], column: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        name = row[column] or "none"
        counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items()))

"""Counts and lists over the journal, for the screen and for the limit on unpaid jobs."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from desktop_app.domain.jobs import Outcome
from desktop_app.domain.money import QUANTUM, total
from desktop_app.domain.state import RecentJob
from desktop_app.storage import rows

# In the schema's own words, for its partial index.
_UNPAID = (
    "(payment_status IS NULL OR payment_status NOT IN ('escrowed', 'released')"
    " OR amount IS NULL OR CAST(amount AS REAL) <= 0)"
)

ENERGY = "(SELECT e.tokens FROM job_energy e WHERE e.book = jobs.book AND e.job_id = jobs.job_id) AS energy"


def counts(conn: sqlite3.Connection, book: int) -> Mapping[Outcome, int]:
    sql = "SELECT outcome, jobs FROM tallies WHERE book = ?"
    return {Outcome(outcome): count for outcome, count in conn.execute(sql, (book,))}


def unpaid_since(conn: sqlite3.Connection, book: int, since: datetime) -> int:
    sql = (
        f"SELECT COUNT(*) FROM jobs WHERE book = ? AND received_at >= ? AND {_UNPAID}"
        " AND (phase IN ('queued', 'running') OR started_at IS NOT NULL)"
    )
    return int(conn.execute(sql, (book, rows.micros(since))).fetchone()[0])


def recent(conn: sqlite3.Connection, book: int, since: datetime, limit: int) -> list[RecentJob]:
    sql = (
        f"SELECT *, {ENERGY} FROM jobs WHERE book = ? AND outcome IS NOT NULL AND finished_at >= ?"
        " ORDER BY finished_at DESC, id DESC LIMIT ?"
    )
    return [recent_of(conn, book, row) for row in conn.execute(sql, (book, rows.micros(since), limit)).fetchall()]


def recent_of(conn: sqlite3.Connection, book: int, row: rows.Row) -> RecentJob:
    """A row of `jobs` with what was booked for it."""
    booked = conn.execute("SELECT credited FROM ledger WHERE book = ? AND job_id = ?", (book, row["job_id"])).fetchall()
    return RecentJob(
        job_id=row["job_id"],
        model=row["model"] or row["work_model"],
        outcome=Outcome(row["outcome"]),
        reason=rows.heard(row, "reason"),
        finished_at=rows.moment(row["finished_at"]),
        tokens=row["tokens"],
        seconds=row["seconds"],
        credited=total([Decimal(text) for (text,) in booked]) if booked else None,
        customer=row["customer"],
        energy=None if row["energy"] is None else QUANTUM * int(row["energy"]),
    )

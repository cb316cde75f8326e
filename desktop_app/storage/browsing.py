"""ports.Browser on tables `jobs`, `ledger`, `rollups` and `job_energy`: what the window looks through."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

from desktop_app.domain.browsing import Guest, JobDetail, JobFilter
from desktop_app.domain.jobs import Outcome
from desktop_app.domain.ledger import Totals
from desktop_app.domain.money import QUANTUM
from desktop_app.domain.state import RecentJob
from desktop_app.domain.tax import Spent
from desktop_app.storage import money_rows, rows, sums, tallies
from desktop_app.storage.database import Database

_ENDED = "FROM jobs WHERE book = :book AND outcome IS NOT NULL"
_PAID = (
    "EXISTS (SELECT 1 FROM ledger WHERE ledger.book = jobs.book AND ledger.job_id = jobs.job_id AND credited <> '0')"
)
_LIKE = "LIKE :text ESCAPE '\\'"
_GUESTS = (
    "SELECT customer, COALESCE(NULLIF(model, ''), work_model) AS name, COUNT(*), SUM(prompt_tokens + tokens),"
    " SUM(seconds), MAX(finished_at), shut_in FROM jobs WHERE book = ? AND outcome IS NOT NULL AND finished_at >= ?"
    " AND started_at IS NOT NULL GROUP BY customer, name, shut_in ORDER BY 6 DESC LIMIT ?"
)
_LAST_USED = (
    "SELECT model, MAX(start) FROM rollups WHERE book = ? AND scope = 'model' AND span = ? GROUP BY model"
)
_ASKED = (
    "SELECT model, reason, COUNT(*) FROM jobs WHERE book = ? AND outcome IS NOT NULL AND finished_at >= ?"
    " GROUP BY model, reason"
)
_ABSENT = ("The model '", "' is not installed here.")
"""How `domain.screening` says that a model is not here, the name between the two."""


class SqlBrowser:
    """Pages and sums, each in one question."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def count(self, network: str, provider_id: str, wanted: JobFilter) -> int:
        condition, values = _condition(wanted)

        def work(conn: sqlite3.Connection) -> int:
            book = {"book": rows.book_id(conn, network, provider_id)}
            return int(conn.execute(f"SELECT COUNT(*) {_ENDED}{condition}", book | values).fetchone()[0])

        return await self._database.read(work)

    async def page(
        self, network: str, provider_id: str, wanted: JobFilter, offset: int, limit: int
    ) -> list[RecentJob]:
        """Newest first. The page's row numbers come from the index alone, so a far page costs little more."""
        condition, values = _condition(wanted)
        sql = (
            f"SELECT *, {tallies.ENERGY} FROM jobs WHERE id IN (SELECT id {_ENDED}{condition}"
            " ORDER BY finished_at DESC, id DESC LIMIT :limit OFFSET :offset) ORDER BY finished_at DESC, id DESC"
        )

        def work(conn: sqlite3.Connection) -> list[RecentJob]:
            book = rows.book_id(conn, network, provider_id)
            bounds = {"book": book, "limit": limit, "offset": offset}
            return [tallies.recent_of(conn, book, row) for row in conn.execute(sql, bounds | values).fetchall()]

        return await self._database.read(work)

    async def detail(self, network: str, provider_id: str, job_id: str) -> JobDetail | None:
        def work(conn: sqlite3.Connection) -> JobDetail | None:
            book = rows.book_id(conn, network, provider_id)
            row = conn.execute("SELECT * FROM jobs WHERE book = ? AND job_id = ?", (book, job_id)).fetchone()
            return None if row is None else _detail(conn, book, row, network, provider_id)

        return await self._database.read(work)

    async def guests(self, network: str, provider_id: str, since: datetime, limit: int) -> list[Guest]:
        def work(conn: sqlite3.Connection) -> list[Guest]:
            book = rows.book_id(conn, network, provider_id)
            found = conn.execute(_GUESTS, (book, rows.micros(since), limit))
            return [Guest(r[0], r[1], r[2], r[3], r[4], rows.moment(r[5]), r[6]) for r in found]

        return await self._database.read(work)

    async def stacked(
        self, network: str, provider_id: str, bounds: Sequence[datetime], by: str
    ) -> list[Mapping[str, Totals]]:
        key = sums.ALL if by == "all" else sums.KEYS[by]

        def work(conn: sqlite3.Connection) -> list[Mapping[str, Totals]]:
            book = rows.book_id(conn, network, provider_id)
            found: list[Mapping[str, Totals]] = []
            for since, until in pairwise(bounds):
                parts = sums.summed(conn, book, key, since, until)
                found.append({str(name): totals for name, totals in parts.items()})
            return found

        return await self._database.read(work)

    async def last_used(self, network: str, provider_id: str) -> Mapping[str, datetime]:
        def work(conn: sqlite3.Connection) -> Mapping[str, datetime]:
            book = rows.book_id(conn, network, provider_id)
            return {model: rows.moment(at) for model, at in conn.execute(_LAST_USED, (book, sums.HOUR))}

        return await self._database.read(work)

    async def spent(self, network: str, provider_id: str) -> Mapping[str, Spent]:
        sql = "SELECT job_id, joules, cost, currency, tokens FROM job_energy WHERE book = ?"

        def work(conn: sqlite3.Connection) -> Mapping[str, Spent]:
            found = conn.execute(sql, (rows.book_id(conn, network, provider_id),))
            return {
                job: Spent(joules, QUANTUM * cost, currency, None if tokens is None else QUANTUM * tokens)
                for job, joules, cost, currency, tokens in found
            }

        return await self._database.read(work)

    async def asked(self, network: str, provider_id: str, since: datetime) -> Mapping[str, tuple[int, int]]:
        def work(conn: sqlite3.Connection) -> Mapping[str, tuple[int, int]]:
            book, found = rows.book_id(conn, network, provider_id), dict[str, tuple[int, int]]()
            for model, reason, count in conn.execute(_ASKED, (book, rows.micros(since))):
                absent = "" if model else _absent(reason)
                name = model or absent
                if name:
                    came, missed = found.get(name, (0, 0))
                    found[name] = (came + count, missed + (count if absent else 0))
            return found

        return await self._database.read(work)


def _condition(wanted: JobFilter) -> tuple[str, rows.Values]:
    """SQL after the journal's own condition, and its values."""
    parts, values = [""], rows.Values()
    if wanted.outcomes:
        names = sorted(outcome.value for outcome in wanted.outcomes)
        values |= {f"outcome{n}": name for n, name in enumerate(names)}
        parts.append(f"outcome IN ({', '.join(f':outcome{n}' for n in range(len(names)))})")
    if wanted.text:
        literal = wanted.text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        values["text"] = f"%{rows.plain(literal)}%"
        parts.append(f"({' OR '.join(f'{name} {_LIKE}' for name in ('model', 'customer', 'job_id'))})")
    if wanted.paid is not None:
        parts.append(_PAID if wanted.paid else f"NOT {_PAID}")
    if wanted.since is not None:
        values["since"] = rows.micros(wanted.since)
        parts.append("finished_at >= :since")
    return " AND ".join(parts), values


def _detail(conn: sqlite3.Connection, book: int, row: rows.Row, network: str, provider_id: str) -> JobDetail:
    booked = conn.execute("SELECT * FROM ledger WHERE book = ? AND job_id = ? ORDER BY id", (book, row["job_id"]))
    energy = conn.execute(
        "SELECT joules, cost, currency FROM job_energy WHERE book = ? AND job_id = ?", (book, row["job_id"])
    ).fetchone()
    joules, cost, currency = energy or (None, None, "")
    kept = "SELECT 1 FROM texts WHERE job = ? AND text <> '' AND ? = 'closed'"
    return JobDetail(
        job_id=row["job_id"],
        received_at=rows.moment(row["received_at"]),
        started_at=rows.maybe_moment(row["started_at"]),
        finished_at=rows.maybe_moment(row["finished_at"]),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        reason=rows.heard(row, "reason"),
        customer=row["customer"],
        model=row["model"] or row["work_model"],
        tier=row["tier"],
        payment=row["payment_status"] or "",
        quoted=None if row["quoted"] is None else Decimal(row["quoted"]),
        escrowed=None if row["amount"] is None else Decimal(row["amount"]),
        prompt_tokens=row["prompt_tokens"],
        tokens=row["tokens"],
        seconds=row["seconds"],
        is_adopted=bool(row["adopted"]),
        entries=tuple(money_rows.entry_of(entry, network, provider_id) for entry in booked),
        joules=joules,
        energy_cost=None if cost is None else QUANTUM * cost,
        currency=currency,
        is_kept=conn.execute(kept, (row["id"], row["phase"])).fetchone() is not None,
    )


def _absent(reason: str) -> str:
    """The model that a reason says is not here, or ""."""
    before, after = _ABSENT
    return reason[len(before) : -len(after)] if reason.startswith(before) and reason.endswith(after) else ""

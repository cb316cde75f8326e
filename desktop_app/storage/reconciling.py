"""provider.ports_money.MoneyRecords on tables `jobs`, `ledger`, `proofs` and `differences`."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from desktop_app.domain.differences import PUT_RIGHT, Difference, Kind
from desktop_app.domain.jobs import JobKey, Outcome, Terms
from desktop_app.domain.money import total
from desktop_app.domain.reconciling import JobMoney
from desktop_app.storage import rows
from desktop_app.storage.database import Database

_MOST = 10_000


class SqlMoneyRecords:
    """Jobs with their money, and the differences found so far."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def jobs(self, network: str, provider_id: str, since: datetime) -> list[JobMoney]:
        def work(conn: sqlite3.Connection) -> list[JobMoney]:
            book = rows.book_id(conn, network, provider_id)
            sql = (
                "SELECT job_id, outcome, payment_status, quoted, amount, customer, model, tier, booking, finished_at"
                " FROM jobs WHERE book = ? AND outcome IS NOT NULL AND phase = 'closed' AND finished_at >= ?"
                " ORDER BY finished_at DESC LIMIT ?"
            )
            found = conn.execute(sql, (book, rows.micros(since), _MOST)).fetchall()
            entries, proofs = _entries(conn, book, since), _proofs(conn, book, since)
            made = (_money(row, JobKey(network, provider_id, row["job_id"]), entries, proofs) for row in found)
            return [job for job in made if job.entries or job.is_promised]

        return await self._database.read(work)

    async def note(
        self, network: str, provider_id: str, found: Sequence[Difference], looked_at: Sequence[str], at: datetime
    ) -> None:
        sql = (
            "INSERT INTO differences (book, job_id, kind, ours, theirs, explanation, explanation_said, found_at,"
            " seen_at, gone_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (book, job_id, kind) DO UPDATE"
            " SET ours = excluded.ours, theirs = excluded.theirs, explanation = excluded.explanation,"
            " explanation_said = excluded.explanation_said, seen_at = excluded.seen_at, gone_at = excluded.gone_at"
        )
        now = rows.micros(at)

        def work(conn: sqlite3.Connection) -> None:
            book = rows.new_book_id(conn, network, provider_id)
            for job_id in looked_at:
                gone = "UPDATE differences SET gone_at = ? WHERE book = ? AND job_id = ? AND gone_at IS NULL"
                conn.execute(gone, (now, book, job_id))
            for d in found:
                gone_at = now if d.kind in PUT_RIGHT else None
                why = rows.said("explanation", d.explanation).values()
                conn.execute(sql, (book, d.job_id, d.kind.value, d.ours, d.theirs, *why, now, now, gone_at))

        await self._database.write(work)

    async def differences(self, network: str, provider_id: str, *, gone: bool = False) -> list[Difference]:
        condition = "" if gone else " AND gone_at IS NULL"
        sql = f"SELECT * FROM differences WHERE book = ?{condition} ORDER BY seen_at DESC, id DESC LIMIT ?"

        def work(conn: sqlite3.Connection) -> list[Difference]:
            book = rows.book_id(conn, network, provider_id)
            return [_difference(row) for row in conn.execute(sql, (book, _MOST))]

        return await self._database.read(work)


_LATELY = "job_id IN (SELECT job_id FROM jobs WHERE book = ? AND outcome IS NOT NULL AND finished_at >= ?)"


def _entries(conn: sqlite3.Connection, book: int, since: datetime) -> dict[str, list[rows.Row]]:
    found: dict[str, list[rows.Row]] = defaultdict(list)
    sql = f"SELECT job_id, gross, credited, unpaid_jobs FROM ledger WHERE book = ? AND {_LATELY}"
    for row in conn.execute(sql, (book, book, rows.micros(since))):
        found[row["job_id"]].append(row)
    return found


def _proofs(conn: sqlite3.Connection, book: int, since: datetime) -> dict[str, tuple[int, int]]:
    """How many receipts are kept of each job, and how many of them do not verify."""
    sql = f"SELECT job_id, count(*), sum(NOT verified) FROM proofs WHERE book = ? AND {_LATELY} GROUP BY job_id"
    return {row[0]: (row[1], row[2]) for row in conn.execute(sql, (book, book, rows.micros(since)))}


def _money(
    row: rows.Row, key: JobKey, entries: dict[str, list[rows.Row]], proofs: dict[str, tuple[int, int]]
) -> JobMoney:
    booked, (kept, bad) = entries.get(key.job_id, []), proofs.get(key.job_id, (0, 0))
    return JobMoney(
        key=key,
        outcome=Outcome(row["outcome"]),
        is_promised=Terms(payment_status=row["payment_status"]).is_promised,
        quoted=None if row["quoted"] is None else Decimal(row["quoted"]),
        escrowed=None if row["amount"] is None else Decimal(row["amount"]),
        gross=total([Decimal(entry["gross"]) for entry in booked]),
        credited=total([Decimal(entry["credited"]) for entry in booked]),
        entries=len(booked),
        unpaid=sum(entry["unpaid_jobs"] for entry in booked),
        customer=row["customer"],
        model=row["model"],
        tier=row["tier"],
        proofs=kept,
        bad_proofs=bad,
        is_waiting=row["booking"] == "waiting",
        ended_at=rows.moment(row["finished_at"]),
    )


def _difference(row: rows.Row) -> Difference:
    return Difference(
        row["job_id"], Kind(row["kind"]), row["ours"], row["theirs"], rows.heard(row, "explanation"),
        rows.moment(row["found_at"]), rows.maybe_moment(row["gone_at"]),
    )  # fmt: skip

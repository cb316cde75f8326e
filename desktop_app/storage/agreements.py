"""ports_agreements.Claims and AgreementBook on tables `claims`, `agreements` and `contract_jobs`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from desktop_app.domain.claims_book import Claim, ClaimKind
from desktop_app.domain.jobs import JobKey
from desktop_app.domain.money import as_text
from desktop_app.domain.staying import Asked
from desktop_app.provider.ports import Agreement
from desktop_app.storage import rows
from desktop_app.storage.database import Database

_EVER = 2**62


class SqlClaims:
    """What is owed by contract, append-only (the file itself refuses to change or delete a claim)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, claim: Claim) -> bool:
        """Append; False when the key is there already (nothing changes)."""
        prefix = f"{claim.network}:{claim.provider_id}:"
        if not claim.text_key.startswith(prefix):
            raise ValueError("a claim's key begins with its network and provider id")
        values = {
            "short_key": claim.text_key.removeprefix(prefix),
            "kind": claim.kind.value,
            "at": rows.micros(claim.at),
            "agreement": rows.plain(claim.agreement),
            "customer": rows.plain(claim.customer),
            "amount": as_text(claim.amount),
            **rows.said("sentence", claim.sentence),
        }

        def work(conn: sqlite3.Connection) -> bool:
            return rows.insert(
                conn, "claims", {"book": rows.new_book_id(conn, claim.network, claim.provider_id), **values}
            )

        return await self._database.write(work)

    async def claims(
        self, network: str, provider_id: str, since: datetime | None = None, until: datetime | None = None
    ) -> list[Claim]:
        """Claims of `since` ≤ at < `until`, oldest first."""
        bounds = (rows.micros(since) if since else -_EVER, rows.micros(until) if until else _EVER)

        def work(conn: sqlite3.Connection) -> list[Claim]:
            sql = "SELECT * FROM claims WHERE book = ? AND at >= ? AND at < ? ORDER BY at, id"
            found = conn.execute(sql, (rows.book_id(conn, network, provider_id), *bounds))
            return [_claim(row, network, provider_id) for row in found]

        return await self._database.read(work)


def _claim(row: rows.Row, network: str, provider_id: str) -> Claim:
    return Claim(
        f"{network}:{provider_id}:{row['short_key']}", network, provider_id, ClaimKind(row["kind"]),
        rows.moment(row["at"]), row["agreement"], row["customer"], Decimal(row["amount"]),
        rows.heard(row, "sentence"),
    )  # fmt: skip


class SqlAgreements:
    """Contracts, reservations, service levels and batch terms as they were agreed, and the jobs under contracts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, network: str, provider_id: str, agreement: Agreement) -> None:
        """Write it, or write it again: its `ref` is its key."""
        values = (
            agreement.ref, agreement.kind, rows.json_text(agreement.content), rows.micros(agreement.starts_at),
            rows.maybe_micros(agreement.ended_at),
        )  # fmt: skip
        sql = (
            "INSERT INTO agreements (book, ref, kind, content, starts_at, ended_at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (book, ref) DO UPDATE SET kind = excluded.kind, content = excluded.content,"
            " starts_at = excluded.starts_at, ended_at = excluded.ended_at"
        )
        await self._database.write(
            lambda conn: conn.execute(sql, (rows.new_book_id(conn, network, provider_id), *values))
        )

    async def agreements(self, network: str, provider_id: str) -> list[Agreement]:
        """All of them, the ended ones too, oldest first."""

        def work(conn: sqlite3.Connection) -> list[Agreement]:
            sql = "SELECT * FROM agreements WHERE book = ? ORDER BY starts_at, id"
            return [
                Agreement(
                    row["ref"], row["kind"], json.loads(row["content"]), rows.moment(row["starts_at"]),
                    rows.maybe_moment(row["ended_at"]),
                )
                for row in conn.execute(sql, (rows.book_id(conn, network, provider_id),))
            ]  # fmt: skip

        return await self._database.read(work)

    async def put_under(self, key: JobKey, contract: str, at: datetime) -> None:
        """This job runs under that contract; the first word on a job stands."""

        def work(conn: sqlite3.Connection) -> None:
            book = rows.new_book_id(conn, key.network, key.provider_id)
            place = {"book": book, "job_id": key.job_id, "contract": contract, "at": rows.micros(at)}
            rows.insert(conn, "contract_jobs", place)

        await self._database.write(work)

    async def count(self, key: JobKey, seconds: float) -> None:
        """The job's seconds of the card, once it ended; counted again it replaces the figure."""
        sql = "UPDATE contract_jobs SET seconds = ? WHERE book = ? AND job_id = ?"
        await self._database.write(
            lambda conn: conn.execute(sql, (seconds, rows.book_id(conn, key.network, key.provider_id), key.job_id))
        )

    async def used(self, network: str, provider_id: str) -> Mapping[str, float]:
        """Seconds of the card by contract."""
        sql = "SELECT contract, SUM(COALESCE(seconds, 0)) FROM contract_jobs WHERE book = ? GROUP BY contract"
        return await self._database.read(
            lambda conn: {r[0]: r[1] for r in conn.execute(sql, (rows.book_id(conn, network, provider_id),))}
        )

    async def contract_of(self, network: str, provider_id: str, since: datetime) -> Mapping[str, str]:
        """The contract of each job that was put under one since then, by job id."""
        sql = "SELECT job_id, contract FROM contract_jobs WHERE book = ? AND at >= ?"
        return await self._database.read(
            lambda conn: {
                r[0]: r[1] for r in conn.execute(sql, (rows.book_id(conn, network, provider_id), rows.micros(since)))
            }
        )

    async def asked(self, network: str, provider_id: str) -> list[Asked]:
        """Every customer's models, by the contract that their jobs were under."""
        sql = (
            "SELECT DISTINCT customer, COALESCE(contract, ''), COALESCE(NULLIF(model, ''), work_model) AS name"
            " FROM jobs LEFT JOIN contract_jobs USING (book, job_id)"
            " WHERE book = ? AND name <> ''"
        )
        return await self._database.read(
            lambda conn: [Asked(*row) for row in conn.execute(sql, (rows.book_id(conn, network, provider_id),))]
        )

"""ports.Ledger on tables `ledger`, `rollups`, `escrows`, `proofs` and `rates`."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from decimal import Decimal

from desktop_app.domain.jobs import Escrow, JobKey
from desktop_app.domain.ledger import Entry, Totals
from desktop_app.domain.money import as_text
from desktop_app.domain.tax import Rate
from desktop_app.provider.ports import Proof
from desktop_app.storage import money_rows, rows, sums
from desktop_app.storage.database import Database


class SqlLedger:
    """Money, append-only (the file itself refuses to change or delete an entry)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._rates: dict[tuple[str, str], tuple[Decimal | None, str]] = {}
        """The last one of each book, as it was kept since the start."""

    async def book(self, entry: Entry, escrow: Escrow | None, proof: Proof | None = None) -> bool:
        """Append the entry, add it to the roll-ups, keep the escrow record and the proof as evidence, and let
        the job stop waiting for its money: one transaction. False when the key is booked already."""

        def work(conn: sqlite3.Connection) -> bool:
            book = rows.new_book_id(conn, entry.job.network, entry.job.provider_id)
            if not rows.insert(conn, "ledger", {"book": book, **money_rows.entry_values(entry)}):
                return False
            sums.add(conn, book, entry)
            if escrow is not None:
                place = {"book": book, "read_at": rows.micros(entry.at)}
                rows.insert(conn, "escrows", place | money_rows.escrow_values(conn, escrow))
            if proof is not None:
                _keep(conn, book, entry.job, proof, entry.at)
            conn.execute("UPDATE jobs SET booking = 'booked' WHERE book = ? AND job_id = ?", (book, entry.job.job_id))
            return True

        return await self._database.write(work)

    async def keep_rate(self, network: str, provider_id: str, rate: Rate) -> None:
        """What a token is worth from that time on; nothing is written where that is known already."""
        place, worth = (network, provider_id), (rate.worth, rate.currency)
        if self._rates.get(place) == worth:
            return

        def work(conn: sqlite3.Connection) -> None:
            book = rows.new_book_id(conn, network, provider_id)
            last = _rates(conn, book)[-1:]
            if worth != ((last[0].worth, last[0].currency) if last else (None, "")):
                conn.execute(_RATE, (book, rows.micros(rate.since), _worth(rate), rows.plain(rate.currency)))

        await self._database.write(work)
        self._rates[place] = worth

    async def rates(self, network: str, provider_id: str) -> list[Rate]:
        """Oldest first."""
        return await self._database.read(lambda conn: _rates(conn, rows.book_id(conn, network, provider_id)))

    async def keep_proof(self, key: JobKey, proof: Proof, at: datetime) -> None:
        """Keep a receipt as evidence; the same receipt twice is kept once."""
        await self._database.write(
            lambda conn: _keep(conn, rows.new_book_id(conn, key.network, key.provider_id), key, proof, at)
        )

    async def totals(
        self, network: str, provider_id: str, since: datetime | None = None, until: datetime | None = None
    ) -> Totals:
        """Exact sums of `since` ≤ at < `until`; None is no bound."""
        found = await self._summed(network, provider_id, sums.ALL, since, until)
        return found.get("", Totals())

    async def breakdown(
        self, network: str, provider_id: str, by: str, since: datetime | None, until: datetime | None
    ) -> dict[str, Totals]:
        """Exact sums by customer, model, tier, day ("2026-11-22", UTC) or hour of the day ("00" to "23", UTC)."""
        if by not in sums.KEYS:
            raise ValueError(f"by must be one of {', '.join(sums.KEYS)}, not {by!r}")
        found = await self._summed(network, provider_id, sums.KEYS[by], since, until)
        return {str(name): totals for name, totals in found.items()}

    async def hourly(
        self, network: str, provider_id: str, since: datetime, until: datetime
    ) -> list[tuple[datetime, Totals]]:
        """Exact sums by the hour that begins at each time, oldest first; hours without an entry are left out."""
        found = await self._summed(network, provider_id, sums.HOURS, since, until)
        return [(rows.moment(int(start)), totals) for start, totals in found.items()]

    async def _summed(
        self, network: str, provider_id: str, key: sums.Key, since: datetime | None, until: datetime | None
    ) -> dict[str | int, Totals]:
        return await self._database.read(
            lambda conn: sums.summed(conn, rows.book_id(conn, network, provider_id), key, since, until)
        )

    async def entries(
        self, network: str, provider_id: str, since: datetime | None, until: datetime | None
    ) -> list[Entry]:
        """Entries of `since` ≤ at < `until`, oldest first."""

        def work(conn: sqlite3.Connection) -> list[Entry]:
            bounds = (rows.micros(since) if since else -sums.EVER, rows.micros(until) if until else sums.EVER)
            book = rows.book_id(conn, network, provider_id)
            sql = "SELECT * FROM ledger WHERE book = ? AND at >= ? AND at < ? ORDER BY at, id"
            return [money_rows.entry_of(row, network, provider_id) for row in conn.execute(sql, (book, *bounds))]

        return await self._database.read(work)


_RATE = (
    "INSERT INTO rates (book, at, worth, currency) VALUES (?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET worth = excluded.worth, currency = excluded.currency"
)


def _rates(conn: sqlite3.Connection, book: int) -> list[Rate]:
    found = conn.execute("SELECT at, worth, currency FROM rates WHERE book = ? ORDER BY at", (book,))
    return [Rate(rows.moment(at), None if worth is None else Decimal(worth), currency) for at, worth, currency in found]


def _worth(rate: Rate) -> str | None:
    return None if rate.worth is None else as_text(rate.worth)


def _keep(conn: sqlite3.Connection, book: int, key: JobKey, proof: Proof, at: datetime) -> None:
    place = {"book": book, "job_id": key.job_id, "kept_at": rows.micros(at)}
    rows.insert(conn, "proofs", place | money_rows.proof_values(proof))

"""provider.market_ports.OfferBook on table `offers`."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from desktop_app.domain.listings import OfferKind, OfferRow, OfferState
from desktop_app.storage import rows
from desktop_app.storage.database import Database


class SqlOffers:
    """What was published, one row for each kind and name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self, network: str, provider_id: str) -> list[OfferRow]:
        sql = "SELECT * FROM offers WHERE book = ? ORDER BY id"

        def work(conn: sqlite3.Connection) -> list[OfferRow]:
            return [_row(found) for found in conn.execute(sql, (rows.book_id(conn, network, provider_id),))]

        return await self._database.read(work)

    async def put(self, network: str, provider_id: str, row: OfferRow, at: datetime) -> None:
        sql = (
            "INSERT INTO offers (book, kind, name, ref, remote_id, content, state, changed_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (book, kind, name) DO UPDATE SET ref = excluded.ref,"
            " remote_id = excluded.remote_id, content = excluded.content, state = excluded.state,"
            " changed_at = excluded.changed_at"
        )
        told = (row.kind.value, rows.plain(row.name), row.ref, rows.plain(row.remote_id), rows.plain(row.content))

        def work(conn: sqlite3.Connection) -> None:
            book = rows.new_book_id(conn, network, provider_id)
            conn.execute(sql, (book, *told, row.state.value, rows.micros(at)))

        await self._database.write(work)


def _row(found: rows.Row) -> OfferRow:
    return OfferRow(
        OfferKind(found["kind"]), found["name"], found["ref"], found["remote_id"], found["content"],
        OfferState(found["state"]),
    )  # fmt: skip

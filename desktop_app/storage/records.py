"""ports.Records on tables `readings`, `reading_hours`, `gate_events`, and which books were used last."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from desktop_app.domain.card import Reading
from desktop_app.storage import readings, rows
from desktop_app.storage.database import Database

KEPT = timedelta(days=366)

class SqlRecords:
    """Readings of the card and the gate's history. Single readings are kept for a year, hourly means for good."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add_reading(self, reading: Reading, busy: float) -> None:
        """`busy` is the share (0 to 1) of our slots at work since the last reading."""
        await self._database.write(lambda conn: readings.add(conn, reading, busy))

    async def add_gate_event(self, at: datetime, status: str, reason: str) -> None:
        values = {"at": rows.micros(at), "status": status, **rows.said("reason", reason)}
        await self._database.write(lambda conn: rows.insert(conn, "gate_events", values))

    async def utilisation(self, since: datetime, until: datetime, points: int) -> readings.Means:
        """At most `points` means (time, card %, our slots %), oldest first; see readings.utilisation."""
        return await self._database.read(lambda conn: readings.utilisation(conn, since, until, points))

    async def card(self, since: datetime, until: datetime, points: int) -> list[Reading]:
        """At most `points` means of all that a reading tells, oldest first, times without a reading left out."""
        return await self._database.read(lambda conn: readings.card(conn, since, until, points))

    async def gate_events(self, since: datetime, limit: int) -> list[tuple[datetime, str, str]]:
        """(time, status, reason), newest first."""
        sql = "SELECT at, status, reason, reason_said FROM gate_events WHERE at >= ? ORDER BY at DESC, id DESC LIMIT ?"
        found = await self._database.read(lambda conn: conn.execute(sql, (rows.micros(since), limit)).fetchall())
        return [(rows.moment(row["at"]), row["status"], rows.heard(row, "reason")) for row in found]

    async def book_is_play(self, network: str, provider_id: str) -> bool | None:
        """Whether these books hold play money; None when that is not known yet."""
        sql = "SELECT is_play FROM books WHERE network = ? AND provider_id = ?"
        row = await self._database.read(lambda conn: conn.execute(sql, (network, provider_id)).fetchone())
        return None if row is None or row[0] is None else bool(row[0])

    async def claim_book(self, network: str, provider_id: str, is_play: bool) -> bool:
        """These books are to hold this kind of money. False when they hold entries of the other kind; books without
        an entry may still change."""

        def work(conn: sqlite3.Connection) -> bool:
            book = rows.new_book_id(conn, network, provider_id)
            conn.execute(
                "UPDATE books SET is_play = ? WHERE id = ? AND (is_play IS NULL"
                " OR NOT EXISTS (SELECT 1 FROM ledger WHERE book = books.id))",
                (int(is_play), book),
            )
            found = conn.execute("SELECT is_play FROM books WHERE id = ?", (book,)).fetchone()
            return bool(found[0]) == is_play

        return await self._database.write(work)

    async def use_book(self, network: str, provider_id: str, unit: str, at: datetime) -> None:
        """These books are in use now, in this unit."""

        def work(conn: sqlite3.Connection) -> None:
            book = rows.new_book_id(conn, network, provider_id)
            conn.execute("UPDATE books SET unit = ?, used_at = ? WHERE id = ?", (unit, rows.micros(at), book))

        await self._database.write(work)

    async def last_book(self) -> tuple[str, str, str] | None:
        """Network, provider id and unit of the books that were used last; None when there are none yet."""
        sql = "SELECT network, provider_id, unit FROM books WHERE used_at > 0 ORDER BY used_at DESC LIMIT 1"
        row = await self._database.read(lambda conn: conn.execute(sql).fetchone())
        return (row[0], row[1], row[2]) if row else None

    async def books(self) -> list[tuple[str, str]]:
        """Network and provider id of all books."""
        sql = "SELECT network, provider_id FROM books ORDER BY id"
        return [(row[0], row[1]) for row in await self._database.read(lambda conn: conn.execute(sql).fetchall())]

    async def tidy(self, now: datetime) -> None:
        """Let go of readings and gate events that are more than a year old."""
        oldest = now - KEPT

        def work(conn: sqlite3.Connection) -> None:
            conn.execute("DELETE FROM readings WHERE at < ?", (readings.milliseconds(oldest),))
            conn.execute("DELETE FROM gate_events WHERE at < ?", (rows.micros(oldest),))

        await self._database.write(work)


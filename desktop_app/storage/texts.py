"""Customers' texts: what a closed job wrote is kept for as long as the owner chose, usually not at all."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from desktop_app.storage import rows
from desktop_app.storage.database import Database

LONGEST = timedelta(days=30)
_ASKED = (
    "UPDATE texts SET payload = '{}'"
    " WHERE payload <> '{}' AND EXISTS (SELECT 1 FROM jobs WHERE jobs.id = job AND phase = 'closed')"
)
_WRITTEN = (
    "SELECT text FROM jobs JOIN texts ON texts.job = jobs.id WHERE book = ? AND job_id = ? AND phase = 'closed'"
)


class Texts:
    """`kept` from nothing to 30 days; ValueError otherwise."""

    def __init__(self, database: Database, kept: timedelta) -> None:
        if not timedelta(0) <= kept <= LONGEST:
            raise ValueError("texts are kept from 0 to 30 days")
        self._database, self._kept = database, kept

    async def drop(self, now: datetime) -> int:
        """Let go of those whose time is over, and of the questions that an earlier version kept; of how many jobs."""
        before = rows.micros(now - self._kept)
        over = "SELECT job FROM texts CROSS JOIN jobs ON jobs.id = job WHERE phase = 'closed' AND finished_at <= ?"
        sql = f"DELETE FROM texts WHERE job IN ({over})"

        def work(conn: sqlite3.Connection) -> int:
            conn.execute(_ASKED)
            return conn.execute(sql, (before,)).rowcount

        return await self._database.write(work)

    async def written(self, network: str, provider_id: str, job_id: str) -> str:
        """What this closed job wrote, as it was delivered; "" where it is not kept."""

        def work(conn: sqlite3.Connection) -> str:
            found = conn.execute(_WRITTEN, (rows.book_id(conn, network, provider_id), job_id)).fetchone()
            return str(found[0]) if found else ""

        return await self._database.read(work)

"""Customers' texts: a closed job keeps its payload and result for as long as the owner chose, usually not at all."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from desktop_app.storage import rows
from desktop_app.storage.database import Database

LONGEST = timedelta(days=30)


class Texts:
    """`kept` from nothing to 30 days; ValueError otherwise."""

    def __init__(self, database: Database, kept: timedelta) -> None:
        if not timedelta(0) <= kept <= LONGEST:
            raise ValueError("texts are kept from 0 to 30 days")
        self._database, self._kept = database, kept

    async def drop(self, now: datetime) -> int:
        """Let go of those whose time is over; of how many jobs."""
        before = rows.micros(now - self._kept)
        over = "SELECT job FROM texts CROSS JOIN jobs ON jobs.id = job WHERE phase = 'closed' AND finished_at <= ?"
        sql = f"DELETE FROM texts WHERE job IN ({over})"

        def work(conn: sqlite3.Connection) -> int:
            return conn.execute(sql, (before,)).rowcount

        return await self._database.write(work)

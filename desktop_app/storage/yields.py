"""ports.Yields on table `yields`, kept for a year."""

from __future__ import annotations

from datetime import datetime, timedelta

from desktop_app.domain.presence import Stage
from desktop_app.domain.yields import Freed, Yielded
from desktop_app.storage import rows
from desktop_app.storage.database import Database

KEPT = timedelta(days=366)
_SAVE = (
    "INSERT INTO yields (at, stage, reason, jobs, stop_s, free_s, freed, resumed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (at) DO UPDATE SET stage = excluded.stage, reason = excluded.reason, jobs = excluded.jobs,"
    " stop_s = excluded.stop_s, free_s = excluded.free_s, freed = excluded.freed, resumed_at = excluded.resumed_at"
)
_SINCE = "SELECT at, stage, reason, jobs, stop_s, free_s, freed, resumed_at FROM yields WHERE at >= ? ORDER BY at DESC"


class SqlYields:
    """The yield log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def save(self, record: Yielded) -> None:
        """Write it, or write it again: `at` is its key."""
        values = (
            rows.micros(record.at), int(record.stage), rows.plain(record.reason), record.jobs, record.stop_s,
            record.free_s, record.freed.value, rows.maybe_micros(record.resumed_at),
        )  # fmt: skip
        await self._database.write(lambda conn: conn.execute(_SAVE, values))

    async def since(self, since: datetime, limit: int) -> list[Yielded]:
        """Newest first."""
        found = await self._database.read(
            lambda conn: conn.execute(_SINCE + " LIMIT ?", (rows.micros(since), limit)).fetchall()
        )
        return [
            Yielded(rows.moment(at), Stage(stage), reason, jobs, stop, free, Freed(freed), rows.maybe_moment(resumed))
            for at, stage, reason, jobs, stop, free, freed, resumed in found
        ]

    async def tidy(self, now: datetime) -> None:
        """Let go of what is more than a year old."""
        oldest = rows.micros(now - KEPT)
        await self._database.write(lambda conn: conn.execute("DELETE FROM yields WHERE at < ?", (oldest,)))

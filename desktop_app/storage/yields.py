"""ports.Yields on table `yields`, kept for a year."""

from __future__ import annotations

from datetime import datetime, timedelta

from desktop_app.domain.presence import Stage
from desktop_app.domain.yields import Freed, Yielded
from desktop_app.storage import rows
from desktop_app.storage.database import Database

KEPT = timedelta(days=366)
_SAVE = (
    "INSERT INTO yields (at, stage, reason, reason_said, jobs, stop_s, free_s, freed, resumed_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (at) DO UPDATE SET stage = excluded.stage,"
    " reason = excluded.reason, reason_said = excluded.reason_said, jobs = excluded.jobs, stop_s = excluded.stop_s,"
    " free_s = excluded.free_s, freed = excluded.freed, resumed_at = excluded.resumed_at"
)
_SINCE = "SELECT * FROM yields WHERE at >= ? ORDER BY at DESC"


class SqlYields:
    """The yield log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def save(self, record: Yielded) -> None:
        """Write it, or write it again: `at` is its key."""
        values = (
            rows.micros(record.at), int(record.stage), *rows.said("reason", record.reason).values(), record.jobs,
            record.stop_s, record.free_s, record.freed.value, rows.maybe_micros(record.resumed_at),
        )  # fmt: skip
        await self._database.write(lambda conn: conn.execute(_SAVE, values))

    async def since(self, since: datetime, limit: int) -> list[Yielded]:
        """Newest first."""
        found = await self._database.read(
            lambda conn: conn.execute(_SINCE + " LIMIT ?", (rows.micros(since), limit)).fetchall()
        )
        return [_yielded(row) for row in found]

    async def tidy(self, now: datetime) -> None:
        """Let go of what is more than a year old."""
        oldest = rows.micros(now - KEPT)
        await self._database.write(lambda conn: conn.execute("DELETE FROM yields WHERE at < ?", (oldest,)))


def _yielded(row: rows.Row) -> Yielded:
    return Yielded(
        rows.moment(row["at"]), Stage(row["stage"]), rows.heard(row, "reason"), row["jobs"], row["stop_s"],
        row["free_s"], Freed(row["freed"]), rows.maybe_moment(row["resumed_at"]),
    )  # fmt: skip

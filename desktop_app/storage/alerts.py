"""ports.Alerts and ports.Measurements on tables `alerts` and `measurements`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from desktop_app.domain.health import Alert, Kind
from desktop_app.domain.score import Measured, Setting
from desktop_app.storage import rows
from desktop_app.storage.database import Database

KEPT = timedelta(days=366)


class SqlAlerts:
    """Alerts; those that are over and were seen are kept for a year."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, alert: Alert) -> int:
        """Its number."""
        values = {
            "kind": alert.kind.value, **rows.said("title", alert.title), **rows.said("text", alert.text),
            "action": alert.action.value, "raised_at": rows.micros(alert.raised_at),
        }  # fmt: skip

        def work(conn: sqlite3.Connection) -> int:
            rows.insert(conn, "alerts", values)
            return int(conn.execute("SELECT last_insert_rowid()").fetchone()[0])

        return await self._database.write(work)

    async def open(self) -> list[Alert]:
        """Those that still stand or were not seen yet, oldest first."""
        sql = "SELECT * FROM alerts WHERE seen_at IS NULL OR cleared_at IS NULL ORDER BY raised_at, id"
        return [_alert(row) for row in await self._database.read(lambda conn: conn.execute(sql).fetchall())]

    async def recent(self, since: datetime, limit: int) -> list[Alert]:
        """Newest first."""
        sql = "SELECT * FROM alerts WHERE raised_at >= ? ORDER BY raised_at DESC, id DESC LIMIT ?"
        found = await self._database.read(lambda conn: conn.execute(sql, (rows.micros(since), limit)).fetchall())
        return [_alert(row) for row in found]

    async def clear(self, number: int, at: datetime) -> None:
        await self._set("cleared_at", [number], at)

    async def seen(self, numbers: Collection[int], at: datetime) -> None:
        await self._set("seen_at", numbers, at)

    async def tidy(self, now: datetime) -> None:
        sql = "DELETE FROM alerts WHERE cleared_at < ? AND seen_at IS NOT NULL"
        await self._database.write(lambda conn: conn.execute(sql, (rows.micros(now - KEPT),)))

    async def _set(self, column: str, numbers: Collection[int], at: datetime) -> None:
        marks = ", ".join("?" * len(numbers))
        sql = f"UPDATE alerts SET {column} = ? WHERE id IN ({marks}) AND {column} IS NULL"
        await self._database.write(lambda conn: conn.execute(sql, (rows.micros(at), *numbers)))


class SqlMeasurements:
    """What was measured, by the card, driver, runtime and model that it is true for."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, measured: Measured) -> None:
        values = {
            **_key(measured.setting), "at": rows.micros(measured.at),
            "result": json.dumps([[level.streams, level.prompt_tokens_per_s, level.tokens_per_s, level.first_token_s,
                                   level.memory_used] for level in measured.levels]),
        }  # fmt: skip

        def work(conn: sqlite3.Connection) -> None:
            conn.execute(f"DELETE FROM measurements WHERE {_WHERE}", _key(measured.setting))
            rows.insert(conn, "measurements", values)

        await self._database.write(work)

    async def get(self, setting: Setting) -> Measured | None:
        """None when it was never measured with this card, driver, runtime and model."""
        sql = f"SELECT at, result FROM measurements WHERE {_WHERE}"
        row = await self._database.read(lambda conn: conn.execute(sql, _key(setting)).fetchone())
        return None if row is None else Measured.of(setting, rows.moment(row[0]), json.loads(row[1]))

    async def newest(self, card: str, driver: str, runtime: str) -> list[Measured]:
        """Everything measured with this card, driver and runtime, newest first."""
        sql = "SELECT model, size, at, result FROM measurements WHERE card = ? AND driver = ? AND runtime = ?"
        found = await self._database.read(
            lambda conn: conn.execute(f"{sql} ORDER BY at DESC", (card, driver, runtime)).fetchall()
        )
        return [
            Measured.of(Setting(card, driver, runtime, model, size), rows.moment(at), json.loads(result))
            for model, size, at, result in found
        ]


_WHERE = "card = :card AND driver = :driver AND runtime = :runtime AND model = :model AND size = :size"


def _key(setting: Setting) -> dict[str, Any]:
    return {
        "card": setting.card, "driver": setting.driver, "runtime": setting.runtime, "model": setting.model,
        "size": setting.size,
    }  # fmt: skip


def _alert(row: rows.Row) -> Alert:
    return Alert(
        Kind(row["kind"]), rows.heard(row, "title"), rows.heard(row, "text"), rows.moment(row["raised_at"]),
        rows.maybe_moment(row["cleared_at"]), rows.maybe_moment(row["seen_at"]), row["id"],
    )  # fmt: skip

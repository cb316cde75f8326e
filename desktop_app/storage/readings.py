"""Readings of the card as rows of whole numbers (see schema_health.py), and means of them for charts."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

from desktop_app.domain.card import SAMPLED, Reading
from desktop_app.storage import rows

_MIB = 2**20
_HOUR_MS = 3_600_000
_HOURLY = "SELECT hour AS at, utilisation, reported, busy, count FROM reading_hours"
_SINGLE = (
    "SELECT at, utilisation, utilisation IS NOT NULL AS reported, busy / 1000.0 AS busy, 1 AS count FROM readings"
)
_SLICE_MS = SAMPLED // timedelta(milliseconds=1)
_MEANS = """
WITH RECURSIVE stretch(number, begin) AS (
    SELECT 0, :start UNION ALL SELECT number + 1, begin + :step FROM stretch WHERE begin + :step < :end
)
SELECT number, AVG(utilisation), AVG(memory), MAX(temperature), AVG(power), AVG(fan), AVG(clock),
       AVG(memory_clock), MAX(throttle), AVG(ours)
FROM stretch CROSS JOIN readings ON at >= begin AND at < MIN(begin + :slice, :end) GROUP BY number ORDER BY number
"""

Means = list[tuple[datetime, float | None, float]]


def add(conn: sqlite3.Connection, reading: Reading, busy: float) -> None:
    """Write a reading and add it to its hour; one of the same moment changes nothing."""
    at = milliseconds(reading.at)
    new = rows.insert(conn, "readings", {
        "at": at, "busy": round(busy * 1000), "utilisation": _whole(reading.utilisation),
        "temperature": _whole(reading.temperature), "fan": _whole(reading.fan),
        "power": None if reading.power is None else round(reading.power * 10),
        "memory": _mib(reading.memory_used), "ours": _mib(reading.memory_ours),
        "clock": reading.clock, "memory_clock": reading.memory_clock, "throttle": reading.throttle or None,
    })  # fmt: skip
    if new:
        conn.execute(
            "INSERT INTO reading_hours (hour, utilisation, reported, busy, count) VALUES (?, ?, ?, ?, 1)"
            " ON CONFLICT (hour) DO UPDATE SET utilisation = utilisation + excluded.utilisation,"
            " reported = reported + excluded.reported, busy = busy + excluded.busy, count = count + 1",
            (at - at % _HOUR_MS, reading.utilisation or 0.0, int(reading.utilisation is not None), busy),
        )


def utilisation(conn: sqlite3.Connection, since: datetime, until: datetime, points: int) -> Means:
    """At most `points` means (time, card %, our slots %), oldest first, times without a reading left out.

    A mean stands at the beginning of its stretch. Stretches of an hour and more come from hourly sums."""
    start, end = milliseconds(since), milliseconds(until)
    if end <= start or points < 1:
        return []
    step = -(-(end - start) // points)
    source, first = (_HOURLY, start - start % _HOUR_MS) if step >= _HOUR_MS else (_SINGLE, start)
    sql = (
        "SELECT (at - :start) / :step, SUM(utilisation) / NULLIF(SUM(reported), 0), SUM(busy) * 100.0 / SUM(count)"
        f" FROM ({source}) WHERE at >= :first AND at < :end GROUP BY 1 ORDER BY 1"
    )
    found = conn.execute(sql, {"start": start, "first": first, "end": end, "step": step}).fetchall()
    return [(_time(start + number * step), card, busy) for number, card, busy in found[:points]]


def card(conn: sqlite3.Connection, since: datetime, until: datetime, points: int) -> list[Reading]:
    """At most `points` means of everything that is kept, the highest temperature of each stretch (of a quarter of an
    hour of it where it is longer)."""
    start, end = milliseconds(since), milliseconds(until)
    if end <= start or points < 1:
        return []
    step = -(-(end - start) // points)
    bounds = {"start": start, "end": end, "step": step, "slice": min(step, _SLICE_MS)}
    found = conn.execute(_MEANS, bounds).fetchall()
    return [_reading(_time(start + row[0] * step), row) for row in found[:points]]


def _reading(at: datetime, row: sqlite3.Row) -> Reading:
    _, load, memory, heat, power, fan, clock, memory_clock, throttle, ours = row
    used, mine = _bytes(memory), _bytes(ours)
    return Reading(
        at, load, used, None if heat is None else float(heat), None if power is None else power / 10, fan,
        _whole(clock), _whole(memory_clock), throttle, memory_ours=mine,
        memory_others=used - mine if used is not None and mine is not None else None,
    )  # fmt: skip


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _mib(size: int | None) -> int | None:
    return None if size is None else size // _MIB


def _bytes(mib: float | None) -> int | None:
    return None if mib is None else round(mib * _MIB)


def milliseconds(moment: datetime) -> int:
    """Since 1970."""
    return int(moment.timestamp() * 1000)


def _time(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)

"""What the rows of all tables share: keys, single values, and writing a row once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from desktop_app.domain import phrases

Row = sqlite3.Row
Values = dict[str, Any]

_UNIX = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


def book_id(conn: sqlite3.Connection, network: str, provider_id: str) -> int:
    """The short number of a network and provider id; 0, which no row has, when they were never met."""
    row = conn.execute("SELECT id FROM books WHERE network = ? AND provider_id = ?", (network, provider_id)).fetchone()
    return int(row[0]) if row else 0


def new_book_id(conn: sqlite3.Connection, network: str, provider_id: str) -> int:
    """The same, made when it is not there yet."""
    conn.execute("INSERT OR IGNORE INTO books (network, provider_id) VALUES (?, ?)", (network, provider_id))
    return book_id(conn, network, provider_id)


def insert(conn: sqlite3.Connection, table: str, values: Values) -> bool:
    """Write a row unless its unique key is there already; True when it was written."""
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    sql = f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING"
    return conn.execute(sql, tuple(values.values())).rowcount == 1


def settings_of(values: Values) -> tuple[str, tuple[Any, ...]]:
    """`SET` clause and its parameters."""
    return ", ".join(f"{name} = ?" for name in values), tuple(values.values())


# ---- single values ----


def micros(moment: datetime) -> int:
    """Whole microseconds since 1970, exactly."""
    return (moment - _UNIX) // _TICK


def moment(microseconds: int) -> datetime:
    return _UNIX + _TICK * microseconds


def maybe_micros(moment: datetime | None) -> int | None:
    return None if moment is None else micros(moment)


def maybe_moment(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else moment(microseconds)


def json_text(fields: Mapping[str, Any]) -> str:
    """ASCII, so that a customer's broken Unicode cannot stop a row from being written."""
    return json.dumps(dict(fields), separators=(",", ":"))


def plain(text: str) -> str:
    """Text as UTF-8 can hold it: half of a surrogate pair becomes a question mark."""
    return text.encode("utf-8", "replace").decode()


def said(name: str, text: str) -> Values:
    """A sentence for its two columns: in English, and (NULL for a plain one) as it can be said in other languages."""
    parts = phrases.written(text)
    return {name: plain(text), f"{name}_said": None if parts is None else plain(parts)}


def heard(row: Row, name: str) -> str:
    """A sentence of such two columns."""
    return phrases.read(row[name], row[f"{name}_said"])

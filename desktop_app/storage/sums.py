"""Exact sums over any range of time, from roll-ups of days and hours, the ragged edges from the entries.

SQLite's own SUM would add decimal text as floats. So it adds whole quanta (0.00000001), which is exact for amounts
below a million with at most eight places; where one stands that is not such, the adding is done here."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from desktop_app.domain.ledger import Entry, Totals
from desktop_app.domain.money import QUANTUM, as_text, total
from desktop_app.storage import rows

HOUR, DAY = 3_600_000_000, 86_400_000_000
_SPANS = (HOUR, DAY)
EVER = DAY * 10**7


Query = tuple[str, tuple[int | str, ...]]


@dataclass(frozen=True, slots=True)
class Key:
    """How rows are told apart: by an expression over `at` or a column, in which scope of the roll-ups, and
    whether a whole day still tells it."""

    expression: str
    scope: str = "all"
    from_days: bool = True


ALL = Key("''")
HOURS = Key(f"{{at}} / {HOUR} * {HOUR}", from_days=False)
KEYS = {
    "customer": Key("customer", "each"),
    "model": Key("model", "each"),
    "tier": Key("tier", "each"),
    "day": Key("date({at} / 1000000, 'unixepoch')"),
    "hour": Key("strftime('%H', {at} / 1000000, 'unixepoch')", from_days=False),
}

_MOST = "1e6"


def _quanta(column: str) -> str:
    """Clamped, because a sum of what is too large anyway must not overflow."""
    return f"CAST(ROUND(MIN(MAX(CAST({column} AS REAL), -2e6), 2e6) * 1e8) AS INTEGER)"


def _is_odd(column: str) -> str:
    """Too large, or with more places than the quantum has."""
    places = f"instr({column}, '.') AND length({column}) - instr({column}, '.') > 8"
    return f"ABS(CAST({column} AS REAL)) > {_MOST} OR ({places})"


_ADDED = (
    f"SELECT name, SUM({_quanta('gross')}), SUM({_quanta('credited')}), SUM({_quanta('fee')}),"
    " SUM(jobs), SUM(unpaid_jobs), SUM(tokens), SUM(seconds),"
    f" MAX({_is_odd('gross')} OR {_is_odd('credited')}) FROM ({{}}) GROUP BY name"
)
_PLACE = "book, scope, span, start, customer, model, tier"
_FIGURES = "gross, credited, fee, jobs, unpaid_jobs, tokens, seconds"


def add(conn: sqlite3.Connection, book: int, entry: Entry) -> None:
    """Add the entry to the roll-ups of its hour and of its day."""
    at = rows.micros(entry.at)
    names = (rows.plain(entry.customer), rows.plain(entry.model), rows.plain(entry.tier))
    for span in _SPANS:
        for scope, told in (("all", ("", "", "")), ("each", names)):
            _add(conn, (book, scope, span, at - at % span, *told), entry)


def _add(conn: sqlite3.Connection, place: tuple[int | str, ...], entry: Entry) -> None:
    where = " AND ".join(f"{name} = ?" for name in _PLACE.split(", "))
    row = conn.execute(f"SELECT {_FIGURES} FROM rollups WHERE {where}", place).fetchone()
    amounts = [entry.gross, entry.credited, entry.fee]
    counts = [entry.jobs, entry.unpaid_jobs, entry.tokens, entry.seconds]
    if row:
        amounts = [total([amount, Decimal(before)]) for amount, before in zip(amounts, row[:3], strict=True)]
        counts = [count + before for count, before in zip(counts, row[3:], strict=True)]
    sql = f"INSERT OR REPLACE INTO rollups ({_PLACE}, {_FIGURES}) VALUES ({', '.join('?' * 14)})"
    conn.execute(sql, (*place, *map(as_text, amounts), *counts))


def summed(
    conn: sqlite3.Connection, book: int, key: Key, since: datetime | None, until: datetime | None
) -> dict[str | int, Totals]:
    """Sums of `since` ≤ at < `until` (None: no bound) by `key`, in the key's order."""
    queries = _queries(book, key, since, until)
    groups: dict[str | int, list[rows.Row]] = defaultdict(list)
    for sql, parameters in queries:
        for row in conn.execute(_ADDED.format(sql), parameters):
            groups[row[0]].append(row)
    if any(row[8] for found in groups.values() for row in found):
        return _slowly(conn, queries)
    return {name: _added(groups[name]) for name in sorted(groups)}


def _slowly(conn: sqlite3.Connection, queries: list[Query]) -> dict[str | int, Totals]:
    groups: dict[str | int, list[rows.Row]] = defaultdict(list)
    for sql, parameters in queries:
        for row in conn.execute(sql, parameters):
            groups[row[0]].append(row)
    return {name: _totals(groups[name]) for name in sorted(groups)}


def _queries(book: int, key: Key, since: datetime | None, until: datetime | None) -> list[Query]:
    start = -EVER if since is None else rows.micros(since)
    end = EVER if until is None else rows.micros(until)
    first, last = -(-start // HOUR) * HOUR, end // HOUR * HOUR
    if first > last:  # both bounds within one hour
        return [_from_entries(book, key, start, end)]
    edges = [_from_entries(book, key, start, first), _from_entries(book, key, last, end)]
    return edges + [_from_rollups(book, key, *piece) for piece in _pieces(first, last, key.from_days)]


def _pieces(first: int, last: int, from_days: bool) -> list[tuple[int, int, int]]:
    """The whole hours from `first` to `last` as (span, start, end) in microseconds, in days where those are whole."""
    day, last_day = -(-first // DAY) * DAY, last // DAY * DAY
    if not from_days or day >= last_day:
        return [(HOUR, first, last)]
    return [(HOUR, first, day), (DAY, day, last_day), (HOUR, last_day, last)]


def _from_rollups(book: int, key: Key, span: int, start: int, end: int) -> Query:
    name = key.expression.format(at="start")
    where = "book = ? AND scope = ? AND span = ? AND start >= ? AND start < ?"
    return f"SELECT {name} AS name, {_FIGURES} FROM rollups WHERE {where}", (book, key.scope, span, start, end)


def _from_entries(book: int, key: Key, start: int, end: int) -> Query:
    name = key.expression.format(at="at")
    sql = f"SELECT {name} AS name, {_FIGURES} FROM ledger WHERE book = ? AND at >= ? AND at < ?"
    return sql, (book, start, end)


def _totals(found: list[rows.Row]) -> Totals:
    gross, credited, fee = (total([Decimal(row[column]) for row in found]) for column in (1, 2, 3))
    return Totals(
        credited=credited,
        gross=gross,
        fee=fee,
        jobs=sum(row[4] for row in found),
        unpaid_jobs=sum(row[5] for row in found),
        tokens=sum(row[6] for row in found),
        seconds=sum(row[7] for row in found),
    )


def _added(found: list[rows.Row]) -> Totals:
    gross, credited, fee = (QUANTUM * sum(row[column] for row in found) for column in (1, 2, 3))
    jobs, unpaid, tokens, seconds = (sum(row[column] for row in found) for column in (4, 5, 6, 7))
    return Totals(credited, gross, fee, jobs, unpaid, tokens, seconds)

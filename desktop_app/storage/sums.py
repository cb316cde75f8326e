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
BLOCK = 16 * DAY
SPANS = {"all": (HOUR, DAY), "customer": (DAY, BLOCK), "model": (HOUR, DAY, BLOCK), "tier": (DAY, BLOCK)}
"""Which roll-ups are kept. A scope other than `all` tells its rows apart by the one column of its name: a year's sums
by customer read some thousand rows, where rows by customer, model and tier together would be as many as jobs."""
EVER = BLOCK * 10**6


Query = tuple[str, tuple[int | str, ...]]


@dataclass(frozen=True, slots=True)
class Key:
    """How rows are told apart: by an expression over `at` or a column, in which scope of the roll-ups, and by which
    of its spans, shortest first, that is still told."""

    expression: str
    scope: str = "all"
    spans: tuple[int, ...] = (HOUR, DAY)


ALL = Key("''")
HOURS = Key(f"{{at}} / {HOUR} * {HOUR}", spans=(HOUR,))
KEYS = {
    "customer": Key("customer", "customer", SPANS["customer"]),
    "model": Key("model", "model", SPANS["model"]),
    "tier": Key("tier", "tier", SPANS["tier"]),
    "day": Key("date({at} / 1000000, 'unixepoch')"),
    "hour": Key(f"printf('%02d', {{at}} / {HOUR} % 24)", spans=(HOUR,)),
}

_MOST = "1e6"


def _quanta(column: str) -> str:
    """What is too large anyway is left out, because a sum with it would overflow; a fee is a difference of two."""
    return f"IIF(ABS({column}) > 2e6, 0, CAST(ROUND({column} * 1e8) AS INTEGER))"


def _is_odd(column: str) -> str:
    """Too large, or with more places than the quantum has."""
    return f"ABS({column}) > {_MOST} OR {column} GLOB '*.?????????*'"


_ADDED = (
    f"SELECT name, SUM({_quanta('gross')}), SUM({_quanta('credited')}), SUM({_quanta('fee')}),"
    " SUM(jobs), SUM(unpaid_jobs), SUM(tokens), SUM(seconds),"
    f" MAX({_is_odd('gross')} OR {_is_odd('credited')}) FROM ({{}}) GROUP BY name"
)
_PLACE = "book, scope, span, start, customer, model, tier"
_FIGURES = "gross, credited, fee, jobs, unpaid_jobs, tokens, seconds"


def add(conn: sqlite3.Connection, book: int, entry: Entry) -> None:
    """Add the entry to every roll-up that it belongs to."""
    at = rows.micros(entry.at)
    names = (rows.plain(entry.customer), rows.plain(entry.model), rows.plain(entry.tier))
    for scope, spans in SPANS.items():
        for span in spans:
            _add(conn, (book, scope, span, at - at % span, *told(scope, names)), entry)


def told(scope: str, names: tuple[str, str, str]) -> tuple[str, ...]:
    """Customer, model and tier as this scope's rows hold them."""
    columns = zip(("customer", "model", "tier"), names, strict=True)
    return tuple(name if column == scope else "" for column, name in columns)


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
    shortest = key.spans[0]
    first, last = -(-start // shortest) * shortest, end // shortest * shortest
    if first > last:  # both bounds within one of them
        return [_from_entries(book, key, start, end)]
    edges = [_from_entries(book, key, *edge) for edge in ((start, first), (last, end)) if edge[0] < edge[1]]
    return edges + [_from_rollups(book, key, *piece) for piece in _pieces(first, last, key.spans)]


def _pieces(first: int, last: int, spans: tuple[int, ...]) -> list[tuple[int, int, int]]:
    """From `first` to `last`, both whole, as (span, start, end) in microseconds, in the longest whole spans."""
    if first >= last:
        return []
    *shorter, longest = spans
    start, end = -(-first // longest) * longest, last // longest * longest
    if not shorter:
        return [(longest, first, last)]
    if start >= end:
        return _pieces(first, last, tuple(shorter))
    before, after = _pieces(first, start, tuple(shorter)), _pieces(end, last, tuple(shorter))
    return [*before, (longest, start, end), *after]


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

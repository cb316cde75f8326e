"""The step of sums by one column: roll-ups by customer, by model and by tier, in place of those by all three."""

from __future__ import annotations

import sqlite3
from decimal import Decimal

from desktop_app.domain.money import as_text, total
from desktop_app.storage import sums

_COLUMNS = "book, start, customer, model, tier, gross, credited, fee, jobs, unpaid_jobs, tokens, seconds"


def sums_by_one(conn: sqlite3.Connection) -> None:
    """Both kinds hold the same hours, so nothing is read from the ledger."""
    added: dict[tuple[int | str, ...], list[list[Decimal] | float]] = {}
    for row in conn.execute(f"SELECT {_COLUMNS} FROM rollups WHERE scope = 'each' AND span = ?", (sums.HOUR,)):
        book, start, *names = row[:5]
        for scope, spans in sums.SPANS.items():
            for span in spans if scope != "all" else ():
                place = (book, scope, span, start - start % span, *sums.told(scope, (names[0], names[1], names[2])))
                _add(added.setdefault(place, [[], [], [], 0, 0, 0, 0.0]), row[5:])
    conn.execute("DELETE FROM rollups WHERE scope = 'each'")
    for place, found in added.items():
        figures = (as_text(total(figure)) if isinstance(figure, list) else figure for figure in found)
        conn.execute(f"INSERT INTO rollups VALUES ({', '.join('?' * 14)})", (*place, *figures))


def _add(found: list[list[Decimal] | float], figures: tuple[str | int | float, ...]) -> None:
    for index, figure in enumerate(figures):
        before = found[index]
        if isinstance(before, list):
            before.append(Decimal(str(figure)))
        else:
            found[index] = before + figure  # type: ignore[operator]  # the last four columns are numbers

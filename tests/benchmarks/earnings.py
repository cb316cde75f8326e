"""get_earnings over a year of 200,000 jobs, as the façade asks the history, and whether it is exact to the last decimal.

One customer in five is a regular, the others come a few times: so the roll-ups by customer are as long as they get."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import time
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop_app.domain.jobs import JobKey
from desktop_app.domain.ledger import Entry, EntryKind, text_key
from desktop_app.domain.money import as_text, quantize, total
from desktop_app.domain.statement import BREAKDOWNS, needed
from desktop_app.storage import money_rows, rows, schema_sums, sums
from desktop_app.storage.history import History

NETWORK, ME = "n", "me"
JOBS = 200_000
UNTIL = datetime(2026, 11, 26, 11, 17, 5, tzinfo=UTC)
CUSTOMERS = [f"0x{number:040x}" for number in range(200)]
MODELS, TIERS = [f"model-{number}" for number in range(6)], ["", "basic", "premium", "enterprise"]


def entries(jobs: int, corrections: int, seed: int = 1, until: datetime = UNTIL) -> list[Entry]:
    """A year of them, and corrections of random jobs at random later times."""
    draw = random.Random(seed)
    made = [_credit(draw, number, until) for number in range(jobs)]
    made += [_correction(draw, draw.choice(made), number, until) for number in range(corrections)]
    return made


def _credit(draw: random.Random, number: int, until: datetime) -> Entry:
    job = JobKey(NETWORK, ME, f"{number:032x}")
    at = until - timedelta(microseconds=draw.randrange(365 * 86_400_000_000))
    gross = quantize(Decimal(draw.randrange(10**9)) / 10**8)
    credited = quantize(gross * Decimal("0.975"))
    customer = draw.choice(CUSTOMERS[:40] if draw.random() < 0.8 else CUSTOMERS)
    return Entry(
        text_key(job, "escrow", EntryKind.CREDIT, 0), job, EntryKind.CREDIT, at, gross, credited, gross - credited,
        customer, draw.choice(MODELS), draw.choice(TIERS), 1, 0, 300, 12.5,
    )  # fmt: skip


def _correction(draw: random.Random, entry: Entry, number: int, until: datetime) -> Entry:
    change = quantize(Decimal(draw.randrange(-(10**8), 10**8)) / 10**8)
    at = entry.at + (until - entry.at) * draw.random()
    key = text_key(entry.job, "escrow", EntryKind.CORRECTION, number + 1)
    kind = EntryKind.CORRECTION
    return Entry(
        key, entry.job, kind, at, change, change, Decimal(0), entry.customer, entry.model, entry.tier, 0, 0, 0, 0.0
    )


async def fill(history: History, made: list[Entry]) -> None:
    """Rows as booking writes them; the roll-ups through the migration, which is the same arithmetic at once."""

    def work(conn: sqlite3.Connection) -> None:
        book = rows.new_book_id(conn, NETWORK, ME)
        hours: dict[tuple[int, str, str, str], list[Entry]] = defaultdict(list)
        for entry in made:
            rows.insert(conn, "ledger", {"book": book, **money_rows.entry_values(entry)})
            at = rows.micros(entry.at)
            hours[at - at % sums.HOUR, entry.customer, entry.model, entry.tier].append(entry)
        for (start, *names), found in hours.items():
            _insert(conn, (book, "each", sums.HOUR, start, *names), found)
        for span in (sums.HOUR, sums.DAY):
            whole: dict[int, list[Entry]] = defaultdict(list)
            for entry in made:
                whole[rows.micros(entry.at) // span * span].append(entry)
            for start, found in whole.items():
                _insert(conn, (book, "all", span, start, "", "", ""), found)
        schema_sums.sums_by_one(conn)

    await history._database.write(work)


def _insert(conn: sqlite3.Connection, place: tuple[int | str, ...], found: list[Entry]) -> None:
    amounts = (as_text(total([getattr(e, name) for e in found])) for name in ("gross", "credited", "fee"))
    counts = (sum(getattr(e, name) for e in found) for name in ("jobs", "unpaid_jobs", "tokens", "seconds"))
    conn.execute(f"INSERT INTO rollups VALUES ({', '.join('?' * 14)})", (*place, *amounts, *counts))


def plain(made: list[Entry], since: datetime | None) -> dict[str, dict[str, Decimal]]:
    """What each customer, model, tier, day and hour was credited, added up one by one; and all of it under ""."""
    found: dict[str, dict[str, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
    for entry in made:
        if since is not None and entry.at < since:
            continue
        names = {
            "": "", "customer": entry.customer, "model": entry.model, "tier": entry.tier,
            "day": f"{entry.at:%Y-%m-%d}", "hour": f"{entry.at:%H}",
        }  # fmt: skip
        for word, name in names.items():
            found[word][name].append(entry.credited)
    return {word: {name: total(amounts) for name, amounts in by.items()} for word, by in found.items()}


async def asked(history: History, since: datetime | None, by: tuple[str, ...]) -> dict[str, dict[str, Decimal]]:
    """What `get_earnings` asks for."""
    ledger = history.ledger
    sums_of = {"": {"": (await ledger.totals(NETWORK, ME, since)).credited}}
    for word in needed(by):
        found = await ledger.breakdown(NETWORK, ME, word, since, None)
        sums_of[word] = {name: totals.credited for name, totals in found.items()}
    return sums_of


async def _measure(folder: Path) -> dict[str, Any]:
    history = await History.open(folder / "history.db")
    made = entries(JOBS, JOBS // 100)
    await fill(history, made[:-100])
    for entry in made[-100:]:
        await history.ledger.book(entry, None)
    found: dict[str, Any] = {"jobs": JOBS, "corrections": JOBS // 100}
    for period, days in (("30d", 30), ("1y", 365), ("all", None)):
        since = None if days is None else UNTIL - timedelta(days=days)
        for name, by in (("the guide's", ("client", "model_type", "time_of_day")), ("every", tuple(BREAKDOWNS))):
            took = []
            for _ in range(5):
                began = time.perf_counter()
                answer = await asked(history, since, by)
                took.append(time.perf_counter() - began)
            expected = plain(made, since)
            assert all(answer[word] == expected[word] for word in answer), "exact to the last decimal"
            found[f"{period}, {name} breakdown"] = {"s": round(sorted(took)[2], 4)}
    await history.close()
    return found


def measure(folder: Path) -> dict[str, Any]:
    return asyncio.run(_measure(folder))

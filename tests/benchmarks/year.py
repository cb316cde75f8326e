"""A history of one year: 200,000 jobs with their money, and a reading every ten seconds."""

from __future__ import annotations

import random
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from desktop_app.domain.money import as_text
from desktop_app.storage.history import FILE, History

NETWORK, PROVIDER = "practice network", "provider-1"
END = datetime(2026, 11, 22, 13, 20, tzinfo=UTC)
DAYS = 365
MODELS = ("llama3.1:8b", "qwen2.5:14b", "mistral:7b", "phi3:mini", "gemma2:9b")
TIERS = ("", "priority", "batch")
_HOUR, _DAY = 3_600_000_000, 86_400_000_000
_JOBS = (
    "INSERT INTO jobs (book, job_id, phase, received_at, constraints, payment_status, amount, customer, payee,"
    " job_type, model, tier, adopted, started_at, finished_at, work_model, prompt_tokens, tokens, seconds,"
    " finish_reason, outcome, reason, booking) VALUES (1, ?, 'closed', ?, '{}', 'released', ?, ?, 'ait1me',"
    " 'inference', ?, ?, 0, ?, ?, ?, 40, ?, ?, 'stop', ?, ?, 'booked')"
)
_LEDGER = (
    "INSERT INTO ledger (book, short_key, job_id, kind, at, gross, credited, fee, customer, model, tier, jobs,"
    " unpaid_jobs, tokens, seconds) VALUES (1, ?, ?, 'credit', ?, ?, ?, ?, ?, ?, ?, 1, 0, ?, ?)"
)


async def make_year(home: Path, jobs: int = 200_000, readings: int = DAYS * 8640) -> Path:
    """The file of the history; every run makes the same one."""
    path = home / FILE
    history = await History.open(path)
    await history.records.use_book(NETWORK, PROVIDER, "PLAY", END)
    await history.close()
    with sqlite3.connect(path) as conn:
        conn.execute("PRAGMA synchronous = OFF")
        rows = list(_jobs(jobs))
        conn.executemany(_JOBS, [row[0] for row in rows])
        conn.executemany(_LEDGER, [row[1] for row in rows if row[1]])
        conn.executemany(f"INSERT INTO rollups VALUES ({', '.join('?' * 14)})", _rollups([r[1] for r in rows if r[1]]))
        _readings(conn, readings)
    conn.close()
    return path


def _jobs(count: int) -> Iterator[tuple[tuple[object, ...], tuple[object, ...] | None]]:
    chance = random.Random(7)
    start = END - timedelta(days=DAYS)
    customers = [f"ait1customer{n:03}" for n in range(60)]
    step = timedelta(days=DAYS) / count
    for number in range(count):
        at = int((start + step * number).timestamp() * 1e6)
        tokens, seconds = chance.randrange(20, 900), chance.uniform(1, 60)
        model, tier = chance.choice(MODELS), chance.choice(TIERS)
        customer = customers[min(int(chance.expovariate(0.1)), 59)]
        gross = Decimal(chance.randrange(1_000_000, 90_000_000)) / 10**8
        fee = (gross * Decimal("0.025")).quantize(Decimal("0.00000001"))
        good = chance.random() > 0.04
        outcome, reason = ("completed", "") if good else ("failed", "The model 'x' is not installed here.")
        job_id = f"job-{number:07}"
        yield (
            (job_id, at - 9_000_000, as_text(gross), customer, model, tier, at - 8_000_000, at, model, tokens, seconds,
             outcome, reason),
            ("escrow:credit:0", job_id, at, as_text(gross), as_text(gross - fee), as_text(fee), customer,
             model, tier, tokens, seconds) if good else None,
        )  # fmt: skip


def _rollups(entries: list[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    sums: dict[tuple[object, ...], list[object]] = defaultdict(lambda: [Decimal(0)] * 3 + [0, 0, 0, 0.0])
    for _, _, at, gross, credited, fee, customer, model, tier, tokens, seconds in entries:
        for span in (_HOUR, _DAY):
            for scope, told in (("all", ("", "", "")), ("each", (customer, model, tier))):
                figures = sums[(1, scope, span, at - at % span, *told)]  # type: ignore[operator]
                for place, value in enumerate((Decimal(gross), Decimal(credited), Decimal(fee), 1, 0, tokens, seconds)):  # type: ignore[arg-type]
                    figures[place] += value  # type: ignore[operator]
    for key, (gross, credited, fee, *rest) in sums.items():
        yield (*key, as_text(gross), as_text(credited), as_text(fee), *rest)  # type: ignore[arg-type]


def _readings(conn: sqlite3.Connection, count: int) -> None:
    end = int(END.timestamp() * 1000)
    conn.execute(
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?)"
        " INSERT INTO readings (at, busy, utilisation, temperature, fan, power, memory, ours, clock, memory_clock)"
        " SELECT ? - i * 10000, (i / 30 % 2) * 1000, 20 + i / 30 % 2 * 70 + i % 9, 45 + i / 360 % 30, 30 + i % 40,"
        " 400 + i / 30 % 2 * 2500 + i % 100, 6000 + i % 900, 4000, 1900, 9500 FROM n",
        (count, end),
    )
    conn.execute(
        "INSERT INTO reading_hours SELECT at - at % 3600000, SUM(utilisation), COUNT(utilisation), SUM(busy) / 1000.0,"
        " COUNT(*) FROM readings GROUP BY 1"
    )

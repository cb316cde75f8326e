"""ports_agreements.Facts on `jobs`, `gate_events`, `readings`, `job_energy`: what rules read of the past."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

from desktop_app.domain import spans
from desktop_app.domain.analytics import Worked
from desktop_app.domain.batch import BATCH
from desktop_app.domain.energy import JobEnergy, Sample
from desktop_app.domain.jobs import JobKey, Outcome
from desktop_app.domain.money import QUANTUM, ZERO
from desktop_app.domain.sla import JobFact
from desktop_app.domain.spans import Span
from desktop_app.provider.ports import EnergySum
from desktop_app.storage import rows
from desktop_app.storage.database import Database

_ENDED = (
    "SELECT job_id, received_at, started_at, finished_at, outcome, model, tier, customer, amount, seconds"
    " FROM jobs WHERE book = ? AND outcome IS NOT NULL AND finished_at >= ? AND finished_at < ? ORDER BY finished_at"
)
_OF_ENDED = "FROM jobs WHERE book = :book AND outcome IS NOT NULL AND finished_at >= :since AND finished_at < :until"
_RUNS = f"SELECT finished_at - CAST(ROUND(seconds * 1e6) AS INTEGER), finished_at {_OF_ENDED} AND seconds > 0"
_ARRIVALS = (
    f"SELECT received_at / :quarter, COUNT(*) {_OF_ENDED} AND received_at >= :since AND received_at < :until GROUP BY 1"
)
_UNPAID = f"SELECT TOTAL(seconds) {_OF_ENDED} AND (amount IS NULL OR CAST(amount AS REAL) = 0)"
_POWER = "SELECT at, power FROM readings WHERE at >= ? AND at < ? AND power IS NOT NULL ORDER BY at"
_GAPS = """
WITH RECURSIVE seen(at, before) AS (
    SELECT :start, :start UNION ALL
    SELECT COALESCE(
        (SELECT MAX(at) FROM readings WHERE at > seen.at AND at <= seen.at + :longest AND at < :end),
        (SELECT MIN(at) FROM readings WHERE at > seen.at AND at < :end)
    ), seen.at FROM seen WHERE seen.at IS NOT NULL
)
SELECT before, at FROM seen WHERE at - before > :longest
"""
"""From reading to reading in steps as long as silence may last: a year of three million is crossed in 100,000."""
_SUM = (
    "SELECT currency, SUM(joules), SUM(cost), SUM(tokens), SUM(unpriced), SUM(jobs) FROM ("
    "SELECT currency, joules, cost, tokens, unpriced, jobs FROM energy_hours"
    " WHERE book = :book AND hour >= :first AND hour < :last"
    " UNION ALL SELECT currency, joules, cost, tokens, tokens IS NULL, 1 FROM job_energy"
    " WHERE book = :book AND at >= :since AND at < MIN(:first, :until)"
    " UNION ALL SELECT currency, joules, cost, tokens, tokens IS NULL, 1 FROM job_energy"
    " WHERE book = :book AND at >= MAX(:last, :first) AND at < :until"
    ") GROUP BY currency ORDER BY currency"
)
_ADD = (
    "INSERT INTO energy_hours VALUES (?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET"
    " joules = joules + excluded.joules, cost = cost + excluded.cost, tokens = tokens + excluded.tokens,"
    " unpriced = unpriced + excluded.unpriced, jobs = jobs + 1"
)
_HOUR, _QUARTER = 3_600_000_000, 900_000_000


class SqlFacts:
    """Facts about the past; nothing is changed here but the energy of a job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ended(self, network: str, provider_id: str, since: datetime, until: datetime) -> list[JobFact]:
        """Jobs that ended from `since` to `until` (exclusive), oldest first."""

        def work(conn: sqlite3.Connection) -> list[JobFact]:
            book = rows.book_id(conn, network, provider_id)
            return [_fact(row) for row in conn.execute(_ENDED, (book, rows.micros(since), rows.micros(until)))]

        return await self._database.read(work)

    async def worked(
        self, network: str, provider_id: str, since: datetime, until: datetime, offered: Sequence[Span]
    ) -> Worked:
        """What the jobs that ended from `since` to `until` (exclusive) come to."""
        bounds = {"since": rows.micros(since), "until": rows.micros(until)}
        whole = [(rows.micros(start), rows.micros(end)) for start, end in offered]

        def work(conn: sqlite3.Connection) -> Worked:
            ours = bounds | {"book": rows.book_id(conn, network, provider_id)}
            runs = spans.joined((start, end) for start, end in conn.execute(_RUNS, ours))
            came = conn.execute(_ARRIVALS, ours | {"quarter": _QUARTER})
            return Worked(
                sum(end - start for start, end in spans.common(whole, runs)) / 1e6,
                {rows.moment(quarter * _QUARTER): count for quarter, count in came},
                conn.execute(_UNPAID, ours).fetchone()[0],
            )

        return await self._database.read(work)

    async def power(self, since: datetime, until: datetime) -> list[Sample]:
        """Watts as they were read, oldest first."""

        def work(conn: sqlite3.Connection) -> list[Sample]:
            unit = _per_watt(conn)
            return [(_time(at), watts / unit) for at, watts in conn.execute(_POWER, (_ms(since), _ms(until)))]

        return await self._database.read(work)

    async def idle_power(self, since: datetime, until: datetime) -> list[float]:
        """Watts that were read while none of our jobs ran."""
        sql = "SELECT power FROM readings WHERE at >= ? AND at < ? AND power IS NOT NULL AND busy = 0"

        def work(conn: sqlite3.Connection) -> list[float]:
            unit = _per_watt(conn)
            return [row[0] / unit for row in conn.execute(sql, (_ms(since), _ms(until)))]

        return await self._database.read(work)

    async def silences(self, since: datetime, until: datetime, longest: float) -> list[Span]:
        """The stretches of more than `longest` seconds without any reading: the program or the machine was off."""
        start, end = _ms(since), _ms(until)

        def work(conn: sqlite3.Connection) -> list[Span]:
            found = conn.execute(_GAPS, {"start": start, "end": end, "longest": longest * 1000}).fetchall()
            last = conn.execute("SELECT MAX(at) FROM readings WHERE at >= ? AND at < ?", (start, end)).fetchone()[0]
            if end - (start if last is None else last) > longest * 1000:
                found.append((start if last is None else last, end))
            return [(_time(a), _time(b)) for a, b in found]

        return await self._database.read(work)

    async def gate_switches(self, since: datetime, until: datetime) -> list[tuple[datetime, str]]:
        """The gate's status at each change, oldest first, with the last one before `since`."""
        first = "COALESCE((SELECT MAX(at) FROM gate_events WHERE at < ?), ?)"
        sql = f"SELECT at, status FROM gate_events WHERE at >= {first} AND at < ? ORDER BY at, id"
        bounds = (rows.micros(since), rows.micros(since), rows.micros(until))
        found = await self._database.read(lambda conn: conn.execute(sql, bounds).fetchall())
        return [(rows.moment(at), status) for at, status in found]

    async def add_energy(self, key: JobKey, at: datetime, energy: JobEnergy, currency: str) -> None:
        """A job's energy, once: the first figure stands."""
        micros, cost = rows.micros(at), _quanta(energy.cost)
        tokens = None if energy.tokens is None else _quanta(energy.tokens)
        figures = {
            "job_id": key.job_id, "at": micros, "joules": energy.used.joules, "measured": energy.used.measured,
            "currency": rows.plain(currency), "cost": cost, "tokens": tokens,
        }  # fmt: skip

        def work(conn: sqlite3.Connection) -> None:
            book = rows.new_book_id(conn, key.network, key.provider_id)
            if rows.insert(conn, "job_energy", {"book": book, **figures}):
                sums = (figures["currency"], energy.used.joules, cost, tokens or 0, int(tokens is None))
                conn.execute(_ADD, (book, micros - micros % _HOUR, *sums))

        await self._database.write(work)

    async def with_energy(self, network: str, provider_id: str, since: datetime) -> set[str]:
        """Ids of the jobs that ended since then and whose energy is booked."""
        sql = "SELECT job_id FROM job_energy WHERE book = ? AND at >= ?"
        return await self._database.read(
            lambda conn: {
                r[0] for r in conn.execute(sql, (rows.book_id(conn, network, provider_id), rows.micros(since)))
            }
        )

    async def energy(self, network: str, provider_id: str, since: datetime, until: datetime) -> list[EnergySum]:
        """Exact sums by the currency that the costs are in."""

        def work(conn: sqlite3.Connection) -> list[EnergySum]:
            book = rows.book_id(conn, network, provider_id)
            start, end = rows.micros(since), rows.micros(until)
            bounds = {"since": start, "until": end, "first": -(-start // _HOUR) * _HOUR, "last": end // _HOUR * _HOUR}
            return [
                EnergySum(currency, joules, _amount(cost), _amount(tokens), unpriced, jobs)
                for currency, joules, cost, tokens, unpriced, jobs in conn.execute(_SUM, {"book": book, **bounds})
            ]

        return await self._database.read(work)


def _fact(row: rows.Row) -> JobFact:
    return JobFact(
        job_id=row["job_id"],
        arrived=rows.moment(row["received_at"]),
        started=rows.maybe_moment(row["started_at"]),
        ended=rows.moment(row["finished_at"]),
        outcome=Outcome(row["outcome"]),
        taken=bool(row["model"]),
        batched=row["tier"] == BATCH,
        customer=row["customer"],
        paid=ZERO if row["amount"] is None else Decimal(row["amount"]),
        seconds=row["seconds"],
        model=row["model"],
    )


def _per_watt(conn: sqlite3.Connection) -> float:
    """Older files hold whole watts as REAL, newer ones tenths of a watt as INTEGER."""
    kind = conn.execute("SELECT type FROM pragma_table_info('readings') WHERE name = 'power'").fetchone()[0]
    return 10.0 if kind == "INTEGER" else 1.0


def _quanta(amount: Decimal) -> int:
    return int((amount / QUANTUM).to_integral_value())


def _amount(quanta: int | None) -> Decimal:
    return QUANTUM * (quanta or 0)


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _time(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)

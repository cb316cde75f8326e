"""ports.Journal on tables `jobs`, `texts` and `outbox`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from desktop_app.domain.intents import OPEN_INTENTS, Intent, IntentKind, IntentState
from desktop_app.domain.jobs import OPEN_PHASES, JobKey, JournalJob, Outcome, Phase, Terms, Work
from desktop_app.domain.state import RecentJob
from desktop_app.storage import job_rows, rows, tallies
from desktop_app.storage.database import Database

# Written out, not as parameters: SQLite takes a partial index only for the same words as in the schema.
_OPEN = "phase IN ('received', 'queued', 'running')"
_OPEN_INTENT = "state IN ('ready', 'sending', 'unsure')"
_OF_KEY = "book = (SELECT id FROM books WHERE network = ? AND provider_id = ?) AND job_id = ?"
_JOBS = (
    "SELECT jobs.*, COALESCE(payload, '{}') AS payload, COALESCE(text, '') AS text"
    " FROM jobs LEFT JOIN texts ON texts.job = jobs.id"
)


class SqlJournal:
    """Jobs and their terminal messages; every method is one transaction.

    A job that is finished or closed stays so: whatever a late coroutine asks for, it does not move back, its
    first terminal intent stands, and a proven or dead intent is never opened again. `keeps_texts`: what a closed job
    wrote stays for a while (`texts`)."""

    def __init__(self, database: Database, *, keeps_texts: bool = False) -> None:
        self._database, self._keeps_texts = database, keeps_texts

    async def record(self, job: JournalJob) -> bool:
        def work(conn: sqlite3.Connection) -> bool:
            book = rows.new_book_id(conn, job.key.network, job.key.provider_id)
            if not rows.insert(conn, "jobs", {"book": book, **job_rows.job_values(job)}):
                return False
            rows.insert(conn, "texts", {"job": _row_id(conn, job.key), **job_rows.text_values(job)})
            return True

        return await self._database.write(work)

    async def get(self, key: JobKey) -> JournalJob | None:
        def work(conn: sqlite3.Connection) -> JournalJob | None:
            row = conn.execute(f"{_JOBS} WHERE {_OF_KEY}", _of(key)).fetchone()
            return job_rows.job_of(row, key) if row else None

        return await self._database.read(work)

    async def open_jobs(self, network: str, provider_id: str) -> list[JournalJob]:
        return await self._jobs(network, provider_id, f"{_OPEN} ORDER BY received_at, id")

    async def unbooked(self, network: str, provider_id: str) -> list[JournalJob]:
        return await self._jobs(network, provider_id, "booking = 'waiting' ORDER BY finished_at, id")

    async def _jobs(self, network: str, provider_id: str, condition: str) -> list[JournalJob]:
        def work(conn: sqlite3.Connection) -> list[JournalJob]:
            book = rows.book_id(conn, network, provider_id)
            found = conn.execute(f"{_JOBS} WHERE book = ? AND {condition}", (book,))
            return [job_rows.job_of(row, JobKey(network, provider_id, row["job_id"])) for row in found]

        return await self._database.read(work)

    async def known(self, network: str, provider_id: str, job_ids: Sequence[str]) -> set[str]:
        def work(conn: sqlite3.Connection) -> set[str]:
            book = rows.book_id(conn, network, provider_id)
            sql = "SELECT job_id FROM jobs WHERE book = ? AND job_id IN (SELECT value FROM json_each(?))"
            return {row[0] for row in conn.execute(sql, (book, json.dumps(list(job_ids))))}

        return await self._database.read(work)

    async def set_terms(self, key: JobKey, terms: Terms) -> None:
        await self._set(key, job_rows.terms_values(terms), "")

    async def set_phase(
        self, key: JobKey, phase: Phase, *, started_at: datetime | None = None, model: str = "", job_type: str = "",
        tier: str = "",
    ) -> None:  # fmt: skip
        """Move an open job; `finish` and `close_job` end it. What is left out stays as it is."""
        if phase not in OPEN_PHASES:
            raise ValueError("phase must be received, queued or running; finish() and close_job() end a job")
        values: rows.Values = {"phase": phase.value}
        if started_at is not None:
            values["started_at"] = rows.micros(started_at)
        if model:
            values["model"] = rows.plain(model)
        if job_type:
            values["job_type"] = rows.plain(job_type)
        if tier:
            values["tier"] = rows.plain(tier)
        await self._set(key, values, f" AND {_OPEN}")

    async def save_partial(self, key: JobKey, work: Work) -> None:
        clause, parameters = rows.settings_of(job_rows.work_values(work))

        def write(conn: sqlite3.Connection) -> None:
            sql = f"UPDATE jobs SET {clause} WHERE {_OF_KEY} AND {_OPEN}"
            if conn.execute(sql, (*parameters, *_of(key))).rowcount:
                text = "UPDATE texts SET text = ? WHERE job = ?"
                conn.execute(text, (rows.plain(work.text), _row_id(conn, key)))

        await self._database.write(write)

    async def _set(self, key: JobKey, values: rows.Values, condition: str) -> None:
        clause, parameters = rows.settings_of(values)
        sql = f"UPDATE jobs SET {clause} WHERE {_OF_KEY}{condition}"
        await self._database.write(lambda conn: conn.execute(sql, (*parameters, *_of(key))))

    async def finish(
        self, key: JobKey, outcome: Outcome, reason: str, work: Work, at: datetime, intent: Intent | None
    ) -> bool:
        """One transaction: the job is finished (closed where there is no intent) and its intent stands in the
        outbox. False when it was finished before: the first end of a job wins, and nothing changes."""
        values = job_rows.work_values(work) | {
            "phase": (Phase.FINISHED if intent else Phase.CLOSED).value,
            "outcome": outcome.value,
            "finished_at": rows.micros(at),
        } | rows.said("reason", reason)
        if intent is None:
            values["constraints"] = "{}"
        clause, parameters = rows.settings_of(values)

        def write(conn: sqlite3.Connection) -> bool:
            job = _row_id(conn, key)
            if not conn.execute(f"UPDATE jobs SET {clause} WHERE id = ? AND {_OPEN}", (*parameters, job)).rowcount:
                return False
            texts = (rows.plain(work.text), rows.json_text(intent.body if intent else {}), job)
            conn.execute("UPDATE texts SET text = ?, body = ? WHERE job = ?", texts)
            if intent is None:
                self._drop(conn, job)
            else:
                rows.insert(conn, "outbox", {"job": job, **job_rows.intent_values(intent)})
            return True

        return await self._database.write(write)

    def _drop(self, conn: sqlite3.Connection, job: int) -> None:
        """A closed job's texts go; what it wrote may stay for a while, what was asked never does."""
        if self._keeps_texts:
            conn.execute("UPDATE texts SET payload = '{}', body = '{}' WHERE job = ?", (job,))
        else:
            conn.execute("DELETE FROM texts WHERE job = ?", (job,))

    async def open_intents(self, network: str, provider_id: str) -> list[Intent]:
        def work(conn: sqlite3.Connection) -> list[Intent]:
            book = rows.book_id(conn, network, provider_id)
            sql = (
                # In this order: the few open messages first, then their jobs, not all jobs ever.
                "SELECT outbox.*, jobs.job_id, texts.body FROM outbox CROSS JOIN jobs ON jobs.id = outbox.job"
                " CROSS JOIN texts ON texts.job = outbox.job"
                f" WHERE jobs.book = ? AND outbox.{_OPEN_INTENT} ORDER BY outbox.created_at, outbox.job"
            )
            found = conn.execute(sql, (book,))
            return [job_rows.intent_of(row, JobKey(network, provider_id, row["job_id"])) for row in found]

        return await self._database.read(work)

    async def set_intent(
        self, key: JobKey, state: IntentState, *, sent_at: datetime | None = None, tries: int | None = None,
        reads: int | None = None, last_read_at: datetime | None = None, note: str = "",
    ) -> None:  # fmt: skip
        """Note how the delivery stands; `close_job` ends it. What is left out stays as it is."""
        if state not in OPEN_INTENTS:
            raise ValueError("state must be ready, sending or unsure; close_job() ends an intent")
        told: dict[str, Any] = {
            "sent_at": rows.maybe_micros(sent_at), "tries": tries, "reads": reads,
            "last_read_at": rows.maybe_micros(last_read_at),
        }  # fmt: skip
        values = {"state": state.value} | {name: value for name, value in told.items() if value is not None}
        values |= rows.said("note", note) if note else {}
        clause, parameters = rows.settings_of(values)

        def work(conn: sqlite3.Connection) -> None:
            sql = f"UPDATE outbox SET {clause} WHERE job = ? AND {_OPEN_INTENT}"
            conn.execute(sql, (*parameters, _row_id(conn, key)))

        await self._database.write(work)

    async def close_job(self, key: JobKey, state: IntentState, outcome: Outcome, reason: str, at: datetime) -> None:
        """One transaction: the intent is proven or dead, the job closed, its texts dropped unless they are kept; a
        delivered result waits for its money. A job that is closed already is left as it is."""
        if state in OPEN_INTENTS:
            raise ValueError("state must be proven or dead")
        why = rows.said("reason", reason)

        def work(conn: sqlite3.Connection) -> None:
            job = _row_id(conn, key)
            kind = conn.execute("SELECT kind FROM outbox WHERE job = ?", (job,)).fetchone()
            waits = state is IntentState.PROVEN and kind is not None and kind[0] == IntentKind.RESULT
            closed = conn.execute(
                "UPDATE jobs SET phase = 'closed', outcome = ?, reason = ?, reason_said = ?,"
                " finished_at = COALESCE(finished_at, ?), constraints = '{}',"
                " booking = CASE WHEN booking = '' AND ? THEN 'waiting' ELSE booking END"
                " WHERE id = ? AND phase <> 'closed'",
                (outcome.value, *why.values(), rows.micros(at), waits, job),
            ).rowcount
            if closed:
                conn.execute("UPDATE outbox SET state = ? WHERE job = ?", (state.value, job))
                self._drop(conn, job)

        await self._database.write(work)

    async def counts(self, network: str, provider_id: str) -> Mapping[Outcome, int]:
        """Closed jobs by outcome; what is finished but not yet delivered is in the outbox, not here."""
        return await self._database.read(lambda conn: tallies.counts(conn, rows.book_id(conn, network, provider_id)))

    async def unpaid_since(self, network: str, provider_id: str, since: datetime) -> int:
        """Unpaid jobs received since then and taken: queued, running or once started; a declined one is neither."""
        return await self._database.read(
            lambda conn: tallies.unpaid_since(conn, rows.book_id(conn, network, provider_id), since)
        )

    async def recent(self, network: str, provider_id: str, since: datetime, limit: int) -> list[RecentJob]:
        """Jobs that ended since then, newest first; `credited` is None until money is booked."""
        return await self._database.read(
            lambda conn: tallies.recent(conn, rows.book_id(conn, network, provider_id), since, limit)
        )


def _of(key: JobKey) -> tuple[str, str, str]:
    return key.network, key.provider_id, key.job_id


def _row_id(conn: sqlite3.Connection, key: JobKey) -> int:
    """The job's row; LookupError when it was never recorded, which is a bug of the caller."""
    row = conn.execute(f"SELECT id FROM jobs WHERE {_OF_KEY}", _of(key)).fetchone()
    if row is None:
        raise LookupError(f"job {key.job_id} is not in the journal")
    return int(row[0])

"""The tables, and the steps that lead from one version of them to the next.

Room counts: a year may bring 200,000 jobs and three million readings. So a network and a provider id share one
short number (`books`) and are left out of the ledger's keys, and times are whole microseconds (in readings:
milliseconds) since 1970. Amounts are decimal text. Roll-ups come in scopes (`sums.SPANS`): `all`, because the
plain curve of a year should not read every customer's hours, and by customer, by model and by tier.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from desktop_app.storage import (
    schema_claims,
    schema_gate_said,
    schema_health,
    schema_networks,
    schema_rates,
    schema_room,
    schema_said,
    schema_shut_in,
    schema_sums,
    schema_texts,
)

Step = tuple[str, Callable[[sqlite3.Connection], None]]

_FIRST = """
CREATE TABLE books (
    id INTEGER PRIMARY KEY, network TEXT NOT NULL, provider_id TEXT NOT NULL,
    unit TEXT NOT NULL DEFAULT '', used_at INTEGER NOT NULL DEFAULT 0,
    UNIQUE (network, provider_id)
) STRICT;

CREATE TABLE jobs (
    id INTEGER PRIMARY KEY,
    book INTEGER NOT NULL REFERENCES books (id),
    job_id TEXT NOT NULL,
    phase TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    payload TEXT NOT NULL,
    constraints TEXT NOT NULL,
    requested_at INTEGER, expires_at INTEGER, payment_status TEXT, amount TEXT,
    customer TEXT NOT NULL, payee TEXT NOT NULL,
    job_type TEXT NOT NULL, model TEXT NOT NULL, tier TEXT NOT NULL, adopted INTEGER NOT NULL,
    started_at INTEGER, finished_at INTEGER,
    text TEXT NOT NULL, work_model TEXT NOT NULL, prompt_tokens INTEGER NOT NULL, tokens INTEGER NOT NULL,
    seconds REAL NOT NULL, finish_reason TEXT NOT NULL,
    outcome TEXT, reason TEXT NOT NULL,
    booking TEXT NOT NULL DEFAULT '',
    UNIQUE (book, job_id)
) STRICT;
CREATE INDEX jobs_open ON jobs (book, received_at) WHERE phase IN ('received', 'queued', 'running');
CREATE INDEX jobs_unbooked ON jobs (book, finished_at) WHERE booking = 'waiting';
CREATE INDEX jobs_unpaid ON jobs (book, received_at)
    WHERE payment_status IS NULL OR payment_status NOT IN ('escrowed', 'released')
       OR amount IS NULL OR CAST(amount AS REAL) <= 0;
CREATE INDEX jobs_ended ON jobs (book, finished_at) WHERE outcome IS NOT NULL;

CREATE TABLE tallies (
    book INTEGER NOT NULL REFERENCES books (id), outcome TEXT NOT NULL, jobs INTEGER NOT NULL,
    PRIMARY KEY (book, outcome)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER jobs_close AFTER UPDATE OF phase ON jobs WHEN new.phase = 'closed' AND old.phase <> 'closed' BEGIN
    INSERT INTO tallies VALUES (new.book, new.outcome, 1) ON CONFLICT DO UPDATE SET jobs = jobs + 1;
END;

CREATE TABLE outbox (
    job INTEGER PRIMARY KEY REFERENCES jobs (id),
    kind TEXT NOT NULL, attempt_id TEXT NOT NULL, body TEXT NOT NULL, created_at INTEGER NOT NULL,
    state TEXT NOT NULL, sent_at INTEGER, tries INTEGER NOT NULL, reads INTEGER NOT NULL, last_read_at INTEGER,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_open ON outbox (created_at) WHERE state IN ('ready', 'sending', 'unsure');

CREATE TABLE ledger (
    id INTEGER PRIMARY KEY,
    book INTEGER NOT NULL REFERENCES books (id),
    short_key TEXT NOT NULL,
    job_id TEXT NOT NULL,
    kind TEXT NOT NULL, at INTEGER NOT NULL,
    gross TEXT NOT NULL, credited TEXT NOT NULL, fee TEXT NOT NULL,
    customer TEXT NOT NULL, model TEXT NOT NULL, tier TEXT NOT NULL,
    jobs INTEGER NOT NULL, unpaid_jobs INTEGER NOT NULL, tokens INTEGER NOT NULL, seconds REAL NOT NULL,
    UNIQUE (book, short_key)
) STRICT;
CREATE INDEX ledger_at ON ledger (book, at);
CREATE INDEX ledger_job ON ledger (book, job_id);
CREATE TRIGGER ledger_keeps_rows BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_keeps_figures BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TABLE rollups (
    book INTEGER NOT NULL REFERENCES books (id),
    scope TEXT NOT NULL,
    span INTEGER NOT NULL,
    start INTEGER NOT NULL,
    customer TEXT NOT NULL, model TEXT NOT NULL, tier TEXT NOT NULL,
    gross TEXT NOT NULL, credited TEXT NOT NULL, fee TEXT NOT NULL,
    jobs INTEGER NOT NULL, unpaid_jobs INTEGER NOT NULL, tokens INTEGER NOT NULL, seconds REAL NOT NULL,
    PRIMARY KEY (book, scope, span, start, customer, model, tier)
) STRICT, WITHOUT ROWID;

CREATE TABLE addresses (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE escrows (
    id INTEGER PRIMARY KEY,
    book INTEGER NOT NULL REFERENCES books (id), job_id TEXT NOT NULL, read_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    buyer INTEGER NOT NULL REFERENCES addresses (id), provider INTEGER NOT NULL REFERENCES addresses (id),
    amount TEXT NOT NULL, released TEXT NOT NULL, refunded TEXT NOT NULL
) STRICT;

CREATE TABLE proofs (
    book INTEGER NOT NULL REFERENCES books (id), job_id TEXT NOT NULL, receipt_id TEXT NOT NULL,
    attempt_id TEXT, key_id TEXT NOT NULL, signature TEXT NOT NULL, digest BLOB NOT NULL,
    verified INTEGER NOT NULL, kept_at INTEGER NOT NULL,
    PRIMARY KEY (book, job_id, receipt_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE readings (
    at INTEGER PRIMARY KEY, utilisation REAL, memory_used INTEGER, temperature REAL, power REAL, busy REAL NOT NULL
) STRICT;
CREATE TABLE reading_hours (
    hour INTEGER PRIMARY KEY,
    utilisation REAL NOT NULL, reported INTEGER NOT NULL, busy REAL NOT NULL, count INTEGER NOT NULL
) STRICT;

CREATE TABLE gate_events (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, status TEXT NOT NULL, reason TEXT NOT NULL
) STRICT;
CREATE INDEX gate_events_at ON gate_events (at);
"""


_YIELDS = """
CREATE TABLE yields (
    at INTEGER PRIMARY KEY, stage INTEGER NOT NULL, reason TEXT NOT NULL, jobs INTEGER NOT NULL,
    stop_s REAL, free_s REAL, freed TEXT NOT NULL, resumed_at INTEGER
) STRICT;
"""


def _run(conn: sqlite3.Connection, script: str) -> None:
    """The statements one by one: `executescript` would end the migration's transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            conn.execute(statement)
            statement = ""


def _script(script: str) -> Callable[[sqlite3.Connection], None]:
    """A step that is SQL alone."""
    return lambda conn: _run(conn, script)


STEPS: tuple[Step, ...] = (
    ("0001_first", _script(_FIRST)),
    ("0002_networks", _script(schema_networks.SCRIPT)),
    ("0003_health", _script(schema_health.SCRIPT)),
    ("0004_yields", _script(_YIELDS)),
    ("0005_claims", _script(schema_claims.SCRIPT)),
    ("0006_sums_by_one", schema_sums.sums_by_one),
    ("0007_texts", _script(schema_texts.SCRIPT)),
    ("0008_room", _script(schema_room.SCRIPT)),
    ("0009_said", _script(schema_said.SCRIPT)),
    ("0010_shut_in", _script(schema_shut_in.SCRIPT)),
    ("0011_rates", _script(schema_rates.SCRIPT)),
    ("0012_gate_said", _script(schema_gate_said.SCRIPT)),
)

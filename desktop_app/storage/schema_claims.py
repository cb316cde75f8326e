"""The step of agreements: the claims book, contracts and reservations, their use, and the energy of jobs.

Energy costs are whole numbers of the quantum (0.00000001), so that SQLite adds them exactly; `energy_hours` are their
sums by the hour (microseconds at its beginning), added to in the same transaction."""

SCRIPT = """
CREATE TABLE claims (
    id INTEGER PRIMARY KEY,
    book INTEGER NOT NULL REFERENCES books (id),
    short_key TEXT NOT NULL,
    kind TEXT NOT NULL, at INTEGER NOT NULL,
    agreement TEXT NOT NULL, customer TEXT NOT NULL, amount TEXT NOT NULL, sentence TEXT NOT NULL,
    UNIQUE (book, short_key)
) STRICT;
CREATE INDEX claims_at ON claims (book, at);
CREATE TRIGGER claims_keeps_rows BEFORE DELETE ON claims
    BEGIN SELECT RAISE(ABORT, 'the claims book is append-only'); END;
CREATE TRIGGER claims_keeps_figures BEFORE UPDATE ON claims
    BEGIN SELECT RAISE(ABORT, 'the claims book is append-only'); END;

CREATE TABLE agreements (
    id INTEGER PRIMARY KEY,
    book INTEGER NOT NULL REFERENCES books (id),
    ref TEXT NOT NULL, kind TEXT NOT NULL, content TEXT NOT NULL,
    starts_at INTEGER NOT NULL, ended_at INTEGER,
    UNIQUE (book, ref)
) STRICT;

CREATE TABLE contract_jobs (
    book INTEGER NOT NULL REFERENCES books (id),
    job_id TEXT NOT NULL, contract TEXT NOT NULL, at INTEGER NOT NULL, seconds REAL,
    PRIMARY KEY (book, job_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contract_jobs_contract ON contract_jobs (book, contract, seconds);

CREATE TABLE job_energy (
    book INTEGER NOT NULL REFERENCES books (id),
    job_id TEXT NOT NULL, at INTEGER NOT NULL,
    joules REAL NOT NULL, measured REAL NOT NULL,
    currency TEXT NOT NULL, cost INTEGER NOT NULL, tokens INTEGER,
    PRIMARY KEY (book, job_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX job_energy_at ON job_energy (book, at);
CREATE TABLE energy_hours (
    book INTEGER NOT NULL REFERENCES books (id),
    hour INTEGER NOT NULL, currency TEXT NOT NULL,
    joules REAL NOT NULL, cost INTEGER NOT NULL, tokens INTEGER NOT NULL, unpriced INTEGER NOT NULL,
    jobs INTEGER NOT NULL,
    PRIMARY KEY (book, hour, currency)
) STRICT, WITHOUT ROWID;
"""

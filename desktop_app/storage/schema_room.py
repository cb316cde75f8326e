"""The eighth step, for room: what a job leaves behind for good takes as little as it can.

Prompts and answers stand in `texts` for as long as they are kept: a row that once held them would leave its page half
empty for ever. An entry's key leaves out its job, which stands beside it, so that one index serves both."""

SCRIPT = """
CREATE TABLE texts (
    job INTEGER PRIMARY KEY REFERENCES jobs (id),
    payload TEXT NOT NULL, text TEXT NOT NULL, body TEXT NOT NULL DEFAULT '{}'
) STRICT;
INSERT INTO texts SELECT jobs.id, jobs.payload, jobs.text, COALESCE(outbox.body, '{}')
    FROM jobs LEFT JOIN outbox ON outbox.job = jobs.id
    WHERE jobs.phase <> 'closed' OR jobs.payload <> '{}' OR jobs.text <> '';
DROP INDEX jobs_texts;
ALTER TABLE jobs DROP COLUMN payload;
ALTER TABLE jobs DROP COLUMN text;
ALTER TABLE outbox DROP COLUMN body;
UPDATE jobs SET constraints = '{}' WHERE phase = 'closed';

CREATE TABLE new_ledger (
    id INTEGER PRIMARY KEY,
    book INTEGER NOT NULL REFERENCES books (id),
    job_id TEXT NOT NULL,
    short_key TEXT NOT NULL,
    kind TEXT NOT NULL, at INTEGER NOT NULL,
    gross TEXT NOT NULL, credited TEXT NOT NULL, fee TEXT NOT NULL,
    customer TEXT NOT NULL, model TEXT NOT NULL, tier TEXT NOT NULL,
    jobs INTEGER NOT NULL, unpaid_jobs INTEGER NOT NULL, tokens INTEGER NOT NULL, seconds REAL NOT NULL,
    UNIQUE (book, job_id, short_key)
) STRICT;
INSERT INTO new_ledger
    SELECT id, book, job_id,
           substr(short_key, 1, instr(short_key, ':')) || substr(short_key, instr(short_key, ':') + length(job_id) + 2),
           kind, at, gross, credited, fee, customer, model, tier, jobs, unpaid_jobs, tokens, seconds FROM ledger;
DROP TRIGGER ledger_keeps_rows;
DROP TRIGGER ledger_keeps_figures;
DROP TABLE ledger;
ALTER TABLE new_ledger RENAME TO ledger;
CREATE INDEX ledger_at ON ledger (book, at);
CREATE TRIGGER ledger_keeps_rows BEFORE DELETE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_keeps_figures BEFORE UPDATE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
"""

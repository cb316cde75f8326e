"""The second step: whose money a book holds, what was quoted, published offers, and the reconciliation's findings."""

SCRIPT = """
ALTER TABLE books ADD COLUMN is_play INTEGER;
UPDATE books SET is_play = (unit = 'PLAY') WHERE used_at > 0;
ALTER TABLE jobs ADD COLUMN quoted TEXT;

CREATE TABLE offers (
    id INTEGER PRIMARY KEY,
    book INTEGER NOT NULL REFERENCES books (id),
    kind TEXT NOT NULL, name TEXT NOT NULL, ref TEXT NOT NULL, remote_id TEXT NOT NULL,
    content TEXT NOT NULL, state TEXT NOT NULL, changed_at INTEGER NOT NULL,
    UNIQUE (book, kind, name)
) STRICT;

CREATE TABLE differences (
    id INTEGER PRIMARY KEY,
    book INTEGER NOT NULL REFERENCES books (id),
    job_id TEXT NOT NULL, kind TEXT NOT NULL,
    ours TEXT NOT NULL, theirs TEXT NOT NULL, explanation TEXT NOT NULL,
    found_at INTEGER NOT NULL, seen_at INTEGER NOT NULL, gone_at INTEGER,
    UNIQUE (book, job_id, kind)
) STRICT;
CREATE INDEX differences_seen ON differences (book, seen_at);
"""

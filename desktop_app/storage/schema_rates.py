"""The eleventh step: what a token was worth to the owner, from each time on when that changed (NULL: not told)."""

SCRIPT = """
CREATE TABLE rates (
    book INTEGER NOT NULL REFERENCES books (id),
    at INTEGER NOT NULL,
    worth TEXT, currency TEXT NOT NULL,
    PRIMARY KEY (book, at)
) STRICT, WITHOUT ROWID;
"""

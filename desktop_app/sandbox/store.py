"""The practice network's state: one SQLite file, one connection, in the server's own thread.

Every request is one short transaction of well under a millisecond, so the event loop can afford it and there is
no second copy of the state to keep in step. WAL with synchronous=NORMAL: a commit is handed to the operating
system before the answer leaves, so kill -9 loses nothing; only a power cut could lose the last commits, which play
money can bear, and polls need no fsync.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.domain.errors import WorldError
from desktop_app.domain.phrases import Phrase
from desktop_app.sandbox.schema import TABLES, VERSION


class StateUnusable(WorldError):
    title = Phrase("The practice network's state file cannot be used")
    next_step = Phrase("Choose another file with --state")


class Store:
    """The open file, or memory when `path` is None. It is locked: a second practice network is refused."""

    def __init__(self, path: Path | None) -> None:
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path or ":memory:", isolation_level=None, timeout=0.5)
        except (OSError, sqlite3.Error) as error:
            raise StateUnusable(f"{path}: {error}") from error
        self._db.row_factory = sqlite3.Row
        try:
            self._prepare()
        except sqlite3.Error as error:
            self._db.close()
            raise StateUnusable(f"{path}: {error}") from error
        except StateUnusable:
            self._db.close()
            raise

    def _prepare(self) -> None:
        for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=NORMAL"):
            self._db.execute(f"PRAGMA {pragma}")
        found = self._db.execute("PRAGMA user_version").fetchone()[0]
        if found == 0:
            self._db.executescript(f"BEGIN IMMEDIATE; {TABLES} PRAGMA user_version={VERSION}; COMMIT;")
        elif found != VERSION:
            raise StateUnusable(
                Phrase("it was written by another version of the program (format {found})", found=found)
            )
        self._db.executescript("BEGIN IMMEDIATE; COMMIT;")  # takes the lock now rather than at the first job

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; inside another transaction it is part of that one."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def run(self, statement: str, *values: object) -> int:
        """Execute; the number of rows changed."""
        return self._db.execute(statement, values).rowcount

    def one(self, statement: str, *values: object) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._db.execute(statement, values).fetchone()
        return row

    def all(self, statement: str, *values: object) -> list[sqlite3.Row]:
        return self._db.execute(statement, values).fetchall()

    def meta(self, key: str) -> str | None:
        row = self.one("SELECT value FROM meta WHERE key = ?", key)
        return str(row["value"]) if row else None

    def set_meta(self, key: str, value: str) -> None:
        self.run("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", key, value)

    def close(self) -> None:
        self._db.close()

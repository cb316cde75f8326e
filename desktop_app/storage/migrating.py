"""A new file's tables; and bringing an older file up to date, through sqlite_utils' Migrations, after a copy was put
aside."""

from __future__ import annotations

import contextlib
import importlib.abc
import os
import sqlite3
import sys
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from desktop_app.storage import failures
from desktop_app.storage.schema import Step

_SET = "history"
_RECORD = (
    'CREATE TABLE "_sqlite_migrations" (\n   "id" INTEGER PRIMARY KEY,\n   "migration_set" TEXT,\n   "name" TEXT,\n'
    '   "applied_at" TEXT\n)',
    'CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"\n'
    '    ON "_sqlite_migrations" ("migration_set", "name")',
)
"""As sqlite_utils makes it, which goes on from it at the first update (tests/storage/test_new_file.py)."""


class _NoNumpy(importlib.abc.MetaPathFinder):
    """Says "not installed" for numpy, in one thread only: the window may be importing it for a chart meanwhile."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name == "numpy" and threading.get_ident() == self._thread:
            raise ModuleNotFoundError("kept out while sqlite_utils is imported", name=name)
        return None


@contextlib.contextmanager
def _without_numpy() -> Iterator[None]:
    """WORKAROUND: sqlite_utils imports numpy wherever it is installed, for column types that we do not use.

    That costs 28 MB in a program whose charts may never be opened. tests/storage/test_numpy.py watches that
    numpy stays out, and that it can be imported afterwards.
    """
    finder = _NoNumpy()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


def applied(conn: sqlite3.Connection) -> set[str]:
    """Names of the steps that this file has behind it; empty for a new file."""
    if not conn.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
        return set()
    rows = conn.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (_SET,))
    return {row[0] for row in rows}


def pending(conn: sqlite3.Connection, path: Path, steps: Sequence[Step]) -> list[str]:
    """Names of the steps still to take; ProfileError for a file from a newer version, which stays as it is."""
    done = applied(conn)
    names = [name for name, _ in steps]
    if unknown := sorted(done.difference(names)):
        raise failures.newer(path, unknown)
    return [name for name in names if name not in done]


def migrate(conn: sqlite3.Connection, path: Path, steps: Sequence[Step]) -> None:
    """Take the missing steps, each in its own transaction; an existing file is copied aside first. A new file takes
    them all at once.

    sqlite_utils is imported for an older file alone, which saves 0.4 s and 12 MB at every other start."""
    todo = pending(conn, path, steps)
    if not todo:
        return
    if not conn.execute("SELECT 1 FROM sqlite_master").fetchone():
        _make(conn, steps)
        return
    if len(todo) < len(steps):
        _put_aside(conn, path.with_name(f"{path.stem}-before-{todo[0]}{path.suffix}"))
    database, migrations = _sqlite_utils(conn)
    for name, step in steps:
        migrations(name=name)(_bound(step, conn))
    migrations.apply(database)


def _make(conn: sqlite3.Connection, steps: Sequence[Step]) -> None:
    """The tables of a new file, whole or not at all."""
    conn.execute("BEGIN IMMEDIATE")
    with conn:
        for statement in _RECORD:
            conn.execute(statement)
        for name, step in steps:
            step(conn)
            values = (_SET, name, str(datetime.now(UTC)))
            conn.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)", values)


def _sqlite_utils(conn: sqlite3.Connection) -> tuple[Any, Any]:
    with _without_numpy():
        import sqlite_utils
    # Plugins would be code of others in our process.
    return sqlite_utils.Database(conn, execute_plugins=False), sqlite_utils.Migrations(_SET)


def _bound(step: Any, conn: sqlite3.Connection) -> Any:
    return lambda _database: step(conn)


def _put_aside(conn: sqlite3.Connection, target: Path) -> None:
    """A copy of the file as it was; it appears under its name only when it is whole."""
    half = target.with_name(target.name + ".part")
    half.unlink(missing_ok=True)
    os.close(os.open(half, os.O_CREAT | os.O_WRONLY, 0o600))
    copy = sqlite3.connect(half)
    try:
        conn.backup(copy)
    finally:
        copy.close()
    half.replace(target)

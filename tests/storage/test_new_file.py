"""A new file is what sqlite_utils' Migrations would have made of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils

from desktop_app.storage.migrating import applied, migrate
from desktop_app.storage.schema import STEPS


def opened() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None)


def told(conn: sqlite3.Connection) -> tuple[list[Any], list[Any]]:
    tables = conn.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name").fetchall()
    return tables, conn.execute("SELECT id, migration_set, name FROM _sqlite_migrations ORDER BY id").fetchall()


def test_tables_and_the_record_of_steps_are_the_librarys() -> None:
    ours, theirs = opened(), opened()
    migrate(ours, Path("history.db"), STEPS)
    migrations = sqlite_utils.Migrations("history")
    for name, step in STEPS:
        migrations(name=name)(lambda _database, step=step: step(theirs))
    migrations.apply(sqlite_utils.Database(theirs, execute_plugins=False))
    assert told(ours) == told(theirs)
    forms = [conn.execute("SELECT applied_at FROM _sqlite_migrations").fetchone()[0] for conn in (ours, theirs)]
    assert len(forms[0]) == len(forms[1])
    ours.close()
    theirs.close()


@pytest.mark.parametrize("behind", range(1, len(STEPS)))
def test_a_file_of_every_older_step_becomes_what_a_new_one_is(tmp_path: Path, behind: int) -> None:
    path = tmp_path / "history.db"
    older, new = sqlite3.connect(path, isolation_level=None), opened()
    migrate(older, path, STEPS[:-behind])
    migrate(older, path, STEPS)
    migrate(new, path, STEPS)
    assert told(older) == told(new)
    assert (tmp_path / f"history-before-{STEPS[-behind][0]}.db").exists()
    older.close()
    new.close()


def test_a_step_that_fails_leaves_an_empty_file() -> None:
    def fails(conn: sqlite3.Connection) -> None:
        conn.execute("CREATE TABLE half (id INTEGER)")
        raise ZeroDivisionError

    conn = opened()
    with pytest.raises(ZeroDivisionError):
        migrate(conn, Path("history.db"), [*STEPS, ("fails", fails)])
    assert conn.execute("SELECT * FROM sqlite_master").fetchall() == []
    assert applied(conn) == set()
    conn.close()

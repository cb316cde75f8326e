"""What the world does to a file: every error has a title, an explanation and a next step, and loses nothing."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.domain.errors import ProfileError
from desktop_app.domain.jobs import Outcome, Phase
from desktop_app.storage.database import Database
from desktop_app.storage.history import FILE, History
from desktop_app.storage.schema import STEPS, Step
from tests.storage.samples import NETWORK, NOW, PROVIDER, WORK, intent, job, key

ROOT = Path(__file__).parents[2]


def _add_table(conn: sqlite3.Connection) -> None:
    conn.execute("CREATE TABLE notes (text TEXT NOT NULL) STRICT")


def _break(conn: sqlite3.Connection) -> None:
    conn.execute("CREATE TABLE half (text TEXT) STRICT")
    raise RuntimeError("a bug in a migration")


NEXT: tuple[Step, ...] = (*STEPS, ("0002_notes", _add_table))


def modes(folder: Path) -> dict[str, int]:
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}


async def _make(path: Path) -> None:
    history = await History.open(path)
    await history.journal.record(job())
    await history.close()


async def _fails(path: Path, title: str, **how: object) -> ProfileError:
    with pytest.raises(ProfileError) as caught:
        await Database.open(path, **how)  # type: ignore[arg-type]
    assert title in caught.value.title
    assert caught.value.explanation
    assert caught.value.next_step
    return caught.value


async def test_modes_and_settings(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / FILE)
    pragmas = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "auto_vacuum")
    found = await database.read(lambda conn: [conn.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas])
    assert found == ["wal", 2, 1, 1, 2]
    strict = await database.read(
        lambda conn: conn.execute("SELECT name FROM pragma_table_list WHERE NOT strict AND schema = 'main'").fetchall()
    )
    assert {row[0] for row in strict} <= {"_sqlite_migrations", "sqlite_schema", "sqlite_sequence", "sqlite_stat1"}
    if os.name == "posix":
        assert modes(tmp_path) == {FILE: 0o600, f"{FILE}-wal": 0o600, f"{FILE}-shm": 0o600}
    await database.close()
    assert list(modes(tmp_path)) == [FILE]


async def test_a_migration_keeps_the_rows_and_a_copy(tmp_path: Path) -> None:
    path = tmp_path / FILE
    await _make(path)
    database = await Database.open(path, steps=NEXT)
    await database.write(lambda conn: conn.execute("INSERT INTO notes VALUES ('new')"))
    assert await database.read(lambda conn: conn.execute("SELECT COUNT(*) FROM jobs").fetchone()[0]) == 1
    await database.close()
    copy = tmp_path / "history-before-0002_notes.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600 or os.name != "posix"
    old = await History.open(copy)
    assert await old.journal.get(key()) is not None
    await old.close()


async def test_a_broken_migration_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / FILE
    await _make(path)
    with pytest.raises(RuntimeError):
        await Database.open(path, steps=(*STEPS, ("0002_broken", _break)))
    history = await History.open(path)
    assert await history.journal.get(key()) is not None
    await history.close()


async def test_a_newer_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / FILE
    await (await Database.open(path, steps=NEXT)).close()
    before = path.read_bytes()
    error = await _fails(path, "newer version")
    assert "0002_notes" in error.explanation
    await _fails(path, "newer version", read_only=True)
    assert path.read_bytes() == before


async def test_an_older_file_is_not_migrated_by_a_reader(tmp_path: Path) -> None:
    await _make(tmp_path / FILE)
    await _fails(tmp_path / FILE, "older version", read_only=True, steps=NEXT)


@pytest.mark.parametrize("content", [b"this is not a database" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
async def test_a_damaged_file_is_named_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / FILE
    path.write_bytes(content)
    error = await _fails(path, "damaged")
    assert str(path) in error.explanation
    assert path.read_bytes() == content


async def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    await _fails(tmp_path / "gone" / FILE, "cannot be written")
    await _fails(tmp_path / FILE, "no history yet", read_only=True)
    assert not (tmp_path / FILE).exists()


async def test_a_second_program_that_holds_the_file(tmp_path: Path) -> None:
    path = tmp_path / FILE
    await _make(path)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    await _fails(path, "Another program holds", busy_timeout=0.05)
    holder.execute("ROLLBACK")
    holder.close()
    history = await History.open(path)
    assert await history.journal.get(key()) is not None
    await history.close()


async def test_a_lock_in_between_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / FILE
    await _make(path)
    history = History(await Database.open(path, busy_timeout=0.05))
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(ProfileError):
        await history.journal.finish(key(), Outcome.COMPLETED, "", WORK, NOW, intent())
    holder.execute("ROLLBACK")
    holder.close()
    assert await history.journal.finish(key(), Outcome.COMPLETED, "", WORK, NOW, intent())
    await history.close()


async def test_a_reader_beside_a_writer(tmp_path: Path) -> None:
    path = tmp_path / FILE
    writer = await History.open(path)
    await writer.journal.record(job())
    reader = await History.open(path, read_only=True)
    assert await reader.journal.get(key()) is not None
    with pytest.raises(ProfileError):
        await reader.journal.record(job(2))
    await reader.close()
    await writer.close()


async def test_what_was_asked_for_is_done_although_nobody_waits(history: History) -> None:
    task = asyncio.ensure_future(history.journal.record(job()))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await history.journal.get(key()) is not None


async def test_our_own_mistakes_are_not_called_the_worlds(history: History) -> None:
    with pytest.raises(sqlite3.OperationalError):
        await history._database.read(lambda conn: conn.execute("SELECT nonsense"))


# ---- in processes of their own ----


def _child(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)


_FULL = """
import asyncio, resource, signal, sys
from dataclasses import replace
from pathlib import Path
from desktop_app.domain.errors import ProfileError
from desktop_app.domain.jobs import Outcome
from desktop_app.storage.history import History
from tests.storage.samples import WORK, NOW, NETWORK, PROVIDER, intent, job, key

async def main(path):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    history = await History.open(path)
    await history.journal.record(job())
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, resource.RLIM_INFINITY))
    try:
        await history.journal.finish(key(), Outcome.COMPLETED, "", replace(WORK, text="x" * 2_000_000), NOW, intent())
    except ProfileError as error:
        assert error.next_step
    else:
        raise SystemExit("no error although nothing more could be written")
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert (await history.journal.open_jobs(NETWORK, PROVIDER)) == [job()]
    assert await history.journal.finish(key(), Outcome.COMPLETED, "", WORK, NOW, intent())
    assert await history.journal.open_intents(NETWORK, PROVIDER) == [intent()]
    await history.close()

asyncio.run(main(Path(sys.argv[1])))
"""


@pytest.mark.skipif(os.name != "posix", reason="file size limits are POSIX")
def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    done = _child(_FULL, str(tmp_path / FILE))
    assert done.returncode == 0, done.stderr


_READ_ONLY = """
import asyncio, os, sys
from pathlib import Path
from desktop_app.domain.errors import ProfileError
from desktop_app.storage.history import History
from tests.storage.samples import job, key

async def main(path):
    await (await History.open(path)).close()
    history = await History.open(path)
    await history.journal.record(job())
    await history.close()
    os.chmod(path, 0o444)
    os.chmod(path.parent, 0o555)
    if os.geteuid() == 0:
        os.seteuid(65534)
    try:
        await History.open(path)
    except ProfileError as error:
        assert "cannot be written" in error.title and error.next_step, error
    else:
        raise SystemExit("opened although it cannot be written")
    reader = await History.open(path, read_only=True)
    assert await reader.journal.get(key()) is not None
    await reader.close()

asyncio.run(main(Path(sys.argv[1])))
"""


@pytest.mark.skipif(os.name != "posix", reason="folder modes are POSIX")
def test_a_read_only_folder(tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents[:3]):  # somebody else must be able to get there
        if (mode := folder.stat().st_mode) & 0o055 != 0o055:
            folder.chmod(mode | 0o055)
    inner = tmp_path / "profile"
    inner.mkdir(mode=0o755)
    done = _child(_READ_ONLY, str(inner / FILE))
    inner.chmod(0o755)
    assert done.returncode == 0, done.stderr


_KILLED = """
import asyncio, sys
from pathlib import Path
from desktop_app.domain.jobs import Outcome, Phase
from desktop_app.storage.history import History
from tests.storage.samples import WORK, NOW, intent, job, key

async def main(path):
    history = await History.open(path)
    print("ready", flush=True)
    for number in range(100_000):
        await history.journal.record(job(number, phase=Phase.RUNNING))
        await history.journal.finish(key(number), Outcome.COMPLETED, "", WORK, NOW, intent(number))

asyncio.run(main(Path(sys.argv[1])))
"""


async def _killed_after(seconds: float, path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _KILLED, str(path), stdout=subprocess.PIPE, env=environment
    )
    assert child.stdout is not None
    assert await child.stdout.readline() == b"ready\n"
    await asyncio.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    await child.wait()


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
async def test_kill_in_the_middle_of_finishing_leaves_all_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / FILE
    for attempt in range(3):
        await _killed_after(0.05 + 0.013 * attempt, path)
        history = await History.open(path)
        unfinished = await history.journal.open_jobs(NETWORK, PROVIDER)
        intents = {one.key for one in await history.journal.open_intents(NETWORK, PROVIDER)}
        count = await history._database.read(lambda conn: conn.execute("SELECT COUNT(*) FROM jobs").fetchone()[0])
        assert len(unfinished) <= 1, "at most the job in hand is unfinished"
        assert intents
        assert len(intents) == count - len(unfinished), "every finished job has its intent, no other has one"
        assert not intents & {one.key for one in unfinished}
        finished = await history.journal.get(next(iter(intents)))
        assert finished is not None
        assert finished.phase is Phase.FINISHED
        await history.close()
        path.unlink()

"""A history on a disk without room: the owner reads that it is full, and no "I/O error"."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest

from desktop_app.storage import failures
from desktop_app.storage.history import FILE

ROOT = Path(__file__).parents[2]
_MOUNT = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", 'mount -t tmpfs -o size=2m none "$0" && exec "$@"')
"""A disk of 2 MiB at the folder named next, for the command that follows and nobody else."""

_OPENS = """
import asyncio, sys
from pathlib import Path
from desktop_app.domain.errors import ProfileError
from desktop_app.storage.history import History

async def main(path, left):
    await (await History.open(path)).close()
    with open(path.with_name("everything else"), "wb", 0) as other:
        try:
            while True:
                other.write(bytes(4096))
        except OSError:
            other.truncate(other.tell() // 4096 * 4096 - left)
    try:
        await History.open(path)
    except ProfileError as error:
        print(error.title, "|", error.__cause__)

asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
"""


def _can_mount(folder: Path) -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*_MOUNT, str(folder), "true"], capture_output=True, timeout=30, check=False).returncode == 0


@pytest.mark.parametrize("left", [0, 16_384], ids=["no room at all", "room for little"])
def test_a_history_that_was_there_before_the_disk_was_full(tmp_path: Path, left: int) -> None:
    if not _can_mount(tmp_path):
        pytest.skip("no small disk can be made here")
    command = [*_MOUNT, str(tmp_path), sys.executable, "-c", _OPENS, str(tmp_path / FILE), str(left)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert done.stdout == "The disk is full | disk I/O error\n", done.stdout + done.stderr


def _of_sqlite(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_CANTOPEN])
def test_only_where_nothing_can_be_written_is_the_disk_called_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def title() -> str:
        told = failures.explain(_of_sqlite(code), tmp_path / FILE)
        assert told is not None
        return told.title

    assert title() != "The disk is full"

    def full(**_: object) -> NoReturn:
        raise OSError(errno.EDQUOT, os.strerror(errno.EDQUOT))

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    assert title() == "The disk is full"

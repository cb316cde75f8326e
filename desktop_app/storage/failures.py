"""What SQLite says, in words for a person. What is not in the table is a bug of ours and is raised as it came."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path

from desktop_app.domain.errors import ProfileError
from desktop_app.domain.full_disk import disk_full, is_full
from desktop_app.domain.phrases import Phrase

_FULL = (
    Phrase("The disk is full"),
    Phrase("There is no room left to write the history in {folder}"),
    Phrase("Free some space on that disk; nothing that was written before is lost"),
)
_READ_ONLY = (
    Phrase("The profile folder cannot be written"),
    Phrase("The history {file} is read-only for this program"),
    Phrase("Give this user the right to write there, or choose another folder with --home"),
)
_DAMAGED = (
    Phrase("The history is damaged"),
    Phrase("The file {file} is not a readable database"),
    Phrase("Move it away together with its -wal and -shm neighbours, put a copy back if there is one, and start again"),
)
_LOCKED = (
    Phrase("Another program holds the history"),
    Phrase("The file {file} is locked by another program"),
    Phrase("Close the other program (a second copy of this one, a database viewer or a backup) and try again"),
)
_DISK = (
    Phrase("The disk gave an error"),
    Phrase("The history {file} could not be read or written"),
    Phrase("Check the disk and the space left on it; nothing that was written before is lost"),
)

_WORDS = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_AUTH: _READ_ONLY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_IOERR: _DISK,
    sqlite3.SQLITE_NOLFS: _DISK,
}


_MAY_BE_FULL = (_DISK, _READ_ONLY)
_ROOM = 64 * 1024
"""Bytes, more than SQLite's index of the write-ahead log begins with: it is mapped, and where there is no room for it
SQLite tells of an I/O error."""


def explain(error: sqlite3.Error, path: Path) -> ProfileError | None:
    """The error of the world behind `error`, or None when it is our own bug (wrong SQL, a broken constraint)."""
    code = getattr(error, "sqlite_errorcode", None)
    words = _WORDS.get(code & 0xFF) if isinstance(code, int) else None
    if words is None:
        return None
    if words in _MAY_BE_FULL and _has_no_room(path.parent):
        words = _FULL
    title, explanation, next_step = words
    return ProfileError(explanation.filled(file=path, folder=path.parent), next_step=next_step, title=title)


def _has_no_room(folder: Path) -> bool:
    """Tried and not asked: a user's share may be used up on a disk that has room."""
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(_ROOM))
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return is_full(error)
    return False


def of_folder(error: OSError, path: Path) -> ProfileError:
    """The history's file or folder could not even be made."""
    if is_full(error):
        return disk_full(path)
    title, _, next_step = _READ_ONLY
    return ProfileError(
        Phrase("{path} cannot be opened ({error})", path=path, error=error.strerror or error),
        next_step=next_step,
        title=title,
    )


def missing(path: Path) -> ProfileError:
    return ProfileError(
        Phrase("There is no {name} in {parent}", name=path.name, parent=path.parent),
        next_step=Phrase("Start the program once, or name its folder with --home"),
        title=Phrase("There is no history yet"),
    )


def newer(path: Path, steps: list[str]) -> ProfileError:
    return ProfileError(
        Phrase(
            "The file {path} was written by a newer version of this program (it knows {steps})",
            path=path,
            steps=", ".join(steps),
        ),
        next_step=Phrase("Install the newest version, or choose another folder with --home; the file was not touched"),
        title=Phrase("The history is from a newer version"),
    )


def older(path: Path) -> ProfileError:
    return ProfileError(
        Phrase("The file {path} has to be brought up to date before it can be read", path=path),
        next_step=Phrase("Start the program once, then ask again"),
        title=Phrase("The history is from an older version"),
    )

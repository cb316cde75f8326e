"""One program per profile: an operating-system lock on a file, held as long as the program lives.

The system lets go of it however the program ends, so nothing can be left locked after a crash. Who finds it taken
reaches the first program through the control file beside it."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from desktop_app.domain.errors import ProfileError
from desktop_app.domain.phrases import Phrase

FILE = "instance.lock"
_TAKEN = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})


class Lock:
    """Held until `release` or the end of the process."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    def release(self) -> None:
        """Let go; twice is allowed."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def acquire(home: Path) -> Lock | None:
    """The lock of this profile, or None when another program holds it. ProfileError when it cannot be asked for."""
    try:
        handle = os.open(home / FILE, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise _unusable(home, error) from error
    try:
        _lock(handle)
    except OSError as error:
        os.close(handle)
        # A file that Windows opened can be locked unless it is; wine gives whatever number was there before.
        if os.name == "nt" or error.errno in _TAKEN:
            return None
        raise _unusable(home, error) from error
    return Lock(handle)


def is_free(home: Path) -> bool:
    """Whether no program runs on this profile. ProfileError when that cannot be asked."""
    lock = acquire(home)
    if lock is not None:
        lock.release()
    return lock is not None


if sys.platform == "win32":

    def _lock(handle: int) -> None:
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:

    def _lock(handle: int) -> None:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _unusable(home: Path, error: OSError) -> ProfileError:
    return ProfileError(
        Phrase("{home} cannot be locked ({error})", home=home, error=error.strerror or error),
        next_step=Phrase("Give this user the right to write there, or choose another folder with --home"),
    )

"""What the system says when a disk has no room left."""

from __future__ import annotations

import errno

from desktop_app.domain.errors import NoScratch, ProfileError
from desktop_app.domain.phrases import Phrase

_POSIX = frozenset({errno.ENOSPC, errno.EDQUOT})
_WINDOWS = frozenset({39, 112})
"""ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL."""


def is_full(error: OSError) -> bool:
    """The disk, or this user's share of it."""
    return error.errno in _POSIX or getattr(error, "winerror", None) in _WINDOWS


def disk_full(path: object) -> ProfileError:
    """What there is no room for."""
    return ProfileError(
        Phrase("There is no room left to write {path}", path=path),
        next_step=Phrase("Free some space on that disk; nothing that was written before is lost"),
        title=Phrase("The disk is full"),
    )


def no_scratch(error: OSError) -> NoScratch:
    """Why a file could not be kept while it is worked on."""
    if is_full(error):
        return NoScratch(Phrase("its disk is full"))
    told = error.strerror or type(error).__name__
    return NoScratch(Phrase("its folder for that cannot be used ({error})", error=told))


def no_models(folder: object, error: OSError) -> ProfileError:
    """Why nothing can be written into the folder of models."""
    if is_full(error):
        return disk_full(folder)
    return ProfileError(Phrase("the folder of models cannot be used: {why}", why=error.strerror or error))

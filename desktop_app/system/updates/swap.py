"""Two folders change places in one step of the file system: there is no moment at which neither version is there."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.updates import UpdateFailed

_HERE, _EXCHANGE = -100, 2


def exchange(one: Path, other: Path) -> None:
    """Swap them (Linux, on file systems that can: ext4, btrfs, xfs, f2fs, tmpfs). UpdateFailed where it cannot be."""
    function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if function is None:
        raise UpdateFailed(Phrase("this system cannot swap two folders in one step"))
    if function(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE):
        raise UpdateFailed(
            Phrase("the new version could not be put in place ({error})", error=os.strerror(ctypes.get_errno()))
        )
    handle = os.open(one.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

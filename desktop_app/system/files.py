"""Writing a file so that a crash or a power cut leaves the old one or the new one, never half of one."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

_FLAGS = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)  # Windows would turn \n into \r\n


def write_private(path: Path, content: bytes) -> None:
    """Replace `path` in one step, readable by this user only (mode 0600). OSError when that cannot be done."""
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        half.unlink(missing_ok=True)
        with os.fdopen(os.open(half, _FLAGS, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system can do that (Windows cannot)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

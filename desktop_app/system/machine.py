"""What the computer has: room on the profile's disk, and memory."""

from __future__ import annotations

import shutil
from pathlib import Path


class SystemMachine:
    """Port `Machine`, for the disk that holds `home`."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def disk_free(self) -> int | None:
        """Bytes; None when the disk cannot be asked."""
        try:
            return shutil.disk_usage(self._home).free
        except OSError:
            return None

    def memory_total(self) -> int | None:
        """Bytes of the computer's own memory; None where the system does not tell (Linux without a readable /proc)."""
        import psutil

        try:
            return int(psutil.virtual_memory().total)
        except OSError:
            return None

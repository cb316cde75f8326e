"""A profile for the test, and a copy of the owner's history: can this version open it?"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from desktop_app.domain.presence import Kind
from desktop_app.storage.history import FILE, History
from desktop_app.system.settings import SettingsFile


async def profile_works(home: Path) -> str:
    """Settings written and read back, a new history made. Afterwards `home` is a profile that nothing holds up: it
    watches no owner and leaves the card alone."""
    file = SettingsFile(home)
    wanted = replace(file.load(), signals_off=", ".join(Kind), gpu_uuid="none", keep_awake="no", stop_hotkey="")
    file.save(wanted)
    if SettingsFile(home).load() != wanted:
        raise OSError("the settings were not read back as they were written")
    history = await History.open(home / FILE)
    await history.close()
    return "settings and history can be written"


async def history_opens(profile: Path, folder: Path) -> str:
    """This version opens a copy of the history in `profile`, and brings that copy up to date; the file stays as it
    is. `folder` takes the copy."""
    source = profile / FILE
    if not source.exists():
        return "none yet"
    copy = folder / "history-copy.db"
    await asyncio.to_thread(_copied, source, copy)
    history = await History.open(copy)
    await history.close()
    return f"a copy of {copy.stat().st_size / 2**20:.1f} MiB can be opened and brought up to date"


def _copied(source: Path, target: Path) -> None:
    os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o600))
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as theirs,
        closing(sqlite3.connect(target)) as ours,
    ):
        theirs.backup(ours)

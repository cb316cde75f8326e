"""Finds, ends and starts processes of this program, on whatever profile they work."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.running import Running, home_of
from desktop_app.system.autostart import own_program

if TYPE_CHECKING:
    import psutil

_NAMES = frozenset({"aitbc-provider", "aitbc provider"})
"""Of the program's files, in small letters; an uninstaller beside them is none of ours."""


def running_from(folder: Path) -> list[Running]:
    """Every process whose program lies in this folder, but this one and those that wait for it."""
    import psutil

    here = os.path.normcase(folder.resolve())
    mine = {os.getpid(), *(parent.pid for parent in psutil.Process().parents())}
    found = []
    for pid in psutil.pids():
        if pid in mine:
            continue
        try:
            process = psutil.Process(pid)
            if _is_in(process, here):
                found.append(_told(process))
        except (psutil.NoSuchProcess, psutil.ZombieProcess):
            continue
    return found


def stop(pid: int) -> None:
    """Ask a process to end, as the system does it; one that is gone already is fine."""
    import psutil

    try:
        psutil.Process(pid).terminate()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return


def start(folder: Path, words: Sequence[str]) -> None:
    """Start the program of this folder, on its own from then on."""
    windowed = folder / "AITBC Provider.exe"
    command = [str(windowed if windowed.exists() else folder / "aitbc-provider"), *words]
    if os.name == "nt":
        subprocess.Popen(command, close_fds=True, creationflags=getattr(subprocess, "DETACHED_PROCESS", 0))
        return
    none = subprocess.DEVNULL
    subprocess.Popen(command, stdin=none, stdout=none, stderr=none, start_new_session=True)


def _is_in(process: psutil.Process, here: str) -> bool:
    file = _file(process)
    return bool(file) and Path(file).stem.lower() in _NAMES and os.path.normcase(Path(file).parent) == here


def _file(process: psutil.Process) -> str:
    """The program's file; "" where it cannot be known. Wine does not tell it, but what it was called by."""
    import psutil

    try:
        return str(process.exe()).removesuffix(" (deleted)")
    except psutil.NoSuchProcess:
        raise
    except (psutil.Error, OSError):
        try:
            return str(next(iter(process.cmdline()), ""))
        except psutil.AccessDenied:
            return ""


def _told(process: psutil.Process) -> Running:
    import psutil

    try:
        words = process.cmdline()[1:]
        home = home_of(words, process.environ())
        if home is not None and not Path(home).is_absolute():
            home = str(Path(process.cwd()) / home)
    except psutil.AccessDenied:
        return Running(process.pid, user=_user(process))
    start_of = list(own_program()[1:])  # in a checkout, the interpreter's own words
    if words[: len(start_of)] == start_of:
        words = words[len(start_of) :]
    return Running(process.pid, tuple(words), home)


def _user(process: psutil.Process) -> str:
    import psutil

    try:
        return Phrase("the user {name}", name=process.username())
    except psutil.Error:
        return Phrase("another user")

"""What the library knows of the models in its folder: where each came from, and what its file was when it came."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec
import psutil

from desktop_app.domain.downloads import DownloadFailed
from desktop_app.domain.phrases import Phrase
from desktop_app.runtimes.library.part import file_name

FILE = "library.json"


class Added(msgspec.Struct, frozen=True):
    """`source` is the address or the path it came from, `sha256` that of its file; `is_told`: it was compared with
    one that was told before."""

    name: str
    source: str
    sha256: str
    size: int
    added_at: datetime
    is_told: bool = False


class Index:
    """`library.json` in the folder of models, written in one step. A broken one is an empty one: the models are
    there all the same."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def all(self) -> dict[str, Added]:
        try:
            return {one.name: one for one in msgspec.json.decode(self._path.read_bytes(), type=list[Added])}
        except (OSError, msgspec.MsgspecError):
            return {}

    def put(self, added: Added) -> None:
        self._write(self.all() | {added.name: added})

    def drop(self, name: str) -> None:
        left = self.all()
        if left.pop(name, None) is not None:
            self._write(left)

    def _write(self, content: dict[str, Added]) -> None:
        fresh = self._path.with_name(f".{self._path.name}.{os.getpid()}.new")
        fresh.write_bytes(msgspec.json.format(msgspec.json.encode(list(content.values())), indent=1))
        fresh.replace(self._path)


@contextmanager
def alone(folder: Path, name: str, says: str = "") -> Iterator[None]:
    """Nobody else works on this model meanwhile; DownloadFailed when somebody does. A lock whose owner is gone does
    not count. `says` can be read by others."""
    lock = _lock(folder, name)
    try:
        file = lock.open("x")
    except FileExistsError:
        if is_held(folder, name):
            raise DownloadFailed(Phrase("it is being downloaded already"), next_step=Phrase("Wait for it")) from None
        lock.unlink(missing_ok=True)
        file = lock.open("x")
    with file:
        file.write(f"{os.getpid()} {psutil.Process().create_time()} {says}")
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def is_held(folder: Path, name: str) -> bool:
    """Whether somebody works on this model now."""
    return said(folder, name) is not None


def said(folder: Path, name: str) -> str | None:
    """What whoever works on it says, None when nobody does."""
    try:
        pid, began, *says = _lock(folder, name).read_text().split()
        is_there = abs(psutil.Process(int(pid)).create_time() - float(began)) < 1.0
    except (OSError, ValueError, psutil.Error):
        return None
    return "".join(says) if is_there else None


def _lock(folder: Path, name: str) -> Path:
    return folder / f".{file_name(name)}.lock"

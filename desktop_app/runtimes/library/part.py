"""A model that is not complete yet: its bytes beside a record of where they come from; what Ollama fetches into its own
store has the record alone.

Both have names that no scan of the folder takes for a model. The data gets its real name in one step, after it was
checked, so an interrupted file never looks complete."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote, unquote

import msgspec
import psutil


@dataclass(slots=True)
class Record:
    """What is known of the source. `validator` is its strong ETag, `modified` its date, `total` its size in bytes;
    "" and 0 where not told. `seams` are the places where one connection's bytes end and the next one's begin. `synced`
    bytes outlive a power cut, and `boot` tells whether there was one. `is_told`: somebody told the SHA-256 before the
    bytes came. `ollama` is the address of the Ollama that fetches it, which has `have` bytes; there `url` is the name
    that was asked for."""

    url: str
    sha256: str = ""
    validator: str = ""
    modified: str = ""
    total: int = 0
    seams: list[int] = field(default_factory=list)
    synced: int = 0
    boot: int = 0
    is_told: bool = False
    ollama: str = ""
    have: int = 0


class Part:
    """The unfinished file of one model. OSError where the disk does not do as it should."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name, written = name, file_name(name)
        self.data = folder / f".{written}.part"
        self.note = folder / f".{written}.part.json"
        self._mark = folder / f".{written}.stopped"
        self._file: BinaryIO | None = None

    @classmethod
    def all_in(cls, folder: Path) -> list[Part]:
        """Every unfinished file that has a record, by name."""
        suffix = ".part.json"
        notes = sorted(path.name for path in folder.glob(f".*{suffix}")) if folder.is_dir() else []
        return [cls(folder, unquote(name[1 : -len(suffix)])) for name in notes]

    def load(self) -> Record | None:
        """The record as it was kept, None when there is none that can be read. After a power cut only what was
        surely written is left."""
        try:
            record = msgspec.json.decode(self.note.read_bytes(), type=Record)
        except (FileNotFoundError, msgspec.MsgspecError):
            return None
        if record.boot != boot_time() and self.length > record.synced:
            with self.data.open("r+b") as file:
                file.truncate(record.synced)
        return record

    def keep(self, record: Record) -> None:
        """Write the record, in one step; the data before it."""
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())
            record.synced = self.length
        record.boot = boot_time()
        fresh = self.note.with_name(self.note.name + ".new")
        with fresh.open("wb") as file:
            file.write(msgspec.json.encode(asdict(record)))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.note)

    @property
    def is_stopped(self) -> bool:
        """By the owner: it goes on when the owner says so, not by itself. Seen by whichever program fetches it."""
        return self._mark.exists()

    def stop(self) -> None:
        self._mark.touch()

    def let_go_on(self) -> None:
        self._mark.unlink(missing_ok=True)

    @property
    def length(self) -> int:
        try:
            return self.data.stat().st_size
        except FileNotFoundError:
            return 0

    def open(self) -> None:
        self._file = self.data.open("ab", buffering=0)

    def write(self, data: bytes) -> None:
        assert self._file is not None  # opened
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]

    def read(self, offset: int, size: int) -> bytes:
        with self.data.open("rb") as file:
            file.seek(offset)
            return file.read(size)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def finish(self, path: Path) -> None:
        """It is complete and checked: give it its name."""
        self.close()
        with self.data.open("rb") as file:
            os.fsync(file.fileno())
        self.data.replace(path)
        self.note.unlink(missing_ok=True)
        self.let_go_on()

    def discard(self) -> None:
        self.close()
        self.data.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)
        self.let_go_on()


def file_name(name: str) -> str:
    """As every system takes it: Ollama's names have a colon, and some a slash. Names of our files stay as they are."""
    return quote(name, safe="+ ")


def boot_time() -> int:
    """When this machine started, in seconds; the same until it is started again (clocks may be set by a little)."""
    return int(psutil.boot_time()) // 60

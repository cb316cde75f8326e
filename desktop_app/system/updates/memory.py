"""What updates have to remember across restarts, in the profile: the highest version ever offered, and a trial."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from desktop_app.domain.errors import ProfileError
from desktop_app.domain.phrases import Phrase
from desktop_app.system.files import write_private

FILE = "update.json"


@dataclass(frozen=True, slots=True)
class Memory:
    """`trial` is the version that was just put in place and has not proven itself, "" for none; `before` the one it
    replaced; `starts` how often the trial was started; `bad` the version that did not stay up here."""

    highest: str = ""
    trial: str = ""
    before: str = ""
    starts: int = 0
    bad: str = ""


class MemoryFile:
    """`update.json`, written in one step. One that cannot be read counts as empty."""

    def __init__(self, home: Path) -> None:
        self.path = home / FILE

    def read(self) -> Memory:
        try:
            raw = json.loads(self.path.read_text(encoding="utf-8"))
            found = Memory(str(raw["highest"]), str(raw["trial"]), str(raw["before"]), int(raw["starts"]),
                           str(raw["bad"]))
        except (OSError, ValueError, KeyError, TypeError):
            return Memory()
        return found

    def change(self, **values: str | int) -> Memory:
        """The memory with these values, on the disk when this returns; ProfileError when it cannot be written."""
        changed = replace(self.read(), **values)  # type: ignore[arg-type]
        try:
            write_private(self.path, json.dumps(asdict(changed)).encode())
        except OSError as error:
            raise ProfileError(
                Phrase("{path} cannot be written ({error})", path=self.path, error=error.strerror or error)
            ) from error
        return changed

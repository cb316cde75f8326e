"""Which installation this is: that decides which package fits, and who can put it in place."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.system.paths import resource

ARCHIVE, DEB, SETUP = "linux-archive", "linux-deb", "windows-setup"
PACKAGED = Path("/opt/aitbc-provider")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the manifest is, and whose signature counts. Empty in a build that nobody releases updates for."""

    address: str
    keys: tuple[str, ...]


def origin(read: Callable[[str], Path] = resource) -> Origin:
    """From the program's own files, and nobody's setting: whoever could change it could change the program."""
    raw = json.loads(read("updates.json").read_text(encoding="utf-8"))
    return Origin(str(raw["address"]), tuple(str(key) for key in raw["keys"]))


@dataclass(frozen=True, slots=True)
class Place:
    """`folder` is the installed program's, `program` the file in it that is started. `kind` "": no package fits."""

    kind: str
    folder: Path
    program: str


def place(
    executable: str = sys.executable, frozen: bool | None = None, platform: str = sys.platform
) -> Place:
    """This installation's. A checkout has no package: it is updated by who checked it out."""
    path = Path(executable)
    if not (getattr(sys, "frozen", False) if frozen is None else frozen):
        return Place("", path.parent, path.name)
    if platform == "win32":
        return Place(SETUP, path.parent, path.name)
    if path.parent == PACKAGED:
        return Place(DEB, path.parent, path.name)
    kind = ARCHIVE if os.access(path.parent, os.W_OK) and os.access(path.parent.parent, os.W_OK) else ""
    return Place(kind, path.parent, path.name)

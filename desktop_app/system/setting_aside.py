"""The owner's own files are never lost: what cannot be used is moved out of the way, what would be overwritten is
copied first. Names are counted up, so that nothing is written over."""

from __future__ import annotations

from pathlib import Path

from desktop_app.system.files import write_private


def _free(path: Path, why: str) -> Path:
    number = 1
    while (found := path.with_name(f"{path.stem}.{why}-{number}{path.suffix}")).exists():
        number += 1
    return found


def set_aside(path: Path) -> Path:
    """Where the broken file stands now: "settings.broken-1.json". OSError when it cannot be moved."""
    aside = _free(path, "broken")
    path.replace(aside)
    return aside


def keep_copy(path: Path, content: bytes) -> Path:
    """Where `content`, which `path` held, stands now: "settings.kept-1.json". A copy that is there already is enough.
    OSError when it cannot be written."""
    for known in path.parent.glob(f"{path.stem}.kept-*{path.suffix}"):
        if known.stat().st_size == len(content) and known.read_bytes() == content:
            return known
    copy = _free(path, "kept")
    write_private(copy, content)
    return copy

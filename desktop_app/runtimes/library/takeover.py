"""A model file of this machine's, taken into the library; the owner's own stays where it is."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from desktop_app.domain.downloads import DownloadFailed, WrongContent
from desktop_app.domain.phrases import Phrase
from desktop_app.runtimes.library import checks


def examine(path: Path) -> tuple[int, str]:
    """(size, SHA-256) of a whole model file; DownloadFailed and its kinds."""
    if not path.is_file():
        raise DownloadFailed(Phrase("there is no file {path}", path=path), next_step=Phrase("Check the path"))
    why_broken = checks.why_broken(path)
    if why_broken:
        raise WrongContent(why_broken)
    return path.stat().st_size, checks.sha256(path)


def take_over(path: Path, target: Path, digest: str) -> None:
    """Another name for the same file where the disk can, else a copy that is compared; all of it or nothing."""
    fresh = target.with_name(f".{target.stem}.copy")
    fresh.unlink(missing_ok=True)
    try:
        try:
            os.link(path, fresh)
        except OSError:
            with suppress(FileNotFoundError):
                fresh.unlink()
            shutil.copyfile(path, fresh)
            if checks.sha256(fresh) != digest:
                raise WrongContent(Phrase("the file changed while it was being copied")) from None
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)

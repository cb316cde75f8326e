"""A package on its way to this disk: whole and as announced, or not there at all."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
from pathlib import Path

from desktop_app.domain.errors import BadAnswer
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.updates import Package, UpdateFailed, UpdateRefused
from desktop_app.net.downloads import download

ROOM = 6
"""A package needs its own size on the disk, and unpacked beside the old version about four times that."""
_SLOWEST = 20_000.0
"""Bytes a second below which a download is given up."""


async def fetched(package: Package, folder: Path) -> Path:
    """The file. One that is here already and is what was announced is not fetched again. UpdateFailed for the disk,
    UpdateRefused for a file that is not what was announced, NetworkError for the way."""
    name = package.url.rsplit("/", 1)[-1].split("?")[0]
    target = folder / "".join(letter for letter in name if letter.isalnum() or letter in "._-+~")[-120:]
    try:
        if await asyncio.to_thread(_here, target, package):
            return target
        part = target.with_name(target.name + ".part")
        await _written(package, part)
        part.replace(target)
    except OSError as error:
        _clear(folder)
        raise UpdateFailed(Phrase("the disk gave an error ({error})", error=error.strerror or error)) from error
    except UpdateRefused:
        _clear(folder)
        raise
    return target


async def _written(package: Package, part: Path) -> None:
    digest = hashlib.sha256()
    with part.open("wb") as file:

        def take(piece: bytes) -> None:
            digest.update(piece)
            file.write(piece)

        try:
            size = await download(package.url, take, package.size, 60.0 + package.size / _SLOWEST)
        except BadAnswer as error:
            raise UpdateRefused(error.explanation) from error
    if size != package.size:
        raise UpdateRefused(Phrase("the download has {size} of {whole} bytes", size=size, whole=package.size))
    if digest.hexdigest() != package.sha256:
        raise UpdateRefused(Phrase("the download is not the file that was announced"))


def _here(target: Path, package: Package) -> bool:
    """Whether the file is here already; else there is room for it now."""
    folder = target.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if target.is_file():
        with target.open("rb") as opened:
            if hashlib.file_digest(opened, "sha256").hexdigest() == package.sha256:
                return True
    _clear(folder)
    if shutil.disk_usage(folder).free < package.size * ROOM:
        raise UpdateFailed(Phrase("{size} MiB of free disk are needed", size=f"{package.size * ROOM / 2**20:.0f}"))
    return False


def _clear(folder: Path) -> None:
    """Earlier packages, and halves of any; nothing else is ever put there."""
    for file in folder.iterdir() if folder.is_dir() else ():
        file.unlink(missing_ok=True)

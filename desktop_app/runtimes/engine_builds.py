"""llama.cpp's own server builds for graphics cards: which one fits this computer, fetched only when the owner says so.

The wheel that the built-in engine comes in computes on the processor. Addresses and checksums of builds for cards
stand in `resources/engines.json`, which the release fills; while it is empty there is nothing to fetch, and a card is
used through Ollama or another model server."""

from __future__ import annotations

import json
import platform
import shutil
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from desktop_app.domain.downloads import WrongContent, checked_sha256
from desktop_app.domain.phrases import Phrase
from desktop_app.net.fetch import Fetcher
from desktop_app.net.unpacking import unpack_tar
from desktop_app.provider.ports import Clock
from desktop_app.runtimes.library.download import Download
from desktop_app.runtimes.library.index import alone, is_held
from desktop_app.runtimes.library.part import Part, Record
from desktop_app.runtimes.library.rules import Progress, Rules

MANIFEST = "engines.json"
_LARGEST_UNPACKED = 8 * 2**30
_MOST_FILES = 2000


@dataclass(frozen=True, slots=True)
class Build:
    """`platform` as `here()` tells it, `backend` cuda or vulkan, `archive` zip or tar, `server` the server program's
    path in the archive. `size` in bytes; `licence` "" where the release tells none."""

    name: str
    platform: str
    backend: str
    url: str
    sha256: str
    size: int
    archive: str
    server: str
    licence: str = ""


def here() -> str:
    """linux-x86_64, win-amd64, …"""
    system = {"linux": "linux", "win32": "win", "darwin": "macos"}.get(sys.platform, sys.platform)
    return f"{system}-{platform.machine().lower()}"


def read(path: Path) -> tuple[Build, ...]:
    """The builds of a manifest; ValueError when it is not as it should be (a bug of the release)."""
    told = json.loads(path.read_bytes())
    if told.get("version") != 1:
        raise ValueError("an unknown version of the list of engines")
    builds = tuple(Build(**build) for build in told["builds"])
    for build in builds:
        is_good = build.url.startswith("https://") or build.url.startswith("http://127.0.0.1:")
        if not is_good or not checked_sha256(build.sha256) or build.archive not in ("zip", "tar") or build.size < 1:
            raise ValueError(f"the engine {build.name!r} is not described as it should be")
    return builds


def fitting(builds: tuple[Build, ...], *, nvidia: bool, where: str | None = None) -> Build | None:
    """The build for this computer: CUDA for an NVIDIA card, else Vulkan; None when there is none."""
    mine = [build for build in builds if build.platform == (where or here())]
    wanted = ("cuda", "vulkan") if nvidia else ("vulkan",)
    return next((build for backend in wanted for build in mine if build.backend == backend), None)


class EngineStore:
    """Builds unpacked below `folder`, one folder each, named by its checksum."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder, self._clock = folder, clock

    def installed(self) -> Path | None:
        """The server program of the build that is here, None when none is."""
        for note in sorted(self._folder.glob("[!.]*/engine.json")) if self._folder.is_dir() else ():
            try:
                server = note.parent / str(json.loads(note.read_bytes())["server"])
            except (OSError, ValueError, KeyError):
                continue
            if server.is_file():
                return server
        return None

    def begun(self, build: Build) -> tuple[int, bool]:
        """Bytes of it that are here, and whether somebody fetches it now."""
        name = _name(build)
        return Part(self._folder, name).length, is_held(self._folder, name)

    async def fetch(self, build: Build, progress: Progress, rules: Rules | None = None) -> Path:
        """Download (or go on with it), check and unpack; the server program. An older build is removed.

        To be called with the owner's consent only. DownloadFailed and its kinds."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = _name(build)
        with alone(self._folder, name):
            part = Part(self._folder, name)
            record = part.load()
            if record is None or record.url != build.url:
                part.discard()
                record = Record(build.url)
            record.sha256 = build.sha256
            fetcher, rules = Fetcher(), rules or Rules()
            try:
                await Download(
                    fetcher, part, record, self._clock, rules, progress, inspect=lambda path: _why_not(path, build)
                ).run()
                self._install(part.data, build, name)
            finally:
                await fetcher.close()
            part.discard()
        for other in self._folder.glob("*/engine.json"):
            if other.parent.name != name:
                shutil.rmtree(other.parent)
        return self._folder / name / build.server

    def remove(self) -> None:
        """Every build, and what is left of unfinished downloads."""
        if self._folder.is_dir():
            shutil.rmtree(self._folder)

    def _install(self, archive: Path, build: Build, name: str) -> None:
        """Unpacked aside and moved into place in one step, so that half of one is never run."""
        fresh, final = self._folder / f".{name}.new", self._folder / name
        for leftover in (fresh, final):
            if leftover.exists():
                shutil.rmtree(leftover)
        try:
            fresh.mkdir()
            _unpack(archive, build, fresh)
            (fresh / build.server).chmod(0o755)
            (fresh / "engine.json").write_text(json.dumps({"name": build.name, "server": build.server}))
            fresh.replace(final)
        except (OSError, zipfile.BadZipFile, tarfile.TarError, EOFError) as error:
            raise WrongContent(Phrase("the engine's archive cannot be unpacked")) from error
        finally:
            if fresh.exists():
                shutil.rmtree(fresh)


def _name(build: Build) -> str:
    return build.sha256[:16]


def _why_not(path: Path, build: Build) -> str:
    """Why this archive is not what the manifest says, "" when it is."""
    try:
        names = _names(path, build)
    except (OSError, zipfile.BadZipFile, tarfile.TarError, EOFError):
        return "the engine's archive is damaged"
    bad = [name for name in names if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts]
    if bad or len(names) > _MOST_FILES:
        return "the engine's archive holds what it should not"
    return "" if build.server in names else "the engine's archive does not hold the engine"


def _names(path: Path, build: Build) -> list[str]:
    if build.archive == "zip":
        with zipfile.ZipFile(path) as file:
            if sum(info.file_size for info in file.infolist()) > _LARGEST_UNPACKED:
                raise zipfile.BadZipFile
            return [name.replace("\\", "/") for name in file.namelist()]
    with tarfile.open(path) as file:
        members = file.getmembers()
        if sum(member.size for member in members) > _LARGEST_UNPACKED:
            raise tarfile.TarError
        return [member.name.removeprefix("./") for member in members]


def _unpack(path: Path, build: Build, into: Path) -> None:
    if build.archive == "zip":
        with zipfile.ZipFile(path) as file:
            file.extractall(into)
    else:
        with tarfile.open(path) as file:
            unpack_tar(file, into)

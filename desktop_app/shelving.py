"""The model library of one profile: the owner's limits, what models earned, which ones must stay."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop_app.card_engine import CardEngine
from desktop_app.domain.downloads import UNTOLD, DownloadFailed, Fetched, is_own_file, parse_night
from desktop_app.domain.errors import RuntimeFault, in_words
from desktop_app.domain.full_disk import no_models
from desktop_app.domain.model_list import Listed, licences, parse
from desktop_app.domain.networks import is_loopback
from desktop_app.domain.phrases import Phrase, together
from desktop_app.provider.ports.model_desk import Begun, EngineView
from desktop_app.runtimes import gguf, ollama
from desktop_app.runtimes.library import ollama_pull
from desktop_app.runtimes.library.library import ModelLibrary
from desktop_app.runtimes.library.rules import Progress
from desktop_app.runtimes.library.shapes import Limits, Shelved
from desktop_app.runtimes.model_folder import ModelFolder
from desktop_app.system.clock import SystemClock
from desktop_app.system.paths import resource
from desktop_app.system.settings import Settings, SettingsFile
from desktop_app.worth import Worth

_GIB, _MB = 2**30, 10**6
MODELS = "models.json"
VERB = Phrase("With your consent: aitbc-provider models engine --fetch")


def model_list() -> tuple[Listed, ...]:
    """The well-known models that this version names."""
    return parse(json.loads(resource(MODELS).read_bytes()))


async def fetch_model(shelf: ModelLibrary, source: str, progress: Progress, *, sha256: str = "") -> Fetched:
    """From an address, with the SHA-256 that the list has for it where none is given. As ModelLibrary.add_url."""
    listed = next((one.sha256 for one in model_list() if one.url == source), "")
    got = await shelf.add_url(source, sha256=sha256 or listed, progress=progress)
    return Fetched(got.name, "" if got.is_told else UNTOLD)


async def pull_model(shelf: ModelLibrary, name: str, progress: Progress, url: str) -> Fetched:
    """By its name at Ollama, into Ollama's own store, within the same limits but for the speed."""
    await shelf.add_at_ollama(name, url, progress)
    return Fetched(name)


def limits(settings: Settings, *, make_room: bool = False) -> Limits:
    """What the settings allow; `make_room` allows once what they do not."""
    return Limits(
        quota=settings.models_quota_gib * _GIB or None,
        bytes_per_s=settings.models_mb_per_s * _MB or None,
        night=parse_night(settings.models_hours),
        may_evict=make_room or settings.models_make_room,
    )


class LiveLimits:
    """What the settings allow just now, for a download that goes on for hours: what is saved meanwhile counts at once,
    whichever program saved it."""

    def __init__(self, home: Path, *, make_room: bool = False) -> None:
        self._file, self._make_room = SettingsFile(home), make_room
        self._seen: tuple[int, ...] | None = None
        self._limits = Limits()

    def __call__(self) -> Limits:
        seen = self._stamp()
        if seen != self._seen:
            self._limits, self._seen = limits(self._file.load(), make_room=self._make_room), seen
        return self._limits

    def _stamp(self) -> tuple[int, ...]:
        try:
            told = self._file.path.stat()
        except FileNotFoundError:
            return ()
        return told.st_mtime_ns, told.st_ino, told.st_size


def library(home: Path, *, make_room: bool = False) -> ModelLibrary:
    clock, settings = SystemClock(), SettingsFile(home).load()
    worth = Worth(home, clock, settings.model)
    return ModelLibrary(
        home / "models", clock, LiveLimits(home, make_room=make_room), earned=worth.earned, held=worth.held,
        elsewhere=lambda name: _at_ollama(settings, name),
    )  # fmt: skip


async def ollama_url(settings: Settings) -> str:
    """The address of Ollama on this computer: the owner's, where that is one."""
    url = settings.runtime_url
    return url.rstrip("/") if url and is_loopback(url) and await ollama.found(url) else ollama.DEFAULT_URL


async def _at_ollama(settings: Settings, name: str) -> int:
    try:
        return await ollama_pull.kept(name, await ollama_url(settings))
    except RuntimeFault as error:
        raise DownloadFailed(
            Phrase("Ollama does not tell what its models take: {why}", why=error.explanation),
            next_step=Phrase("Try it again once Ollama answers"),
        ) from error


async def go_on(home: Path, say: Callable[[str, str], None]) -> None:
    """Finish what was being downloaded when the program ended; `say` tells the owner which could not be."""
    for name, why in await library(home).resume_all(lambda name, have, total: None):
        say(f"download {name}", together(name, why, by=": "))


class ProfileLibrary:
    """Implements control.offline.Library."""

    def __init__(self, home: Path) -> None:
        self._home = home

    async def listed(self) -> Mapping[str, Any]:
        shelf = self._library()
        return {
            "models": [_shape(one) for one in await shelf.shelved()],
            "unfinished": [
                {"name": one.name, "url": one.url, "have_bytes": one.have, "total_bytes": one.total or None,
                 "is_running": one.is_running, "is_stopped": one.is_stopped, "waits": one.waits or None}
                for one in shelf.unfinished()
            ],
        }

    def waits(self) -> str:
        return self._library().waits()

    def unfinished(self) -> Sequence[Begun]:
        return self._library().unfinished()

    def stop(self, name: str) -> None:
        self._library().stop(name)

    def discard(self, name: str) -> int:
        return self._library().discard(name)

    async def add(self, source: str, sha256: str, make_room: bool, progress: Progress) -> Mapping[str, Any]:
        shelf = self._library(make_room)
        try:
            if is_own_file(source) or source.startswith(("http://", "https://")):
                return await self._add_file(shelf, source, sha256, progress)
            await pull_model(shelf, source, progress, await ollama_url(SettingsFile(self._home).load()))
        except OSError as error:
            raise no_models(self._home / "models", error) from error
        return {"name": source, "source": "Ollama"}

    async def _add_file(self, shelf: ModelLibrary, source: str, sha256: str, progress: Progress) -> Mapping[str, Any]:
        try:
            if is_own_file(source):
                return _shape(await shelf.add_file(_path(source)))
            return await self._shown(shelf, await fetch_model(shelf, source, progress, sha256=sha256))
        except ValueError as error:
            raise DownloadFailed(
                in_words(error), next_step=Phrase("Name the address or the path of a GGUF file")
            ) from None

    @staticmethod
    async def _shown(shelf: ModelLibrary, got: Fetched) -> Mapping[str, Any]:
        shapes = (_shape(one) for one in await shelf.shelved() if one.name == got.name)
        return {**next(shapes, {"name": got.name}), "note": got.note or None}

    def known(self) -> Sequence[Listed]:
        return model_list()

    def licences(self) -> Mapping[str, str]:
        files = ModelFolder(self._home / "models", with_practice=True).scan()
        told = {name: _licence(file.path) for name, file in files.items()}
        return licences(self.known()) | {name: licence for name, licence in told.items() if licence}

    async def engine(self, fetch: bool, remove: bool, progress: Progress) -> Mapping[str, Any]:
        engine = CardEngine(self._home, LiveLimits(self._home))
        if remove:
            engine.remove()
        if fetch:
            await engine.fetch(progress)
        found = await engine.view()
        says = together(found.says, VERB) if found.name and not found.installed else found.says
        return {"installed": found.installed, "offered": found.name or None, "says": says}

    async def card_engine(self) -> EngineView:
        return await CardEngine(self._home, LiveLimits(self._home)).view()

    async def fetch_engine(self, progress: Progress) -> None:
        await CardEngine(self._home, LiveLimits(self._home)).fetch(progress)

    def remove_engine(self) -> None:
        CardEngine(self._home, LiveLimits(self._home)).remove()

    async def remove(self, name: str) -> int:
        return await self._library().remove(name)

    def _library(self, make_room: bool = False) -> ModelLibrary:
        return library(self._home, make_room=make_room)


def _licence(path: Path) -> str:
    try:
        return gguf.read_head(path).licence
    except (OSError, gguf.NotGguf):
        return ""  # removed or replaced since the folder was read


def _path(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _shape(one: Shelved) -> dict[str, Any]:
    return {
        "name": one.name,
        "size_bytes": one.size,
        "context_tokens": one.context,
        "licence": one.licence or None,
        "source": one.source or None,
        "sha256": one.sha256 or None,
        "earned_30_days": str(one.earned),
        "earned_per_gb_day": f"{one.worth:.6f}",
        "in_use": bool(one.stays),
        "stays_because": one.stays or None,
    }

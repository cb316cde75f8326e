"""The model library of one profile: the owner's limits, what models earned, which ones must stay."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from desktop_app.domain import hosting
from desktop_app.domain.downloads import UNTOLD, DownloadFailed, Fetched, is_own_file, parse_night
from desktop_app.domain.errors import ProfileError, RuntimeFault, in_words
from desktop_app.domain.model_list import Listed, licences, parse
from desktop_app.domain.networks import is_loopback
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.staying import Agreed, Staying, hosted, needed
from desktop_app.gpu.nvml import NvmlGpu
from desktop_app.provider import agreement_texts
from desktop_app.provider.ports import Clock
from desktop_app.provider.ports.office import Begun
from desktop_app.runtimes import engine_builds, gguf, ollama
from desktop_app.runtimes.engine_builds import Build, EngineStore, fitting
from desktop_app.runtimes.library import ollama_pull
from desktop_app.runtimes.library.library import EARNED_DAYS, Limits, ModelLibrary, Shelved
from desktop_app.runtimes.library.rules import Progress
from desktop_app.runtimes.model_folder import ModelFolder
from desktop_app.storage.history import FILE, History
from desktop_app.system.clock import SystemClock
from desktop_app.system.decisions import DecisionsFile
from desktop_app.system.paths import resource
from desktop_app.system.settings import Settings, SettingsFile

_GIB, _MB = 2**30, 10**6
_T = TypeVar("_T")
MODELS = "models.json"


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
    await ollama_pull.pull(name, progress, shelf.rules(name), SystemClock(), url)
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


class Worth:
    """What models earned, from the books of the network that was used last, and which ones have to stay, from all."""

    def __init__(self, home: Path, clock: Clock, preferred: str) -> None:
        self._home, self._file, self._clock, self._preferred = home, home / FILE, clock, preferred

    async def earned(self) -> Mapping[str, Decimal]:
        """Credited by model over EARNED_DAYS."""
        since = self._clock.now() - timedelta(days=EARNED_DAYS)

        async def look(history: History) -> Mapping[str, Decimal]:
            book = await history.records.last_book()
            found = await history.ledger.breakdown(book[0], book[1], "model", since, None) if book else {}
            return {model: totals.credited for model, totals in found.items()}

        return await self._asked(look, {})

    async def held(self) -> Staying:
        """Models that a job waits for or runs on, that are reserved or under contract for a customer, that are hosted,
        and the one that the owner prefers."""
        now = self._clock.now()

        async def look(history: History) -> Staying:
            found = Staying()
            for network, me in await history.records.books():
                jobs = [job for job in await history.journal.open_jobs(network, me) if not job.outcome]
                agreed = await _agreed(history, network, me)
                # Through every job of the past: half a second for a year of them, and most agreed on nothing.
                is_agreed = agreed.contracts or agreed.reservations
                asked = await history.agreements.asked(network, me) if is_agreed else []
                found |= needed(jobs, agreed, asked, now)
            return found

        preferred = {self._preferred: Phrase("it is the one that you prefer")} if self._preferred else {}
        return await self._asked(look, Staying()) | self._hosted() | Staying(preferred)

    def _hosted(self) -> Staying:
        kept = DecisionsFile(self._home).load().get("hosted", {})
        try:
            return hosted(hosting.read(**kept).values()) if kept else Staying()
        except (ValueError, TypeError):
            return Staying(none_goes=Phrase("the list of hosted models cannot be read: any might be hosted"))

    async def _asked(self, look: Callable[[History], Awaitable[_T]], nothing: _T) -> _T:
        """`nothing` where there is no history yet."""
        if not self._file.exists():
            return nothing
        history = await History.open(self._file, read_only=True)
        try:
            return await look(history)
        finally:
            await history.close()


async def _agreed(history: History, network: str, me: str) -> Agreed:
    """Contracts and reservations of these books."""
    contracts, reservations, unread = [], [], False
    for kept in await history.agreements.agreements(network, me):
        try:
            if kept.kind == agreement_texts.CONTRACT:
                contracts.append(agreement_texts.to_contract(kept))
            elif kept.kind == agreement_texts.RESERVATION:
                reservations.append(agreement_texts.to_reservation(kept))
        except (ValueError, TypeError):
            unread = True
    return Agreed(tuple(contracts), tuple(reservations), await history.agreements.used(network, me), unread)


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
        say(f"download {name}", f"{name}: {why}")


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
        return [
            Begun(one.name, one.url, one.have, one.total, one.is_running, one.is_stopped, one.waits)
            for one in self._library().unfinished()
        ]

    def stop(self, name: str) -> None:
        self._library().stop(name)

    def discard(self, name: str) -> int:
        return self._library().discard(name)

    async def add(self, source: str, sha256: str, make_room: bool, progress: Progress) -> Mapping[str, Any]:
        shelf = self._library(make_room)
        try:
            if is_own_file(source):
                return _shape(await shelf.add_file(_path(source)))
            if source.startswith(("http://", "https://")):
                got = await fetch_model(shelf, source, progress, sha256=sha256)
                return await self._shown(shelf, got)
        except ValueError as error:
            raise DownloadFailed(
                in_words(error), next_step=Phrase("Name the address or the path of a GGUF file")
            ) from None
        except OSError as error:
            why = Phrase("the folder of models cannot be used: {why}", why=error.strerror or error)
            raise ProfileError(why) from error
        await pull_model(shelf, source, progress, await ollama_url(SettingsFile(self._home).load()))
        return {"name": source, "source": "Ollama"}

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
        if remove:
            remove_engine(self._home)
        return await (fetch_engine(self._home, progress) if fetch else card_engine(self._home))

    async def remove(self, name: str) -> int:
        return await self._library().remove(name)

    def _library(self, make_room: bool = False) -> ModelLibrary:
        return library(self._home, make_room=make_room)


def engine_program(home: Path) -> str:
    """The engine for cards that was fetched, "" when none was."""
    return str(EngineStore(home / "engines", SystemClock()).installed() or "")


async def card_engine(home: Path) -> Mapping[str, Any]:
    """Which engine for cards is here, which could be fetched, and what to do, in one sentence."""
    installed, build = engine_program(home), await _build(home)
    if installed:
        says = Phrase("The engine for graphics cards is here; the program uses it from its next start on.")
    elif build is None:
        says = Phrase(
            "This version knows no engine for this computer's graphics card. Jobs run on the processor; to use the "
            "card, install Ollama (ollama.com) or another model server."
        )
    else:
        says = Phrase(
            "{name} can be fetched from {host} ({size} MB). With your consent: aitbc-provider models engine --fetch",
            name=build.name,
            host=urlsplit(build.url).hostname,
            size=f"{build.size / _MB:.0f}",
        )
    return {"installed": bool(installed), "offered": build.name if build else None, "says": says}


async def fetch_engine(home: Path, progress: Progress) -> Mapping[str, Any]:
    """Fetch it, which is the owner's consent. DownloadFailed where there is none, or why it cannot be had."""
    build = await _build(home)
    if build is None:
        raise DownloadFailed((await card_engine(home))["says"], title=Phrase("There is nothing to fetch"))
    await EngineStore(home / "engines", SystemClock()).fetch(build, progress)
    return await card_engine(home)


def remove_engine(home: Path) -> None:
    EngineStore(home / "engines", SystemClock()).remove()


async def _build(home: Path) -> Build | None:
    gpu = NvmlGpu(SettingsFile(home).load().gpu_uuid)
    try:
        has_nvidia = bool((await gpu.view()).name)
    finally:
        await gpu.close()
    return fitting(engine_builds.read(resource(engine_builds.MANIFEST)), nvidia=has_nvidia)


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

"""The models of the built-in engine: added from an address or a file, kept within a quota, removed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from desktop_app.domain.downloads import (
    DownloadFailed,
    Kept,
    NoRoom,
    SourceChanged,
    Stopped,
    WrongContent,
    checked_name,
    checked_sha256,
    name_from_url,
    victims,
)
from desktop_app.domain.errors import ModelMissing, WorldError
from desktop_app.domain.full_disk import no_models
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.staying import Staying
from desktop_app.net.fetch import Fetcher
from desktop_app.provider.ports import Clock
from desktop_app.provider.ports.model_desk import Begun
from desktop_app.runtimes import gguf
from desktop_app.runtimes.library import ollama_pull
from desktop_app.runtimes.library.fetching import fetched, unless_stopped, whose
from desktop_app.runtimes.library.index import Added, Index, alone, is_held
from desktop_app.runtimes.library.part import Part, Record
from desktop_app.runtimes.library.rules import Progress, Rules
from desktop_app.runtimes.library.shapes import Limits, Shelved
from desktop_app.runtimes.library.takeover import examine, take_over
from desktop_app.runtimes.model_folder import ModelFolder

Earned = Callable[[], Awaitable[Mapping[str, Decimal]]]
"""What each model earned over `EARNED_DAYS`."""
Held = Callable[[], Awaitable[Staying]]
"""Models in use, reserved, hosted or preferred: none of them is ever removed."""
Elsewhere = Callable[[str], Awaitable[int]]
"""Bytes of the models that another program keeps, but for the one of this name."""
EARNED_DAYS = 30.0


async def _nothing() -> Mapping[str, Decimal]:
    return {}


async def _none() -> Staying:
    return Staying()


async def _nowhere(_name: str) -> int:
    return 0


class ModelLibrary:
    """`folder` is the one whose GGUF files the built-in engine runs; files that the owner put there are listed and
    never removed by themselves. `limits` are asked for again and again: what is changed meanwhile counts."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        limits: Callable[[], Limits],
        *,
        earned: Earned = _nothing,
        held: Held = _none,
        elsewhere: Elsewhere = _nowhere,
        fetcher: Callable[[], Fetcher] = Fetcher,
    ) -> None:
        self._folder, self._clock, self._limits = folder, clock, limits
        self._earned, self._held, self._elsewhere, self._fetcher = earned, held, elsewhere, fetcher
        self._index = Index(folder)

    async def shelved(self) -> list[Shelved]:
        """By name; unfinished ones are not among them."""
        known, earned, stays = self._index.all(), await self._earned(), (await self._held()).models
        found = []
        for name, file in ModelFolder(self._folder, with_practice=True).scan().items():
            made = earned.get(name, Decimal(0))
            added = known.get(name)
            found.append(
                Shelved(
                    name, file.size, file.context, gguf.read_head(file.path).licence, added.source if added else "",
                    added.sha256 if added else "", made, Kept(name, file.size, made, EARNED_DAYS).worth,
                    stays.get(name, ""), added.is_told if added else False,
                )
            )  # fmt: skip
        return found

    def unfinished(self) -> list[Begun]:
        found = []
        for part in Part.all_in(self._folder):
            record = part.load()
            if record is not None:
                running, ollama = is_held(self._folder, part.name), record.ollama
                waits = (self.waits() if ollama else self._waits(part.name)) if running else ""
                have = record.have if ollama else part.length
                found.append(
                    Begun(part.name, record.url, have, record.total, running, part.is_stopped, waits, ollama)
                )
        return found

    def waits(self) -> str:
        """For which hour every download waits, whoever fetches, as "waits until 23:00"; "" in the owner's hours."""
        if (seconds := self._wait()) > 0:
            at = self._clock.now().astimezone() + timedelta(seconds=seconds)
            return Phrase("waits until {time}", time=f"{at:%H:%M}")
        return ""

    def _waits(self, name: str) -> str:
        if until := self.waits():
            return until
        first = whose(self._folder)
        return Phrase("waits until {name} is here", name=first) if first not in ("", name) else ""

    async def add_url(self, url: str, *, sha256: str = "", progress: Progress = lambda have, total: None) -> Shelved:
        """Download it, or go on with it. ValueError for an address or checksum that cannot be; DownloadFailed and its
        kinds, among them Stopped. Cancelling keeps what is there, and `resume_all` goes on with it."""
        name, wanted = name_from_url(url), checked_sha256(sha256)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = self._folder / f"{name}.gguf"
        with alone(self._folder, name):
            self._refuse_existing(target)
            part = Part(self._folder, name)
            record = part.load()
            if record is None or record.url != url or (wanted and record.sha256 and record.sha256 != wanted):
                part.discard()
                record = Record(url)
            record.sha256 = wanted or record.sha256
            part.let_go_on()
            part.keep(record)  # it is known from now on, also where it has to wait
            try:
                fetching = fetched(part, record, self._clock, self.rules(name), progress, self._fetcher)
                await unless_stopped(part, fetching)
            except Stopped:
                raise
            except DownloadFailed as error:
                if isinstance(error, SourceChanged | WrongContent) or not part.length:
                    part.discard()
                raise
            part.finish(target)
            size = target.stat().st_size
            self._index.put(Added(name, url, record.sha256, size, self._clock.now(), record.is_told))
        return await self._one(name)

    async def add_at_ollama(
        self, name: str, url: str, progress: Progress = lambda have, total: None, *, tries: int = 1
    ) -> None:
        """The Ollama at `url` downloads it into its own store, or goes on with it. DownloadFailed and its kinds, among
        them Stopped. As with add_url, `resume_all` goes on with what was cancelled. `tries` as pull's: a person who
        asks is told at once."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = Part(self._folder, ollama_pull.full_name(name))
        with alone(self._folder, part.name):
            record = Record(name, ollama=url)
            await ollama_pull.ordered(part, record, progress, self.rules(name), self._clock, tries=tries)

    def stop(self, name: str) -> None:
        """Whoever fetches it stops soon, and it does not go on by itself."""
        for part in Part.all_in(self._folder):
            if part.name == name:
                part.stop()

    def discard(self, name: str) -> int:
        """Throw an unfinished file away; bytes that are free now. DownloadFailed while it is fetched."""
        with alone(self._folder, name):
            part = Part(self._folder, name)
            freed = part.length
            part.discard()
        return freed

    async def add_file(self, path: Path) -> Shelved:
        """Take a GGUF file of this machine's; the owner's own stays where it is. DownloadFailed and its kinds."""
        name = checked_name(path.name)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with alone(self._folder, name):
            target = self._folder / f"{name}.gguf"
            self._refuse_existing(target)
            size, digest = await asyncio.to_thread(examine, path)
            await self._make_room(name, size)
            await asyncio.to_thread(take_over, path, target, digest)
            self._index.put(Added(name, str(path), digest, size, self._clock.now()))
        return await self._one(name)

    async def resume_all(self, progress: Callable[[str, int, int], None]) -> list[tuple[str, str]]:
        """Go on with every unfinished download that the owner did not stop; (name, why) of those that failed."""

        async def finish(one: Begun) -> tuple[str, str] | None:
            def told(have: int, total: int) -> None:
                progress(one.name, have, total)

            try:
                if one.ollama:
                    await self.add_at_ollama(one.url, one.ollama, told, tries=ollama_pull.BY_ITSELF)
                else:
                    await self.add_url(one.url, progress=told)
            except Stopped:
                return None
            except WorldError as error:
                return one.name, error.sentence
            except OSError as error:
                return one.name, no_models(self._folder, error).sentence
            return None

        waiting = [one for one in self.unfinished() if not one.is_stopped and not one.is_running]
        return [failed for failed in await asyncio.gather(*map(finish, waiting)) if failed is not None]

    async def remove(self, name: str) -> int:
        """Bytes that are free now, also of an unfinished download. ModelMissing when there is none of this name;
        DownloadFailed when it is in use or reserved."""
        part = next((part for part in Part.all_in(self._folder) if part.name == name), None)
        file = ModelFolder(self._folder, with_practice=True).scan().get(name)
        if part is None and file is None:
            raise ModelMissing(Phrase("there is no model '{name}' in the library", name=name))
        if why := (await self._held()).models.get(name):
            raise DownloadFailed(
                why, title=Phrase("The model cannot be removed"), next_step=Phrase("It can be once that is over")
            )
        freed = 0
        with alone(self._folder, name):
            if part is not None:
                freed += part.length
                part.discard()
            if file is not None:
                freed += file.size
                for path in file.path.parent.glob(_pattern(file.path, name)):
                    path.unlink()
            self._index.drop(name)
        return freed

    # ---- room ------------------------------------------------------------------------------------------------

    def rules(self, name: str) -> Rules:
        """What the owner's limits say to a download of this model, whoever fetches it."""

        async def room(total: int) -> None:
            await self._make_room(name, total)

        return Rules(
            lambda: self._limits().bytes_per_s, self._wait, room, self._limits().first_pause, in_force=self._limits
        )

    def _wait(self) -> float:
        night = self._limits().night
        return night.wait(self._clock.now().astimezone()) if night is not None else 0.0

    async def _make_room(self, name: str, size: int) -> None:
        """For one more model of this size within the quota; NoRoom when that cannot be."""
        quota = self._limits().quota
        if quota is None:
            return
        shelved = await self.shelved()
        there = sum(one.size for one in shelved) + await self._elsewhere(name)
        too_many = there + size - quota
        if too_many <= 0:
            return
        may_go = self._limits().may_evict
        none_goes = (await self._held()).none_goes if may_go else ""
        kept = [
            Kept(s.name, s.size, s.earned, EARNED_DAYS, bool(s.stays) or not s.source or s.name == name)
            for s in shelved
        ]
        going = victims(kept, too_many) if may_go and not none_goes else None
        if going is None:
            why = Phrase("; none was removed for it: {none_goes}", none_goes=none_goes) if none_goes else ""
            raise NoRoom(
                Phrase(
                    "the models would have {too_many} GiB more than the {quota} GiB that they may have{why}",
                    too_many=f"{too_many / 2**30:.1f}",
                    quota=f"{quota / 2**30:.0f}",
                    why=why,
                ),
                next_step=Phrase("Remove a model, or allow more"),
            )
        for one in going:
            await self.remove(one.name)

    @staticmethod
    def _refuse_existing(target: Path) -> None:
        if target.exists():
            raise DownloadFailed(
                Phrase("a model of this name is there already"),
                next_step=Phrase("Remove it first, or use it"),
                title=Phrase("Nothing to do"),
            )

    async def _one(self, name: str) -> Shelved:
        for one in await self.shelved():
            if one.name == name:
                return one
        raise WrongContent(Phrase("it is a model file, but not of a model that writes text"))


def _pattern(path: Path, name: str) -> str:
    """All parts of a model in several files."""
    escaped = "".join(f"[{c}]" if c in "[]*?" else c for c in name)
    return f"{escaped}-*-of-*.gguf" if path.stem != name else f"{escaped}.gguf"

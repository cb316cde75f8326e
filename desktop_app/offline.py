"""The profile without its program, for the verbs that work either way; everything is imported when it is asked for."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.control.offline import Check, Library, Networks, Statement
from desktop_app.domain.errors import ProfileError, WorldError
from desktop_app.domain.networks import PRACTICE
from desktop_app.domain.phrases import Phrase, Several, together
from desktop_app.provider.energy_meter import cost_of
from desktop_app.provider.ports import Earnings
from desktop_app.system.paths import profile_dir

if TYPE_CHECKING:
    from desktop_app.domain.state import GpuView
    from desktop_app.domain.tax import Line
    from desktop_app.storage.history import History

_LEAST_DISK = 2 * 2**30


class ProfileOffline:
    """Implements control.offline.Offline."""

    def __init__(self, home: Path) -> None:
        self.home = home

    @classmethod
    def at(cls, home: str | None) -> ProfileOffline:
        return cls(profile_dir(home))

    async def earnings(self, since: datetime | None, by: Sequence[str]) -> Statement:
        async with self._history() as history:
            network, me, unit = await self._book(history)
            totals = await history.ledger.totals(network, me, since)
            parts = {name: await history.ledger.breakdown(network, me, name, since, None) for name in by}
            energy, electricity = await cost_of(history.facts, network, me, since, datetime.now(UTC))
            return Statement(network, Earnings(since, totals, energy, unit, parts, electricity))

    async def tax_lines(self, since: datetime | None) -> tuple[str, Sequence[Line]]:
        from desktop_app.provider.office.money import tax_lines

        async with self._history() as history:
            network, me, unit = await self._book(history)
            return unit, await tax_lines(history.ledger, history.browser, network, me, since, None)

    async def written(self, job_id: str) -> str:
        from desktop_app.provider.office.journal import not_kept

        async with self._history() as history:
            network, me, _ = await self._book(history)
            if not (text := await history.texts.written(network, me, job_id)):
                raise not_kept()
            return text

    def settings(self) -> Mapping[str, Any]:
        from desktop_app.system.settings import SettingsFile

        return asdict(SettingsFile(self.home).load())

    def exported(self) -> Mapping[str, Any]:
        from desktop_app.system.settings_exchange import exported

        return exported(self.home)

    def take_in(self, content: bytes, *, same_provider: bool) -> Sequence[str]:
        from desktop_app.provider.house_rules import read
        from desktop_app.system.instance import acquire
        from desktop_app.system.settings_exchange import take_in

        lock = acquire(self.home)
        if lock is None:
            raise ProfileError(
                Phrase("its settings would be written over"),
                title=Phrase("The program is running"),
                next_step=Phrase("Quit it first"),
            )
        try:
            return take_in(self.home, content, read, same_provider=same_provider)
        finally:
            lock.release()

    def networks(self) -> Networks:
        from desktop_app.reach import ProfileNetworks

        return ProfileNetworks(self.home)

    def library(self) -> Library:
        from desktop_app.shelving import ProfileLibrary

        return ProfileLibrary(self.home)

    async def cards(self) -> tuple[GpuView, Sequence[GpuView]]:
        return await self._cards()

    def use_card(self, uuid: str) -> None:
        from desktop_app.system.settings import SettingsFile

        file = SettingsFile(self.home)
        file.save(replace(file.load(), gpu_uuid=uuid))

    def logs(self) -> Sequence[Path]:
        from desktop_app.system.logs import Logs

        return Logs(self.home).files()

    def checks(self, running: Mapping[str, Any] | None) -> Mapping[str, Check]:
        return {
            Phrase("profile", "a check"): self._check_profile,
            Phrase("history", "a check"): self._check_history,
            Phrase("network", "a check"): partial(self._check_network, running),
            Phrase("runtime", "a check"): partial(self._check_runtime, running),
            Phrase("card", "a check"): self._check_card,
            Phrase("keyring", "a check"): self._check_keyring,
        }

    # ---- what doctor looks at --------------------------------------------------------------------------------

    async def _check_profile(self) -> str:
        probe = self.home / ".doctor"
        try:
            probe.write_bytes(b"")
            probe.unlink()
            free = shutil.disk_usage(self.home).free
        except OSError as error:
            raise ProfileError(
                Phrase("{home} cannot be written ({error})", home=self.home, error=error.strerror)
            ) from error
        if free < _LEAST_DISK:
            raise ProfileError(
                Phrase("only {free} GiB are free where the profile is", free=f"{free / 2**30:.1f}"),
                title=Phrase("The disk is nearly full"),
                next_step=Phrase("Make room, or move the profile with --home"),
            )
        return Phrase("{home} can be written, {free} GiB are free", home=self.home, free=f"{free / 2**30:.0f}")

    async def _check_history(self) -> str:
        if not self._history_file.exists():
            return Phrase("none yet")
        async with self._history() as history:
            await history.records.last_book()
        return Phrase("can be read, {size} MiB", size=f"{self._history_file.stat().st_size / 2**20:.0f}")

    async def _check_network(self, running: Mapping[str, Any] | None) -> str:
        place = None if running is None else PRACTICE if running["network"] == PRACTICE else running["network_url"]
        parts = await self.networks().test(place, lambda _prompt: None)
        bad = [part for part in parts if part.works is False]
        if not bad:
            return together(*(together(part.name, part.says) for part in parts), by=", ")
        raise WorldError(
            together(*(together(part.name, part.says, by=": ") for part in bad), by="; "),
            title=Phrase("Not all of the network works"),
            next_step=next((part.next_step for part in bad if part.next_step), ""),
        )

    async def _check_runtime(self, running: Mapping[str, Any] | None) -> str:
        name, models = (running["runtime"], running["models"]) if running else await self._runtime()
        if not models:
            raise WorldError(
                Phrase("{name} has no model", name=name),
                title=Phrase("Nothing can be run"),
                next_step=Phrase("Install a model, or only practise"),
            )
        return Several(
            "{name} with {n} model: {models}", "{name} with {n} models: {models}",
            len(models), name=name, models=", ".join(models[:5]),
        )  # fmt: skip

    async def _runtime(self) -> tuple[str, Sequence[str]]:
        """The one that the program would choose, and its models."""
        from desktop_app.runtimes.choose import choose
        from desktop_app.system.child import SpawnChild
        from desktop_app.system.runtime_key import RuntimeKeys

        settings = self.settings()
        url, only_practice = settings["runtime_url"] or None, not settings["active"]
        key = RuntimeKeys(self.home).get(url) if url else None
        runtime = await choose(
            self.home / "models", SpawnChild(), url=url, key=key, play_money=only_practice
        )
        try:
            return runtime.name, [m.name for m in await runtime.models()]
        finally:
            await runtime.close()

    async def _check_card(self) -> str:
        view, cards = await self._cards()
        if view.is_fault:
            raise WorldError(
                view.why_none, title=Phrase("The card cannot be used"), next_step=view.next_step
            )
        if not view.name:
            return together(view.why_none, Phrase("Jobs run on the processor."))
        memory = f"{view.memory_bytes / 2**30:.1f} GiB" if view.memory_bytes else ""
        silent = Phrase("not reported")
        versions = Phrase("driver {driver}, CUDA {cuda}", driver=view.driver or silent, cuda=view.cuda or silent)
        others = Phrase("one of {count} cards, see: aitbc-provider gpus", count=len(cards)) if len(cards) > 1 else ""
        return together(together(view.name, memory, versions, by=", "), others, by="; ")

    async def _cards(self) -> tuple[GpuView, tuple[GpuView, ...]]:
        from desktop_app.gpu.nvml import NvmlGpu

        gpu = NvmlGpu(self.settings()["gpu_uuid"])
        try:
            return await gpu.view(), await gpu.cards()
        finally:
            await gpu.close()

    async def _check_keyring(self) -> str:
        from desktop_app.system.keys import KeyStore, KeyStoreUnavailable

        try:
            return Phrase("{keyring} keeps the miner key", keyring=await asyncio.to_thread(KeyStore().check))
        except KeyStoreUnavailable as error:
            return Phrase("{why}: the miner key is asked for in each session", why=error.explanation)

    # ---- the history -----------------------------------------------------------------------------------------

    @property
    def _history_file(self) -> Path:
        from desktop_app.storage.history import FILE

        return self.home / FILE

    @asynccontextmanager
    async def _history(self) -> AsyncIterator[History]:
        from desktop_app.storage.history import History

        history = await History.open(self._history_file, read_only=True)
        try:
            yield history
        finally:
            await history.close()

    async def _book(self, history: History) -> tuple[str, str, str]:
        book = await history.records.last_book()
        if book is None:
            raise ProfileError(
                Phrase("nothing was earned with this profile yet"),
                title=Phrase("There are no books"),
                next_step=Phrase("Start the program once"),
            )
        return book

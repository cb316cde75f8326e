"""Updates of this installation (port `Updates`), and what a start after one has to look at."""

from __future__ import annotations

import asyncio
import logging
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.running import Running
from desktop_app.domain.updates import Manifest, Package, UpdateFailed, UpdateRefused, newer, number, read_manifest
from desktop_app.net.downloads import download
from desktop_app.system.own_processes import running_from
from desktop_app.system.updates.archive import ArchiveInstall
from desktop_app.system.updates.fetching import fetched
from desktop_app.system.updates.memory import MemoryFile
from desktop_app.system.updates.place import ARCHIVE, DEB, SETUP, Origin, Place
from desktop_app.system.updates.signed import LARGEST_ENVELOPE, opened

log = logging.getLogger(__name__)

FOLDER = "updates"
MOST_STARTS = 2
"""Starts in which a new version has to prove itself; at the next one the version before comes back."""


def start_setup(command: Sequence[str]) -> None:
    """Start an installer that outlives this program."""
    subprocess.Popen(list(command), close_fds=True, creationflags=getattr(subprocess, "DETACHED_PROCESS", 0))


class InstalledUpdates:
    """`current` is the running version, `profile` the owner's folder; `running` tells who else runs from a folder."""

    def __init__(
        self, current: str, profile: Path, origin: Origin, place: Place,
        setup: Callable[[Sequence[str]], None] = start_setup,
        running: Callable[[Path], Sequence[Running]] = running_from,
    ) -> None:  # fmt: skip
        self._running = running
        self.current, self._profile, self._origin, self._place, self._setup = current, profile, origin, place, setup
        self._memory = MemoryFile(profile)
        self.archive = ArchiveInstall(place.folder, place.program, profile)

    @property
    def kind(self) -> str:
        return self._place.kind if self._origin.address and self._origin.keys else ""

    @property
    def by_owner(self) -> bool:
        return self._place.kind == DEB

    async def manifest(self) -> Manifest:
        envelope = bytearray()
        await download(self._origin.address, envelope.extend, LARGEST_ENVELOPE, 60.0)
        found = read_manifest(opened(bytes(envelope), self._origin.keys))
        highest = self._memory.read().highest
        newer(found, self.current, highest)
        if not highest or number(found.version) > number(highest):
            await asyncio.to_thread(self._memory.change, highest=found.version)
        return found

    async def fetch(self, package: Package) -> Path:
        return await fetched(package, self._profile / FOLDER)

    async def install(self, package: Path, version: str) -> None:
        if number(version) <= number(self.current):
            raise UpdateRefused(
                Phrase("version {version} is not newer than {current}", version=version, current=self.current)
            )
        if version == self._memory.read().bad:
            raise UpdateFailed(
                Phrase("version {version} was tried on this machine and did not stay up", version=version)
            )
        if self._place.kind == SETUP:
            self._setup([str(package), "/S", "/UPDATE", f"/PROFILE={self._profile}"])
        elif self._place.kind == ARCHIVE:
            others = [one.said for one in await asyncio.to_thread(self._running, self._place.folder) if one.is_program]
            if others:  # it would go on with the new version's files under its old code
                raise UpdateFailed(
                    Phrase("another program runs from its folder: {others}. Quit that one", others="; ".join(others))
                )
            # Written first: whatever is in place after a crash, the next start knows that there may be a trial.
            self._memory.change(trial=version, before=self.current, starts=0)
            try:
                await self.archive.put(package)
            except BaseException:
                self._memory.change(trial="", before="", starts=0)
                raise
        else:
            raise UpdateFailed(Phrase("this installation is not updated by itself"))

    def at_start(self) -> bool:
        """Call it before anything else of a start; True when the version before was put back, and the program is to be
        started again."""
        memory = self._memory.read()
        if not memory.trial or self._place.kind != ARCHIVE:
            return False
        if memory.trial != self.current:  # the swap did not happen: a crash came before it
            self._memory.change(trial="", before="", starts=0)
            self.archive.forget()
            return False
        if memory.starts < MOST_STARTS:
            self._memory.change(starts=memory.starts + 1)
            return False
        self._memory.change(trial="", before="", starts=0, bad=self.current)
        try:
            self.archive.back()
        except UpdateFailed as error:
            log.error("version %s does not stay up, and %s cannot come back: %s", self.current, memory.before, error)
            return False
        log.error("version %s did not stay up; version %s is back", self.current, memory.before)
        return True

    def proven(self) -> None:
        """This version works: the one before is not needed any more."""
        if self._memory.read().trial:
            self._memory.change(trial="", before="", starts=0)
            self.archive.forget()
            log.info("version %s works; the one before was removed", self.current)

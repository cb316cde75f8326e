"""Updates: looked for once a day, fetched in the background, installed when nobody is served."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from desktop_app.domain.errors import NetworkError, WorldError, in_words
from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.updates import Manifest, newer, why_not_now
from desktop_app.provider.gate import Gate
from desktop_app.provider.notices import Notices
from desktop_app.provider.ports import Clock
from desktop_app.provider.ports.updates import Updates
from desktop_app.provider.store import Store

log = logging.getLogger(__name__)

FIRST_LOOK = 120.0
"""Seconds after the start: a program that just came up has better things to do."""
EVERY = 86_400.0
TRY_AGAIN = 3_600.0
LOOK_FOR_ROOM = 30.0
_NAME = "update"

Spans = Callable[[], Iterable[tuple[datetime, datetime]]]


class Updater:
    """`wanted` is the owner's switch, asked before each look; `reserved` tells the times that customers reserved;
    `restart` ends the program so that the new version starts."""

    def __init__(
        self, updates: Updates, clock: Clock, gate: Gate, store: Store, notices: Notices, *,
        wanted: Callable[[], bool], reserved: Spans, restart: Callable[[], None],
    ) -> None:  # fmt: skip
        self._updates, self._clock, self._gate, self._store, self._notices = updates, clock, gate, store, notices
        self._wanted, self._reserved, self._restart = wanted, reserved, restart

    async def run(self) -> None:
        """Until cancelled, or until an update was installed and the restart asked for."""
        if not self._updates.kind:
            return
        await self._clock.sleep(FIRST_LOOK)
        while True:
            wait = EVERY
            if self._wanted():
                try:
                    if await self._look():
                        return
                except NetworkError as error:  # a machine without a connection is nothing to bother anybody with
                    log.info("no look for updates: %s", error)
                    wait = TRY_AGAIN
                except WorldError as error:
                    log.info("%s", error)
                    self._notices.say(_NAME, in_words(error))
            else:
                self._notices.say(_NAME, "")
            await self._clock.sleep(wait)

    async def _look(self) -> bool:
        """True once one was installed."""
        manifest = await self._updates.manifest()
        package = manifest.packages.get(self._updates.kind)
        if not newer(manifest, self._updates.current, "") or package is None:
            self._notices.say(_NAME, "")
            return False
        file = await self._updates.fetch(package)
        log.info("version %s is here", manifest.version)
        if self._updates.by_owner:
            self._notices.say(
                _NAME, Phrase("{news} Install it with: sudo apt install {file}", news=_news(manifest), file=file)
            )
            return False
        self._notices.say(_NAME, Phrase("{news} It is installed as soon as no job runs.", news=_news(manifest)))
        signal = Signal(
            Source.SCHEDULE,
            Phrase("Installing version {version}, back in a minute", version=manifest.version),
            Grip.HOLD,
        )
        if not await self._room(signal):
            return False
        try:
            await self._updates.install(file, manifest.version)
        finally:
            self._gate.open(_NAME)
        self._restart()
        return True

    async def _room(self, signal: Signal) -> bool:
        """Wait until nobody is served, then take nothing new; and look once more, for a job may just have come. False
        when the owner switched updates off meanwhile."""
        while self._wanted():
            if not self._why_not():
                self._gate.close(_NAME, signal)
                await self._clock.sleep(1.0)
                if not self._why_not():
                    return True
                self._gate.open(_NAME)
            await self._clock.sleep(LOOK_FOR_ROOM)
        self._notices.say(_NAME, "")
        return False

    def _why_not(self) -> str:
        state = self._store.state
        return why_not_now(len(state.running), state.queued, self._reserved(), self._clock.now())


def _news(manifest: Manifest) -> str:
    notes = " · ".join(manifest.notes)
    if not notes:
        return Phrase("Version {version} is ready.", version=manifest.version)
    return Phrase("Version {version} is ready: {notes}.", version=manifest.version, notes=notes)

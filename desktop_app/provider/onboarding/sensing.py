""" "Press a key now": does this machine tell that somebody is here? Asked of the real sources, with a short quiet."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence

from desktop_app.domain.errors import WorldError, in_words
from desktop_app.domain.phrases import Phrase, together
from desktop_app.domain.presence import Kind, Sighting
from desktop_app.provider.ports import CannotTell, Clock, Watcher
from desktop_app.provider.waiting import settle

log = logging.getLogger(__name__)

QUIET_S = 1.0
"""Seconds of quiet after which a press is news to a source."""
PATIENCE = 30.0
_FIRST_LOOK = 1.5
"""Within this time a source tells how things stand; that is no press."""


class Sensing:
    """`make` gives fresh sources, told to hold one second of silence for quiet."""

    def __init__(self, make: Callable[[], Sequence[Watcher]], clock: Clock) -> None:
        self._make, self._clock = make, clock

    async def __call__(self) -> Sighting:
        """The next press or movement. WorldError when nothing comes within 30 s, or nothing here can tell."""
        watchers = [watcher for watcher in self._make() if Kind.INPUT in watcher.kinds]
        seen: asyncio.Queue[Sighting | None] = asyncio.Queue()
        silent: list[str] = []
        tasks = [asyncio.ensure_future(self._listen(watcher, seen, silent)) for watcher in watchers]
        patience = asyncio.ensure_future(self._lose_patience(seen))
        try:
            while True:
                if len(silent) == len(watchers):
                    raise _blind(silent)
                found = await seen.get()
                if found is not None:
                    return found
                if patience.done():
                    raise WorldError(
                        Phrase("nothing was seen for {patience} s", patience=f"{PATIENCE:.0f}"),
                        title=Phrase("No key press came"),
                        next_step=Phrase("Try again: wait a second, then press any key"),
                    )  # fmt: skip
        finally:
            await settle((*tasks, patience))

    async def _lose_patience(self, seen: asyncio.Queue[Sighting | None]) -> None:
        await self._clock.sleep(PATIENCE)
        seen.put_nowait(None)

    async def _listen(self, watcher: Watcher, seen: asyncio.Queue[Sighting | None], silent: list[str]) -> None:
        began, was_away = self._clock.monotonic(), False

        def tell(sighting: Sighting) -> None:
            nonlocal was_away
            if sighting.kind is not Kind.INPUT:
                return
            if sighting.here and (was_away or self._clock.monotonic() - began > _FIRST_LOOK):
                seen.put_nowait(sighting)
            was_away = was_away or not sighting.here

        why: str = Phrase("it ended")
        try:
            await watcher.watch(tell)
        except CannotTell as error:
            why = in_words(error)
        except Exception:
            log.exception("the presence source %s broke", watcher.name)
            why = Phrase("internal error; the log has the details")
        silent.append(together(watcher.name, why, by=": "))
        seen.put_nowait(None)


def _blind(silent: Sequence[str]) -> WorldError:
    return WorldError(
        together(*silent, by="; ") or Phrase("no source of this system can tell"),
        title=Phrase("Keyboard and mouse cannot be watched here"),
        next_step=Phrase("Games, full screen and other programs on the card still count; pause by hand for the rest"),
    )

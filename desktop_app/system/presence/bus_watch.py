"""Sources on a message bus: look once, look again after every signal that may have changed the answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from desktop_app.domain.errors import in_words
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.presence import Kind, Sighting
from desktop_app.provider.ports import CannotTell
from desktop_app.system.bus import Bus, NoBus, connected

Tell = Callable[[Sighting], None]
Answers = dict[Kind, str | None]
"""What is there: a detail ("" when it has none), or None when it is not there."""


class BusWatcher:
    """`look(bus)` answers now; it is asked again after a signal that fits one of `rules`, and every `every` seconds
    where signals do not tell everything. NoBus from it means that its service is not here."""

    def __init__(
        self,
        name: str,
        kinds: frozenset[Kind],
        look: Callable[[Bus], Awaitable[Answers]],
        *rules: str,
        system: bool = False,
        every: float | None = None,
    ) -> None:
        self.name, self.kinds = name, kinds
        self._look, self._rules, self._system, self._every = look, rules, system, every

    async def watch(self, tell: Tell) -> None:
        try:
            async with connected(system=self._system) as bus:
                await self._watch(bus, tell)
        except NoBus as error:
            raise CannotTell(in_words(error)) from error

    async def _watch(self, bus: Bus, tell: Tell) -> None:
        changed = asyncio.Event()
        for rule in self._rules:
            await bus.listen(rule, lambda _: changed.set())
        was: Answers = {}
        while True:
            now = await self._look(bus)
            for kind, detail in now.items():
                if detail != was.get(kind):
                    here = detail is not None
                    tell(Sighting(kind, here, time.monotonic(), (detail if here else was.get(kind)) or ""))
            was = now
            await _first(self._every, changed, bus.gone)
            if bus.gone.is_set():
                raise NoBus(Phrase("the message bus went away"))
            changed.clear()


async def _first(timeout: float | None, *events: asyncio.Event) -> None:
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
        await asyncio.gather(*waits, return_exceptions=True)

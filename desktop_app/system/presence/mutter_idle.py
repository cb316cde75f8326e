"""Keyboard and mouse on GNOME: Mutter's idle monitor, by signals."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.domain.errors import in_words
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.presence import Kind, Sighting
from desktop_app.provider.ports import CannotTell
from desktop_app.system.bus import Bus, NoBus, connected

if TYPE_CHECKING:
    from dbus_fast import Message

_MONITOR = ("org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core", "org.gnome.Mutter.IdleMonitor")

Tell = Callable[[Sighting], None]


class MutterIdle:
    """Away after `quiet_s` without input, back with the first one. An active watch fires once and is set anew."""

    name = "GNOME"
    kinds = frozenset({Kind.INPUT})

    def __init__(self, quiet_s: float) -> None:
        self._quiet_s = quiet_s

    async def watch(self, tell: Tell) -> None:
        try:
            async with connected() as bus:
                if not await bus.has(_MONITOR[0]):
                    raise CannotTell(Phrase("this is no GNOME session"))
                await self._watch(bus, tell)
        except NoBus as error:
            raise CannotTell(in_words(error)) from error

    async def _watch(self, bus: Bus, tell: Tell) -> None:
        fired: asyncio.Queue[int | None] = asyncio.Queue()

        def heard(message: Message) -> None:
            if message.member == "WatchFired":
                fired.put_nowait(int(message.body[0]))

        await bus.listen(f"interface='{_MONITOR[2]}'", heard)
        gone = asyncio.ensure_future(_tell_end(bus, fired))
        try:
            quiet_ms = round(self._quiet_s * 1000)
            (away,) = await bus.call(*_MONITOR, "AddIdleWatch", "t", quiet_ms)
            (idle,) = await bus.call(*_MONITOR, "GetIdletime")
            back = -1
            if idle < quiet_ms:
                tell(Sighting(Kind.INPUT, True, time.monotonic()))
            else:
                (back,) = await bus.call(*_MONITOR, "AddUserActiveWatch")
            # WatchFired can come before the reply that names its watch: the queue keeps it until then.
            while (watch := await fired.get()) is not None:
                if watch == away:
                    tell(Sighting(Kind.INPUT, False, time.monotonic() - self._quiet_s))
                    (back,) = await bus.call(*_MONITOR, "AddUserActiveWatch")
                elif watch == back:
                    tell(Sighting(Kind.INPUT, True, time.monotonic()))
            raise NoBus(Phrase("the session's message bus went away"))
        finally:
            gone.cancel()


async def _tell_end(bus: Bus, fired: asyncio.Queue[int | None]) -> None:
    await bus.gone.wait()
    fired.put_nowait(None)

"""Keeps the computer from going to sleep because nobody touches it, for as long as a block lasts.

Only that: the owner may still put it to sleep, close the lid, and the screen still goes dark. So logind is asked to
inhibit `idle` and not `sleep`, which would also refuse the owner's own wish."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

from desktop_app.domain.errors import in_words
from desktop_app.domain.phrases import Phrase, together
from desktop_app.provider.ports import CannotTell
from desktop_app.system.bus import Bus, NoBus, connected
from desktop_app.system.presence.desktop import OURS

log = logging.getLogger(__name__)

WHY = Phrase("Computing for the AITBC network")
_LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
_GNOME = ("org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager")
_POWER = (
    "org.freedesktop.PowerManagement",
    "/org/freedesktop/PowerManagement/Inhibit",
    "org.freedesktop.PowerManagement.Inhibit",
)
_SUSPENDING = 4
_CONTINUOUS, _SYSTEM_REQUIRED = 0x80000000, 0x00000001


@asynccontextmanager
async def awake(speak: Callable[[str], str] = str) -> AsyncIterator[None]:
    """Holds while the block lasts; CannotTell, with the reason, where nothing can be held. `speak` puts what desktops
    show of it into the owner's language."""
    if sys.platform == "win32":
        import ctypes

        if not ctypes.windll.kernel32.SetThreadExecutionState(_CONTINUOUS | _SYSTEM_REQUIRED):
            raise CannotTell(Phrase("Windows does not let this program keep the computer awake"))
        try:
            yield
        finally:
            ctypes.windll.kernel32.SetThreadExecutionState(_CONTINUOUS)
        return
    async with AsyncExitStack() as held:
        reasons = []
        for hold in (_logind, _session):
            try:
                await hold(held, speak(WHY))
            except NoBus as error:
                reasons.append(in_words(error))
        if len(reasons) == 2:
            raise CannotTell(together(*reasons, by="; "))
        yield


async def _logind(held: AsyncExitStack, why: str) -> None:
    bus = await held.enter_async_context(connected(system=True, descriptors=True))
    descriptor = await bus.call_for_fd(*_LOGIND, "Inhibit", "ssss", "idle", OURS, why, "block")
    held.callback(os.close, descriptor)


async def _session(held: AsyncExitStack, why: str) -> None:
    """GNOME's session, or the power manager of KDE and XFCE: they forget it when our connection closes."""
    bus: Bus = await held.enter_async_context(connected())
    if await bus.has(_GNOME[0]):
        await bus.call(*_GNOME, "Inhibit", "susu", OURS, 0, why, _SUSPENDING)
    elif await bus.has(_POWER[0]):
        await bus.call(*_POWER, "Inhibit", "ss", OURS, why)
    else:
        raise NoBus(Phrase("no power manager runs in this session"))

"""A global hotkey under Wayland: the desktop's portal listens for us where it can (KDE 5.27, GNOME 48, Hyprland and
newer), after it asked the owner once."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from desktop_app.domain.phrases import Phrase
from desktop_app.system.bus import Bus, NoBus, connected

if TYPE_CHECKING:
    from dbus_fast import Message

_DESKTOP, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_SHORTCUTS = (_DESKTOP, _PATH, "org.freedesktop.portal.GlobalShortcuts")
_REGISTRY = (_DESKTOP, _PATH, "org.freedesktop.host.portal.Registry")
_REQUEST = "org.freedesktop.portal.Request"
_OUR_NAME, _STOP = "aitbc-provider", "stop-now"
_DOES = Phrase("Stop now: give the card back and take no work")


class Declined(Exception):
    """The owner (or the desktop's policy) said no."""


async def listen(combination: str, pressed: Callable[[], None], speak: Callable[[str], str] = str) -> None:
    """Calls `pressed` until cancelled; `speak` puts what the desktop asks the owner into the owner's language.
    NoBus when no portal can do this here, or not any more; Declined."""
    from dbus_fast import Variant

    async with connected() as bus:
        if not await bus.has(_DESKTOP):
            raise NoBus(Phrase("no desktop portal runs"))
        with suppress(NoBus):  # newer portals want to know who asks; older ones find out for themselves
            await bus.call(*_REGISTRY, "Register", "sa{sv}", _OUR_NAME, {})
        portal = _Portal(bus)
        await portal.start()
        made = await portal.ask("CreateSession", "", session_handle_token=Variant("s", _token()))
        session = str(made["session_handle"].value)
        heard = _heard(session, pressed)
        await bus.listen(f"interface='{_SHORTCUTS[2]}',member='Activated'", heard)
        wanted = {
            "description": Variant("s", speak(_DOES)),
            "preferred_trigger": Variant("s", _trigger(combination)),
        }
        await portal.ask("BindShortcuts", "oa(sa{sv})s", session, [[_STOP, wanted]], "")
        await bus.gone.wait()
        raise NoBus(Phrase("the message bus went away"))


class _Portal:
    """Questions whose answer comes as a signal, after the owner was asked if need be."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._answers: dict[str, asyncio.Future[tuple[int, dict[str, Any]]]] = {}

    async def start(self) -> None:
        await self._bus.listen(f"interface='{_REQUEST}',member='Response'", self._hear)

    async def ask(self, member: str, signature: str, *body: Any, **options: Any) -> dict[str, Any]:
        from dbus_fast import Variant

        options["handle_token"] = Variant("s", _token())
        (path,) = await self._bus.call(*_SHORTCUTS, member, f"{signature}a{{sv}}", *body, options)
        gone = asyncio.ensure_future(self._bus.gone.wait())
        answer = self._answer(str(path))
        try:
            await asyncio.wait((answer, gone), return_when=asyncio.FIRST_COMPLETED)
        finally:
            gone.cancel()
        if not answer.done():
            raise NoBus(Phrase("the message bus went away"))
        code, results = answer.result()
        if code:
            raise Declined
        return results

    def _hear(self, message: Message) -> None:
        if message.member == "Response" and message.path:
            answer = self._answer(message.path)
            if not answer.done():
                answer.set_result((int(message.body[0]), message.body[1]))

    def _answer(self, path: str) -> asyncio.Future[tuple[int, dict[str, Any]]]:
        """The answer may come before the call that asked for it returns."""
        return self._answers.setdefault(path, asyncio.get_running_loop().create_future())


def _heard(session: str, pressed: Callable[[], None]) -> Callable[[Message], None]:
    def heard(message: Message) -> None:
        if message.member == "Activated" and message.body[:2] == [session, _STOP]:
            pressed()

    return heard


def _trigger(combination: str) -> str:
    """ "Ctrl+Alt+End" as the portals write it: CTRL+ALT+End."""
    *modifiers, key = combination.split("+")
    names = {"super": "LOGO"}
    return "+".join([*(names.get(m.lower(), m.upper()) for m in modifiers), key])


def _token() -> str:
    return f"aitbc_{secrets.token_hex(8)}"

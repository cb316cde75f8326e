"""Notifications of the desktop, over D-Bus on Linux; where no service answers there, and elsewhere, by the tray."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Callable
from typing import Any

log = logging.getLogger(__name__)

_NAME, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_PATIENCE = 2.0
_APP = "AITBC Provider"
_URGENCY = {False: 1, True: 2}
"""As the desktops' specification numbers them: a critical message stays until it is answered, also where the desktop is
told not to disturb."""

Toast = Callable[[str, str, str, Callable[[], None], bool], bool]
"""Shows a title and a text with what one click does ("Pause for an hour"), and does it then; the last says whether it
is urgent. False where nothing can be shown."""


class DesktopNotifier:
    """Port `Notifier`. `pressed(number)` is called when the button of that alert was pressed; `toast` shows what the
    desktop's own service does not, None where there is no screen; `speak` puts texts into the owner's language."""

    def __init__(
        self, pressed: Callable[[int], None], toast: Toast | None = None, speak: Callable[[str], str] = str
    ) -> None:
        self._pressed, self._toast, self._speak = pressed, toast, speak
        self._bus: Any = None
        self._has_bus = sys.platform == "linux" and bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS"))

    async def notify(self, title: str, text: str, button: str, number: int, *, urgent: bool = False) -> None:
        title, text, button = map(self._speak, (title, text, button))
        if await self._on_desktop(title, text, button, number, urgent):
            return
        if self._toast is None or not self._toast(title, text, button, lambda: self._pressed(number), urgent):
            log.info("no notification could be shown; the alert stands in the window")

    async def close(self) -> None:
        bus, self._bus = self._bus, None
        if bus is not None:
            bus.disconnect()

    async def _on_desktop(self, title: str, text: str, button: str, number: int, urgent: bool) -> bool:
        if not self._has_bus:
            return False
        try:
            async with asyncio.timeout(_PATIENCE):
                return await self._show(title, text, button, number, urgent)
        except Exception as error:  # noqa: BLE001  a broken desktop must not stop the health monitor
            log.info("the desktop's notifications cannot be reached: %s", type(error).__name__)
            await self.close()
            return False

    async def _show(self, title: str, text: str, button: str, number: int, urgent: bool) -> bool:
        from dbus_fast import Message, MessageType, Variant

        bus = self._bus or await self._connect()
        hints = {"desktop-entry": Variant("s", "aitbc-provider"), "urgency": Variant("y", _URGENCY[urgent])}
        body = [_APP, 0, "aitbc-provider", title, text, [str(number), button], hints, -1]
        kind = "susssasa{sv}i"
        answer = await bus.call(Message(_NAME, _PATH, interface=_NAME, member="Notify", signature=kind, body=body))
        return answer is not None and answer.message_type is not MessageType.ERROR

    async def _connect(self) -> Any:
        from dbus_fast import BusType, Message, MessageType
        from dbus_fast.aio import MessageBus

        bus = self._bus = await MessageBus(bus_type=BusType.SESSION).connect()

        def heard(message: Any) -> None:
            if message.message_type is MessageType.SIGNAL and message.member == "ActionInvoked":
                key = str(message.body[1])
                if key.isdigit():
                    self._pressed(int(key))

        bus.add_message_handler(heard)
        rule = f"type='signal',interface='{_NAME}',member='ActionInvoked'"
        name, path = "org.freedesktop.DBus", "/org/freedesktop/DBus"
        await bus.call(Message(name, path, interface=name, member="AddMatch", signature="s", body=[rule]))
        return bus

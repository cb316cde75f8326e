"""Notifications of the desktop, over D-Bus on Linux. Elsewhere the tray shows them (see ui/)."""

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


class DesktopNotifier:
    """Port `Notifier`. `pressed(number)` is called when the button of that alert was pressed."""

    def __init__(self, pressed: Callable[[int], None]) -> None:
        self._pressed = pressed
        self._bus: Any = None
        self._silent = sys.platform != "linux" or not os.environ.get("DBUS_SESSION_BUS_ADDRESS")

    async def notify(self, title: str, text: str, button: str, number: int) -> None:
        if self._silent:
            return
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._show(title, text, button, number)
        except Exception as error:  # noqa: BLE001  a broken desktop must not stop the health monitor
            log.info("no notification could be shown: %s", type(error).__name__)
            await self.close()

    async def close(self) -> None:
        bus, self._bus = self._bus, None
        if bus is not None:
            bus.disconnect()

    async def _show(self, title: str, text: str, button: str, number: int) -> None:
        from dbus_fast import Message, Variant

        bus = self._bus or await self._connect()
        hints = {"desktop-entry": Variant("s", "aitbc-provider")}
        body = [_APP, 0, "aitbc-provider", title, text, [str(number), button], hints, -1]
        kind = "susssasa{sv}i"
        await bus.call(Message(_NAME, _PATH, interface=_NAME, member="Notify", signature=kind, body=body))

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

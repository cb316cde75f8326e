"""Sleep and resume as systemd-logind tells them (port `SleepSignals`), spoken to directly over D-Bus.

We hold a `delay` inhibitor, so that the system waits (5 s by default) while jobs are handed back and the network is
told goodbye. Where there is no logind the services still notice by the clocks that the machine slept. Windows has
`sleep_windows`."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from desktop_app.domain.phrases import Phrase

if TYPE_CHECKING:
    from dbus_fast import Message
    from dbus_fast.aio import MessageBus

log = logging.getLogger(__name__)

LOGIND, PATH, MANAGER = "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager"
DBUS, DBUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
_WHY = Phrase("Hands its jobs back first")
DELAY = 4.0
"""Seconds that the goodbye may take: below logind's InhibitDelayMaxSec of 5."""

Goodbye = Callable[[], Awaitable[None]]


class LogindSleep:
    """Implements ports.SleepSignals. `address` is a bus for tests; None is the system bus. `speak` puts what the system
    shows of it into the owner's language."""

    def __init__(self, address: str | None = None, speak: Callable[[str], str] = str) -> None:
        self._address, self._speak = address, speak
        self._inhibitor: int | None = None

    async def watch(self, before_sleep: Goodbye, after_wake: Callable[[], None]) -> bool:
        """Until cancelled, or the bus goes away (True); False when there is no logind here."""
        bus = await self._connect()
        if bus is None:
            return False
        asleep: asyncio.Queue[bool] = asyncio.Queue()

        def hear(message: Message) -> None:
            if message.member == "PrepareForSleep" and message.interface == MANAGER:
                asleep.put_nowait(bool(message.body[0]))

        bus.add_message_handler(hear)
        rule = f"type='signal',sender='{LOGIND}',interface='{MANAGER}',member='PrepareForSleep',path='{PATH}'"
        gone = asyncio.ensure_future(bus.wait_for_disconnect())  # type: ignore[no-untyped-call]
        try:
            await _call(bus, DBUS, DBUS_PATH, DBUS, "AddMatch", "s", [rule])
            await self._inhibit(bus)
            while await _next(asleep, gone, self._turn(bus, before_sleep, after_wake)):
                pass
            return True
        finally:
            gone.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await gone
            self._let_go()
            bus.disconnect()

    def _turn(self, bus: MessageBus, before_sleep: Goodbye, after_wake: Callable[[], None]) -> Turn:
        async def turn(going_to_sleep: bool) -> None:
            if not going_to_sleep:
                log.info("the computer woke up")
                after_wake()
                await self._inhibit(bus)
                return
            log.info("the computer is going to sleep")
            try:
                async with asyncio.timeout(DELAY):
                    await before_sleep()
            except TimeoutError:
                log.warning("the computer goes to sleep before the network was told")
            finally:
                self._let_go()

        return turn

    async def _connect(self) -> MessageBus | None:
        from dbus_fast import BusType
        from dbus_fast.aio import MessageBus

        try:
            bus = await MessageBus(
                bus_address=self._address, bus_type=BusType.SYSTEM, negotiate_unix_fd=True
            ).connect()
        except Exception as error:  # noqa: BLE001 - the library raises what it met: no socket, no right, no bus
            log.info("there is no system bus to tell of sleep (%s)", type(error).__name__)
            return None
        reply = await _call(bus, DBUS, DBUS_PATH, DBUS, "NameHasOwner", "s", [LOGIND])
        if reply is not None and reply.body == [True]:
            return bus
        bus.disconnect()
        return None

    async def _inhibit(self, bus: MessageBus) -> None:
        self._let_go()
        body = ["sleep", "AITBC Provider", self._speak(_WHY), "delay"]
        reply = await _call(bus, LOGIND, PATH, MANAGER, "Inhibit", "ssss", body)
        if reply is not None and reply.unix_fds:
            self._inhibitor = reply.unix_fds[0]

    def _let_go(self) -> None:
        inhibitor, self._inhibitor = self._inhibitor, None
        if inhibitor is not None:
            os.close(inhibitor)


Turn = Callable[[bool], Awaitable[None]]


async def _next(asleep: asyncio.Queue[bool], gone: asyncio.Future[Any], turn: Turn) -> bool:
    """Waits for the next change and acts on it; False when the bus is gone."""
    waiting = asyncio.ensure_future(asleep.get())
    try:
        await asyncio.wait((waiting, gone), return_when=asyncio.FIRST_COMPLETED)
        if not waiting.done():
            return False
        await turn(waiting.result())
        return True
    finally:
        waiting.cancel()


async def _call(
    bus: MessageBus, name: str, path: str, interface: str, member: str, signature: str, body: list[Any]
) -> Message | None:
    """The reply, or None when it is an error or does not come within 5 s."""
    from dbus_fast import Message, MessageType

    message = Message(
        destination=name, path=path, interface=interface, member=member, signature=signature, body=body
    )
    try:
        reply = await asyncio.wait_for(bus.call(message), 5.0)
    except TimeoutError:
        return None
    return reply if reply is not None and reply.message_type is not MessageType.ERROR else None

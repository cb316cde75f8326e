"""The desktop's and the system's message bus: the few calls that presence and keep-awake need, over dbus-fast.

A service that does not run is never started by us: its name is looked for first."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from desktop_app.domain.phrases import Phrase

if TYPE_CHECKING:
    from dbus_fast import Message
    from dbus_fast.aio import MessageBus

PROPERTIES = "org.freedesktop.DBus.Properties"
_DAEMON = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


class NoBus(Exception):
    """There is no such bus, it went away, or what was asked is not there."""


class Bus:
    """One connection. `gone` is set when it broke."""

    def __init__(self, bus: MessageBus) -> None:
        self._bus = bus
        self.gone = asyncio.Event()

    async def call(
        self, to: str, path: str, interface: str, member: str, signature: str = "", *body: Any
    ) -> list[Any]:
        """The answer's values. NoBus for every kind of no."""
        answer = await self._ask(to, path, interface, member, signature, list(body))
        return list(answer.body)

    async def call_for_fd(
        self, to: str, path: str, interface: str, member: str, signature: str = "", *body: Any
    ) -> int:
        """The file descriptor that the answer carries; the caller closes it."""
        answer = await self._ask(to, path, interface, member, signature, list(body))
        if not answer.unix_fds:
            raise NoBus(Phrase("{member} gave nothing", member=member))
        return int(answer.unix_fds[0])

    async def get(self, to: str, path: str, interface: str, name: str) -> Any:
        (value,) = await self.call(to, path, PROPERTIES, "Get", "ss", interface, name)
        return value.value

    async def has(self, name: str) -> bool:
        (owned,) = await self.call(*_DAEMON, "NameHasOwner", "s", name)
        return bool(owned)

    async def listen(self, rule: str, heard: Callable[[Message], None]) -> None:
        """`heard` gets the signals that match; rule as "interface='…',member='…'"."""
        from dbus_fast import MessageType

        def on_message(message: Message) -> None:
            if message.message_type is MessageType.SIGNAL:
                heard(message)

        self._bus.add_message_handler(on_message)
        await self.call(*_DAEMON, "AddMatch", "s", f"type='signal',{rule}")

    async def _ask(self, to: str, path: str, interface: str, member: str, signature: str, body: list[Any]) -> Message:
        from dbus_fast import Message, MessageType

        message = Message(
            destination=to, path=path, interface=interface, member=member, signature=signature, body=body
        )  # fmt: skip
        try:
            async with asyncio.timeout(5.0):
                answer = await self._bus.call(message)
        except (OSError, EOFError, TimeoutError) as error:
            raise NoBus(Phrase("the message bus does not answer ({member})", member=member)) from error
        if answer is None:
            raise NoBus(Phrase("the message bus does not answer ({member})", member=member))
        if answer.message_type is MessageType.ERROR:
            raise NoBus(f"{member}: {answer.error_name}")
        return answer


@asynccontextmanager
async def connected(*, system: bool = False, descriptors: bool = False) -> AsyncIterator[Bus]:
    """A connection for the length of the block; NoBus when there is none."""
    from dbus_fast import BusType
    from dbus_fast.aio import MessageBus
    from dbus_fast.errors import DBusFastError

    kind = BusType.SYSTEM if system else BusType.SESSION
    try:
        raw = MessageBus(bus_type=kind, negotiate_unix_fd=descriptors)
        async with asyncio.timeout(5.0):
            await raw.connect()
    except (OSError, ValueError, TimeoutError, DBusFastError) as error:
        told = Phrase("there is no system message bus") if system else Phrase("there is no session message bus")
        raise NoBus(told) from error
    bus = Bus(raw)
    watching = asyncio.ensure_future(_until_gone(raw, bus.gone))
    try:
        yield bus
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        raw.disconnect()


async def _until_gone(raw: MessageBus, gone: asyncio.Event) -> None:
    try:
        await raw.wait_for_disconnect()  # type: ignore[no-untyped-call]
    finally:
        gone.set()

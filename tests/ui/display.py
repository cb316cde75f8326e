"""A virtual display with its own session bus and a tray host, for tests that drive the whole program.

`virtual_display` starts Xvfb and dbus-daemon and gives the environment for programs on it. `TrayHost` is an
`org.kde.StatusNotifierWatcher` on that bus: it takes the icon in, reads its tooltip and menu, and clicks, as a
panel would. Both stop what they started, by process id.
"""

import asyncio
import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import pytest

NEEDED = ("Xvfb", "dbus-daemon")
WATCHER = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"
PROPERTIES = "org.freedesktop.DBus.Properties"

BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={folder}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>
"""


@dataclass(frozen=True, slots=True)
class Display:
    """Where programs under test show themselves. `env` is the whole environment for them."""

    name: str
    bus_address: str
    env: dict[str, str]


def missing() -> str:
    """Why there can be no virtual display here, or ""."""
    lacking = [program for program in NEEDED if shutil.which(program) is None]
    return f"not installed here: {', '.join(lacking)}" if lacking else ""


@contextlib.contextmanager
def virtual_display(folder: Path, size: str = "1280x900x24") -> Iterator[Display]:
    """A free X display and a session bus of its own. `folder` takes logs, the socket and the runtime directory."""
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    config = folder / "bus.conf"
    config.write_text(BUS_CONFIG.format(folder=runtime))
    with contextlib.ExitStack() as stack:
        number = _start(
            stack,
            folder / "xvfb.log",
            lambda fd: ["Xvfb", "-displayfd", str(fd), "-screen", "0", size, "-nolisten", "tcp"],
        )
        address = _start(
            stack,
            folder / "bus.log",
            lambda fd: ["dbus-daemon", f"--config-file={config}", "--nofork", f"--print-address={fd}"],
        )
        env = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "WAYLAND_"))}
        env |= {
            "DISPLAY": f":{number}",
            "DBUS_SESSION_BUS_ADDRESS": address,
            "XDG_RUNTIME_DIR": str(runtime),
            "QT_QPA_PLATFORM": "xcb",
            "NO_AT_BRIDGE": "1",
        }
        yield Display(env["DISPLAY"], address, env)


def _start(stack: contextlib.ExitStack, log: Path, command: Callable[[int], list[str]]) -> str:
    """Start a server and read the one line it writes when it is ready; it ends with the stack."""
    reader, writer = os.pipe()
    with log.open("wb") as output:
        process = subprocess.Popen(command(writer), pass_fds=(writer,), stdout=output, stderr=output)
    os.close(writer)
    stack.callback(_stop, process)
    with os.fdopen(reader) as pipe:
        line = pipe.readline().strip()
    if not line:
        raise RuntimeError(f"{process.args} did not start: {log.read_text()[-500:]}")
    return line


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class TrayHost:
    """A tray without a picture. `async with TrayHost(display) as host: await host.item()`."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._items: asyncio.Queue[str] = asyncio.Queue()
        self._service = ""
        self._bus: Any = None

    async def __aenter__(self) -> "TrayHost":
        from dbus_fast.aio import MessageBus

        self._bus = await MessageBus(bus_address=self._display.bus_address).connect()
        self._bus.export("/StatusNotifierWatcher", _watcher(self._items))
        await self._bus.request_name(WATCHER)
        return self

    async def __aexit__(self, *error: object) -> None:
        self._bus.disconnect()
        await self._bus.wait_for_disconnect()

    async def item(self, seconds: float = 20.0) -> None:
        """Wait until a program puts its icon in; what follows speaks to that one."""
        self._service = await asyncio.wait_for(self._items.get(), seconds)

    async def tooltip(self) -> str:
        """The tooltip's lines, as the panel would show them."""
        _, _, title, text = (await self._property("ToolTip")).value
        return "\n".join(part for part in (title, text) if part)

    async def icon_sizes(self) -> list[tuple[int, int]]:
        """Width and height of the pictures that the icon offers."""
        return sorted((width, height) for width, height, _ in (await self._property("IconPixmap")).value)

    async def activate(self) -> None:
        """A left click."""
        await self._call("/StatusNotifierItem", ITEM, "Activate", "ii", [10, 10])

    async def menu(self, *path: str) -> list[str]:
        """The visible entries of the menu (or of the one under `path`), disabled ones in brackets."""
        texts = []
        for _, properties, _ in await self._entries(path):
            text = _text(properties)
            if text and _value(properties, "visible", True):
                texts.append(text if _value(properties, "enabled", True) else f"[{text}]")
        return texts

    async def click(self, *path: str) -> None:
        """Choose an entry by the texts that lead to it."""
        from dbus_fast import Variant

        for number, properties, _ in await self._entries(path[:-1]):
            if _text(properties) == path[-1] and _value(properties, "visible", True):
                if not _value(properties, "enabled", True):
                    raise LookupError(f"{path} is disabled")
                event = [number, "clicked", Variant("s", ""), 0]
                await self._call(await self._menu_path(), MENU, "Event", "isvu", event)
                return
        raise LookupError(f"no entry {path}")

    async def _entries(self, path: tuple[str, ...]) -> list[Any]:
        """(number, properties, children) under `path`, after telling the program that the menus open."""
        place = await self._menu_path()
        await self._call(place, MENU, "AboutToShow", "i", [0])
        _, (_, _, found) = await self._call(place, MENU, "GetLayout", "iias", [0, -1, []])
        entries = [entry.value for entry in found]
        for text in path:
            _, _, found = next(entry for entry in entries if _text(entry[1]) == text)
            entries = [entry.value for entry in found]
        return entries

    async def _menu_path(self) -> str:
        return str((await self._property("Menu")).value)

    async def _property(self, name: str) -> Any:
        return (await self._call("/StatusNotifierItem", PROPERTIES, "Get", "ss", [ITEM, name]))[0]

    async def _call(self, path: str, interface: str, member: str, signature: str, body: list[Any]) -> list[Any]:
        from dbus_fast import Message, MessageType

        message = Message(
            destination=self._service, path=path, interface=interface, member=member, signature=signature, body=body
        )
        answer = await asyncio.wait_for(self._bus.call(message), 10)
        if answer.message_type is MessageType.ERROR:
            raise RuntimeError(f"{member}: {answer.error_name} {answer.body}")
        return list(answer.body)


def _value(properties: dict[str, Any], name: str, default: Any) -> Any:
    return properties[name].value if name in properties else default


def _text(properties: dict[str, Any]) -> str:
    return str(_value(properties, "label", "")).replace("__", "\0").replace("_", "").replace("\0", "_")


def _watcher(items: asyncio.Queue[str]) -> Any:
    from dbus_fast import PropertyAccess
    from dbus_fast.annotations import DBusBool, DBusInt32, DBusSignature, DBusStr
    from dbus_fast.service import ServiceInterface, dbus_method, dbus_property

    texts = Annotated[list[str], DBusSignature("as")]

    class Watcher(ServiceInterface):
        def __init__(self) -> None:
            super().__init__(WATCHER)
            self.registered: list[str] = []

        @dbus_method()
        def RegisterStatusNotifierItem(self, service: DBusStr) -> None:
            self.registered.append(service)
            items.put_nowait(service)

        @dbus_method()
        def RegisterStatusNotifierHost(self, service: DBusStr) -> None:
            """There is one already: this one."""

        @dbus_property(access=PropertyAccess.READ)
        def RegisteredStatusNotifierItems(self) -> texts:  # type: ignore[valid-type]
            return self.registered

        @dbus_property(access=PropertyAccess.READ)
        def IsStatusNotifierHostRegistered(self) -> DBusBool:
            return True

        @dbus_property(access=PropertyAccess.READ)
        def ProtocolVersion(self) -> DBusInt32:
            return 0

    return Watcher()


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    """A virtual display for one test; the test is skipped where there can be none."""
    why = missing()
    if why:
        pytest.skip(why)
    with virtual_display(tmp_path) as made:
        yield made

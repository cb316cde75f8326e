"""The desktop's services as stubs on a real bus."""
# No `from __future__ import annotations` here: dbus-fast reads the annotations as types.

import asyncio
import os
from typing import Annotated

from dbus_fast import Message, PropertyAccess, Variant
from dbus_fast.annotations import DBusBool, DBusInt32, DBusSignature, DBusStr, DBusUInt32, DBusUnixFd
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

INHIBITORS = Annotated[list[list[object]], DBusSignature("a(ssssuu)")]
INHIBITIONS = Annotated[list[list[str]], DBusSignature("a(ss)")]


class GameMode(ServiceInterface):
    def __init__(self) -> None:
        super().__init__("com.feralinteractive.GameMode")
        self.games = 0

    @dbus_property(access=PropertyAccess.READ)
    def ClientCount(self) -> DBusInt32:
        return self.games

    @dbus_signal()
    def GameRegistered(self) -> DBusInt32:
        return 4711

    @dbus_signal()
    def GameUnregistered(self) -> DBusInt32:
        return 4711


class Logind(ServiceInterface):
    def __init__(self) -> None:
        super().__init__("org.freedesktop.login1.Manager")
        self.others: list[list[object]] = []
        self.asked: list[tuple[str, ...]] = []
        self.pipe = os.pipe()

    @dbus_property(access=PropertyAccess.READ)
    def BlockInhibited(self) -> DBusStr:
        return "idle" if self.others else ""

    @dbus_method()
    def ListInhibitors(self) -> INHIBITORS:  # type: ignore[valid-type]
        return self.others

    @dbus_method()
    def Inhibit(self, what: DBusStr, who: DBusStr, why: DBusStr, mode: DBusStr) -> DBusUnixFd:
        self.asked.append((what, who, why, mode))
        self.given = os.dup(self.pipe[1])
        return self.given


class UPower(ServiceInterface):
    def __init__(self) -> None:
        super().__init__("org.freedesktop.UPower")
        self.battery = self.lid = False

    @dbus_property(access=PropertyAccess.READ)
    def OnBattery(self) -> DBusBool:
        return self.battery

    @dbus_property(access=PropertyAccess.READ)
    def LidIsClosed(self) -> DBusBool:
        return self.lid


class NetworkManager(ServiceInterface):
    def __init__(self) -> None:
        super().__init__("org.freedesktop.NetworkManager")
        self.metered = 2

    @dbus_property(access=PropertyAccess.READ)
    def Metered(self) -> DBusUInt32:
        return self.metered


class Kde(ServiceInterface):
    def __init__(self) -> None:
        super().__init__("org.kde.Solid.PowerManagement.PolicyAgent")
        self.others: list[list[str]] = []

    @dbus_method()
    def ListInhibitions(self) -> INHIBITIONS:  # type: ignore[valid-type]
        return self.others

    @dbus_signal()
    def InhibitionsChanged(self) -> INHIBITIONS:  # type: ignore[valid-type]
        return self.others


class Gnome(ServiceInterface):
    def __init__(self) -> None:
        super().__init__("org.gnome.SessionManager")
        self.idle = False
        self.asked: list[tuple[object, ...]] = []

    @dbus_method()
    def IsInhibited(self, flags: DBusUInt32) -> DBusBool:
        return self.idle and flags == 8

    @dbus_method()
    def Inhibit(self, who: DBusStr, window: DBusUInt32, why: DBusStr, flags: DBusUInt32) -> DBusUInt32:
        self.asked.append((who, why, flags))
        return 1

    @dbus_signal()
    def InhibitorAdded(self) -> Annotated[str, DBusSignature("o")]:
        return "/org/gnome/SessionManager/Inhibitor1"


class IdleMonitor(ServiceInterface):
    """Mutter's: an idle watch fires each time, an active one once."""

    def __init__(self) -> None:
        super().__init__("org.gnome.Mutter.IdleMonitor")
        self.watches: dict[object, int] = {}
        self.count = 0

    def fire(self, which: object) -> None:
        watch = self.watches.pop(which) if which == "active" else self.watches[which]
        self.WatchFired(watch)

    def _add(self, which: object) -> int:
        self.count += 1
        self.watches[which] = self.count
        return self.count

    @dbus_method()
    def AddIdleWatch(self, milliseconds: Annotated[int, DBusSignature("t")]) -> DBusUInt32:
        return self._add(milliseconds)

    @dbus_method()
    def AddUserActiveWatch(self) -> DBusUInt32:
        return self._add("active")

    @dbus_method()
    def GetIdletime(self) -> Annotated[int, DBusSignature("t")]:
        return 5

    @dbus_signal()
    def WatchFired(self, watch: int) -> DBusUInt32:
        return watch


class Notifications(ServiceInterface):
    def __init__(self) -> None:
        super().__init__("org.freedesktop.Notifications")
        self.shown: list[tuple[str, str, list[str]]] = []
        self.hints: list[dict[str, object]] = []

    @dbus_method()
    def Notify(
        self,
        app: DBusStr,
        replaces: DBusUInt32,
        icon: DBusStr,
        title: DBusStr,
        text: DBusStr,
        actions: Annotated[list[str], DBusSignature("as")],
        hints: Annotated[dict[str, object], DBusSignature("a{sv}")],
        timeout: DBusInt32,
    ) -> DBusUInt32:
        self.shown.append((title, text, actions))
        self.hints.append(hints)
        return len(self.shown)

    @dbus_signal()
    def ActionInvoked(self, number: int, key: str) -> Annotated[tuple[int, str], DBusSignature("us")]:
        return [number, key]  # type: ignore[return-value]


class Portal(ServiceInterface):
    """GlobalShortcuts; each answer comes as a signal on a path of its own, before or after the call returns."""

    def __init__(self, bus: object, refuses: str = "") -> None:
        super().__init__("org.freedesktop.portal.GlobalShortcuts")
        self.bus, self.refuses, self.bound, self.number = bus, refuses, asyncio.Event(), 0
        self.shortcuts: list[list[object]] = []

    def _answer(self, member: str, results: dict[str, object]) -> str:
        self.number += 1
        path = f"/org/freedesktop/portal/desktop/request/{self.number}"
        body = [1 if self.refuses == member else 0, results]
        self.bus.send(Message.new_signal(path, "org.freedesktop.portal.Request", "Response", "ua{sv}", body))  # type: ignore[attr-defined]
        return path

    @dbus_method()
    def CreateSession(self, options: Annotated[dict[str, object], DBusSignature("a{sv}")]) -> Annotated[str, DBusSignature("o")]:
        return self._answer("CreateSession", {"session_handle": Variant("s", "/session/1")})

    @dbus_method()
    def BindShortcuts(
        self,
        session: Annotated[str, DBusSignature("o")],
        shortcuts: Annotated[list[list[object]], DBusSignature("a(sa{sv})")],
        window: DBusStr,
        options: Annotated[dict[str, object], DBusSignature("a{sv}")],
    ) -> Annotated[str, DBusSignature("o")]:
        self.shortcuts = shortcuts
        self.bound.set()
        return self._answer("BindShortcuts", {})

    @dbus_signal()
    def Activated(self, session: str, name: str) -> Annotated[tuple[object, ...], DBusSignature("osta{sv}")]:
        return [session, name, 1, {}]  # type: ignore[return-value]

"""What the Linux desktop's services tell: GameMode, films and presentations, battery and lid, metered connections."""

from __future__ import annotations

import os
from contextlib import suppress

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.presence import Kind
from desktop_app.system.bus import PROPERTIES, Bus, NoBus
from desktop_app.system.presence.bus_watch import Answers, BusWatcher

_GAME_MODE = ("com.feralinteractive.GameMode", "/com/feralinteractive/GameMode", "com.feralinteractive.GameMode")
_LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
_GNOME = ("org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager")
_KDE = (
    "org.kde.Solid.PowerManagement.PolicyAgent",
    "/org/kde/Solid/PowerManagement/PolicyAgent",
    "org.kde.Solid.PowerManagement.PolicyAgent",
)
_UPOWER = ("org.freedesktop.UPower", "/org/freedesktop/UPower", "org.freedesktop.UPower")
_NETWORK = ("org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager", "org.freedesktop.NetworkManager")
_GNOME_IDLE = 8
_METERED = (1, 3)
"""Yes, and "guess yes"."""
OURS = "AITBC Provider"


def sources() -> list[BusWatcher]:
    """The services that this desktop may have; one that does not run says so."""
    changed = f"interface='{PROPERTIES}',member='PropertiesChanged'"
    return [
        BusWatcher(
            "GameMode", frozenset({Kind.GAME_MODE}), _game_mode, f"interface='{_GAME_MODE[2]}'",
            f"interface='org.freedesktop.DBus',member='NameOwnerChanged',arg0='{_GAME_MODE[0]}'",
        ),
        BusWatcher(
            Phrase("GNOME session", "what watches"), frozenset({Kind.FILM}), _gnome_film,
            f"interface='{_GNOME[2]}',member='InhibitorAdded'", f"interface='{_GNOME[2]}',member='InhibitorRemoved'",
        ),
        BusWatcher("KDE", frozenset({Kind.FILM}), _kde_film, f"interface='{_KDE[2]}',member='InhibitionsChanged'"),
        BusWatcher(
            "logind", frozenset({Kind.FILM}), _logind_film, f"{changed},path='{_LOGIND[1]}'", system=True, every=30.0
        ),
        BusWatcher(
            "UPower", frozenset({Kind.BATTERY, Kind.LID}), _power, f"{changed},path='{_UPOWER[1]}'", system=True
        ),
        BusWatcher(
            "NetworkManager", frozenset({Kind.METERED}), _metered, f"{changed},path='{_NETWORK[1]}'", system=True
        ),
    ]  # fmt: skip


async def _game_mode(bus: Bus) -> Answers:
    """GameMode starts when a game asks for it, so its absence means that none runs."""
    if not await bus.has(_GAME_MODE[0]):
        return {Kind.GAME_MODE: None}
    return {Kind.GAME_MODE: "" if await bus.get(*_GAME_MODE, "ClientCount") > 0 else None}


async def _logind_film(bus: Bus) -> Answers:
    """Somebody else than we keeps the computer from becoming idle."""
    (inhibitors,) = await bus.call(*_LOGIND, "ListInhibitors")
    who = [
        str(name) for what, name, _why, mode, _uid, pid in inhibitors
        if "idle" in str(what).split(":") and mode == "block" and pid != os.getpid()
    ]  # fmt: skip
    return {Kind.FILM: who[0] if who else None}


async def _gnome_film(bus: Bus) -> Answers:
    await _there(bus, _GNOME[0])
    (inhibited,) = await bus.call(*_GNOME, "IsInhibited", "u", _GNOME_IDLE)
    return {Kind.FILM: "" if inhibited else None}


async def _kde_film(bus: Bus) -> Answers:
    await _there(bus, _KDE[0])
    (inhibitions,) = await bus.call(*_KDE, "ListInhibitions")
    who = [str(name) for name, _why in inhibitions if name != OURS]
    return {Kind.FILM: who[0] if who else None}


async def _power(bus: Bus) -> Answers:
    await _there(bus, _UPOWER[0])
    found: Answers = {Kind.BATTERY: "" if await bus.get(*_UPOWER, "OnBattery") else None}
    with suppress(NoBus):  # newer versions leave lids to logind
        found[Kind.LID] = "" if await bus.get(*_UPOWER, "LidIsClosed") else None
    return found


async def _metered(bus: Bus) -> Answers:
    await _there(bus, _NETWORK[0])
    return {Kind.METERED: "" if await bus.get(*_NETWORK, "Metered") in _METERED else None}


async def _there(bus: Bus, name: str) -> None:
    if not await bus.has(name):
        raise NoBus(Phrase("it does not run here"))

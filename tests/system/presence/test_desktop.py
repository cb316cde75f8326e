"""What the desktop's services tell, on a real message bus with stubs of the services."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select

import pytest

from desktop_app.domain.presence import Kind
from desktop_app.provider.ports import CannotTell
from desktop_app.system.keep_awake import WHY, awake
from desktop_app.system.presence import desktop
from tests.system.presence import services
from tests.ui.display import display

__all__ = ["display"]
pytestmark = pytest.mark.display


@pytest.fixture
async def bus(display, monkeypatch):
    """A bus that is the session's and the system's at once; `put` brings a service onto it."""
    from dbus_fast.aio import MessageBus

    for name in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"):
        monkeypatch.setenv(name, display.bus_address)
    raw = await MessageBus(bus_address=display.bus_address, negotiate_unix_fd=True).connect()
    yield raw
    raw.disconnect()
    await raw.wait_for_disconnect()


async def put(bus, service, name, path):
    bus.export(path, service)
    await bus.request_name(name)
    return service


@contextlib.asynccontextmanager
async def told_by(name):
    (watcher,) = [source for source in desktop.sources() if source.name == name]
    told = asyncio.Queue()
    task = asyncio.create_task(watcher.watch(told.put_nowait))
    try:
        await asyncio.sleep(0.2)
        yield lambda: asyncio.wait_for(told.get(), 5)
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def test_game_mode_that_starts_with_the_game(bus):
    async with told_by("GameMode") as told:
        mode = await put(bus, services.GameMode(), "com.feralinteractive.GameMode", "/com/feralinteractive/GameMode")
        mode.games = 1
        mode.GameRegistered()
        seen = await told()
        assert (seen.kind, seen.here) == (Kind.GAME_MODE, True)
        mode.games = 0
        mode.GameUnregistered()
        assert not (await told()).here
        mode.games = 1
        mode.GameRegistered()
        assert (await told()).here
        await bus.release_name("com.feralinteractive.GameMode")
        assert not (await told()).here, "it went without a word"


async def test_battery_and_lid(bus):
    power = await put(bus, services.UPower(), "org.freedesktop.UPower", "/org/freedesktop/UPower")
    async with told_by("UPower") as told:
        power.battery = True
        power.emit_properties_changed({"OnBattery": True})
        seen = await told()
        assert (seen.kind, seen.here) == (Kind.BATTERY, True)
        power.lid = True
        power.emit_properties_changed({"LidIsClosed": True})
        assert (await told()).kind is Kind.LID


async def test_metered(bus):
    network = await put(
        bus, services.NetworkManager(), "org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager"
    )
    async with told_by("NetworkManager") as told:
        for value, here in ((1, True), (2, False), (3, True)):
            network.metered = value
            network.emit_properties_changed({"Metered": value})
            seen = await told()
            assert (seen.kind, seen.here) == (Kind.METERED, here)


async def test_films_of_others_count_and_our_own_wish_to_stay_awake_does_not(bus):
    logind = await put(bus, services.Logind(), "org.freedesktop.login1", "/org/freedesktop/login1")
    logind.others = [["idle", desktop.OURS, "work", "block", 0, os.getpid()], ["sleep", "other", "", "block", 0, 7],
                     ["idle", "delayer", "", "delay", 0, 7]]  # fmt: skip
    async with told_by("logind") as told:
        logind.others.append(["sleep:idle", "Player", "a film", "block", 0, 7])
        logind.emit_properties_changed({"BlockInhibited": "idle"})
        seen = await told()
        assert (seen.kind, seen.here, seen.detail) == (Kind.FILM, True, "Player")
        logind.others.pop()
        logind.emit_properties_changed({"BlockInhibited": ""})
        assert not (await told()).here


async def test_films_on_kde_and_gnome(bus):
    kde = await put(bus, services.Kde(), desktop._KDE[0], desktop._KDE[1])
    async with told_by("KDE") as told:
        kde.others = [[desktop.OURS, "work"], ["Player", "a film"]]
        kde.InhibitionsChanged()
        assert (await told()).detail == "Player"
    gnome = await put(bus, services.Gnome(), "org.gnome.SessionManager", "/org/gnome/SessionManager")
    async with told_by("GNOME session") as told:
        gnome.idle = True
        gnome.InhibitorAdded()
        assert (await told()).kind is Kind.FILM


async def test_what_does_not_run_says_so_and_is_not_started(bus):
    for source in desktop.sources():
        if source.name != "GameMode":  # it runs only while a game does
            with pytest.raises(CannotTell):
                await asyncio.wait_for(source.watch(print), 5)


async def test_the_computer_stays_awake_for_a_block_and_may_be_put_to_sleep_by_hand(bus):
    logind = await put(bus, services.Logind(), "org.freedesktop.login1", "/org/freedesktop/login1")
    gnome = await put(bus, services.Gnome(), "org.gnome.SessionManager", "/org/gnome/SessionManager")
    async with awake(str.upper):
        assert [(what, why, mode) for what, _, why, mode in logind.asked] == [("idle", WHY.upper(), "block")]
        assert gnome.asked == [(desktop.OURS, WHY.upper(), 4)], "in the owner's language"
        for ours in (logind.pipe[1], logind.given):
            os.close(ours)
        assert not select.select([logind.pipe[0]], [], [], 0)[0], "the descriptor is held"
    assert select.select([logind.pipe[0]], [], [], 2)[0], "and let go with the block"
    os.close(logind.pipe[0])


async def test_where_nothing_can_be_held_it_says_so(monkeypatch):
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"):
        monkeypatch.setenv(name, "unix:path=/nowhere")
    with pytest.raises(CannotTell, match="no system message bus"):
        async with awake():
            pass

"""Notifications: by the desktop's own service where one answers, else by the tray."""

from __future__ import annotations

import asyncio

import pytest

from desktop_app.system.notifications import DesktopNotifier
from tests.system.presence import services
from tests.system.presence.test_desktop import bus, put
from tests.ui.display import display

__all__ = ["bus", "display"]
ALERT = ("The card is too hot", "It has 91 °C.", "Pause for an hour", 7)


class Tray:
    def __init__(self, can: bool = True) -> None:
        self.can, self.shown, self.clicked, self.urgent = can, [], None, []

    def __call__(self, title, text, does, clicked, urgent):
        self.shown.append((title, text, does))
        self.urgent.append(urgent)
        self.clicked = clicked
        return self.can


@pytest.mark.display
async def test_the_desktops_own_service_and_its_button(bus):
    service = await put(bus, services.Notifications(), "org.freedesktop.Notifications", "/org/freedesktop/Notifications")
    pressed, tray = asyncio.Queue(), Tray()
    notifier = DesktopNotifier(pressed.put_nowait, tray)
    await notifier.notify(*ALERT)
    assert service.shown == [("The card is too hot", "It has 91 °C.", ["7", "Pause for an hour"])]
    service.ActionInvoked(1, "7")
    assert await asyncio.wait_for(pressed.get(), 5) == 7
    await notifier.notify(*ALERT, urgent=True)
    assert [hints["urgency"].value for hints in service.hints] == [1, 2]
    assert tray.shown == []
    await notifier.close()


@pytest.mark.display
async def test_a_bus_without_the_service_falls_back_to_the_tray(bus):
    pressed, tray = [], Tray()
    notifier = DesktopNotifier(pressed.append, tray)
    await notifier.notify(*ALERT)
    assert tray.shown == [ALERT[:3]]
    tray.clicked()
    assert pressed == [7]
    await notifier.notify(*ALERT, urgent=True)
    assert tray.urgent == [False, True]
    await notifier.close()


@pytest.mark.parametrize("address", ["", "unix:path=/nowhere/at/all"])
async def test_without_a_bus_too_and_without_a_tray_nothing_breaks(monkeypatch, address):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    tray = Tray(can=False)
    await DesktopNotifier(lambda number: None, tray).notify(*ALERT)
    assert tray.shown == [ALERT[:3]]
    await DesktopNotifier(lambda number: None).notify(*ALERT)

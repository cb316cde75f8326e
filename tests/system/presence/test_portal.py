"""The hotkey under Wayland: through the desktop's portal, or the command to bind."""

from __future__ import annotations

import asyncio

import pytest

from desktop_app.system.hotkey import COMMAND, Hotkey
from tests.system.presence import services
from tests.system.presence.test_desktop import bus, put
from tests.ui.display import display

__all__ = ["bus", "display"]
pytestmark = pytest.mark.display
DESKTOP, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"


@pytest.fixture(autouse=True)
def wayland(monkeypatch):
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")


async def test_the_portal_listens_for_us(bus):
    portal = await put(bus, services.Portal(bus), DESKTOP, PATH)
    pressed, problems = asyncio.Queue(), []
    task = asyncio.create_task(Hotkey("Ctrl+Alt+End", lambda: pressed.put_nowait(True), problems.append, str.upper).run())
    await asyncio.wait_for(portal.bound.wait(), 5)
    ((name, wanted),) = portal.shortcuts
    assert name == "stop-now" and wanted["preferred_trigger"].value == "CTRL+ALT+End"
    assert wanted["description"].value.startswith("STOP NOW: "), "in the owner's language"
    portal.Activated("/session/2", "stop-now")
    portal.Activated("/session/1", "another")
    portal.Activated("/session/1", "stop-now")
    assert await asyncio.wait_for(pressed.get(), 5)
    assert pressed.empty() and not problems
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.mark.parametrize("refuses", ["CreateSession", "BindShortcuts"])
async def test_an_owner_who_declines_gets_the_command_to_bind(bus, refuses):
    await put(bus, services.Portal(bus, refuses), DESKTOP, PATH)
    problems = []
    hotkey = Hotkey("Super+F9", lambda: None, problems.append)
    await asyncio.wait_for(hotkey.run(), 10)
    assert problems == [hotkey.why] and COMMAND in hotkey.why


async def test_a_desktop_without_a_portal_or_with_an_older_one(bus):
    for _ in range(2):
        problems = []
        await asyncio.wait_for(Hotkey("Ctrl+Alt+End", lambda: None, problems.append).run(), 10)
        assert COMMAND in problems[0]
        await bus.request_name(DESKTOP)

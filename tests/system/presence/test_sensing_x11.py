""" "Press a key now" on a real X server: the wizard's try-out hears a real key."""

from __future__ import annotations

import asyncio
import shutil

import pytest

from desktop_app.domain.presence import Kind, Manners
from desktop_app.provider.onboarding.sensing import QUIET_S, Sensing
from desktop_app.system.clock import SystemClock
from desktop_app.system.presence.sources import sources
from tests.ui.display import Display, display

__all__ = ["display"]
pytestmark = [pytest.mark.display, pytest.mark.skipif(not shutil.which("xdotool"), reason="needs xdotool")]


async def test_a_key_is_heard(display: Display, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, display.env[name])
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    heard = asyncio.ensure_future(Sensing(lambda: sources(Manners(quiet_s=QUIET_S), games=False), SystemClock())())
    for _ in range(15):  # the first keys may come before the source holds the silence for quiet
        await asyncio.wait([heard], timeout=2 * QUIET_S)
        if heard.done():
            break
        process = await asyncio.create_subprocess_exec("xdotool", "key", "shift", env=display.env)
        await process.wait()
    found = await heard
    assert found.kind is Kind.INPUT and found.here

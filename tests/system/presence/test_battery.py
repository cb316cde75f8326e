"""The battery, read by psutil from a made-up folder of the Linux kernel."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import psutil
import pytest

from desktop_app.domain.presence import Kind
from desktop_app.provider.ports import CannotTell
from desktop_app.system.presence.battery import Battery

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the power supplies of Linux")


@pytest.fixture
def supplies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the kernel lists its power supplies; not made yet."""
    folder = tmp_path / "power_supply"
    monkeypatch.setattr(psutil._pslinux, "POWER_SUPPLY_PATH", str(folder))
    return folder


async def test_no_folder_of_power_supplies_is_no_battery(supplies):
    with pytest.raises(CannotTell, match="no battery"):
        await Battery().watch(print)


async def test_a_desktop_computer_has_no_battery(supplies):
    (supplies / "AC").mkdir(parents=True)
    with pytest.raises(CannotTell, match="no battery"):
        await Battery().watch(print)


async def test_running_on_the_battery_is_told(supplies):
    battery = supplies / "BAT0"
    battery.mkdir(parents=True)
    for name, text in (("energy_now", "30"), ("energy_full", "60"), ("power_now", "5"), ("status", "Discharging")):
        (battery / name).write_text(f"{text}\n", encoding="utf-8")
    told: asyncio.Queue = asyncio.Queue()
    watching = asyncio.create_task(Battery().watch(told.put_nowait))
    seen = await asyncio.wait_for(told.get(), 5)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    assert (seen.kind, seen.here) == (Kind.BATTERY, True)

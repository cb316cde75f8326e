"""Gamepads through named pipes in the place of event nodes: the bytes are those of the kernel."""

from __future__ import annotations

import asyncio
import os
import struct
import sys

import pytest

from desktop_app.domain.presence import Kind
from desktop_app.provider.ports import CannotTell
from desktop_app.system.presence import gamepads
from desktop_app.system.presence.gamepads import Gamepads

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="event nodes are Linux's")
KEY, ABSOLUTE, SYNC = 1, 3, 0


def event(kind, code, value):
    return struct.pack("@llHHi", 1, 2, kind, code, value)


@pytest.fixture
async def pad(tmp_path, monkeypatch):
    """(writer's descriptor, what was told)"""
    devices, udev = tmp_path / "input", tmp_path / "udev"
    devices.mkdir(), udev.mkdir()
    os.mkfifo(devices / "event7")
    os.mkfifo(devices / "event8")
    (udev / "c0:0").write_text("E:ID_INPUT=1\nE:ID_INPUT_JOYSTICK=1\n")
    (devices / "event8").unlink()
    monkeypatch.setattr(gamepads, "_REST", 0.05)
    told = asyncio.Queue()
    task = asyncio.create_task(Gamepads(devices, udev).watch(told.put_nowait))
    writer = await asyncio.to_thread(os.open, devices / "event7", os.O_WRONLY)
    yield writer, told
    os.close(writer)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def heard(told, seconds=0.3):
    try:
        return await asyncio.wait_for(told.get(), seconds)
    except TimeoutError:
        return None


async def test_buttons_and_large_moves_count_and_a_trembling_stick_does_not(pad):
    writer, told = pad
    os.write(writer, event(ABSOLUTE, 0, 120) + event(SYNC, 0, 0) + event(ABSOLUTE, 0, 900))
    assert await heard(told) is None
    os.write(writer, event(KEY, 304, 1))
    seen = await heard(told)
    assert seen.kind is Kind.GAMEPAD and not seen.here
    await asyncio.sleep(0.1)
    os.write(writer, event(ABSOLUTE, 0, 20_000))
    assert await heard(told)
    await asyncio.sleep(0.1)
    os.write(writer, event(ABSOLUTE, 16, 0) + event(ABSOLUTE, 16, 1))
    assert await heard(told), "a step of the hat"


async def test_a_storm_of_reports_is_told_once_a_while(pad):
    writer, told = pad
    for n in range(200):
        os.write(writer, event(KEY, 304, n % 2))
        await asyncio.sleep(0.001)
    await asyncio.sleep(0.1)
    assert 1 <= told.qsize() <= 10


async def test_without_input_devices_it_says_so(tmp_path):
    with pytest.raises(CannotTell):
        await Gamepads(tmp_path / "none").watch(print)

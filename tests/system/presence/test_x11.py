"""X11 for real: input, full screen and the hotkey on a virtual display with a window manager."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import subprocess
import sys
import time

import pytest

from desktop_app.domain.presence import Kind
from desktop_app.provider.ports import CannotTell
from desktop_app.system.hotkey import COMMAND, Hotkey
from desktop_app.system.presence.x_connection import XGone, connected
from desktop_app.system.presence.x_idle import XIdle
from desktop_app.system.presence.x_screen import XFullScreen
from tests.e2e.programs import ROOT, environment
from tests.ui.display import display, missing

__all__ = ["display"]
pytestmark = pytest.mark.display


@pytest.fixture
def desktop(display, monkeypatch):
    """The display with openbox, as this process sees it."""
    if lacking := [name for name in ("xdotool", "openbox") if shutil.which(name) is None]:
        pytest.skip(f"not installed here: {', '.join(lacking)}")
    monkeypatch.setenv("DISPLAY", display.name)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    manager = subprocess.Popen(["openbox"], env=display.env, stderr=subprocess.DEVNULL)
    yield display
    manager.terminate()
    manager.wait(10)


@contextlib.asynccontextmanager
async def heard(watcher):
    """What the watcher tells, as a queue."""
    told = asyncio.Queue()
    task = asyncio.create_task(watcher.watch(told.put_nowait))
    try:
        yield told
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def xdotool(display, *words):
    process = await asyncio.create_subprocess_exec("xdotool", *words, env=display.env)
    assert await process.wait() == 0


async def next_of(told, seconds=5.0):
    return await asyncio.wait_for(told.get(), seconds)


async def test_input_is_told_at_once_and_its_end_after_the_quiet_time(desktop):
    async with heard(XIdle(0.5)) as told:
        first = await next_of(told)
        if first.here:  # the display had just started
            assert not (await next_of(told)).here
        for words in (("mousemove_relative", "5", "0"), ("key", "Shift_L")):
            await asyncio.sleep(0.2)
            began = time.monotonic()
            await xdotool(desktop, *words)
            back = await next_of(told)
            assert back.kind is Kind.INPUT and back.here and back.at - began < 0.3
            away = await next_of(told)
            assert not away.here and abs(away.at - back.at) < 0.3, "the last input's time, not the time it was told"


async def test_a_window_that_fills_the_screen_is_named_by_its_class(desktop):
    await wait_for_manager(desktop)
    async with heard(XFullScreen()) as told:
        window = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.benchmarks.full_screen_window", env=environment(**desktop.env), cwd=ROOT,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        shown = await next_of(told, 10)
        assert (shown.kind, shown.here, shown.detail) == (Kind.FULL_SCREEN, True, "Hop")
        await window.communicate(b"close\n")
        assert not (await next_of(told)).here


async def wait_for_manager(desktop):
    async with connected(desktop.name) as x, asyncio.timeout(10):
        while not await x.numbers(x.root, "_NET_SUPPORTING_WM_CHECK"):
            await asyncio.sleep(0.05)


async def test_the_hotkey_works_with_num_lock_and_is_refused_to_a_second_one(desktop):
    pressed, problems = asyncio.Event(), []
    first = asyncio.create_task(Hotkey("Ctrl+Alt+End", pressed.set, problems.append).run())
    async with asyncio.timeout(10):
        while not pressed.is_set():  # the grab takes a moment
            await xdotool(desktop, "key", "ctrl+alt+End")
            await asyncio.sleep(0.05)
        pressed.clear()
        await xdotool(desktop, "key", "Num_Lock")
        await xdotool(desktop, "key", "ctrl+alt+End")
        await pressed.wait()
    await Hotkey("Ctrl+Alt+End", pressed.set, problems.append).run()
    assert len(problems) == 1 and "Ctrl+Alt+End" in problems[0]
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)


@pytest.mark.skipif(sys.platform == "win32", reason="of X11")
async def test_without_a_server_and_under_wayland_they_say_so(monkeypatch, tmp_path):
    monkeypatch.setenv("DISPLAY", ":97731")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    for watcher in (XIdle(1.0), XFullScreen()):
        with pytest.raises(CannotTell, match="no X server"):
            await watcher.watch(print)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    with pytest.raises(CannotTell, match="Wayland"):
        await XIdle(1.0).watch(print)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nowhere")
    hotkey = Hotkey("Ctrl+Alt+End", lambda: None, print)
    await hotkey.run()
    assert COMMAND in hotkey.why


async def test_a_server_that_goes_away_is_said(tmp_path, monkeypatch):
    if why := missing():
        pytest.skip(why)
    from tests.ui.display import virtual_display

    with virtual_display(tmp_path) as display:
        monkeypatch.setenv("DISPLAY", display.name)
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        watching = asyncio.create_task(XIdle(60.0).watch(lambda _: None))
        await asyncio.sleep(0.5)
    with pytest.raises(CannotTell, match="went away"):
        await asyncio.wait_for(watching, 5)


@pytest.mark.parametrize("name", ["", "nonsense", "host:", ":x"])
async def test_a_display_that_is_no_display(name):
    with pytest.raises(XGone):
        async with connected(name):
            pass

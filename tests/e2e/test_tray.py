"""The whole program in a real tray on a virtual display: paused and resumed by clicks in its menu."""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
import subprocess

import pytest

from tests.e2e.programs import AITBC, ROOT, end, environment, unwatched
from tests.ui.display import TrayHost, display

__all__ = ["display"]
pytestmark = pytest.mark.display

SCREENS = ROOT / "build" / "screens"


async def status(home):
    process = await asyncio.create_subprocess_exec(
        *AITBC, "status", "--json", "--home", str(home), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()
    )
    told, _ = await process.communicate()
    return json.loads(told) if process.returncode == 0 else {}


async def until(what, timeout=30.0):
    async with asyncio.timeout(timeout):
        while not (found := await what()):
            await asyncio.sleep(0.2)
        return found


@contextlib.asynccontextmanager
async def in_the_tray(display, home):
    """The program with its icon in a tray host: (host, process). It leaves no traceback behind."""
    async with TrayHost(display) as host:
        process = subprocess.Popen(
            [*AITBC, "--home", str(home), "--practice"], env={**environment(), **display.env}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            await host.item()
            yield host, process
        finally:
            end(process)
    assert "Traceback" not in (home / "provider.log").read_text()


async def quits(host, process):
    await host.click("Quit")
    assert await asyncio.to_thread(process.wait, 15) == 0


def screenshot(env, name):
    SCREENS.mkdir(parents=True, exist_ok=True)
    if shutil.which("scrot"):
        subprocess.run(["scrot", "-o", str(SCREENS / name)], env=env, check=True, timeout=20)


async def test_paused_and_resumed_in_the_tray_menu(display, tmp_path):
    home = unwatched(tmp_path / "home")
    async with in_the_tray(display, home) as (host, process):
        await until(lambda: completed(home))
        tooltip = await host.tooltip()
        assert "PLAY" in tooltip or "play money" in tooltip, tooltip
        await host.activate()
        await asyncio.sleep(4)
        screenshot(display.env, "whole-program.png")
        await host.click("Pause", "Until I resume")
        await until(lambda: in_state(home, "paused"))
        await asyncio.sleep(0.5)
        screenshot(display.env, "whole-program-paused.png")
        assert "aused" in await host.tooltip()
        await host.click("Resume")
        await until(lambda: in_state(home, "offering", "busy"))
        await quits(host, process)


async def completed(home):
    return (await status(home)).get("jobs", {}).get("completed")


async def in_state(home, *states):
    return (await status(home)).get("state") in states


async def test_what_keeps_it_from_starting_is_said_by_icon_and_window(display, tmp_path):
    home = unwatched(tmp_path / "home")
    (home / "history.db").write_bytes(b"this is no database" * 100)
    async with in_the_tray(display, home) as (host, process):
        await until(lambda: says(host, "Problem", "damaged"))
        assert "0.0000" not in await host.tooltip()
        await host.activate()
        await quits(host, process)


async def says(host, *words):
    tooltip = await host.tooltip()
    return all(word in tooltip for word in words)

"""A fresh profile in the whole program: the wizard opens by itself, and real clicks and keys lead to a practice offer."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from desktop_app.runtimes import practice_model
from tests.e2e.programs import AITBC, end
from tests.e2e.seated import in_the_tray, windowed
from tests.e2e.test_tray import screenshot, status, until
from tests.ui.display import display

__all__ = ["display"]
pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(not (shutil.which("xdotool") and shutil.which("openbox")), reason="needs xdotool and openbox"),
]
TITLES = ("Your card", "Network", "Price and hours", "You come first", "Before you start")


class Hands:
    """The owner's mouse and keyboard; `acts` counts them."""

    def __init__(self, env):
        self.env, self.acts = env, 0

    async def xdotool(self, *words):
        process = await asyncio.create_subprocess_exec(
            "xdotool", *words, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        told, _ = await process.communicate()
        return told.decode().split() if process.returncode == 0 else []

    async def window(self, title):
        return await until(lambda: self.xdotool("search", "--onlyvisible", "--name", f"^Set up: {title}"))

    async def press(self, key):
        self.acts += 1
        await self.xdotool("key", key)

    async def click_next(self, window):
        """The button in the lower right corner."""
        self.acts += 1
        told = await self.xdotool("getwindowgeometry", "--shell", window)
        geometry = dict(line.split("=") for line in told)
        x, y = int(geometry["WIDTH"]) - 50, int(geometry["HEIGHT"]) - 22
        await self.xdotool("mousemove", "--window", window, str(x), str(y), "click", "1")


async def test_from_a_fresh_start_to_a_practice_offer(display, tmp_path):
    home = tmp_path / "home"
    async with in_the_tray(display, home) as (host, env):
        hands = Hands(env)
        for number, title in enumerate(TITLES):
            window = (await hands.window(title))[0]
            screenshot(env, f"wizard-real-{number + 1}.png")
            if number == 0:
                assert (await until(lambda: status(home)))["state"] not in ("offering", "busy")
                assert json.loads((home / "onboarding.json").read_text())["page"] == "card"
            if number % 2:
                await hands.press("Return")
            else:
                await hands.click_next(window)
        await until(lambda: completed(home))
        assert hands.acts <= 8
        assert not (home / "onboarding.json").exists()
        assert "schedule" in json.loads((home / "rules.json").read_text())["rules"]
        screenshot(env, "wizard-real-done.png")
        assert {"Settings…", "Set up…"} <= set(await host.menu())


async def completed(home):
    return (await status(home)).get("jobs", {}).get("completed")


async def test_left_in_the_middle_it_goes_on_there_after_a_crash(display, tmp_path):
    home = tmp_path / "home"
    with windowed(display) as env:
        hands, process = Hands(env), None
        try:
            for title in (TITLES[0], TITLES[1]):
                process = started(home, env)
                await hands.window(title)
                if title == TITLES[0]:
                    await hands.press("Return")
                    await hands.window(TITLES[1])
                    process.kill()
                    process.wait()
            await hands.press("Escape")
            await until(lambda: closed(hands))
            assert (await until(lambda: status(home)))["state"] not in ("offering", "busy")
            assert json.loads((home / "onboarding.json").read_text())["page"] == "network"
        finally:
            end(process)


def started(home, env):
    """The program, with nobody who reads what it says."""
    return subprocess.Popen([*AITBC, "--home", str(home)], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


async def closed(hands):
    return not await hands.xdotool("search", "--onlyvisible", "--name", "^Set up")


async def test_a_model_is_downloaded_with_the_keyboard_alone(display, tmp_path):
    home, shop = tmp_path / "home", tmp_path / "shop"
    practice_model.ensure(shop, "mine")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Shop, directory=str(shop)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with windowed(display) as env:
            hands, process = Hands(env), started(home, env)
            try:
                window = (await hands.window(TITLES[0]))[0]
                await hands.xdotool("windowsize", window, "1024", "700")
                await until(lambda: measured(home))
                for _ in range(3):  # from Next: Measure again, the address (its button has nothing to do), …
                    await hands.press("shift+Tab")
                await hands.xdotool("type", "--delay", "15", f"http://127.0.0.1:{server.server_address[1]}/mine.gguf")
                await hands.press("Tab")
                await hands.press("space")
                await until(lambda: on_disk(home / "models" / "mine.gguf"))
                await asyncio.sleep(1.0)
                screenshot(env, "wizard-real-downloaded.png")
            finally:
                end(process)
    finally:
        server.shutdown()
        server.server_close()


class Shop(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Quiet."""


async def measured(home):
    kept = home / "onboarding.json"
    return kept.exists() and json.loads(kept.read_text()).get("is_measured")


async def on_disk(path):
    return path.exists()

"""The settings in the whole program, with real keys: every page is turned to, what is saved counts, an agreement too."""

from __future__ import annotations

import asyncio
import json
import shutil
import time

import pytest

from tests.e2e.programs import unwatched
from tests.e2e.seated import in_the_tray
from tests.e2e.test_tray import completed, screenshot, until
from tests.e2e.test_wizard import Hands
from tests.ui.display import display

__all__ = ["display"]
pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(not (shutil.which("xdotool") and shutil.which("openbox")), reason="needs xdotool and openbox"),
]
PAGES = 14


class Owner(Hands):
    """Who uses the keyboard alone."""

    async def shown(self, title):
        return (await until(lambda: self.xdotool("search", "--onlyvisible", "--name", f"^{title}$")))[0]

    async def keys(self, key, times=1):
        for _ in range(times):
            await self.press(key)

    async def type(self, text):
        self.acts += len(text)
        await self.xdotool("type", "--delay", "20", text)


async def test_the_settings_are_walked_with_keys_and_count(display, tmp_path):
    home = unwatched(tmp_path / "home")
    async with in_the_tray(display, home, "--practice") as (host, env):
        owner = Owner(env)
        await until(lambda: completed(home))
        await host.click("Settings…")
        window = await owner.shown("Settings")
        await owner.xdotool("windowsize", window, "1024", "700")
        began = time.monotonic()
        for page in range(PAGES):
            await asyncio.sleep(0.3)
            screenshot(env, f"settings-real-{page + 1:02}.png")
            await owner.press("Down" if page < PAGES - 1 else "Home")
        await owner.press("Tab")
        await owner.press("ctrl+a")
        await owner.type("0.77")
        screenshot(env, "settings-real-price.png")
        await owner.press("Return")
        await until(lambda: saved(home))
        print(f"{owner.acts} keys, {time.monotonic() - began:.1f} s")


async def saved(home):
    return json.loads((home / "settings.json").read_text()).get("price_per_hour") == "0.77"

"""A real icon in a real tray: read and clicked over D-Bus, on a virtual display."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.ui.display import Display, TrayHost, display

__all__ = ["display"]

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.display


class Program:
    """The small program, its lines and its end."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def line(self) -> str:
        """The next thing it says."""
        assert self._process.stdout is not None
        line = (await asyncio.wait_for(self._process.stdout.readline(), 20)).decode().strip()
        if not line:
            assert self._process.stderr is not None
            raise EOFError((await self._process.stderr.read()).decode())
        return line

    async def end(self) -> tuple[int | None, str]:
        """Exit code, and what it complained about."""
        _, errors = await asyncio.wait_for(self._process.communicate(), 20)
        return self._process.returncode, errors.decode()


@contextlib.asynccontextmanager
async def program(display: Display) -> AsyncIterator[Program]:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.ui.tray_program", cwd=ROOT, stdout=pipe, stderr=pipe,
        env={**display.env, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    try:
        yield Program(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def until_menu(host: TrayHost, entry: str, there: bool) -> None:
    for _ in range(200):
        if (entry in await host.menu()) == there:
            return
        await asyncio.sleep(0.05)
    raise TimeoutError(f"{entry!r} in the menu: {not there}")


async def test_pause_and_resume_are_clicked_in_the_menu(display: Display) -> None:
    async with TrayHost(display) as host, program(display) as app:
        await host.item()
        await until_menu(host, "[Busy: Working on 2 jobs]", there=True)
        assert await host.tooltip() == (
            "AITBC Provider · Busy\nWorking on 2 jobs\nEarned today: 1.2346 AITBC (play money)"
        )
        assert {(16, 16), (22, 22), (32, 32)} <= set(await host.icon_sizes())
        assert await host.menu() == [
            "[Busy: Working on 2 jobs]", "[2 jobs running · 77.5 tokens/s]",
            "[Earned today: 1.2346 AITBC (play money)]", "Pause", "Stop now", "Open", "Quit",
        ]  # fmt: skip
        assert await host.menu("Pause") == ["For 15 minutes", "For 1 hour", "Until tomorrow", "Until I resume"]
        await host.click("Pause", "Until I resume")
        assert await app.line() == "pause None"
        await until_menu(host, "Resume", there=True)
        assert "Paused" in await host.tooltip()
        await host.click("Resume")
        assert await app.line() == "resume None"
        await until_menu(host, "Resume", there=False)
        await host.activate()
        assert await app.line() == "window"
        await host.click("Quit")
        assert await app.line() == "quit None"
        assert await app.end() == (0, "")


async def test_without_a_host_the_window_stands_and_a_late_tray_is_found(display: Display) -> None:
    async with program(display) as app:
        assert await app.line() == "window at the start"
        assert await app.line() == "window"
        async with TrayHost(display) as host:
            await host.item()
            await until_menu(host, "Quit", there=True)
            await host.click("Quit")
            assert await app.line() == "quit None"
            assert await app.end() == (0, "")

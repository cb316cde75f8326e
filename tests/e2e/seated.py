"""The program as somebody has it who sits at a display with windows and a tray."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from tests.e2e.programs import AITBC, end, environment
from tests.ui.display import Display, TrayHost


@contextmanager
def windowed(display: Display) -> Iterator[dict[str, str]]:
    """A window manager on the display; the environment of programs there."""
    env = {**environment(), **display.env}
    manager = subprocess.Popen(["openbox"], env=env, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield env
    finally:
        end(manager)


@asynccontextmanager
async def in_the_tray(display: Display, home: Path, *arguments: str) -> AsyncIterator[tuple[TrayHost, dict[str, str]]]:
    """The program, its icon in the tray; afterwards it is quit by its menu and must have logged nothing bad."""
    with windowed(display) as env:
        async with TrayHost(display) as host:
            process = subprocess.Popen(
                [*AITBC, "--home", str(home), *arguments], env=env, text=True, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )  # fmt: skip
            try:
                await host.item()
                yield host, env
                await host.click("Quit")
                assert await asyncio.to_thread(process.wait, 15) == 0
            finally:
                end(process)
    log = (home / "provider.log").read_text()
    assert "Traceback" not in log and " ERROR " not in log

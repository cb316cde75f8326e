"""A small program for tests: the real tray and window over a FakeDesk; each call of the Desk is a line on stdout."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

from desktop_app.domain.state import Status
from desktop_app.ui.app import run_qt
from desktop_app.ui.shell import QtShell
from tests.ui.fakes import FakeDesk, day_of_earnings, full_state, hour_of_work


class SpokenDesk(FakeDesk):
    def _called(self, name: str, argument: Any = None) -> None:
        print(name, argument, flush=True)
        super()._called(name, argument)


async def main(shell: QtShell) -> int:
    over = asyncio.Event()
    desk = SpokenDesk(full_state(Status.BUSY))
    desk.on_quit = over.set
    desk.earned, desk.utilised = day_of_earnings(), hour_of_work()
    shell.attach(desk)
    if shell.window is not None:
        print("window at the start", flush=True)
    shell.finder._timer.setInterval(200)
    shown = False
    while not over.is_set():
        await asyncio.sleep(0.05)
        if not shown and shell.window is not None and shell.window.isVisible():
            shown = True
            print("window", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(run_qt(main, Path(__file__).parents[2] / "resources" / "icons"))

"""Starts the program, and starts it again after a crash: a small process that imports next to nothing.

The program could not do this itself: a fault in native code ends it on the spot."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType

from desktop_app.domain import restarts
from desktop_app.domain.phrases import Phrase

Give = Callable[[str, str], None]

GUARDED = "AITBC_PROVIDER_GUARDED"
"""In the program's environment, when a guard starts it again."""
TITLE = Phrase("AITBC Provider stopped")
TEXT = Phrase(
    "It crashed several times within ten minutes and was not started again. Start it from the menu; its log is in the "
    "profile folder."
)


class Guard:
    """`command` is the program's. `tell(title, text)` shows a notification; nothing here waits for an answer."""

    def __init__(
        self, command: Sequence[str], tell: Give, *,
        now: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        self._command, self._tell, self._now, self._sleep = list(command), tell, now, sleep
        self._child: subprocess.Popen[bytes] | None = None
        self._ended_by: int | None = None

    def run(self) -> int:
        """The exit code of the program's last run. `restarts.AGAIN` when it wants to be started anew."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._pass_on)
        crashes: list[float] = []
        while True:
            code = self._once()
            if self._unwanted() or not restarts.crashed(code):
                return code
            now = self._now()
            crashes.append(now)
            pause = restarts.pause_before_restart(crashes, now)
            if pause is None:
                self._tell(TITLE, TEXT)
                return code
            self._sleep(pause)
            if self._unwanted():
                return code

    def _unwanted(self) -> bool:
        return self._ended_by is not None

    def _once(self) -> int:
        self._child = subprocess.Popen(self._command, env={**os.environ, GUARDED: "1"})
        while True:
            try:
                return self._child.wait()
            except KeyboardInterrupt:  # the console told the child too
                continue

    def _pass_on(self, number: int, _frame: FrameType | None) -> None:
        self._ended_by = number
        if self._child is not None and self._child.poll() is None and sys.platform != "win32":
            self._child.send_signal(number)


def guarded(command: Sequence[str], tell: Give, again: Sequence[str]) -> int:
    """Guard the program; when it asks to be started anew, become the command `again`, whatever version that is now."""
    code = Guard(command, tell).run()
    return become(again) if code == restarts.AGAIN else code


def become(command: Sequence[str]) -> int:
    """Go on as this command, whatever version that is now; where a process cannot, start it and end."""
    if os.name == "posix":
        os.execv(command[0], list(command))
    subprocess.Popen(list(command), close_fds=True)
    return 0

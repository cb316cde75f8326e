"""The Windows sources: there the system is asked, often while a job runs and seldom else."""

from __future__ import annotations

import sys

from desktop_app.domain.phrases import Phrase

if sys.platform == "win32":
    import asyncio
    import time
    from collections.abc import Callable

    from desktop_app.domain.presence import Kind, Sighting
    from desktop_app.domain.times import until_whole_second
    from desktop_app.provider.ports import CannotTell
    from desktop_app.system.presence import windows

    Tell = Callable[[Sighting], None]
    Busy = Callable[[], bool]

    BUSY_EVERY, IDLE_EVERY = 0.1, 1.0
    _NOBODY = -1
    """A presentation is on, and no window tells whose."""

    class LastInput:
        """Keyboard and mouse: ten looks a second while `busy`, else one."""

        name = "Windows"
        kinds = frozenset({Kind.INPUT})

        def __init__(self, quiet_s: float, busy: Busy) -> None:
            self._quiet_s, self._busy = quiet_s, busy

        async def watch(self, tell: Tell) -> None:
            was = False
            while True:
                try:
                    idle = windows.idle_seconds()
                except OSError as error:
                    raise CannotTell(Phrase("Windows does not tell the time of the last input")) from error
                here = idle < self._quiet_s
                if here != was:
                    tell(Sighting(Kind.INPUT, here, time.monotonic() - (0.0 if here else idle)))
                    was = here
                idly = until_whole_second(time.monotonic(), IDLE_EVERY)
                await asyncio.sleep(BUSY_EVERY if self._busy() else idly)

    class FullScreen:
        name = "Windows"
        kinds = frozenset({Kind.FULL_SCREEN})

        async def watch(self, tell: Tell) -> None:
            was = 0
            while True:
                pid = windows.full_screen_pid() or (_NOBODY if windows.presents() else 0)
                if bool(pid) != bool(was):
                    names = dict(windows.process_names()) if pid else {}
                    tell(Sighting(Kind.FULL_SCREEN, bool(pid), time.monotonic(), names.get(pid, "")))
                    was = pid
                await asyncio.sleep(until_whole_second(time.monotonic(), IDLE_EVERY))

    class Gamepads:
        name = "XInput"
        kinds = frozenset({Kind.GAMEPAD})

        async def watch(self, tell: Tell) -> None:
            was: tuple[int, ...] = ()
            while True:
                try:
                    now = windows.pad_packets()
                except OSError as error:
                    raise CannotTell(Phrase("XInput is not installed")) from error
                if len(now) == len(was) and now != was:
                    tell(Sighting(Kind.GAMEPAD, False, time.monotonic()))
                was = now
                await asyncio.sleep(until_whole_second(time.monotonic(), IDLE_EVERY))

"""Sleep and resume as Windows tells them (port `SleepSignals`).

What a window would get as WM_POWERBROADCAST comes here as a call from a thread of the system's own, so no window and no
message loop is needed, and machines with modern standby tell it too. The system waits for that call to return, about
two seconds: in that time jobs are handed back and the network is told goodbye."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final

log = logging.getLogger(__name__)

SUSPEND, RESUMED = 0x0004, 0x0012
"""PBT_APMSUSPEND and PBT_APMRESUMEAUTOMATIC; the latter comes after every sleep, whoever ended it."""
DELAY: Final = 1.8
"""Seconds that the goodbye may take."""
Told = Callable[[int], None]
LetGo = Callable[[], None]


def nobody(_told: Told) -> LetGo | None:
    """For other systems."""
    return None


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _CALLBACK = 2  # DEVICE_NOTIFY_CALLBACK
    _Routine = ctypes.WINFUNCTYPE(wintypes.ULONG, ctypes.c_void_p, wintypes.ULONG, ctypes.c_void_p)

    class _Parameters(ctypes.Structure):
        """DEVICE_NOTIFY_SUBSCRIBE_PARAMETERS."""

        _fields_ = (("callback", _Routine), ("context", ctypes.c_void_p))

    def listen(told: Told) -> LetGo | None:
        """`told` gets each event in a thread of the system's; None where this Windows has no such thing."""

        def routine(_context: int | None, event: int, _setting: int | None) -> int:
            told(event)
            return 0

        try:
            power = ctypes.WinDLL("powrprof")
            register, unregister = (
                getattr(power, f"Power{name}SuspendResumeNotification") for name in ("Register", "Unregister")
            )
        except (OSError, AttributeError):
            return None
        parameters, handle = _Parameters(_Routine(routine), None), ctypes.c_void_p()
        error = register(_CALLBACK, ctypes.byref(parameters), ctypes.byref(handle))
        if error:
            log.info("Windows does not tell of sleep (error %d)", error)
            return None

        def let_go(_alive: object = parameters) -> None:  # the routine lives as long as Windows may call it
            unregister(handle)

        return let_go
else:
    listen = nobody


class WindowsSleep:
    """Implements ports.SleepSignals. `listens` is there for tests."""

    def __init__(self, listens: Callable[[Told], LetGo | None] = listen) -> None:
        self._listens = listens

    async def watch(self, before_sleep: Callable[[], Awaitable[None]], after_wake: Callable[[], None]) -> bool:
        """Until cancelled; False at once where nobody can tell."""
        loop = asyncio.get_running_loop()

        async def goodbye() -> None:
            async with asyncio.timeout(DELAY):
                await before_sleep()

        def told(event: int) -> None:
            if event == SUSPEND:
                log.info("the computer is going to sleep")
                _wait_for(goodbye(), loop)
            elif event == RESUMED:
                log.info("the computer woke up")
                loop.call_soon_threadsafe(after_wake)

        let_go = self._listens(told)
        if let_go is None:
            return False
        try:
            await asyncio.Event().wait()
        finally:
            let_go()
        return True


def _wait_for(goodbye: Coroutine[Any, Any, None], loop: asyncio.AbstractEventLoop) -> None:
    """In the system's thread: the machine sleeps once this returns."""
    said = asyncio.run_coroutine_threadsafe(goodbye, loop)
    try:
        said.result(DELAY + 0.2)
    except TimeoutError:
        log.warning("the computer goes to sleep before the network was told")
    except Exception:
        log.exception("the goodbye before sleep failed")

"""Wakes the sleeping computer at a time (port `WakeTimer`).

Linux: a timer on the alarm clock. Programs of a session may set one where systemd (254 or newer) gives them that right
at a local login; elsewhere it takes an administrator. Windows: a waitable timer that resumes the system, where its
power plan allows wake timers. The timer lives as long as the program: one that ended wakes nobody."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from datetime import datetime
from pathlib import Path

from desktop_app.domain.phrases import Phrase
from desktop_app.provider.ports import CannotTell, WakeTimer

_REALTIME_ALARM = 8
_ABSOLUTE = 1
_CLOSE_ON_EXEC = 0o2000000
RTC = Path("/sys/class/rtc")


class _Times(ctypes.Structure):
    """struct itimerspec: when first, and how often again (never)."""

    _fields_ = (
        ("again_s", ctypes.c_long),
        ("again_ns", ctypes.c_long),
        ("first_s", ctypes.c_long),
        ("first_ns", ctypes.c_long),
    )


class AlarmClock:
    """Linux's timerfd on the alarm clock `clock`, for a computer whose real-time clocks stand below `rtc`."""

    def __init__(self, clock: int = _REALTIME_ALARM, rtc: Path = RTC) -> None:
        self._clock, self._rtc = clock, rtc
        self._timer: int | None = None

    def set(self, at: datetime | None) -> None:
        if at is None:
            if self._timer is not None:
                os.close(self._timer)
                self._timer = None
            return
        if self._timer is None:
            self._timer = self._open()
        times = _Times(0, 0, int(at.timestamp()), 0)
        if _libc().timerfd_settime(self._timer, _ABSOLUTE, ctypes.byref(times), None) < 0:
            raise CannotTell(os.strerror(ctypes.get_errno()).lower())

    @property
    def left_s(self) -> int:
        """Seconds until it rings, as the system tells; 0 when none is set."""
        times = _Times()
        if self._timer is None or _libc().timerfd_gettime(self._timer, ctypes.byref(times)) < 0:
            return 0
        return int(times.first_s)

    def _open(self) -> int:
        if not any(self._rtc.glob("*/wakealarm")):
            raise CannotTell(Phrase("it has no clock that can wake it"))
        found: int = _libc().timerfd_create(self._clock, _CLOSE_ON_EXEC)
        if found < 0 and ctypes.get_errno() == errno.EPERM:
            raise CannotTell(Phrase("this session may not set an alarm; a local login with systemd 254 or newer may"))
        if found < 0:
            raise CannotTell(os.strerror(ctypes.get_errno()).lower())
        return found


class NoAlarm:
    """A platform on which nothing wakes the computer."""

    def set(self, at: datetime | None) -> None:
        if at is not None:
            raise CannotTell(Phrase("this system lets no program do that"))


def wake_timer() -> WakeTimer:
    """The one of this platform."""
    if sys.platform == "win32":
        from desktop_app.system.wake_timer_windows import WaitableTimer

        return WaitableTimer()
    return AlarmClock() if sys.platform == "linux" else NoAlarm()


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)

"""Windows: a waitable timer that resumes the system."""

from __future__ import annotations

import sys

from desktop_app.domain.phrases import Phrase

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes
    from datetime import datetime

    from desktop_app.provider.ports import CannotTell

    _NOT_SUPPORTED = 50
    _SINCE_1601 = 11_644_473_600
    """Seconds from Windows' epoch to Unix's."""

    class WaitableTimer:
        """Port `WakeTimer`."""

        def __init__(self) -> None:
            self._kernel = kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            kernel.CreateWaitableTimerW.restype = wintypes.HANDLE
            kernel.CreateWaitableTimerW.argtypes = (ctypes.c_void_p, wintypes.BOOL, wintypes.LPCWSTR)
            kernel.SetWaitableTimer.argtypes = (
                wintypes.HANDLE, ctypes.POINTER(ctypes.c_longlong), wintypes.LONG, ctypes.c_void_p, ctypes.c_void_p,
                wintypes.BOOL,
            )  # fmt: skip
            kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
            self._timer: int | None = None

        def set(self, at: datetime | None) -> None:
            if at is None:
                if self._timer:
                    self._kernel.CloseHandle(self._timer)  # closing it takes it back
                    self._timer = None
                return
            if self._timer is None:
                self._timer = self._kernel.CreateWaitableTimerW(None, True, None)
            due = ctypes.c_longlong(int((at.timestamp() + _SINCE_1601) * 10_000_000))
            ctypes.set_last_error(0)
            done = self._timer and self._kernel.SetWaitableTimer(self._timer, ctypes.byref(due), 0, None, None, True)
            error = ctypes.get_last_error()
            if error == _NOT_SUPPORTED:  # set, but it will not resume: the answer is success then, too
                raise CannotTell(Phrase("this computer cannot be woken by a program"))
            if not done:
                raise CannotTell(str(ctypes.WinError(error).strerror).lower())

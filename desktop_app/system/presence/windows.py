"""Windows: last input, full screen, names of programs, gamepads. Small calls of the system's own libraries."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    import os
    from collections.abc import Iterator
    from ctypes import wintypes
    from functools import cache

    _NEAREST_MONITOR = 2
    _SNAP_PROCESSES = 2
    _PRESENTING = (3, 4)
    """A Direct3D program in full screen, presentation settings."""
    _NO_HANDLE = ctypes.c_void_p(-1).value

    class _LastInput(ctypes.Structure):
        _fields_ = (("size", wintypes.UINT), ("tick", wintypes.DWORD))

    class _MonitorInfo(ctypes.Structure):
        _fields_ = (
            ("size", wintypes.DWORD),
            ("monitor", wintypes.RECT),
            ("work", wintypes.RECT),
            ("flags", wintypes.DWORD),
        )

    class _ProcessEntry(ctypes.Structure):
        _fields_ = (
            ("size", wintypes.DWORD),
            ("usage", wintypes.DWORD),
            ("pid", wintypes.DWORD),
            ("heap", ctypes.c_size_t),
            ("module", wintypes.DWORD),
            ("threads", wintypes.DWORD),
            ("parent", wintypes.DWORD),
            ("priority", wintypes.LONG),
            ("flags", wintypes.DWORD),
            ("name", wintypes.WCHAR * 260),
        )

    class _Pad(ctypes.Structure):
        _fields_ = (("packet", wintypes.DWORD), ("state", ctypes.c_byte * 12))

    @cache
    def _user() -> ctypes.WinDLL:
        user = ctypes.WinDLL("user32", use_last_error=True)
        for name in ("GetForegroundWindow", "GetShellWindow", "GetDesktopWindow"):
            getattr(user, name).restype = wintypes.HWND
        user.IsZoomed.argtypes = (wintypes.HWND,)
        user.MonitorFromWindow.restype = wintypes.HANDLE
        user.MonitorFromWindow.argtypes = (wintypes.HWND, wintypes.DWORD)
        user.GetMonitorInfoW.argtypes = (wintypes.HANDLE, ctypes.c_void_p)
        user.GetWindowRect.argtypes = (wintypes.HWND, ctypes.c_void_p)
        user.GetWindowThreadProcessId.argtypes = (wintypes.HWND, ctypes.c_void_p)
        return user

    @cache
    def _kernel() -> ctypes.WinDLL:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.GetTickCount.restype = wintypes.DWORD
        kernel.CreateToolhelp32Snapshot.restype = wintypes.HANDLE
        kernel.CreateToolhelp32Snapshot.argtypes = (wintypes.DWORD, wintypes.DWORD)
        kernel.Process32FirstW.argtypes = kernel.Process32NextW.argtypes = (wintypes.HANDLE, ctypes.c_void_p)
        kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
        return kernel

    def idle_seconds() -> float:
        """Since the last key or mouse event of this session; 9 us a call. OSError when the system does not tell.
        The system's 32-bit ticks wrap every 49.7 days, hence the mask."""
        last = _LastInput(ctypes.sizeof(_LastInput), 0)
        if not _user().GetLastInputInfo(ctypes.byref(last)):
            raise ctypes.WinError(ctypes.get_last_error())
        return float((_kernel().GetTickCount() - last.tick) & 0xFFFFFFFF) / 1000

    def full_screen_pid() -> int:
        """The process whose foreground window covers its monitor (exclusive or borderless, not maximised), or 0."""
        user, window = _user(), _user().GetForegroundWindow()
        if not window or window in (user.GetShellWindow(), user.GetDesktopWindow()) or user.IsZoomed(window):
            return 0
        place, info, pid = wintypes.RECT(), _MonitorInfo(ctypes.sizeof(_MonitorInfo)), wintypes.DWORD()
        user.GetWindowRect(window, ctypes.byref(place))
        user.GetMonitorInfoW(user.MonitorFromWindow(window, _NEAREST_MONITOR), ctypes.byref(info))
        user.GetWindowThreadProcessId(window, ctypes.byref(pid))
        screen = info.monitor
        covers = (
            place.left <= screen.left
            and place.top <= screen.top
            and place.right >= screen.right
            and place.bottom >= screen.bottom
        )
        return int(pid.value) if covers and pid.value != os.getpid() else 0

    def presents() -> bool:
        """Whether Windows itself keeps quiet for a presentation or a full-screen game."""
        state = ctypes.c_int(0)
        asked = ctypes.WinDLL("shell32").SHQueryUserNotificationState(ctypes.byref(state))
        return asked == 0 and state.value in _PRESENTING

    def process_names() -> Iterator[tuple[int, str]]:
        """Process id and name of every program; nothing is opened."""
        snapshot = _kernel().CreateToolhelp32Snapshot(_SNAP_PROCESSES, 0)
        if snapshot in (None, _NO_HANDLE):
            raise ctypes.WinError(ctypes.get_last_error())
        try:
            entry = _ProcessEntry(ctypes.sizeof(_ProcessEntry))
            more = _kernel().Process32FirstW(snapshot, ctypes.byref(entry))
            while more:
                yield int(entry.pid), str(entry.name)
                more = _kernel().Process32NextW(snapshot, ctypes.byref(entry))
        finally:
            _kernel().CloseHandle(snapshot)

    @cache
    def _pads() -> ctypes.WinDLL:
        return ctypes.WinDLL("xinput1_4")

    def pad_packets() -> tuple[int, ...]:
        """The event counters of the connected gamepads. OSError without XInput."""
        pad, found = _Pad(), []
        for slot in range(4):
            if _pads().XInputGetState(slot, ctypes.byref(pad)) == 0:
                found.append(int(pad.packet))
        return tuple(found)

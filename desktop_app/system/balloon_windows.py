"""Windows: a message at the tray from a process without Qt. It goes away by itself; nobody has to answer it."""

from __future__ import annotations

import sys

SECONDS = 15.0

if sys.platform == "win32":
    import ctypes
    import time
    from ctypes import wintypes

    _ADD, _DELETE = 0, 2
    _ICON, _TIP, _INFO, _WARNING = 0x2, 0x4, 0x10, 0x2
    _MESSAGES_ONLY, _WARNING_ICON = -3, 32515

    class _Data(ctypes.Structure):
        _fields_ = (
            ("cbSize", wintypes.DWORD), ("hWnd", wintypes.HWND), ("uID", wintypes.UINT), ("uFlags", wintypes.UINT),
            ("uCallbackMessage", wintypes.UINT), ("hIcon", wintypes.HANDLE), ("szTip", wintypes.WCHAR * 128),
            ("dwState", wintypes.DWORD), ("dwStateMask", wintypes.DWORD), ("szInfo", wintypes.WCHAR * 256),
            ("uVersion", wintypes.UINT), ("szInfoTitle", wintypes.WCHAR * 64), ("dwInfoFlags", wintypes.DWORD),
            ("guidItem", ctypes.c_byte * 16), ("hBalloonIcon", wintypes.HANDLE),
        )  # fmt: skip

    def balloon(title: str, text: str, seconds: float = SECONDS) -> bool:
        """Show it for so many seconds; False where the shell takes none (no desktop)."""
        user, shell = ctypes.WinDLL("user32"), ctypes.WinDLL("shell32")
        user.CreateWindowExW.restype = wintypes.HWND
        user.CreateWindowExW.argtypes = [
            wintypes.DWORD, wintypes.LPCWSTR, wintypes.LPCWSTR, wintypes.DWORD, *[ctypes.c_int] * 4, wintypes.HWND,
            wintypes.HANDLE, wintypes.HANDLE, wintypes.LPVOID,
        ]  # fmt: skip
        user.LoadIconW.restype = wintypes.HANDLE
        user.LoadIconW.argtypes = [wintypes.HANDLE, wintypes.LPVOID]
        window = user.CreateWindowExW(0, "STATIC", title, 0, 0, 0, 0, 0, _MESSAGES_ONLY, None, None, None)
        data = _Data(hWnd=window, uID=1, uFlags=_ICON | _TIP | _INFO, dwInfoFlags=_WARNING)
        data.cbSize = ctypes.sizeof(data)
        data.hIcon = user.LoadIconW(None, _WARNING_ICON)
        data.szTip, data.szInfoTitle, data.szInfo = title[:127], title[:63], text[:255]
        if not shell.Shell_NotifyIconW(_ADD, ctypes.byref(data)):
            return False
        time.sleep(seconds)
        shell.Shell_NotifyIconW(_DELETE, ctypes.byref(data))
        return True

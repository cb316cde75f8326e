"""Windows' performance counters, read through its own library (PDH)."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    from desktop_app.gpu.counters import Values

    _MEMORY = r"\GPU Process Memory(*)\Dedicated Usage"
    _ENGINES = r"\GPU Engine(*)\Utilization Percentage"
    _AS_DOUBLE_UNCAPPED = 0x00008200
    _MORE_DATA, _NO_DATA, _INVALID_DATA = 0x800007D2, 0x800007D5, 0xC0000BC6
    _VALID = (0, 1)

    class _Item(ctypes.Structure):
        """A value (of which only the double is read) under the name of its instance."""

        _fields_ = (("name", wintypes.LPWSTR), ("status", wintypes.DWORD), ("value", ctypes.c_double))

    class PdhCounters:
        """Implements counters.Counters. OSError, also from the constructor, where this Windows has no such counters."""

        def __init__(self) -> None:
            self._pdh = ctypes.WinDLL("pdh")
            self._pdh.PdhGetFormattedCounterArrayW.argtypes = (
                wintypes.HANDLE, wintypes.DWORD, ctypes.POINTER(wintypes.DWORD), ctypes.POINTER(wintypes.DWORD),
                ctypes.c_void_p,
            )  # fmt: skip
            self._pdh.PdhAddEnglishCounterW.argtypes = (
                wintypes.HANDLE, wintypes.LPCWSTR, ctypes.c_void_p, ctypes.POINTER(wintypes.HANDLE)
            )  # fmt: skip
            self._pdh.PdhCollectQueryData.argtypes = self._pdh.PdhCloseQuery.argtypes = (wintypes.HANDLE,)
            self._query = wintypes.HANDLE()
            _check(self._pdh.PdhOpenQueryW(None, None, ctypes.byref(self._query)))
            try:
                self._memory, self._engines = self._add(_MEMORY), self._add(_ENGINES)
                self._collect()  # shares of time begin here
            except OSError:
                self.close()
                raise

        def read(self) -> tuple[Values, Values]:
            self._collect()
            return self._values(self._memory), self._values(self._engines)

        def close(self) -> None:
            self._pdh.PdhCloseQuery(self._query)

        def _add(self, path: str) -> wintypes.HANDLE:
            counter = wintypes.HANDLE()
            _check(self._pdh.PdhAddEnglishCounterW(self._query, path, None, ctypes.byref(counter)))
            return counter

        def _collect(self) -> None:
            result = self._pdh.PdhCollectQueryData(self._query) & 0xFFFFFFFF
            if result != _NO_DATA:  # no program uses a card right now
                _check(result)

        def _values(self, counter: wintypes.HANDLE) -> Values:
            size, count = wintypes.DWORD(0), wintypes.DWORD(0)
            call = self._pdh.PdhGetFormattedCounterArrayW
            room: ctypes.Array[ctypes.c_char] | None = None
            while True:  # programs come between the question for the size and the one for the values
                result = call(counter, _AS_DOUBLE_UNCAPPED, ctypes.byref(size), ctypes.byref(count), room) & 0xFFFFFFFF
                if result != _MORE_DATA:
                    break
                room = ctypes.create_string_buffer(size.value)
            if result in (_NO_DATA, _INVALID_DATA) or room is None:
                return {}
            _check(result)
            items = ctypes.cast(room, ctypes.POINTER(_Item))
            return {str(item.name): item.value for item in items[: count.value] if item.status in _VALID}

    def _check(result: int) -> None:
        if result & 0xFFFFFFFF:
            raise OSError(f"performance counters: {result & 0xFFFFFFFF:#010x}")

"""The global hotkey for Stop now, where the platform has one.

X11: a grab of the key, with and without Caps Lock and Num Lock. Windows: RegisterHotKey in a small thread of its own.
Wayland: the desktop's portal, where it has one for this; elsewhere programs may not listen for keys, and `why` says
which command to bind in the desktop's settings."""

from __future__ import annotations

import logging
import os
import struct
import sys
from collections.abc import Callable

from desktop_app.domain.phrases import Phrase
from desktop_app.system.bus import NoBus
from desktop_app.system.presence.x_connection import XConnection, XError, XGone, connected

log = logging.getLogger(__name__)

COMMAND = "aitbc-provider stop-now"
ELSEWHERE = Phrase(
    "This desktop lets no program listen for keys. "
    "For a key that stops at once, bind the command '{command}' in the desktop's keyboard settings.",
    command=COMMAND,
)

_GET_KEYBOARD_MAPPING, _GRAB_KEY = 101, 33
_KEY_PRESS = 2
_ASYNC = 1
_LOCKS = (0, 1 << 1, 1 << 4, 1 << 1 | 1 << 4)
_X_MODIFIERS = {"shift": 1, "ctrl": 4, "alt": 8, "super": 64}
_WIN_MODIFIERS = {"alt": 1, "ctrl": 2, "shift": 4, "super": 8}
_X_KEYS = {"end": 0xFF57, "home": 0xFF50, "pause": 0xFF13, "escape": 0xFF1B, "space": 0x20, "insert": 0xFF63}
_WIN_KEYS = {"end": 0x23, "home": 0x24, "pause": 0x13, "escape": 0x1B, "space": 0x20, "insert": 0x2D}
_NO_REPEAT = 0x4000


class Hotkey:
    """`combination` is like "Ctrl+Alt+End", "" for none; `pressed` is called in the loop's thread, `problem` with a
    sentence when the owner can do something about it; `speak` puts what the desktop shows of it into the owner's
    language."""

    def __init__(
        self, combination: str, pressed: Callable[[], None], problem: Callable[[str], None],
        speak: Callable[[str], str] = str,
    ) -> None:  # fmt: skip
        self._parts, self._pressed, self._problem = combination.lower().split("+"), pressed, problem
        self._speak = speak
        self.combination = combination
        self.why = ""
        """Why it does not work here, and what to do; "" while it works."""

    async def run(self) -> None:
        """Listens until cancelled; returns when it cannot (see `why`)."""
        if not self.combination:
            return
        try:
            if sys.platform == "linux" and os.environ.get("WAYLAND_DISPLAY"):
                await self._wayland()
            elif sys.platform == "linux":
                await self._x11()
            elif sys.platform == "win32":
                await self._windows()
            else:
                self.why = ELSEWHERE
        except XError:
            self._taken()
        except XGone:
            self.why = ELSEWHERE
        if self.why:
            log.info("hotkey: %s", self.why)

    async def _wayland(self) -> None:
        from desktop_app.system import hotkey_portal

        try:
            await hotkey_portal.listen(self.combination, self._pressed, self._speak)
        except NoBus as error:
            log.info("no hotkey through the desktop's portal: %s", error)
        except hotkey_portal.Declined:
            log.info("the hotkey was not allowed")
        self.why = ELSEWHERE
        self._problem(self.why)

    async def _x11(self) -> None:
        symbol = key_symbol(self._parts[-1])
        modifiers = sum(_X_MODIFIERS.get(name, 0) for name in self._parts[:-1])
        async with connected() as x:
            code = await _key_code(x, symbol)
            if code is None:
                self.why = Phrase(
                    "This keyboard has no key for {combination}; choose another one in the settings.",
                    combination=self.combination,
                )
                self._problem(self.why)
                return
            for lock in _LOCKS:
                body = struct.pack("<IHBBB3x", x.root, modifiers | lock, code, _ASYNC, _ASYNC)
                await x.do(_GRAB_KEY, 1, body)
            async for event in x.events():
                if event[0] & 0x7F == _KEY_PRESS and event[1] == code:
                    self._pressed()

    async def _windows(self) -> None:
        if sys.platform == "win32":
            from desktop_app.system import hotkey_windows

            name = self._parts[-1]
            key = _WIN_KEYS.get(name) or function_key(name, 0x70) or ord(name[0].upper())
            modifiers = sum(_WIN_MODIFIERS.get(name, 0) for name in self._parts[:-1]) | _NO_REPEAT
            if not await hotkey_windows.listen(modifiers, key, self._pressed):
                self._taken()

    def _taken(self) -> None:
        self.why = Phrase(
            "Another program uses the hotkey {combination} already; choose another one in the settings.",
            combination=self.combination,
        )
        self._problem(self.why)


def key_symbol(name: str) -> int:
    """The X11 keysym of a key as people call it: "end", "f9", "q"."""
    return _X_KEYS.get(name) or function_key(name, 0xFFBE) or ord(name[0])


def function_key(name: str, first: int) -> int | None:
    return first + int(name[1:]) - 1 if name[0] == "f" and name[1:].isdigit() else None


async def _key_code(x: XConnection, symbol: int) -> int | None:
    low, high = x.key_codes
    reply = await x.ask(_GET_KEYBOARD_MAPPING, 0, struct.pack("<BB2x", low, high - low + 1))
    width = reply[1]
    symbols = struct.unpack_from(f"<{(high - low + 1) * width}I", reply, 32)
    return low + symbols.index(symbol) // width if symbol in symbols else None


"""Windows: a hotkey belongs to the thread that registered it, so it has a small one of its own."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import asyncio
    import ctypes
    import threading
    from collections.abc import Callable
    from ctypes import wintypes

    _HOTKEY, _QUIT = 0x0312, 0x0012

    async def listen(modifiers: int, key: int, pressed: Callable[[], None]) -> bool:
        """Calls `pressed` in the loop's thread until cancelled; False at once when the combination is taken."""
        loop = asyncio.get_running_loop()
        registered: asyncio.Future[int] = loop.create_future()
        user = ctypes.WinDLL("user32", use_last_error=True)

        def work() -> None:
            done = user.RegisterHotKey(None, 1, modifiers, key)
            thread_id = threading.get_native_id() if done else 0
            loop.call_soon_threadsafe(registered.set_result, thread_id)
            message = wintypes.MSG()
            while done and user.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
                if message.message == _HOTKEY:
                    loop.call_soon_threadsafe(pressed)
            if done:
                user.UnregisterHotKey(None, 1)

        thread = threading.Thread(target=work, name="hotkey", daemon=True)
        thread.start()
        thread_id = await registered
        if not thread_id:
            return False
        try:
            await asyncio.Event().wait()
        finally:
            user.PostThreadMessageW(thread_id, _QUIT, 0, 0)
        return True

"""A window that asks to fill the screen: prints a line when it does, and goes away when a line comes in."""

from __future__ import annotations

import asyncio
import struct
import sys

from desktop_app.system.presence.x_connection import connected

CREATE, MAP, CHANGE_PROPERTY = 1, 8, 18
ATOM, STRING = 4, 31


async def main() -> None:
    async with connected() as x:
        window = x.new_id()
        await x.do(CREATE, 0, struct.pack("<IIhhHHHHII", window, x.root, 0, 0, 200, 200, 0, 1, 0, 0))
        state, full = await x.atom("_NET_WM_STATE"), await x.atom("_NET_WM_STATE_FULLSCREEN")
        await x.do(CHANGE_PROPERTY, 0, struct.pack("<IIIB3xII", window, state, ATOM, 32, 1, full))
        name = b"hop\0Hop\0"
        kind = await x.atom("WM_CLASS")
        await x.do(CHANGE_PROPERTY, 0, struct.pack("<IIIB3xI", window, kind, STRING, 8, len(name)) + name)
        await x.do(MAP, 0, struct.pack("<I", window))
        print("shown", flush=True)
        await asyncio.to_thread(sys.stdin.readline)


if __name__ == "__main__":
    asyncio.run(main())

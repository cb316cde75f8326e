"""A notification from a process that has no window: shown by the desktop, and never waited for."""

from __future__ import annotations

import sys
from collections.abc import Callable


def tell(title: str, text: str, speak: Callable[[str], str] = str) -> None:
    """Show it where the desktop can, in the owner's language by `speak`, and on stderr in English in any case (where
    there is one)."""
    if sys.stderr is not None:
        print(f"{title}. {text}", file=sys.stderr, flush=True)
    if sys.platform == "win32":
        from desktop_app.system.balloon_windows import balloon

        balloon(speak(title), speak(text))
    else:
        import asyncio  # not before there is something to say: the guard is to stay small

        asyncio.run(_on_desktop(speak(title), speak(text)))


async def _on_desktop(title: str, text: str) -> None:
    from desktop_app.system.notifications import DesktopNotifier

    desktop = DesktopNotifier(lambda _number: None)
    try:
        await desktop.notify(title, text, "", 0)
    finally:
        await desktop.close()

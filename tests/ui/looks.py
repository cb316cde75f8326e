"""Palettes and waiting, for tests that look at windows."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from PySide6.QtGui import QColor, QPalette


def light() -> QPalette:
    return _palette("#1f2328", "#f3f3f3", "#ffffff", "#f7f7f7", "#e9e9e9", "#2f6fd0")


def dark() -> QPalette:
    return _palette("#e8e8e8", "#26282b", "#1c1e20", "#212326", "#3a3d41", "#3a72c8")


def _palette(text: str, window: str, base: str, other: str, button: str, highlight: str) -> QPalette:
    palette = QPalette(QColor(button), QColor(window))
    role = QPalette.ColorRole
    for kind in (role.WindowText, role.Text, role.ButtonText, role.ToolTipText):
        palette.setColor(kind, QColor(text))
    palette.setColor(role.Base, QColor(base))
    palette.setColor(role.AlternateBase, QColor(other))
    palette.setColor(role.Highlight, QColor(highlight))
    palette.setColor(role.HighlightedText, QColor("#ffffff"))
    for kind in (role.WindowText, role.Text, role.ButtonText):
        faded = QColor(text)
        faded.setAlpha(120)
        palette.setColor(QPalette.ColorGroup.Disabled, kind, faded)
    return palette


async def until(condition: Callable[[], object], seconds: float = 10.0) -> None:
    """Turn the loop until `condition()` holds."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("the condition did not come true")
        await asyncio.sleep(0.01)

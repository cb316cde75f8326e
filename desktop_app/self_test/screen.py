"""Window and chart, drawn without a screen and looked at."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

from desktop_app.provider.ports import Point
from desktop_app.self_test.report import Failed


async def window_works(shell: Any) -> str:
    """The program's own window opens and shows something."""
    shell.raise_window()
    await asyncio.sleep(0)
    return _looked_at(shell.window)


async def chart_works() -> str:
    """The charts' library loads, and a line is drawn."""
    from desktop_app.ui.charts.spec import utilisation_hour

    live = await asyncio.to_thread(import_module, "desktop_app.ui.charts.live")
    chart = live.LiveChart(utilisation_hour())
    try:
        now = datetime.now(UTC)
        chart.resize(300, 200)
        empty = _picture(chart)
        chart.show_points([Point(now - timedelta(minutes=40), 10.0), Point(now, 90.0)], now - timedelta(hours=1), now)
        if _picture(chart) == empty:
            raise Failed("the chart looks the same with and without a line")
        return _looked_at(chart)
    finally:
        chart.deleteLater()


def _picture(widget: Any) -> bytes:
    image = widget.grab().toImage()
    return bytes(image.constBits())


def _looked_at(widget: Any) -> str:
    image = widget.grab().toImage()
    if image.isNull():
        raise Failed("nothing was drawn")
    pixels = bytes(image.constBits())
    colours = len({pixels[k : k + 4] for k in range(0, len(pixels), 4)})
    if colours < 8:
        raise Failed(f"the picture is empty: {colours} colours")
    return f"{image.width()} × {image.height()} pixels, {colours} colours"

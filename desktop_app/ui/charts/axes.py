"""Axes that are read as the rest of the screen: figures in the owner's marks, days and months in the owner's words.

Importing this imports numpy and pyqtgraph."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from desktop_app.domain.calendar_words import SHORT_DAYS, SHORT_MONTHS
from desktop_app.domain.phrases import Number
from desktop_app.ui.charts.library import pg
from desktop_app.ui.translated import shown


class Figures(pg.AxisItem):  # type: ignore[misc]
    """Numbers beside a chart."""

    def tickStrings(self, values: Any, scale: float, spacing: float) -> list[str]:
        return [shown(Number(text)) for text in super().tickStrings(values, scale, spacing)]


class Times(pg.DateAxisItem):  # type: ignore[misc]
    """Local times beneath a chart. Formats are the library's; of them, %a and %b are words."""

    def tickStrings(self, values: Any, scale: float, spacing: float) -> list[str]:
        texts: list[str] = super().tickStrings(values, scale, spacing)
        form = next((one.format for one in self.zoomLevel.tickSpecs if one.spacing == spacing), "")
        if "%a" not in form and "%b" not in form:
            return texts
        return [_in_words(form, value) for value in values]


def _in_words(form: str, value: float) -> str:
    local = datetime.fromtimestamp(value).astimezone()
    day, month = shown(SHORT_DAYS[local.weekday()]), shown(SHORT_MONTHS[local.month - 1])
    return form.replace("%a", day).replace("%b", month).replace("%d", f"{local.day:02}")


def axes(bottom: Any = None) -> dict[str, Any]:
    """The axes of a plot; a chart of figures over times gets `Times` beneath it."""
    found: dict[str, Any] = {"left": Figures("left")}
    return found if bottom is None else found | {"bottom": bottom("bottom")}

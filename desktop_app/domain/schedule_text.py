"""A schedule back in the provider guide's own words: what `schedule.parse` reads."""

from __future__ import annotations

from typing import Any

from desktop_app.domain.money import as_text
from desktop_app.domain.schedule import DAYS, USUAL, Hours, Schedule, Window


def spec_of(schedule: Schedule) -> dict[str, Any]:
    """`parse(spec_of(s)) == s`."""
    return {
        "timezone": schedule.zone,
        "availability": [_window(window) for window in schedule.availability],
        "maintenance_windows": [_window(window) for window in schedule.maintenance],
        "exceptions": [
            {"date": day.isoformat(), "hours": [_hours(hours) for hours in listed]}
            for day, listed in schedule.exceptions.items()
        ],
    }


def _window(window: Window) -> dict[str, Any]:
    spec = {"days": [DAYS[day] for day in sorted(window.days)], "hours": _hours(window.hours)}
    return spec if window.price == USUAL else spec | {"price": as_text(window.price)}


def _hours(hours: Hours) -> str:
    return f"{hours.start // 60:02}:{hours.start % 60:02}-{hours.end // 60:02}:{hours.end % 60:02}"

"""A schedule in words is read back as the same schedule."""

from __future__ import annotations

import pytest

from desktop_app.domain.schedule import Hours, Schedule, Window, parse
from desktop_app.domain.schedule_text import spec_of

GUIDE = {
    "timezone": "Europe/Vienna",
    "availability": [{"days": ["monday", "friday"], "hours": "22:00-06:30"}, {"day": "sunday", "hours": "00:00-24:00"}],
    "maintenance_windows": [{"day": "sunday", "hours": "02:00-04:00"}],
    "exceptions": [{"date": "2026-12-24", "hours": []}, {"date": "2026-12-31", "hours": ["08:00-12:00", "13:00-14:00"]}],
}


@pytest.mark.parametrize(
    "schedule",
    [parse(GUIDE), Schedule(), Schedule(availability=(Window(frozenset(range(7)), Hours(23 * 60, 24 * 60)),))],
)
def test_there_and_back(schedule: Schedule) -> None:
    assert parse(spec_of(schedule)) == schedule

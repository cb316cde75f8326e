"""Ready-made hours to offer, as the provider guide writes schedules; and how many hours a week any schedule has."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.schedule import DAYS, Schedule, Window

WEEK = 7 * 24 * 60
_EVERY = list(DAYS)


class Hours(StrEnum):
    """What the owner chose."""

    ALWAYS = "always"
    NIGHTS = "nights"
    WEEKENDS = "weekends"
    OWN = "own"


WORDS: Mapping[Hours, str] = {
    Hours.ALWAYS: Phrase("Always, whenever you do not need the machine"),
    Hours.NIGHTS: Phrase("Evenings and nights: every day from 18:00 to 08:00"),
    Hours.WEEKENDS: Phrase("Weekends: Friday 18:00 to Monday 06:00"),
    Hours.OWN: Phrase("My own hours"),
}


def spec_of(choice: Hours, zone: str, own: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The schedule of a choice in `zone` (an IANA name); `own` is the owner's, used for OWN."""
    if choice is Hours.OWN:
        return dict(own or spec_of(Hours.ALWAYS, zone))
    windows = {
        Hours.ALWAYS: [{"days": _EVERY, "hours": "00:00-24:00"}],
        Hours.NIGHTS: [{"days": _EVERY, "hours": "18:00-08:00"}],
        Hours.WEEKENDS: [
            {"days": ["friday"], "hours": "18:00-24:00"},
            {"days": ["saturday", "sunday"], "hours": "00:00-24:00"},
            {"days": ["monday"], "hours": "00:00-06:00"},
        ],
    }[choice]
    return {"timezone": zone, "availability": windows}


def choice_of(spec: Mapping[str, Any]) -> Hours:
    """Which choice a schedule is; nothing laid down means always."""
    ready = (choice for choice in Hours if choice is not Hours.OWN)
    zone = str(spec.get("timezone", ""))
    return next((choice for choice in ready if not spec or spec_of(choice, zone) == spec), Hours.OWN)


def minutes_open(schedule: Schedule) -> list[bool]:
    """Each minute of a usual week from Monday 00:00 on: whether it is offered. Exceptions are left out."""
    week = [False] * WEEK
    for windows, is_open in ((schedule.availability, True), (schedule.maintenance, False)):
        for window in windows:
            _lay(week, window, is_open)
    return week


def _lay(week: list[bool], window: Window, is_open: bool) -> None:
    for day in window.days:
        begin = day * 1440 + window.hours.start
        for minute in range(begin, begin + window.hours.length):
            week[minute % WEEK] = is_open


def hours_a_day(schedule: Schedule) -> float:
    """Offered hours of an average day."""
    return sum(minutes_open(schedule)) / 60 / 7

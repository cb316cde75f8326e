"""Schedules against an independent oracle: minute by minute, with dateutil's reading of the zone files."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from dateutil import tz
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.schedule import ALWAYS, DAYS, Hours, Schedule, Window, parse

ZONES = (
    "UTC", "Europe/Vienna", "Europe/London", "America/New_York", "America/St_Johns", "America/Sao_Paulo",
    "America/Santiago", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo", "Australia/Sydney", "Australia/Lord_Howe",
    "Pacific/Chatham", "Pacific/Auckland", "Africa/Casablanca", "Asia/Jerusalem", "America/Havana", "Europe/Dublin",
    "Pacific/Apia", "Asia/Tehran",
)  # fmt: skip
FIRST, YEARS = datetime(2024, 1, 1, tzinfo=UTC), 5
WEEK = 7 * 1440


def oracle(schedule: Schedule, first: datetime, minutes: int) -> np.ndarray:
    """Open or not at each minute from `first`, from the wall clock of dateutil's zone and a table of the week."""
    zone = tz.gettz(schedule.zone)
    walls = np.empty(minutes, dtype=np.int64)
    step = 15  # every change of offset in these years falls on a quarter of an hour
    start = datetime(1970, 1, 1)
    for k in range(0, minutes, step):
        wall = (first + timedelta(minutes=k)).astimezone(zone).replace(tzinfo=None)
        base = int((wall - start).total_seconds() // 60)
        walls[k : k + step] = base + np.arange(min(step, minutes - k))
    return table(schedule, walls)


def table(schedule: Schedule, walls: np.ndarray) -> np.ndarray:
    low, high = int(walls.min()) // 1440 - 1, int(walls.max()) // 1440 + 1
    opened = np.zeros((high - low + 2) * 1440, dtype=bool)
    shut = opened.copy()
    for day in range(low, high + 1):
        when = date(1970, 1, 1) + timedelta(days=day)
        for windows, marks in ((schedule.availability, opened), (schedule.maintenance, shut)):
            hours = [w.hours for w in windows if when.weekday() in w.days]
            if marks is opened and when in schedule.exceptions:
                hours = list(schedule.exceptions[when])
            for h in hours:
                at = (day - low) * 1440 + h.start
                length = h.end - h.start if h.end > h.start else h.end - h.start + 1440
                marks[at : at + length] = True
    return (opened & ~shut)[walls - low * 1440]


def changes(schedule: Schedule, first: datetime, minutes: int) -> list[int]:
    """The minutes at which next_change says that it changes, one after the other."""
    found, at, end = [], first, first + timedelta(minutes=minutes)
    while (following := schedule.next_change(at)) is not None and following < end:
        assert following > at
        found.append(int((following - first).total_seconds() // 60))
        at = following
    return found


HOURS = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda h: h[0] != h[1]).map(lambda h: Hours(*h))
WINDOWS = st.lists(st.builds(Window, st.frozensets(st.integers(0, 6), min_size=1), HOURS), max_size=3).map(tuple)
EXCEPTIONS = st.dictionaries(
    st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.lists(HOURS, max_size=2).map(tuple), max_size=3
)
SCHEDULES = st.builds(Schedule, st.sampled_from(ZONES), WINDOWS, WINDOWS, EXCEPTIONS)
# Where clocks change, and anywhere.
MOMENTS = st.one_of(
    st.sampled_from([datetime(2026, m, d, tzinfo=UTC) for m, d in ((3, 7), (3, 28), (4, 4), (9, 26), (10, 24), (10, 31))]),
    st.datetimes(datetime(2024, 1, 2), datetime(2028, 12, 20), timezones=st.just(UTC)).map(
        lambda t: t.replace(minute=0, second=0, microsecond=0)
    ),
)


@settings(max_examples=150, deadline=None)
@given(SCHEDULES, MOMENTS)
def test_eight_days_agree_with_the_oracle(schedule, first):
    minutes = 8 * 1440
    expected = oracle(schedule, first, minutes)
    flips = [int(k) for k in np.flatnonzero(np.diff(expected)) + 1]
    assert changes(schedule, first, minutes) == flips
    for k in range(0, minutes, 97):
        assert schedule.is_open(first + timedelta(minutes=k)) == expected[k]


@pytest.mark.parametrize("zone", ZONES[1::7])
def test_five_years_agree_with_the_oracle_in_a_few_zones(zone):
    five_years(zone)


@pytest.mark.long
@pytest.mark.parametrize("zone", ZONES)
def test_five_years_agree_with_the_oracle_in_all_zones(zone):
    five_years(zone)


def five_years(zone):
    rng = random.Random(zone)
    windows = tuple(
        Window(frozenset(rng.sample(range(7), rng.randint(1, 7))), Hours(rng.randrange(1440), rng.randrange(1, 1440)))
        for _ in range(2)
    )
    holiday = {date(2026, 12, 24): (), date(2027, 7, 1): (Hours(0, 1440),)}
    maintenance = (Window(frozenset({6}), Hours(120, 240)),)
    schedule = Schedule(zone, windows, maintenance, holiday)
    minutes = 1440 * 365 * YEARS
    expected = oracle(schedule, FIRST, minutes)
    assert changes(schedule, FIRST, minutes) == [int(k) for k in np.flatnonzero(np.diff(expected)) + 1]


def test_the_guides_own_schedule():
    schedule = parse(
        {
            "timezone": "UTC",
            "availability": [
                {"days": ["monday", "tuesday", "wednesday", "thursday", "friday"], "hours": "09:00-17:00"},
                {"days": ["saturday", "sunday"], "hours": "00:00-24:00"},
            ],
            "maintenance_windows": [{"day": "sunday", "hours": "02:00-04:00"}],
        }
    )
    friday = datetime(2026, 5, 1, 16, 59, tzinfo=UTC)
    assert schedule.is_open(friday) and schedule.next_change(friday) == datetime(2026, 5, 1, 17, tzinfo=UTC)
    evening = datetime(2026, 5, 1, 20, tzinfo=UTC)
    assert not schedule.is_open(evening) and schedule.next_change(evening) == datetime(2026, 5, 2, tzinfo=UTC)
    assert not schedule.is_open(datetime(2026, 5, 3, 3, tzinfo=UTC))


def test_always_and_never():
    now = datetime(2026, 5, 1, tzinfo=UTC)
    assert ALWAYS.is_open(now) and ALWAYS.next_change(now) is None
    assert not Schedule().is_open(now) and Schedule().next_change(now) is None


def test_a_far_exception_is_found():
    schedule = Schedule("UTC", ALWAYS.availability, (), {date(2026, 12, 24): ()})
    assert schedule.next_change(datetime(2026, 5, 1, tzinfo=UTC)) == datetime(2026, 12, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("spec", "field"),
    [
        ({"timezone": "Mars/Base"}, "timezone"),
        ({"timezone": 5}, "timezone"),
        ({"timezone": "../etc/passwd"}, "timezone"),
        ({"availability": {}}, "availability"),
        ({"availability": ["monday"]}, r"availability\[0\]"),
        ({"availability": [{"days": ["funday"], "hours": "09:00-17:00"}]}, "days"),
        ({"availability": [{"days": [], "hours": "09:00-17:00"}]}, "days"),
        ({"availability": [{"days": ["monday"], "hours": "9-17"}]}, "hours"),
        ({"availability": [{"days": ["monday"], "hours": "09:00-25:00"}]}, "hours"),
        ({"availability": [{"days": ["monday"], "hours": "09:00-09:00"}]}, "hours"),
        ({"availability": [{"days": ["monday"]}]}, "hours"),
        ({"maintenance_windows": [{"day": "sunday", "hours": "02:60-04:00"}]}, "maintenance_windows"),
        ({"exceptions": [{"date": "tomorrow"}]}, "date"),
        ({"exceptions": [{"date": "2026-12-24", "hours": 5}]}, "hours"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_what_is_wrong_is_named(spec, field):
    with pytest.raises(ValueError, match=field):
        parse(spec)


@given(
    st.recursive(
        st.one_of(st.none(), st.integers(), st.text(max_size=8), st.sampled_from(DAYS), st.just("09:00-17:00")),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(st.sampled_from(["days", "day", "hours", "date", "timezone", "availability", "exceptions"]), inner),
        ),
        max_leaves=8,
    ).filter(lambda value: isinstance(value, dict))
)
def test_anything_is_a_schedule_or_a_value_error(spec):
    try:
        assert isinstance(parse(spec), Schedule)
    except ValueError as error:
        assert str(error) and "\n" not in str(error)

"""Windows with a price of their own, against a table of every minute; bad ones name their field."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.days_ahead import days_ahead
from desktop_app.domain.hours_price import factor_at, next_price
from desktop_app.domain.schedule import Hours, Schedule, Window, parse
from desktop_app.domain.schedule_text import spec_of
from desktop_app.domain.week import Cell, Week, from_spec, to_spec
from tests.domain.test_schedule import EXCEPTIONS, HOURS, MOMENTS, ZONES

FACTORS = st.sampled_from([Decimal(1), Decimal("0.5"), Decimal("1.5"), Decimal(10)])
PRICED = st.lists(st.builds(Window, st.frozensets(st.integers(0, 6), min_size=1), HOURS, FACTORS), max_size=4).map(tuple)
MAINTAINED = st.lists(st.builds(Window, st.frozensets(st.integers(0, 6), min_size=1), HOURS), max_size=2).map(tuple)
SCHEDULES = st.builds(Schedule, st.sampled_from(ZONES), PRICED, MAINTAINED, EXCEPTIONS)
EVENING = {
    "availability": [
        {"day": "friday", "hours": "08:00-24:00"},
        {"day": "friday", "hours": "18:00-02:00", "price": 1.5},
        {"day": "sunday", "hours": "00:00-24:00", "price": "0.5"},
    ]
}
FRIDAY = datetime(2026, 11, 27, tzinfo=UTC)


def expected(schedule: Schedule, moment: datetime) -> Decimal | None:
    """Straight from the sentences: laid on single days, the highest price, maintenance and exceptions first."""
    wall = moment.astimezone(ZoneInfo(schedule.zone)).replace(tzinfo=None)
    found, shut = [], False
    for back in (0, 1):
        day = wall.date() - timedelta(days=back)
        minute = (wall - datetime(day.year, day.month, day.day)) // timedelta(minutes=1)
        offered = [(w.hours, w.price) for w in schedule.availability if day.weekday() in w.days]
        if day in schedule.exceptions:
            offered = [(hours, Decimal(1)) for hours in schedule.exceptions[day]]
        found += [price for h, price in offered if h.start <= minute < _end(h)]
        shut |= any(w.hours.start <= minute < _end(w.hours) for w in schedule.maintenance if day.weekday() in w.days)
    return max(found) if found and not shut else None


def _end(hours: Hours) -> int:
    return hours.end if hours.end > hours.start else hours.end + 1440


@settings(max_examples=60, deadline=None)
@given(SCHEDULES, MOMENTS)
def test_the_price_of_every_minute_and_its_changes(schedule: Schedule, first: datetime) -> None:
    at, change = first, next_price(schedule, first)
    before = expected(schedule, first)
    for minute in range(0, 3 * 1440, 7):
        at = first + timedelta(minutes=minute)
        while change is not None and change <= at:
            assert factor_at(schedule, change) == expected(schedule, change) != before
            before, change = expected(schedule, change), next_price(schedule, change)
        assert factor_at(schedule, at) == expected(schedule, at) == before


@settings(max_examples=60, deadline=None)
@given(SCHEDULES)
def test_a_schedule_with_prices_is_written_and_read_the_same(schedule: Schedule) -> None:
    assert parse(spec_of(schedule)) == schedule


def test_overlapping_hours_take_the_higher_price_and_an_exception_the_usual_one() -> None:
    schedule = parse(EVENING)
    for hours, factor in ((7, None), (8, 1), (17.9, 1), (18, Decimal("1.5")), (25.9, Decimal("1.5")), (26, None), (50, Decimal("0.5"))):
        assert factor_at(schedule, FRIDAY + timedelta(hours=hours)) == factor
    holiday = parse({**EVENING, "exceptions": [{"date": "2026-11-27", "hours": "18:00-20:00"}]})
    assert factor_at(holiday, FRIDAY + timedelta(hours=19)) == 1 and date(2026, 11, 27) in holiday.exceptions


def test_the_next_days_name_the_price() -> None:
    told = days_ahead(parse(EVENING), FRIDAY)
    assert told[0].endswith("27 November: 08:00 to 18:00, 18:00 to 24:00 at 150% of your price")
    assert told[1].endswith("00:00 to 02:00 at 150% of your price") and told[2].endswith("the whole day at 50% of your price")


@pytest.mark.parametrize("price", [0, -1, 11, "much", None, True, float("nan"), [1]])
def test_a_price_that_cannot_be_names_its_field(price: object) -> None:
    with pytest.raises(ValueError, match=r"availability\[0\]\.price must be a number from 0\.1 to 10"):
        parse({"availability": [{"day": "monday", "hours": "09:00-17:00", "price": price}]})
    with pytest.raises(ValueError, match=r"maintenance_windows\[0\] does not know 'price'"):
        parse({"maintenance_windows": [{"day": "monday", "hours": "09:00-17:00", "price": 2}]})


def test_a_week_is_painted_with_prices_and_maintenance_leaves_them() -> None:
    week, rounded = from_spec(EVENING)
    assert not rounded and week.price_at(4, 72) == Decimal("1.5") and week.price_at(5, 7) == Decimal("1.5")
    assert parse(to_spec(week)).availability and from_spec(to_spec(week))[0] == week
    painted = Week().paint([0], range(40, 60), Cell.OPEN, Decimal(2)).paint([0], range(50, 52), Cell.MAINTENANCE)
    dear = [w for w in to_spec(painted)["availability"] if "price" in w]
    assert dear == [{"days": ["monday"], "hours": "10:00-15:00", "price": "2"}]
    assert painted.copy(0, [1]).price_at(1, 45) == 2
    assert painted.paint([0], range(96), Cell.CLOSED).paint([0], range(96), Cell.OPEN) == Week()

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import schedule
from desktop_app.domain.agreed_hours import AgreedHours, What, batch_hours, marks
from desktop_app.domain.days_ahead import days_ahead
from desktop_app.domain.hours_choice import Hours, minutes_open, spec_of
from desktop_app.domain.week import CELLS, QUARTERS, Cell, Week, from_spec, to_spec

WEEKS = st.lists(
    st.tuples(st.integers(0, CELLS - 1), st.integers(1, 300), st.sampled_from(list(Cell))), max_size=8
).map(lambda runs: _painted(runs))


def _painted(runs: list[tuple[int, int, Cell]]) -> Week:
    cells = [Cell.CLOSED] * CELLS
    for start, length, cell in runs:
        for number in range(start, start + length):
            cells[number % CELLS] = cell
    return Week(tuple(cells))


@given(WEEKS)
def test_what_was_painted_comes_back(week: Week) -> None:
    again, rounded = from_spec(to_spec(week))
    assert again == week and not rounded
    minutes = minutes_open(schedule.parse(to_spec(week)))
    assert [minutes[n * 15] for n in range(CELLS)] == [cell is Cell.OPEN for cell in week.cells]


@pytest.mark.parametrize("choice", [Hours.ALWAYS, Hours.NIGHTS, Hours.WEEKENDS])
def test_ready_made_hours_are_written_as_they_were(choice: Hours) -> None:
    spec = spec_of(choice, "Europe/Vienna")
    week, _ = from_spec(spec)
    assert minutes_open(schedule.parse(to_spec(week))) == minutes_open(schedule.parse(spec))
    if choice is Hours.NIGHTS:
        assert to_spec(week)["availability"] == spec["availability"]


def test_overnight_is_one_window_and_a_long_weekend_is_cut_at_midnight() -> None:
    night = Week((Cell.CLOSED,) * CELLS).paint([6], range(88, 96), Cell.OPEN).paint([0], range(24), Cell.OPEN)
    assert to_spec(night)["availability"] == [{"days": ["sunday"], "hours": "22:00-06:00"}]
    long = Week((Cell.CLOSED,) * CELLS).paint([4], range(72, 96), Cell.OPEN).paint([5, 6], range(96), Cell.OPEN)
    assert to_spec(long)["availability"] == [
        {"days": ["friday"], "hours": "18:00-24:00"}, {"days": ["saturday", "sunday"], "hours": "00:00-24:00"},
    ]  # fmt: skip


def test_a_day_that_begins_in_the_evening() -> None:
    week = Week((Cell.CLOSED,) * CELLS).paint([0], range(72, 96), Cell.OPEN).paint([1], range(72), Cell.OPEN)
    assert from_spec(to_spec(week))[0] == week


def test_copying_a_day_and_exceptions() -> None:
    week = Week((Cell.CLOSED,) * CELLS).paint([0], range(4), Cell.MAINTENANCE).copy(0, [5, 6])
    assert [week.at(day, 3) for day in (0, 1, 5, 6)] == [Cell.MAINTENANCE, Cell.CLOSED, *[Cell.MAINTENANCE] * 2]
    week = week.on_date("2026-12-24", ["09:00-12:00"]).on_date("2026-12-25", []).on_date("2026-12-24", [])
    assert week.exceptions == (("2026-12-24", ()), ("2026-12-25", ()))
    assert to_spec(week.as_usual_on("2026-12-25"))["exceptions"] == [{"date": "2026-12-24", "hours": []}]
    with pytest.raises(ValueError, match="hours"):
        week.on_date("2026-12-24", ["late"])
    with pytest.raises(ValueError, match="date"):
        week.on_date("tomorrow", [])


def test_hours_beside_the_quarters_are_told() -> None:
    week, rounded = from_spec({"availability": [{"day": "monday", "hours": "09:05-09:08"}]})
    assert rounded and sum(cell is Cell.OPEN for cell in week.cells) == 1
    assert QUARTERS == 96


def test_the_next_days_in_words() -> None:
    spec = {
        "timezone": "Europe/Vienna",
        "availability": [{"days": list(schedule.DAYS), "hours": "18:00-08:00"}],
        "maintenance_windows": [{"day": "friday", "hours": "20:00-21:00"}],
        "exceptions": [{"date": "2026-03-28", "hours": []}, {"date": "2026-03-30", "hours": ["00:00-24:00"]}],
    }
    told = days_ahead(schedule.parse(spec), datetime(2026, 3, 26, 10, tzinfo=UTC))
    assert told[:5] == (
        "Today, Thursday 26 March: 00:00 to 08:00, 18:00 to 24:00",
        "Friday 27 March: 00:00 to 08:00, 18:00 to 20:00, 21:00 to 24:00",
        "Saturday 28 March: 00:00 to 08:00",
        "Sunday 29 March: 18:00 to 24:00",
        "Monday 30 March: the whole day",
    )
    assert len(told) == 7
    assert days_ahead(schedule.Schedule(), datetime(2026, 3, 26, tzinfo=UTC))[0].endswith("not offered")


def test_what_is_agreed_is_laid_over_the_week() -> None:
    now = datetime(2026, 11, 26, 10, 30, tzinfo=UTC)
    late = AgreedHours(datetime(2026, 11, 27, 20, tzinfo=UTC), datetime(2026, 11, 28, 3, tzinfo=UTC))
    begun = AgreedHours(datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 26, 12, tzinfo=UTC))
    over = AgreedHours(datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC))
    far = AgreedHours(datetime(2026, 12, 24, tzinfo=UTC), datetime(2026, 12, 25, tzinfo=UTC))
    assert marks([late, begun, over, far], "Europe/Vienna", now) == (
        (4, 21 * 60, 1440, late), (5, 0, 4 * 60, late), (3, 11 * 60 + 30, 13 * 60, begun),
    )  # fmt: skip


def test_quiet_hours_become_stretches_in_which_batches_may_start() -> None:
    vienna = ZoneInfo("Europe/Vienna")
    first = datetime(2026, 10, 24, 22, tzinfo=UTC)  # the night in which the clock is set back
    hours = [(first + timedelta(hours=n)).astimezone(vienna) for n in range(30)]
    found = batch_hours(frozenset({1, 2, 3, 12, 23}), hours)
    assert [(one.begins.astimezone(UTC).hour, (one.ends - one.begins).total_seconds() / 3600) for one in found] == [
        (23, 4.0), (11, 1.0), (22, 1.0), (0, 3.0),
    ]  # fmt: skip
    assert all(one.what is What.BATCHES for one in found)
    assert batch_hours(frozenset(), hours) == []
    (whole,) = batch_hours(frozenset(range(24)), hours)
    assert (whole.ends - whole.begins).total_seconds() == 30 * 3600


def test_what_is_agreed_is_told_beside_the_hours() -> None:
    now = datetime(2026, 11, 26, 10, 30, tzinfo=UTC)
    spec = schedule.parse({"timezone": "UTC", "availability": [{"days": ["thursday", "friday"], "hours": "08:00-20:00"}]})
    day = timedelta(days=1)
    agreed = [
        AgreedHours(now - day, now + timedelta(hours=2), customer="lab"),
        AgreedHours(now.replace(hour=18, minute=0), now.replace(hour=22, minute=0), What.BATCHES),
        AgreedHours(now.replace(hour=7, minute=0) + day, now.replace(hour=21, minute=0) + day, What.BATCHES),
        AgreedHours(now.replace(hour=9, minute=0) + 2 * day, now.replace(hour=21, minute=0) + 2 * day, What.BATCHES),
    ]
    told = days_ahead(spec, now, 3, agreed)
    assert told == (
        "Today, Thursday 26 November: 08:00 to 20:00; reserved for lab 10:30 to 12:30; full batches may start 18:00 to 20:00",
        "Friday 27 November: 08:00 to 20:00; full batches may start at any time of it",
        "Saturday 28 November: not offered",
    )

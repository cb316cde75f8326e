from datetime import UTC, datetime

import pytest

from desktop_app.domain.times import from_unix, iso, parse_duration, parse_time, show_duration, tomorrow


def test_a_time_without_zone_is_utc():
    expected = datetime(2026, 1, 2, 3, 4, 5, 600000, tzinfo=UTC)
    for written in ("2026-01-02T03:04:05.6", "2026-01-02T03:04:05.600000+00:00Z", "2026-01-02T04:04:05.6+01:00"):
        assert parse_time(written) == expected
    assert iso(expected) == "2026-01-02T03:04:05.600000Z"


@pytest.mark.parametrize("wrong", ["", "yesterday", None, 5, "9" * 65, "0001-01-01T00:00:00+14:00"])
def test_refuses_what_is_no_time(wrong):
    with pytest.raises(ValueError, match="a time must"):
        parse_time(wrong)


def test_unix_seconds_out_of_range():
    with pytest.raises(ValueError, match="sensible"):
        from_unix(1e18)


@pytest.mark.parametrize(("text", "seconds"), [("30s", 30), ("15min", 900), ("1h", 3600), ("30d", 2592000), ("1h 30min", 5400)])
def test_durations(text, seconds):
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("wrong", ["", "5", "h", "1x", "1h!", "-1h"])
def test_durations_refused(wrong):
    with pytest.raises(ValueError, match="a duration looks like"):
        parse_duration(wrong)


def test_durations_shown():
    assert [show_duration(s) for s in (4, 200, 3600, 7500, 400000)] == ["4 s", "3 min", "1 h", "2 h 5 min", "4 d"]


def test_tomorrow_is_the_next_midnight():
    assert tomorrow(datetime(2026, 12, 31, 23, 59, tzinfo=UTC)) == datetime(2027, 1, 1, tzinfo=UTC)

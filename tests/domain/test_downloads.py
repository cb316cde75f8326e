"""The model library's rules."""

from __future__ import annotations

from datetime import UTC, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.downloads import (
    Kept,
    Night,
    Pace,
    checked_name,
    checked_sha256,
    name_from_url,
    parse_night,
    victims,
)

GB = 10**9


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 26, hour, minute, tzinfo=UTC)


def test_the_night() -> None:
    over_midnight, in_one_day = Night(time(23), time(7)), Night(time(1), time(5))
    assert [over_midnight.wait(at(hour)) for hour in (23, 0, 6)] == [0, 0, 0]
    assert over_midnight.wait(at(7)) == 16 * 3600
    assert over_midnight.wait(at(22, 59)) == 60
    assert in_one_day.wait(at(3)) == 0 and in_one_day.wait(at(0)) == 3600 and in_one_day.wait(at(5)) == 20 * 3600
    assert Night(time(4), time(4)).wait(at(12)) == 0


def test_the_night_in_which_clocks_are_set() -> None:
    vienna = datetime(2026, 3, 29, 0, 30, tzinfo=ZoneInfo("Europe/Vienna"))
    assert Night(time(4), time(5)).wait(vienna) == 2.5 * 3600


def test_reading_hours() -> None:
    assert parse_night("23:00-07:30") == Night(time(23), time(7, 30))
    assert parse_night("") is None
    for bad in ("late", "23-7", "23:00", "25:00-01:00"):
        with pytest.raises(ValueError, match="23:00-07:00"):
            parse_night(bad)


def flowing(pace: Pace, seconds: float, limit: int | None, begin: float = 1000.0, chunk: int = 65_536) -> int:
    """Bytes that come in so long from a source without end."""
    now, got = begin, 0
    while now < begin + seconds:
        got += chunk
        now += max(pace.rest(chunk, now, limit), 1e-4)
    return got


def test_the_rate() -> None:
    assert flowing(Pace(), 60.0, 1_000_000) == pytest.approx(60_000_000, rel=0.01)
    assert Pace().rest(10**9, 1000.0, None) == 0.0


def test_a_pause_of_the_source_is_not_made_up_for() -> None:
    pace = Pace()
    flowing(pace, 10.0, 1_000_000)
    assert flowing(pace, 10.0, 1_000_000, begin=2000.0) == pytest.approx(10_000_000, rel=0.03)


def test_a_new_rate_counts_from_now_on() -> None:
    pace = Pace()
    assert flowing(pace, 1.0, None) > 100_000_000
    assert flowing(pace, 10.0, 1_000_000, begin=1001.0) == pytest.approx(10_000_000, rel=0.03)
    assert pace.rest(65_536, 1011.0, None) == 0.0
    assert flowing(pace, 10.0, 4_000_000, begin=1011.0) == pytest.approx(40_000_000, rel=0.03)


def test_what_earns_least_per_gb_and_day_goes_first() -> None:
    large = Kept("large", 40 * GB, Decimal(10), 30)
    small = Kept("small", 4 * GB, Decimal(5), 30)
    idle = Kept("idle", 8 * GB, Decimal(0), 30)
    assert victims([large, small, idle], 5 * GB) == (idle,)
    assert victims([large, small, idle], 20 * GB) == (large,), "idle is not needed then"
    assert victims([large, small, idle], 46 * GB) == (idle, large)
    assert victims([large, small, idle], 60 * GB) is None
    assert victims([Kept("x", 9 * GB, held=True)], GB) is None
    assert victims([large], 0) == ()


@given(
    st.lists(st.builds(Kept, st.uuids().map(str), st.integers(1, 50).map(lambda g: g * GB),
                       st.integers(0, 100).map(Decimal), st.just(30.0), st.booleans()), max_size=8),
    st.integers(1, 200),
)  # fmt: skip
def test_nothing_held_and_nothing_needless_ever_goes(kept: list[Kept], gigabytes: int) -> None:
    going = victims(kept, gigabytes * GB)
    if going is None:
        assert sum(k.size for k in kept if not k.held) < gigabytes * GB
        return
    total = sum(k.size for k in going)
    assert total >= gigabytes * GB and not any(k.held for k in going)
    assert all(total - k.size < gigabytes * GB for k in going)


def test_names() -> None:
    assert name_from_url("https://host/a/b/Llama-3.1-8B.Q4_K_M.gguf?download=true") == "Llama-3.1-8B.Q4_K_M"
    assert name_from_url("http://host/with%2Dpercent.GGUF") == "with-percent"
    assert name_from_url("https://host/..%2F..%2Fetc.gguf") == "etc"
    for bad in ("ftp://host/x.gguf", "https:///x.gguf", "https://host/x.bin",
                "https://host/.hidden.gguf", "https://host/", "x.gguf", "https://host/a%00b.gguf"):  # fmt: skip
        with pytest.raises(ValueError, match="must"):
            name_from_url(bad)
    with pytest.raises(ValueError, match="name of the file"):
        checked_name("nö.gguf")


def test_checksums() -> None:
    assert checked_sha256(f" SHA256:{'AB' * 32} ") == "ab" * 32
    assert checked_sha256("") == ""
    with pytest.raises(ValueError, match="64 digits"):
        checked_sha256("abc")

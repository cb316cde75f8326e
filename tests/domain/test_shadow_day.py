from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from desktop_app.domain import schedule
from desktop_app.domain.first_price import Ask, Power
from desktop_app.domain.hours_choice import hours_a_day
from desktop_app.domain.shadow_day import Hour, Shadow, by_hour_of_day, content, from_content, propose

NIGHT = datetime(2026, 11, 26, tzinfo=UTC)


def day(used: dict[int, int], hours: range = range(24), watched: int = 60) -> tuple[Hour, ...]:
    return tuple(Hour(NIGHT + timedelta(hours=n), watched, used.get(n, 0)) for n in hours)


def test_the_owners_hours_are_left_out_by_the_owners_own_clock() -> None:
    shadow = Shadow(None, day({18: 60, 19: 45, 20: 16, 21: 15}))
    found = propose(shadow, "RTX 4070", Power(), "UTC", "AITBC")
    assert found is not None and found.hours_a_day == 21
    assert [w["hours"] for w in found.spec["availability"]] == ["21:00-18:00"]
    assert hours_a_day(schedule.parse(found.spec)) == 21
    abroad = propose(shadow, "RTX 4070", Power(), "Asia/Tokyo", "AITBC")
    assert abroad is not None and [w["hours"] for w in abroad.spec["availability"]] == ["06:00-03:00"]


def test_the_range_is_from_nothing_to_all_hours_sold_net_of_energy() -> None:
    asks = tuple(Ask("RTX 4070", Decimal(rate)) for rate in ("0.2", "0.4", "0.3"))
    shadow = Shadow(None, day({}), asks)
    found = propose(shadow, "RTX 4070", Power(200.0, Decimal("0.5"), Decimal(1)), "UTC", "AITBC")
    assert found is not None
    assert (found.price.per_hour, found.low, found.high) == (Decimal("0.3"), 0, Decimal("0.2") * 7 * 24)
    assert found.spec["availability"][0]["hours"] == "00:00-24:00"
    without = propose(shadow, "RTX 4070", Power(), "UTC", "AITBC")
    assert without is not None and without.high == Decimal("0.3") * 7 * 24
    assert any("electricity is not taken off" in told for told in without.assumptions)
    assert any("nobody can promise" in told for told in found.assumptions)


def test_what_was_not_watched_is_not_offered() -> None:
    found = propose(Shadow(None, day({}, range(3, 9))), "", Power(), "UTC", "AITBC")
    assert found is not None and [w["hours"] for w in found.spec["availability"]] == ["03:00-09:00"]
    assert any("18 hours of the day were not watched" in told for told in found.assumptions)
    assert propose(Shadow(None, day({}, range(2))), "", Power(), "UTC", "AITBC") is None
    assert by_hour_of_day(day({}, watched=14), "UTC") == {}
    busy = propose(Shadow(None, day(dict.fromkeys(range(24), 60))), "", Power(), "UTC", "AITBC")
    assert busy is not None and busy.spec["availability"] == [] and busy.high == 0


def test_it_comes_back_as_it_was_kept() -> None:
    shadow = Shadow(NIGHT, day({3: 7}), (Ask("RTX 4070", Decimal("0.30")),))
    assert from_content(json.loads(json.dumps(content(shadow)))) == shadow
    assert from_content({}) == Shadow()


@pytest.mark.parametrize("kept", [{"ends": 5}, {"hours": [[1]]}, {"hours": 7}, {"asks": [["x", "y"]]}, {"ends": "2026-11-26"}])
def test_what_cannot_be_read(kept: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        from_content(kept)

from decimal import Decimal

import pytest

from desktop_app.domain.tariff_hours import parse_hours


def test_days_hours_and_a_night_that_goes_on_into_the_next_day():
    found = parse_hours("mon-fri 22-6 0.21, sun 0-24 0.19, sat 10-11 1")
    assert found[22] == found[24 + 5] == found[4 * 24 + 23] == found[5 * 24 + 5] == Decimal("0.21")
    assert 6 not in found and found[5 * 24 + 10] == 1
    assert [found[6 * 24 + hour] for hour in range(24)] == [Decimal("0.19")] * 24
    assert parse_hours("") == {} and len(parse_hours("mon-sun 0-24 0.3")) == 168
    assert parse_hours("sun 23-1 2")[0] == 2, "Sunday's night ends on Monday"


@pytest.mark.parametrize("bad", ["0.3", "mon 0.3", "mon 5-5 1", "mon 24-3 1", "xyz 0-24 1", "mon 0-25 1", "mon 0-24 -1"])
def test_anything_else_says_what_is_allowed(bad):
    with pytest.raises(ValueError, match="mon-fri 22-6"):
        parse_hours(bad)

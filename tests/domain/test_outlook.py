"""What came in and what the month may bring."""

from datetime import date, datetime
from decimal import Decimal

from desktop_app.domain.outlook import outlook, starts

NOON = datetime(2026, 11, 22, 12).astimezone()


def test_the_owners_day_week_and_month_begin_at_midnight():
    when = starts(NOON)
    assert [at.replace(tzinfo=None) for at in (when.today, when.week, when.month, when.looked_at, when.month_end)] == [
        datetime(2026, 11, 22), datetime(2026, 11, 16), datetime(2026, 11, 1), datetime(2026, 11, 15),
        datetime(2026, 12, 1),
    ]  # fmt: skip


def test_the_last_month_of_a_year_ends_in_the_next():
    assert starts(datetime(2026, 12, 31, 23).astimezone()).month_end.replace(tzinfo=None) == datetime(2027, 1, 1)


def test_an_estimate_is_the_month_so_far_and_the_mean_for_each_day_left():
    days = {date(2026, 11, 20): Decimal(1), date(2026, 11, 21): Decimal(3)}
    found = outlook(Decimal("0.5"), Decimal(5), Decimal(30), days, NOON)
    # 9 days are left with today: 2 a day, of which 0.5 is in the month already.
    assert found.month_estimate == Decimal(30) + 18 - Decimal("0.5")
    assert found.basis.startswith("Estimate:")
    assert "last 2 days" in found.basis


def test_a_good_day_does_not_make_the_rest_negative():
    found = outlook(Decimal(100), Decimal(100), Decimal(100), dict.fromkeys((date(2026, 11, 20), date(2026, 11, 21)),
                    Decimal(0)), NOON)  # fmt: skip
    assert found.month_estimate == Decimal(100)


def test_without_two_whole_days_there_is_no_estimate_but_a_reason():
    found = outlook(Decimal(1), Decimal(1), Decimal(1), {date(2026, 11, 21): Decimal(1)}, NOON)
    assert found.month_estimate is None
    assert "two whole days" in found.basis

"""What electricity costs, as the owner's settings keep it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from desktop_app.system.settings import SettingsFile, tariff_of


@pytest.mark.parametrize("field,value", [
    ("electricity_price", "-1"), ("electricity_price", "cheap"), ("electricity_price", "1001"), ("electricity_price", 0.3),
    ("electricity_currency", ""), ("electricity_currency", "Austrian schillings"), ("electricity_hours", "nights 0.2"),
    ("electricity_zone", "Europe/Nowhere"), ("token_rate", "0"), ("token_rate", "-1"), ("most_at_once", 0),
    ("most_at_once", 65), ("most_at_once", True),
])  # fmt: skip
def test_a_setting_that_cannot_be_is_named_and_nothing_is_written(tmp_path, field, value):
    file = SettingsFile(tmp_path)
    settings = file.load()
    before = file.path.read_bytes()
    with pytest.raises(ValueError, match=f"^{field} must be "):
        file.save(replace(settings, **{field: value}))
    assert file.path.read_bytes() == before


def test_without_a_price_there_is_no_tariff_and_with_one_all_of_it_counts(tmp_path):
    file = SettingsFile(tmp_path)
    assert tariff_of(file.load()) is None
    file.save(replace(
        file.load(), electricity_price="0.32", electricity_currency=" CHF ", electricity_hours="mon-fri 22-6 0.21",
        electricity_zone="Europe/Vienna", token_rate="0.05",
    ))  # fmt: skip
    tariff = tariff_of(file.load())
    assert (tariff.flat, tariff.currency, tariff.token_rate) == (Decimal("0.32"), "CHF", Decimal("0.05"))
    night = datetime(2026, 5, 4, 20, 30, tzinfo=UTC)  # a Monday, 22:30 in Vienna
    assert tariff.per_kwh(night) == Decimal("0.21") and tariff.per_kwh(night.replace(hour=12)) == Decimal("0.32")


def test_a_tariff_without_a_zone_follows_the_computers_own(tmp_path):
    file = SettingsFile(tmp_path)
    file.save(replace(file.load(), electricity_price="0.3", electricity_hours="mon-sun 0-24 0.1"))
    assert tariff_of(file.load()).per_kwh(datetime(2026, 5, 4, tzinfo=UTC)) == Decimal("0.1")

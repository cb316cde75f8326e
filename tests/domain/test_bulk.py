from __future__ import annotations

from decimal import Decimal

from desktop_app.domain.pricing import Prices, quote


def test_only_more_than_ten_hours_are_bulk():
    prices = Prices(Decimal("0.1"), Decimal("0.02"), Decimal("0.8"))
    assert quote(prices, 36_000) == Decimal(1)
    assert quote(prices, 36_001) < Decimal("0.801")
    assert quote(prices, 1) == Decimal("0.02")

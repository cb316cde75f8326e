from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.pricing import Prices, explain, quote

AMOUNTS = st.decimals(0, 100, places=8)


def test_only_more_than_ten_hours_are_bulk():
    prices = Prices(Decimal("0.1"), Decimal("0.02"), Decimal("0.8"))
    assert quote(prices, 36_000) == Decimal(1)
    assert quote(prices, 36_001) < Decimal("0.801")
    assert quote(prices, 1) == Decimal("0.02")


@given(AMOUNTS, AMOUNTS, st.decimals("0.01", 1, places=2), st.floats(0, 100_000))
def test_the_lines_of_a_quote_add_up_to_it(hour, job, bulk, seconds):
    prices = Prices(hour, job, bulk)
    lines = explain(prices, seconds, "the owner's fixed price")
    assert sum(line.amount for line in lines) == quote(prices, seconds)
    assert len({line.text for line in lines}) == len(lines)

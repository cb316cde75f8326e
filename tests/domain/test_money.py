from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.money import as_text, parse_amount, quantize, show, total

AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, allow_infinity=False, places=8)


@pytest.mark.parametrize(
    ("written", "amount"),
    [("1.50000000", "1.5"), ("0E-8", "0"), (0.1, "0.1"), (3, "3"), ("0.1234567890123456789012345678", None)],
)
def test_reads_what_servers_write(written, amount):
    assert parse_amount(written) == Decimal(amount or written)


@pytest.mark.parametrize("wrong", ["", "abc", "NaN", "Infinity", True, None, [], "1" * 81, "1e400"])
def test_refuses_what_is_no_amount(wrong):
    with pytest.raises(ValueError, match="an amount must"):
        parse_amount(wrong)


@given(AMOUNTS)
def test_text_keeps_every_digit(amount):
    assert Decimal(as_text(amount)) == amount
    assert "E" not in as_text(amount)


@given(st.lists(AMOUNTS, max_size=50))
def test_total_is_exact(amounts):
    expected = sum((int(a.scaleb(8)) for a in amounts), 0)
    assert int(total(tuple(amounts)).scaleb(8)) == expected


def test_rounds_half_even():
    assert quantize(Decimal("0.000000005")) == 0
    assert quantize(Decimal("0.000000015")) == Decimal("0.00000002")


def test_a_small_amount_is_never_shown_as_nothing():
    assert show(Decimal("0.00001"), "AITBC") == "0.00001 AITBC"
    assert show(Decimal("1234.5"), "PLAY") == "1,234.5000 PLAY"
    assert show(Decimal(0)) == "0.0000"

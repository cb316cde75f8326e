"""What people type is taken where it can mean one thing only, and asked back where it can mean two."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.typed_numbers import Marks, read, written

ENGLISH, GERMAN, FRENCH, SWISS = Marks(".", ","), Marks(",", "."), Marks(",", "\u202f"), Marks(".", "\u2019")
ONE_SIGN = (Marks(".", "."), Marks(",", ","))
"""Of a system whose owner changed one of the two only."""
EVERY = st.sampled_from((ENGLISH, GERMAN, FRENCH, SWISS, Marks(",", ""), Marks(".", "\u00a0"), *ONE_SIGN))
AMOUNTS = st.decimals(min_value=-(10**12), max_value=10**12, places=8, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("typed", "marks", "meant"),
    [
        ("0,25", GERMAN, "0.25"), ("0.25", GERMAN, "0.25"), ("0,25", ENGLISH, "0.25"), (" 0.25 ", ENGLISH, "0.25"),
        ("1,125", GERMAN, "1.125"), ("1.125", ENGLISH, "1.125"), ("1.234,5", GERMAN, "1234.5"),
        ("1,234.5", GERMAN, "1234.5"), ("1 234,5", FRENCH, "1234.5"), ("1'234.5", SWISS, "1234.5"),
        ("1234", GERMAN, "1234"), (",5", GERMAN, "0.5"), ("5.", ENGLISH, "5"), ("-0,5", GERMAN, "-0.5"),
        ("\u22121", ENGLISH, "-1"), ("1.25", GERMAN, "1.25"), ("0.250", GERMAN, "0.250"), ("1,234,567", ENGLISH, "1234567"),
        ("1.125", ONE_SIGN[0], "1.125"), ("1,125", ONE_SIGN[1], "1.125"), ("", GERMAN, ""), ("  ", ENGLISH, ""),
    ],
)  # fmt: skip
def test_what_can_mean_one_thing_is_taken(typed: str, marks: Marks, meant: str) -> None:
    assert read(typed, marks) == meant


@pytest.mark.parametrize(("typed", "marks"), [("1.234", GERMAN), ("1,234", ENGLISH), ("1.234", FRENCH), ("1,234", SWISS), ("1,234", ONE_SIGN[0]), ("1.234", ONE_SIGN[1])])
def test_what_can_mean_two_things_is_asked_back(typed: str, marks: Marks) -> None:
    with pytest.raises(ValueError, match=f"“{typed}” can mean 1234 or 1.234. Write the one that you mean."):
        read(typed, marks)


@pytest.mark.parametrize("typed", ["x", "1..2", "1,2,3", "1.2.3", "12,34.5", "1e5", "1_000", "nan", "0x1", ".", "-", "1 2", "٣"])
@pytest.mark.parametrize("marks", [ENGLISH, GERMAN, FRENCH, SWISS])
def test_what_is_no_number_is_said_to_be_none(typed: str, marks: Marks) -> None:
    with pytest.raises(ValueError, match=r"is no number. Write it like 0.25."):
        read(typed, marks)


@given(AMOUNTS, EVERY)
def test_what_a_field_shows_reads_as_what_it_was(amount: Decimal, marks: Marks) -> None:
    number = f"{amount:f}"
    assert read(written(number, marks), marks) == number
    whole = f"{amount:.0f}"
    assert read(written(whole, marks), marks) == whole


@given(AMOUNTS, EVERY)
def test_what_the_screen_shows_reads_as_what_it_was(amount: Decimal, marks: Marks) -> None:
    """Copied from a figure with thousands apart; figures of money have their places."""
    shown = "".join({",": marks.thousands, ".": marks.decimal}.get(sign, sign) for sign in f"{amount:,.4f}")
    assert Decimal(read(shown, marks)) == Decimal(f"{amount:.4f}")


@given(st.text(alphabet="0123456789.,'  +-", max_size=14), EVERY)
def test_nothing_is_taken_for_two_numbers(typed: str, marks: Marks) -> None:
    """Whatever is taken has the same digits, and reads the same in its plain form."""
    try:
        found = read(typed, marks)
    except ValueError as error:
        assert typed.strip() in str(error)
        return
    if not found:
        assert not typed.strip()
        return
    assert [c for c in found if c.isdigit()] == [c for c in typed if c.isdigit()] or typed.strip("+- ")[0] in ".,"
    assert read(written(found, marks), marks) == found


@given(st.text(max_size=30), EVERY)
def test_whatever_is_typed_gets_a_number_or_a_sentence(typed: str, marks: Marks) -> None:
    try:
        assert not read(typed, marks) or Decimal(read(typed, marks)).is_finite()
    except ValueError as error:
        assert str(error).endswith((".", "mean."))

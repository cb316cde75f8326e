from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.tariff_hours import parse_hours, typed_hours, written_hours
from desktop_app.domain.typed_numbers import Marks

ENGLISH, GERMAN = Marks(".", ","), Marks(",", ".")


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


@pytest.mark.parametrize(("typed", "marks", "kept"), [
    ("mon-fri 22-6 0,21; sun 0-24 0,19", GERMAN, "mon-fri 22-6 0.21, sun 0-24 0.19"),
    ("Mon-Fri 22-6 0,21, sun 0-24 0,19,", GERMAN, "mon-fri 22-6 0.21, sun 0-24 0.19"),
    ("mon-fri 22-6 0,21,sun 0-24 1", GERMAN, "mon-fri 22-6 0.21, sun 0-24 1"),
    ("mon-fri 22-6 0.21, sun 0-24 0.19", GERMAN, "mon-fri 22-6 0.21, sun 0-24 0.19"),
    ("mon-fri 22-6 0.21, sun 0-24 0,19", ENGLISH, "mon-fri 22-6 0.21, sun 0-24 0.19"),
    ("sun 0-24 1,500", GERMAN, "sun 0-24 1.500"), ("sun 0-24 1.500", ENGLISH, "sun 0-24 1.500"), (" ; ", GERMAN, ""),
])  # fmt: skip
def test_prices_are_read_in_the_owners_marks(typed, marks, kept):
    assert typed_hours(typed, marks) == kept
    parse_hours(kept)


@pytest.mark.parametrize(("typed", "marks"), [
    ("sun 0-24 1.500", GERMAN), ("mon 0-6 0,2; sun 0-24 1.500", GERMAN), ("sun 0-24 1,500, mon 0-6 0.2", ENGLISH),
])  # fmt: skip
def test_a_price_that_can_mean_two_things_is_asked_back(typed, marks):
    with pytest.raises(ValueError, match=r"can mean 1500 or 1\.500"):
        typed_hours(typed, marks)


@pytest.mark.parametrize("bad", ["0,3", "mon 0,3", "xyz 0-24 1", "sun 0-24 0,1, 0-5 0,2", "sun 0-24 -1", "mon; sun 0-24 1"])
@pytest.mark.parametrize("marks", [ENGLISH, GERMAN])
def test_what_is_no_part_is_refused(bad, marks):
    with pytest.raises(ValueError, match=r"mon-fri 22-6|is no number"):
        parse_hours(typed_hours(bad, marks))


PARTS = st.tuples(
    st.sampled_from(("mon", "tue-sun", "sat-mon")), st.integers(0, 23),
    st.decimals(0, 1000, places=3, allow_nan=False, allow_infinity=False),
)  # fmt: skip


@given(st.lists(PARTS, max_size=4), st.sampled_from((ENGLISH, GERMAN, Marks(",", "\u202f"), Marks(".", "."))))
def test_what_a_field_shows_is_read_as_what_is_kept(parts, marks):
    kept = ", ".join(f"{days} {begin}-{(begin + 3) % 24} {price:f}" for days, begin, price in parts)
    shown = written_hours(kept, marks)
    assert typed_hours(shown, marks) == kept and parse_hours(kept) is not None
    assert marks.decimal != "," or "." not in shown

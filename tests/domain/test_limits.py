from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import AnswerLost, Unreachable
from desktop_app.domain.limits import Window


@given(st.integers(1, 20), st.lists(st.floats(0, 5), max_size=100))
def test_never_more_than_the_limit_in_any_minute(limit, gaps):
    window, now, calls = Window(limit), 0.0, []
    for gap in gaps:
        now += gap
        now += window.wait(now)
        window.spend(now)
        calls.append(now)
    for call in calls:
        assert sum(1 for other in calls if call <= other < call + 59.999999) <= limit


def test_a_reserve_is_kept():
    window = Window(10, 60.0)
    for _ in range(8):
        window.spend(0.0)
    assert window.wait(1.0) == 0
    assert window.wait(1.0, reserve=2) == 59


def test_no_limit_and_a_block():
    window = Window(None, 60.0)
    for _ in range(1000):
        window.spend(0.0)
    assert window.wait(0.0) == 0
    window.block(0.0, 30)
    assert window.wait(10.0) == 20


@pytest.mark.parametrize(("error", "counted"), [(None, True), (AnswerLost(""), True), (KeyError(), True), (Unreachable(""), False)])
def test_what_never_left_is_not_counted(error, counted):
    window = Window(1)
    with suppress(AnswerLost, KeyError, Unreachable), window.one(lambda: 5.0):
        if error is not None:
            raise error
    assert (window.wait(5.0) > 0) is counted

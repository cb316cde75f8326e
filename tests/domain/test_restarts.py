"""When a crashed program is started again."""

import pytest

from desktop_app.domain.restarts import AGAIN, BROKE, crashed, pause_before_restart


@pytest.mark.parametrize("code", [0, 1, 2, 3, -15, -2, AGAIN, 0xC000013A])
def test_an_end_that_somebody_wanted_is_no_crash(code):
    assert not crashed(code)


@pytest.mark.parametrize("code", [BROKE, -11, -6, -9, 0xC0000005, 0xC0000409, 134])
def test_everything_else_is(code):
    assert crashed(code)


def test_three_restarts_in_ten_minutes_and_no_fourth():
    crashes = []
    pauses = []
    for now in (0.0, 100.0, 200.0, 300.0):
        crashes.append(now)
        pauses.append(pause_before_restart(crashes, now))
    assert pauses[3] is None and all(pauses[:3]) and sorted(pauses[:3]) == pauses[:3]


def test_crashes_of_long_ago_do_not_count():
    crashes = [0.0, 1.0, 2.0, 602.0]
    assert pause_before_restart(crashes, 602.0) is not None
    assert pause_before_restart([2.5, 3.0, 4.0, 602.0], 602.0) is None

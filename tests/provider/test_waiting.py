"""Naps: half a second early or late at most, together, and without drift."""

from __future__ import annotations

import pytest

from desktop_app.domain.times import until_whole_second
from desktop_app.provider.waiting import nap
from desktop_app.system.clock import SystemClock


class StillClock(SystemClock):
    """Always `at` seconds; notes how long somebody wanted to sleep."""

    def __init__(self, at: float) -> None:
        self._at, self.slept = at, 0.0

    def monotonic(self) -> float:
        return self._at

    async def sleep(self, seconds: float) -> None:
        self.slept = seconds


@pytest.mark.parametrize("now", [0.0, 10.0003, 10.4, 10.5, 10.9997, 123456.789])
@pytest.mark.parametrize("seconds", [1.0, 2.0, 3.0, 30.0])
def test_a_nap_ends_on_a_whole_second_near_its_time(now: float, seconds: float) -> None:
    slept = until_whole_second(now, seconds)
    assert abs(slept - seconds) <= 0.5
    assert (now + slept) % 1 == pytest.approx(0, abs=1e-6)


def test_looking_every_second_keeps_its_pace_though_each_look_takes_a_moment() -> None:
    now, looks = 7.3, 0
    while now < 67.3:
        now += until_whole_second(now, 1.0) + 0.002
        looks += 1
    assert looks in (60, 61)


async def test_naps_begun_apart_end_together() -> None:
    ends = set()
    for began in (100.6, 101.0, 101.2, 101.4):
        clock = StillClock(began)
        await nap(clock, 1.0)
        ends.add(round(began + clock.slept, 6))
    assert ends == {102.0}

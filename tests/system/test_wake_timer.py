"""The system's own alarm: set, moved and taken back; or why not."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.provider.ports import CannotTell
from desktop_app.system.wake_timer import AlarmClock, NoAlarm, wake_timer

linux = pytest.mark.skipif(sys.platform != "linux", reason="timerfd is Linux's")
REALTIME = 0
"""The clock without the alarm: every program may set a timer on it."""


@pytest.fixture
def rtc(tmp_path: Path) -> Path:
    (tmp_path / "rtc0").mkdir()
    (tmp_path / "rtc0" / "wakealarm").write_text("")
    return tmp_path


def soon(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


@linux
def test_set_moved_and_taken_back(rtc: Path) -> None:
    alarm = AlarmClock(REALTIME, rtc)
    assert alarm.left_s == 0
    for seconds in (5000, 3000):
        alarm.set(soon(seconds))
        assert seconds - 60 < alarm.left_s <= seconds
    alarm.set(None)
    assert alarm.left_s == 0
    alarm.set(None)


@linux
def test_the_real_alarm_clock_is_set_or_says_why_not(rtc: Path) -> None:
    alarm = AlarmClock(rtc=rtc)
    try:
        alarm.set(soon(5000))
    except CannotTell as error:
        assert "may not set an alarm" in str(error) and "systemd 254" in str(error)
    else:
        assert 4900 < alarm.left_s <= 5000
    alarm.set(None)


@linux
def test_a_computer_without_such_a_clock(tmp_path: Path) -> None:
    with pytest.raises(CannotTell, match="no clock that can wake it"):
        AlarmClock(REALTIME, tmp_path).set(soon(10))


def test_every_platform_has_one() -> None:
    wake_timer().set(None)
    with pytest.raises(CannotTell):
        NoAlarm().set(soon(10))


@pytest.mark.skipif(sys.platform != "win32", reason="waitable timers are Windows'")
def test_a_waitable_timer_of_windows() -> None:
    timer = wake_timer()
    try:
        timer.set(soon(5000))
        timer.set(soon(6000))
    except CannotTell as error:
        assert "cannot be woken" in str(error)
    timer.set(None)

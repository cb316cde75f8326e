from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.gate import GateState, Grip, Signal, Source, can_wait, decide
from desktop_app.domain.state import Status, status_of

NOW = datetime(2026, 5, 1, tzinfo=UTC)
SIGNALS = st.lists(
    st.builds(
        Signal, st.sampled_from(Source), st.just("why"), st.sampled_from(Grip),
        st.one_of(st.none(), st.integers(-5, 5).map(lambda s: NOW + timedelta(seconds=s))),
    )
)  # fmt: skip


@given(SIGNALS)
def test_the_strongest_live_signal_gives_the_reason(signals):
    state = decide(signals, NOW)
    live = [s for s in signals if s.until is None or s.until > NOW]
    assert state.is_open == (not live)
    if live:
        assert state.strongest.source == min(s.source for s in live)
        assert state.stops_work == any(s.grip >= Grip.STOP for s in live)


@pytest.mark.parametrize(
    ("source", "status"),
    [(Source.PANIC, Status.PAUSED), (Source.PAUSE, Status.PAUSED), (Source.OWNER, Status.YIELDING),
     (Source.HEALTH, Status.PROBLEM), (Source.SCHEDULE, Status.WAITING), (Source.NETWORK, Status.WAITING)],
)  # fmt: skip
def test_each_reason_has_its_state(source, status):
    assert status_of(decide([Signal(source, "why")], NOW), 1, True) is status


def test_open_states():
    assert status_of(GateState(), 0, True) is Status.OFFERING
    assert status_of(GateState(), 2, True) is Status.BUSY
    assert status_of(GateState(), 0, False) is Status.WAITING


def test_a_stopped_job_waits_only_when_enough_time_is_left():
    soon, late = NOW + timedelta(minutes=10), NOW + timedelta(hours=2)
    assert can_wait(None, None, 60, NOW)
    assert not can_wait(None, soon, 60, NOW)
    assert can_wait(soon, late, 60, NOW)
    assert not can_wait(late, soon, 60, NOW)
    assert not can_wait(NOW - timedelta(hours=1), NOW + timedelta(seconds=30), 60, NOW)

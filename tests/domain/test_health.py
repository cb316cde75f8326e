"""Alarms, the guide's monitoring arguments, scores."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.health import Alarm, Kind, Plan, Rule, Told, plan_of
from desktop_app.domain.score import Level, Measured, Setting, fits, most_jobs, score

GUIDE = (
    {"gpu_status": "30s", "memory_usage": "10s", "network_latency": "60s", "job_success_rate": "5min"},
    {"gpu_failure": "immediate", "high_memory": "85%", "job_failure_rate": "10%"},
)


def test_the_guides_own_arguments_are_the_usual_plan() -> None:
    assert plan_of(*GUIDE) == Plan()
    assert plan_of({"gpu_status": "1min"}, {"gpu_failure": "45s", "temperature": 80}) == Plan(
        gpu_status=60.0, gpu_failure=45.0, temperature=80.0
    )


@pytest.mark.parametrize(
    ("checks", "alerts", "words"),
    [({"gpu": "30s"}, {}, "'gpu' is none of gpu_status"), ({"gpu_status": 30}, {}, "a time from 1s to 1d"),
     ({"gpu_status": "0s"}, {}, "a time"), ({"gpu_status": "2w"}, {}, "a time"), ({}, {"high_memory": "85"}, "1% to 100%"),
     ({}, {"high_memory": "0%"}, "high_memory"), ({}, {"high_memory": "101%"}, "1% to 100%"),
     ({}, {"gpu_failure": "soon"}, 'or "immediate"'), ({}, {"fire": "1%"}, "'fire' is none of"),
     ({}, {"temperature": "hot"}, "degrees"), ({}, {"temperature": True}, "40 to 110")],
)  # fmt: skip
def test_what_cannot_be_is_named(checks: dict[str, object], alerts: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words.replace("(", r"\(")):
        plan_of(checks, alerts)


@given(st.lists(st.floats(80.1, 89.9), max_size=200))
def test_a_value_between_the_limits_never_changes_anything(values: list[float]) -> None:
    rule = Rule(high=90, low=80, hold=0, calm=0)
    for start in (Alarm(), Alarm(is_raised=True)):
        alarm = start
        for moment, value in enumerate(values):
            alarm = alarm.step(rule, value, float(moment))
        assert alarm == start


def test_holding_and_calming_take_their_time() -> None:
    rule, alarm, seen = Rule(high=90, low=80, hold=10, calm=60), Alarm(), []
    for moment, value in [(0, 95), (5, 95), (9, None), (10, 95), (20, 70), (50, 85), (60, 70), (100, 70), (120, 70)]:
        alarm = alarm.step(rule, value, moment)
        seen.append(alarm.is_raised)
    assert seen == [False, False, False, True, True, True, True, True, False]


def test_notifications_are_few() -> None:
    told: Told | None = Told()
    for number, kind in enumerate([Kind.DISK, Kind.RUNTIME, Kind.TEMPERATURE, Kind.HIGH_MEMORY]):
        assert told is not None
        told = told.tell(kind, number)
    assert told is not None and told.tell(Kind.CARD_ERROR, 10) is None, "four an hour"
    assert Told().tell(Kind.DISK, 0).tell(Kind.DISK, 3599) is None  # type: ignore[union-attr]
    assert Told().tell(Kind.DISK, 0).tell(Kind.DISK, 3600)  # type: ignore[union-attr]


@given(st.floats(0.01, 1e5), st.floats(0.01, 1e5), st.integers(0, 2**38))
def test_the_score_grows_with_every_token(slow: float, fast: float, size: int) -> None:
    low, high = score(min(slow, fast), size), score(max(slow, fast), size)
    assert 0.0 <= low <= high <= 1.0


def test_the_scores_scale() -> None:
    assert score(0) == score(1) == 0.0 and score(1000) == score(5000) == 1.0
    assert score(100) == pytest.approx(2 / 3) and score(200) - score(100) == pytest.approx(0.1, abs=0.001)
    assert score(100, 2 * 2**30) == pytest.approx(score(50)), "a model of half the size counts half"


def test_streams_are_added_while_they_pay_and_leave_headroom() -> None:
    levels = [Level(1, 900.0, 40.0, 0.1, 6), Level(2, 900.0, 70.0, 0.1, 7), Level(4, 900.0, 110.0, 0.2, 8), Level(8, 800.0, 115.0, 0.4, 8)]
    assert most_jobs(levels, 12) == 4 and most_jobs(levels, 8) == 2 and most_jobs(levels, None) == 4
    assert most_jobs([], 12) == 1 and most_jobs(levels[:1], 1) == 1
    measured = Measured(Setting("GPU-a", "580", "built-in", "m"), datetime(2026, 1, 1, tzinfo=UTC), tuple(levels))
    assert (measured.one_stream, measured.best) == (40.0, 115.0)


def test_models_that_fit() -> None:
    gib = 2**30
    assert fits(4 * gib, 8 * gib) and not fits(7 * gib, 8 * gib) and fits(None, 8 * gib) and fits(7 * gib, None)

from __future__ import annotations

import pytest

from desktop_app.domain import balance, hosting, queue_policy
from desktop_app.domain.fair_share import Share, Waiting

SHARES = {"low": Share(1.0, 1), "high": Share(4.0, 1)}
WAITING = [Waiting("a", "low", "x", 1.0, 5.0), Waiting("b", "high", "y", 2.0, 5.0), Waiting("c", "high", "x", 3.0, 5.0)]


def first(algorithm, waiting=WAITING, running=()):
    chosen = queue_policy.first(algorithm, waiting, running, lambda tier: SHARES.get(tier, Share()))
    return chosen.job_id if chosen else None


def test_fifo_takes_what_came_first_and_priority_what_weighs_most():
    assert first("fifo") == "a" and first("priority") == "b"


def test_no_algorithm_runs_more_of_a_tier_than_it_may():
    assert first("fifo", running=["low"]) == "b" and first("priority", running=["high"]) == "a"
    assert first("fifo", running=["low", "high"]) is None


def test_the_guides_queue():
    policy = queue_policy.parse(20, "weighted_fair_share", "graceful", "auto_retry")
    assert policy == queue_policy.QueuePolicy(20, "weighted_fair_share", True)
    assert not queue_policy.parse(timeout_handling="fail").retries


@pytest.mark.parametrize("field,value", [
    ("max_queue_size", -1), ("max_queue_size", 101), ("max_queue_size", True), ("max_queue_size", "20"),
    ("priority_algorithm", "lottery"), ("priority_algorithm", None), ("preemption_policy", "kill"),
    ("timeout_handling", 3),
])  # fmt: skip
def test_wrong_arguments_are_named(field, value):
    with pytest.raises(ValueError, match=f"^{field} must be "):
        queue_policy.parse(**{field: value})


@pytest.mark.parametrize("field,value", [
    ("strategy", "round_robin"), ("strategy", ["adaptive"]), ("metrics", []), ("metrics", "gpu_utilization"),
    ("metrics", [["x"]]), ("optimization_target", None), ("optimization_target", {}),
])  # fmt: skip
def test_wrong_load_balancing_is_named(field, value):
    with pytest.raises(ValueError, match=f"^{field} must be "):
        balance.parse(**{field: value})


@pytest.mark.parametrize("field,value", [
    ("model_name", ""), ("model_name", "../up"), ("model_name", 3), ("model_path", ""), ("model_path", None),
    ("requirements", []), ("requirements", {"gpu": 3}), ("premium_rate", -1), ("premium_rate", "much"),
])  # fmt: skip
def test_wrong_hosting_is_named(field, value):
    right = {"model_name": "m", "model_path": "/m.gguf", "requirements": {}, "premium_rate": 0}
    with pytest.raises(ValueError, match=f"^{field} (must be|does not know) "):
        hosting.parse(**(right | {field: value}))

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.tiers import Priority, parse, tier_of

GUIDE = {
    "basic": {"rate_per_hour": 0.05, "max_jobs": 1, "priority": "low", "support": "best_effort"},
    "premium": {"rate_per_hour": 0.15, "max_jobs": 3, "priority": "high", "support": "24/7"},
    "enterprise": {"rate_per_hour": 0.25, "max_jobs": 5, "priority": "urgent", "support": "dedicated"},
}
TIERS = parse(GUIDE)


def name(paid, seconds, asked=None):
    tier = tier_of(TIERS, Decimal(paid), seconds, asked)
    return tier.name if tier else None


def test_the_guides_tiers():
    assert [t.name for t in TIERS] == ["basic", "premium", "enterprise"]
    assert TIERS[1].rate_per_hour == Decimal("0.15") and TIERS[2].priority is Priority.URGENT


def test_the_best_tier_that_is_paid_for():
    assert name("0.25", 3600) == "enterprise"
    assert name("0.2499", 3600) == "premium"
    assert name("0.05", 3600) == "basic"
    assert name("0.0499", 3600) is None
    assert name("0.02", 10) == "enterprise"


def test_the_payload_can_only_lower_it():
    assert name("0.25", 3600, "basic") == "basic"
    assert name("0.06", 3600, "enterprise") == "basic"
    assert name("0.25", 3600, "gold") == "enterprise"
    assert name("0.25", 3600, {"a": 1}) == "enterprise"


@given(st.decimals(0, 10, places=4), st.floats(0.1, 1e5), st.sampled_from([None, "basic", "premium", "x"]))
def test_never_more_than_is_paid_for(paid, seconds, asked):
    tier = tier_of(TIERS, paid, seconds, asked)
    assert tier is None or tier.costs(seconds) <= paid


@pytest.mark.parametrize(
    ("spec", "field"),
    [
        ({}, "at least one"),
        ({"a": 5}, "a must hold"),
        ({"a": {"rate_per_hour": -1, "max_jobs": 1}}, "rate_per_hour"),
        ({"a": {"rate_per_hour": "x"}}, "rate_per_hour"),
        ({"a": {"max_jobs": 1}}, "rate_per_hour"),
        ({"a": {"rate_per_hour": 1, "max_jobs": 0}}, "max_jobs"),
        ({"a": {"rate_per_hour": 1, "max_jobs": True}}, "max_jobs"),
        ({"a": {"rate_per_hour": 1, "priority": "king"}}, "priority"),
        ({"a": {"rate_per_hour": 1, "support": "daily"}}, "support"),
        ({"a": {"rate_per_hour": 1, "colour": "red"}}, "colour"),
        ({"": {"rate_per_hour": 1}}, "name"),
        ({"x" * 41: {"rate_per_hour": 1}}, "name"),
    ],
)
def test_what_is_wrong_is_named(spec, field):
    with pytest.raises(ValueError, match=field):
        parse(spec)

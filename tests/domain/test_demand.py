from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.demand import Dynamics, Observation, demand_of, observe, parse, price_at, start

NOW = datetime(2026, 5, 1, tzinfo=UTC)
GUIDE = parse(base_rate=0.1, demand_threshold=0.8, max_multiplier=2.0, adjustment_frequency="15min")
SHARES = st.floats(0, 1)
SEEN = st.builds(Observation, SHARES, SHARES, SHARES, st.one_of(st.none(), SHARES))


def test_the_guides_example():
    assert Dynamics(Decimal("0.1"), 0.8, Decimal(2), 900.0) == GUIDE
    assert price_at(GUIDE, 0.5) == price_at(GUIDE, 0.8) == Decimal("0.1")
    assert price_at(GUIDE, 0.9) == Decimal("0.15")
    assert price_at(GUIDE, 1.0) == Decimal("0.2")


@given(SHARES, SHARES)
def test_monotonic_continuous_and_bounded(a, b):
    low, high = sorted((a, b))
    assert price_at(GUIDE, low) <= price_at(GUIDE, high)
    assert Decimal("0.1") <= price_at(GUIDE, a) <= Decimal("0.2")
    slope = Decimal("0.1") / Decimal("0.2")
    assert price_at(GUIDE, high) - price_at(GUIDE, low) <= slope * Decimal(str(high - low)) + Decimal("0.000001")


@given(SEEN)
def test_demand_is_a_share(seen):
    assert 0 <= demand_of(seen) <= 1


@given(st.lists(SEEN, min_size=1, max_size=200), st.integers(10, 600))
def test_at_most_one_change_an_interval_and_never_outside(observations, every):
    state, now, changed = start(GUIDE, NOW), NOW, [NOW]
    for seen in observations:
        now += timedelta(seconds=every)
        following = observe(GUIDE, state, seen, now)
        if following.price != state.price:
            assert (now - changed[-1]).total_seconds() >= 900
            assert following.reason.startswith("demand ")
            changed.append(now)
        assert Decimal("0.1") <= following.price <= Decimal("0.2")
        state = following


def test_no_flapping_around_the_threshold():
    state, prices = start(GUIDE, NOW), set()
    for k in range(500):
        state = observe(GUIDE, state, Observation(1.0, 0.0 + 0.02 * (k % 2)), NOW + timedelta(minutes=15 * k))
        prices.add(state.price)
    assert len(prices) <= 2


def test_it_reaches_both_ends():
    state = start(GUIDE, NOW)
    for k in range(1, 60):
        state = observe(GUIDE, state, Observation(1.0, 1.0, 1.0), NOW + timedelta(minutes=15 * k))
    assert state.price > Decimal("0.195")
    for k in range(60, 120):
        state = observe(GUIDE, state, Observation(0.0), NOW + timedelta(minutes=15 * k))
    assert state.price == Decimal("0.1")


def test_the_floor_wins():
    assert price_at(replace(GUIDE, floor=Decimal("0.13")), 0.0) == Decimal("0.13")


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"base_rate": -1}, "base_rate"), ({"base_rate": "x"}, "base_rate"), ({"base_rate": None}, "base_rate"),
        ({"demand_threshold": 1}, "demand_threshold"), ({"demand_threshold": float("nan")}, "demand_threshold"),
        ({"max_multiplier": 0.5}, "max_multiplier"), ({"adjustment_frequency": "often"}, "adjustment_frequency"),
        ({"adjustment_frequency": 15}, "adjustment_frequency"), ({"adjustment_frequency": "5s"}, "adjustment_frequency"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(arguments, field):
    with pytest.raises(ValueError, match=field):
        parse(**{"base_rate": 0.1, **arguments})

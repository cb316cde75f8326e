from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.listings import MarketOffer, OfferKind
from desktop_app.domain.market import market_of, same_class

CARD = "NVIDIA GeForce RTX 4090"


def offer(provider, rate, card=CARD, memory=24.0, taken=False):
    return MarketOffer(OfferKind.HARDWARE, provider, card, card, "", Decimal(str(rate)), not taken, memory, taken)


def test_the_same_class_is_the_same_name_or_about_the_memory():
    assert same_class(offer("a", 1, "rtx 4090", None), CARD, 24.0)
    assert same_class(offer("a", 1, "Radeon RX 7900 XTX", 24.0), CARD, 24.0)
    assert not same_class(offer("a", 1, "RTX 3060", 12.0), CARD, 24.0)
    assert not same_class(offer("a", 1, "", None), CARD, 24.0)
    assert same_class(offer("a", 1, "", None), "", None) and not same_class(offer("a", 1), "", None)


def test_one_provider_counts_once_and_few_say_nothing():
    many = [offer("liar", 1000 + n) for n in range(50)]
    assert market_of(many, CARD, 24.0) is None
    market = market_of([*many, offer("b", "0.1"), offer("c", "0.2", taken=True)], CARD, 24.0)
    assert market.rates == (Decimal("0.1"), Decimal("0.2"), Decimal(1000)) and market.median == Decimal("0.2")
    assert market.busy == pytest.approx(1 / 3)


@given(st.lists(st.integers(1, 100), min_size=5, max_size=20), st.integers(1, 10**6))
def test_one_liar_moves_the_median_to_a_neighbour_at_most(rates, lie):
    honest = market_of([offer(f"p{n}", rate) for n, rate in enumerate(rates)], CARD, 24.0)
    lied = market_of([*(offer(f"p{n}", rate) for n, rate in enumerate(rates)), offer("liar", lie)], CARD, 24.0)
    ordered = sorted(rates)
    middle = len(ordered) // 2
    assert ordered[max(0, middle - 1)] <= lied.median <= ordered[min(len(ordered) - 1, middle + 1)]
    assert 0 <= honest.pressure(Decimal(1), Decimal(2)) <= 1


def test_pressure_is_the_medians_place_in_our_range_or_the_share_taken():
    market = market_of([offer("a", "0.15"), offer("b", "0.15"), offer("c", "0.15")], CARD, 24.0)
    assert market.pressure(Decimal("0.1"), Decimal("0.2")) == pytest.approx(0.5)
    assert market.pressure(Decimal("0.2"), Decimal("0.4")) == 0
    assert market.pressure(Decimal("0.2"), Decimal("0.2")) == 0

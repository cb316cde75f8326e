"""Swarm statements and prices: bounded, robust, and never beyond the owner's limits."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.swarm import (
    LARGEST,
    MARKET,
    Heard,
    Metrics,
    Proposal,
    Statement,
    parse_joining,
    parse_market,
    parse_proposal,
    read,
    written,
)  # fmt: skip
from desktop_app.domain.swarm_price import FRESH, Limits, agree, members, outlook, parse_limits, usual_limits

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
WIDE = Limits(Decimal(0), Decimal(10**6))
RATES = st.decimals(Decimal("0.00000001"), Decimal(1_000_000), places=8)


def vote(rate, provider="p", card="", at=NOW):
    return Statement("pricing", provider, at, card, proposal=Proposal(Decimal(rate)))


def agreed(*rates, own=None, limits=WIDE):
    return agree(own, [vote(rate) for rate in rates], "", limits)


@given(honest=st.lists(RATES, min_size=2, max_size=12), lies=st.data())
def test_liars_in_the_minority_do_not_move_the_price_beyond_the_honest_votes(honest, lies):
    liars = lies.draw(st.lists(RATES, min_size=1, max_size=len(honest) - 1))
    found = agreed(*liars, *honest[1:], own=honest[0])
    assert found.price is None or min(honest) <= found.price <= max(honest)


@given(honest=st.decimals("0.1", "0.2", places=4), other=st.decimals("0.1", "0.2", places=4), lie=RATES)
def test_one_liar_among_three_still_leaves_a_price(honest, other, lie):
    found = agreed(other, lie, own=honest)
    assert found.price is not None and min(honest, other) <= found.price <= max(honest, other)


@given(st.lists(RATES, min_size=3, max_size=20), RATES, RATES)
def test_nothing_is_suggested_beyond_the_owners_limits(rates, one, other):
    limits = Limits(min(one, other), max(one, other))
    found = agreed(*rates, limits=limits)
    assert (found.price is None) == (found.suggested is None)
    assert found.suggested is None or limits.lowest <= found.suggested <= limits.highest


def test_two_votes_are_no_price_and_outliers_are_told():
    assert agreed("0.1", own=Decimal("0.2")).price is None
    found = agreed("0.1", "1000", own=Decimal("0.12"))
    assert (found.price, found.cut, found.votes) == (Decimal("0.12"), 1, 3) and "1 of them outliers" in found.reason
    apart = agreed("0.01", "1", "100", "10000")
    assert apart.price is None and "too far" in apart.reason


def test_the_price_is_told_in_the_networks_own_money():
    votes = [vote("0.1"), vote("0.2"), vote("0.1"), vote("1000")]
    for some in (votes[:3], votes):
        assert " PLAY an hour" in agree(None, some, "", WIDE, "PLAY").reason


def test_votes_for_another_card_do_not_count():
    others = [vote("0.1"), vote("0.2"), vote("0.3", card="NVIDIA GeForce RTX 4090")]
    assert agree(None, others, "", WIDE).votes == 2


def test_who_counts():
    def heard(member, rate="0.1", **more):
        return Heard(member, vote(rate, **more))

    late, ahead = NOW - FRESH - timedelta(seconds=1), NOW + timedelta(minutes=6)
    said = [
        heard("a", "1"), heard("a", "2", at=NOW - timedelta(hours=1)), heard("a", "3", at=NOW - timedelta(hours=2)),
        heard("me"), heard("b", provider="my-id"), heard("c", at=late), heard("d", at=ahead),
        Heard("e", Statement("load_balancing", "p", NOW)),
    ]  # fmt: skip
    (only,) = members(said, "pricing", "me", "my-id", NOW)
    assert only.proposal is not None and only.proposal.rate == 1, "the newest of each key, and neither us nor the stale"
    assert len(members([heard(f"k{i}") for i in range(900)], "pricing", "me", "my-id", NOW)) == 500


def test_the_outlook_is_robust_too():
    def told(price, used, demand):
        return Statement("pricing", "p", NOW, metrics=Metrics(Decimal(price), used, 0), market={"current_demand": demand})

    seen = outlook([told("0.1", 40, "high"), told("0.2", 50, "high"), told("900000", 100, "low")], "")
    assert (seen.members, seen.rate, seen.used) == (3, Decimal("0.2"), 50)
    assert seen.market == {"current_demand": {"high": 2, "low": 1}}
    assert outlook([told("0.1", 40, "low")], "").rate is None


def test_usual_limits_are_half_to_double_and_above_the_cost():
    assert usual_limits(Decimal("0.1"), None) == Limits(Decimal("0.05"), Decimal("0.2"))
    assert usual_limits(Decimal("0.1"), Decimal("0.3")) == Limits(Decimal("0.3"), Decimal("0.3"))
    assert parse_limits({"lowest": 0, "highest": "0.5"}, Decimal("0.1")) == Limits(Decimal("0.1"), Decimal("0.5"))
    with pytest.raises(ValueError, match=r"limits.highest must be a number from 0.3"):
        parse_limits({"lowest": 0.3, "highest": 0.2}, None)


TEXTS = st.text(st.characters(categories=["L", "N", "S"]), max_size=200)


@given(TEXTS, TEXTS, RATES, st.integers(0, 100))
def test_every_statement_that_we_make_is_small_and_reads_back(rationale, impact, rate, used):
    proposal = Proposal(rate, rationale.strip()[:120].strip(), impact.strip()[:60].strip())
    market = {word: max(words, key=len) for word, words in MARKET.items()}
    whole = Statement("load_balancing", "p" * 64, NOW, "c" * 100, Metrics(rate, used, 0), market, proposal)
    sent = written(whole)
    assert len(json.dumps(sent)) + 300 <= LARGEST, "with its signature"
    assert read(json.loads(json.dumps(sent))) == whole


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3), max_leaves=8,
)  # fmt: skip
WHOLE = written(Statement("pricing", "p", NOW, "x", Metrics(Decimal(1), 2, 3), {"price_trends": "stable"}, Proposal(Decimal(1))))


@given(st.sampled_from(sorted(WHOLE)), JSON)
def test_what_others_write_is_read_or_refused(field, value):
    try:
        found = read({**WHOLE, field: value})
    except ValueError:
        return
    assert isinstance(found, Statement) and len(found.card) <= 100 and len(found.provider_id) <= 64


@pytest.mark.parametrize("call,words", [
    (lambda: parse_joining("bees", "active", "none"), "swarm_type must be one of load_balancing, pricing"),
    (lambda: parse_joining("pricing", "loud", "none"), "contribution_level must be one of active, observer"),
    (lambda: parse_joining("pricing", "active", "prompts"), "data_sharing must be one of performance_metrics, none"),
    (lambda: parse_market({}), "data must hold at least one of current_demand"),
    (lambda: parse_market({"current_demand": "huge"}), "data.current_demand must be one of low, moderate, high"),
    (lambda: parse_market({"customers": "alice"}), "data does not know 'customers'"),
    (lambda: parse_proposal({"rationale": "x"}), "proposal.proposed_base_rate must be a number from 0.00000001"),
    (lambda: parse_proposal({"proposed_base_rate": 1, "rationale": "x" * 121}), "proposal.rationale must be a text"),
])  # fmt: skip
def test_a_wrong_argument_is_named(call, words):
    with pytest.raises(ValueError) as caught:
        call()
    assert words in str(caught.value)

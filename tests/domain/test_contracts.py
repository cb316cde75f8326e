from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.contracts import (
    Contract,
    ContractState,
    ContractTerms,
    Cover,
    NoCover,
    cover,
    names_of,
    standing,
)
from desktop_app.domain.jobs import JobKey, JournalJob, Phase, Terms

NOW = datetime(2026, 5, 1, tzinfo=UTC)
TERMS = ContractTerms("enterprise-agent-123", Decimal(100), Decimal("0.08"), Decimal("0.95"), True)
CONTRACT = Contract("c1", TERMS, NOW)
HOUR = 3600.0


def test_a_covered_job_has_the_contracts_price():
    found = cover([CONTRACT], {}, ["enterprise-agent-123"], Decimal("0.08"), HOUR, NOW)
    assert found == Cover(CONTRACT, Decimal("0.08"))


@pytest.mark.parametrize("paid", [None, Decimal("0.0799")])
def test_a_claim_without_the_money_is_worth_nothing(paid):
    found = cover([CONTRACT], {}, ["enterprise-agent-123"], paid, HOUR, NOW)
    assert isinstance(found, NoCover) and "not covered" in found.reason


def test_a_stranger_has_no_contract_and_no_reason():
    assert cover([CONTRACT], {}, ["somebody"], Decimal(1), HOUR, NOW) == NoCover()


def test_where_the_buyer_is_known_the_claimed_name_is_not_enough():
    bound = replace(CONTRACT, terms=replace(TERMS, buyer="AIT1abc"))
    assert isinstance(cover([bound], {}, ["enterprise-agent-123"], Decimal(1), HOUR, NOW), NoCover)
    assert isinstance(cover([bound], {}, ["ait1ABC"], Decimal(1), HOUR, NOW), NoCover), "nor is the address as a claim"
    assert isinstance(cover([bound], {}, [], Decimal(1), HOUR, NOW, "ait1ABC"), Cover)


def test_names_come_from_the_escrow_and_the_claim():
    key = JobKey("n", "p", "j")
    job = JournalJob(key, Phase.QUEUED, NOW, {"client_id": "me", "agent_id": 7}, {}, Terms(customer="ait1x"))
    assert names_of(job) == ("ait1x", "me")
    assert names_of(replace(job, payload={"client_id": "x" * 500}, terms=Terms())) == ()


@pytest.mark.parametrize(
    ("used", "at", "state"),
    [
        (0.0, NOW, ContractState.ACTIVE), (99.9 * HOUR, NOW, ContractState.ACTIVE),
        (100 * HOUR, NOW, ContractState.USED_UP), (0.0, NOW - timedelta(seconds=1), ContractState.NOT_YET),
        (0.0, NOW + timedelta(days=90), ContractState.EXPIRED),
        (0.0, NOW + timedelta(days=89), ContractState.ACTIVE),
    ],
)  # fmt: skip
def test_the_states(used, at, state):
    assert standing(CONTRACT, used, at).state is state
    assert bool(standing(CONTRACT, used, at).reason) == (state is not ContractState.ACTIVE)


def test_ended_by_the_owner():
    ended = replace(CONTRACT, ended_at=NOW + timedelta(hours=1))
    assert standing(ended, 0, NOW).state is ContractState.ACTIVE
    assert standing(ended, 0, NOW + timedelta(hours=1)).state is ContractState.ENDED


def test_the_second_contract_takes_over_when_the_first_is_used_up():
    second = Contract("c2", replace(TERMS, rate=Decimal("0.09")), NOW + timedelta(hours=1))
    later = NOW + timedelta(hours=2)
    first = cover([second, CONTRACT], {}, ["enterprise-agent-123"], Decimal(1), HOUR, later)
    assert first.contract is CONTRACT
    found = cover([second, CONTRACT], {"c1": 101 * HOUR}, ["enterprise-agent-123"], Decimal(1), HOUR, later)
    assert found.contract is second


@given(st.lists(st.floats(0.001, 20_000), max_size=60))
def test_a_started_job_keeps_its_rate_and_the_overrun_is_at_most_its_own(runs):
    used = 0.0
    for seconds in runs:
        found = cover([CONTRACT], {"c1": used}, ["enterprise-agent-123"], Decimal(100), seconds, NOW)
        before = standing(CONTRACT, used, NOW)
        assert isinstance(found, Cover) == (before.hours_left > 0)
        if isinstance(found, NoCover):
            assert "used up" in found.reason
            break
        used += seconds
        after = standing(CONTRACT, used, NOW)
        assert after.hours_used == pytest.approx(TERMS.hours - after.hours_left + after.overrun)
        assert after.overrun <= Decimal(str(seconds)) / 3600 + Decimal("0.001")


@given(st.decimals(0, 100, places=6), st.floats(0, 1e6))
def test_the_rate_never_applies_beyond_the_escrow(paid, seconds):
    found = cover([CONTRACT], {}, ["enterprise-agent-123"], paid, seconds, NOW)
    assert not isinstance(found, Cover) or found.price <= paid

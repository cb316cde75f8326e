"""What is suggested is put in force with one call and taken back with another."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from desktop_app.domain.schedule import parse
from desktop_app.domain.suggestions import Change, Suggestion
from desktop_app.domain.swarm import Proposal
from desktop_app.domain.swarm_price import Limits
from desktop_app.system.decisions import DecisionsFile
from tests.guide.conftest import services

DYNAMIC = {"base_rate": "0.1", "demand_threshold": 0.8, "max_multiplier": 2, "adjustment_frequency": "15min"}


def suggestion(setting, before, after):
    return Suggestion(setting, "d", "i", "b", ("s",), Change(setting, before, after))


@pytest.mark.parametrize("dynamic", [False, True])
async def test_a_price_is_put_in_force_kept_and_taken_back(provider, dynamic):
    if dynamic:
        await provider.enable_dynamic_pricing(**DYNAMIC)
    policies = services(provider).provider.policies
    dearer = suggestion("price_per_hour", Decimal("0.1"), Decimal("0.25"))
    await provider.apply_suggestion(dearer)
    assert policies.rate == policies.prices.per_hour == Decimal("0.25")
    kept = DecisionsFile(provider.home).load()
    assert kept["pricing_model"]["spec"]["base_rate_per_hour"] == "0.25"
    assert not dynamic or kept["dynamic_pricing"]["base_rate"] == "0.25"
    await provider.revert_suggestion(dearer)
    assert policies.rate == policies.prices.per_hour == Decimal("0.1")
    assert json.loads((provider.home / "settings.json").read_text())["price_per_hour"] == "0.1"


async def test_hours_and_unpaid_jobs_too(provider):
    house = services(provider).provider
    hours = parse({"timezone": "UTC", "availability": [{"days": ["monday"], "hours": "09:00-17:00"}]})
    before = house.policies.timetable.schedule
    for one in (suggestion("schedule", before, hours), suggestion("unpaid_per_day", 20, 5)):
        await provider.apply_suggestion(one)
    assert house.policies.timetable.schedule == hours and house.offering.in_force().unpaid_per_day == 5
    for one in (suggestion("schedule", before, hours), suggestion("unpaid_per_day", 20, 5)):
        await provider.revert_suggestion(one)
    assert house.policies.timetable.schedule == before and house.offering.in_force().unpaid_per_day == 20


async def test_what_the_swarm_agrees_on_is_suggested_within_the_owners_limits(provider):
    await provider.join_swarm("pricing")
    swarm = services(provider).provider.swarm
    mine = await swarm._statement(swarm.joining, None, None)
    swarm._others = [replace(mine, proposal=Proposal(Decimal("5")))] * 3
    assert [s.key for s in await provider.get_optimization_suggestions()] == ["swarm_price"]
    (found,) = await provider.get_optimization_suggestions()
    assert found.change.after == Decimal("0.2") and "within your limits that is 0.2" in found.basis
    swarm.keep_within(Limits(Decimal(0), Decimal(9)))
    (found,) = await provider.get_optimization_suggestions()
    await provider.apply_suggestion(found)
    assert services(provider).provider.policies.rate == 5 and await provider.get_optimization_suggestions() == []


async def test_what_is_no_suggestion_is_named(provider):
    for verb in (provider.apply_suggestion, provider.revert_suggestion):
        with pytest.raises(ValueError, match="suggestion must be one of get_optimization_suggestions"):
            await verb("cheaper")

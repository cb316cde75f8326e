"""What is summed in SQL for a long past's sake is what the single facts say."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from desktop_app.domain import spans
from desktop_app.domain.analytics import demand_by_hour
from desktop_app.domain.card import Reading
from desktop_app.domain.jobs import Outcome, Terms
from tests.storage.samples import NETWORK, NOW, PROVIDER, WORK, job, key

PAID = Terms(NOW, NOW, "escrowed", Decimal("1.5"), "ait1buyer", "ait1me")


async def test_what_jobs_come_to_is_what_their_facts_say(history):
    """Summed in SQL for a year's sake; here the same from the facts one by one."""
    chance = random.Random(5)
    for number in range(60):
        paid = chance.choice([PAID, replace(PAID, amount=None), replace(PAID, amount=Decimal(0))])
        ends = NOW + timedelta(hours=chance.uniform(0, 30))
        at = ends - timedelta(hours=chance.uniform(0, 3))
        await history.journal.record(replace(job(number, terms=paid), received_at=at))
        outcome = Outcome.FAILED
        work = replace(WORK, seconds=chance.choice([0.0, 1800.0, chance.uniform(0, 9000)]))
        await history.journal.finish(key(number), outcome, "", work, ends, None)
    since, until = NOW + timedelta(hours=5), NOW + timedelta(hours=25)
    offered = [(since, since + timedelta(hours=7)), (since + timedelta(hours=9), until)]
    facts = await history.facts.ended(NETWORK, PROVIDER, since, until)
    found = await history.facts.worked(NETWORK, PROVIDER, since, until, offered)
    runs = [(fact.ended - timedelta(seconds=fact.seconds), fact.ended) for fact in facts if fact.seconds]
    arrived = Counter(fact.arrived.hour for fact in facts if since <= fact.arrived < until)
    assert 20 < len(facts) < 60 and sum(arrived.values()) < len(facts)
    assert found.busy == pytest.approx(spans.seconds(spans.common(offered, spans.joined(runs))), abs=1e-3)
    assert found.busy < spans.seconds(runs), "work beside work counts once"
    assert demand_by_hour(found.arrivals, "UTC") == tuple(arrived[hour] for hour in range(24))
    assert found.unpaid == pytest.approx(sum(fact.seconds for fact in facts if not fact.paid)) and found.unpaid


async def test_silences_are_the_long_steps_between_readings(history):
    chance, start = random.Random(6), NOW.replace(microsecond=0)
    at = [start - timedelta(seconds=70)]
    while at[-1] < start + timedelta(seconds=4_500):
        at.append(at[-1] + timedelta(seconds=chance.choice([5, 5, 30, 60, 61, 200])))
    for moment in at:
        await history.records.add_reading(Reading(moment, 50.0, None, None, None), 0.5)
    end = start + timedelta(seconds=4_000)
    inside = [moment for moment in at if start <= moment < end]
    steps = pairwise([start, *inside, end])
    long = [(a, b) for a, b in steps if (b - a).total_seconds() > 60]
    assert await history.facts.silences(start, end, 60.0) == long and len(long) > 3

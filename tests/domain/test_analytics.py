from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import spans
from desktop_app.domain.analytics import ModelYield, Worked, analyse, demand_by_hour, is_quiet, peaks, quiet
from desktop_app.domain.jobs import Outcome
from desktop_app.domain.ledger import Totals
from desktop_app.domain.schedule import ALWAYS, parse
from desktop_app.domain.sla import JobFact
from desktop_app.domain.suggesting import Evidence, suggest

START = datetime(2026, 5, 4, tzinfo=UTC)  # a Monday
WEEK = START + timedelta(days=7)


def at(hours):
    return START + timedelta(hours=hours)


def fact(start, hours, model="tiny"):
    return JobFact(
        "j", at(start), at(start), at(start + hours), Outcome.COMPLETED, seconds=hours * 3600, model=model
    )  # fmt: skip


def figures(facts=(), schedule=ALWAYS, working=((START, WEEK),), **more):
    offered = spans.offered(schedule, START, WEEK)
    busy = spans.seconds(spans.common(offered, at_work(facts)))
    return analyse(Worked(busy), offered, list(working), {}, START, WEEK, zone=schedule.zone, **more)


def at_work(facts):
    return spans.joined((f.ended - timedelta(seconds=f.seconds), f.ended) for f in facts if f.seconds)


def test_the_share_of_the_offered_time():
    office = parse({"availability": [{"days": ["monday"], "hours": "09:00-19:00"}]})
    found = figures([fact(8, 2), fact(9.5, 1), fact(15, 1), fact(40, 5)], office, [(at(0), at(14))])
    assert found.offered_hours == 10 and found.open_hours == 5
    assert found.busy_hours == pytest.approx(2.5) and found.utilization_rate == pytest.approx(0.25)
    assert found.availability == 0.5


def test_nothing_offered_is_not_known():
    found = figures([fact(1, 1)], parse({}))
    assert found.utilization_rate is None and found.availability is None


def test_peak_and_quiet_hours_by_the_owners_clock():
    demand = demand_by_hour({at(18): 2, at(18.75): 3, at(19): 3, at(3): 1}, "Europe/Vienna")
    assert demand[20] == 5 and demand[21] == 3 and demand[5] == 1
    assert peaks(demand) == (20, 21, 5) and 5 not in quiet(demand) and 4 in quiet(demand)
    assert not is_quiet(demand, at(18), "Europe/Vienna") and is_quiet(demand, at(0), "Europe/Vienna")
    assert peaks((0,) * 24) == () and len(quiet((0,) * 24)) == 24


def test_the_models_by_what_an_hour_of_the_card_earns():
    by_model = {
        "small": Totals(credited=Decimal("0.5"), jobs=5, seconds=1800.0),
        "large": Totals(credited=Decimal("0.6"), jobs=2, seconds=7200.0),
        "": Totals(jobs=1),
        "idle": Totals(jobs=1),
    }
    found = analyse(Worked(), [], [], by_model, START, WEEK, energy_per_hour=Decimal("0.4")).profitable_models
    assert [m.model for m in found] == ["small", "large", "idle"]
    assert found[0].per_hour == Decimal(1) and found[0].net_per_hour == Decimal("0.6")
    assert found[1].net_per_hour == Decimal("-0.1") and found[2].per_hour is None


RUNS = st.lists(st.tuples(st.floats(0, 160), st.floats(0, 20)), max_size=15)


@given(RUNS)
def test_shares_stay_shares_and_work_beside_work_counts_once(runs):
    facts = [fact(start, hours) for start, hours in runs]
    found = at_work(facts)
    assert all(a[1] < b[0] for a, b in pairwise(found))
    assert spans.seconds(found) <= sum(f.seconds for f in facts) + 1e-3
    assert 0 <= figures(facts).utilization_rate <= 1


@given(st.lists(st.integers(0, 50), min_size=24, max_size=24))
def test_no_hour_is_both(demand):
    assert not set(peaks(demand)) & set(quiet(demand))


@given(
    st.lists(st.tuples(st.integers(0, 160), st.floats(0, 5)), max_size=8), st.sampled_from(["UTC", "Asia/Kathmandu"])
)
def test_the_hours_of_spans_add_up(pairs, zone):
    found = [(at(a), at(a + b)) for a, b in pairs]
    assert sum(spans.by_hour(found, zone)) == pytest.approx(spans.seconds(found))


# ---- suggestions -------------------------------------------------------------------------------------------------

BUSY = figures([fact(0, 150)])
IDLE = figures([fact(0, 10)])
MARKET = tuple(map(Decimal, ("0.08", "0.1", "0.12", "0.1")))
EARNED = Totals(credited=Decimal(10), jobs=100, seconds=150 * 3600.0)


def evidence(analytics=BUSY, price="0.1", **more):
    return Evidence(analytics, EARNED, Decimal(price), ALWAYS, **more)


def keys(seen):
    return [s.key for s in suggest(seen)]


def one(seen):
    (found,) = suggest(seen)
    back = found.change.reverted()
    assert (back.before, back.after) == (found.change.after, found.change.before)
    assert found.description and found.impact and found.basis and found.implementation_steps
    return found


def test_without_figures_nothing_is_suggested():
    nothing = analyse(Worked(), [], [], {}, START, WEEK)
    assert keys(Evidence(nothing, Totals(), Decimal("0.1"), ALWAYS, market=MARKET)) == []
    assert keys(evidence()) == keys(evidence(IDLE)) == []
    assert keys(evidence(IDLE, "0.2", market=MARKET[:2])) == [], "two offers are no market"


def test_below_cost_is_a_fact():
    found = one(evidence(floor=Decimal("0.15")))
    assert found.key == "below_cost" and "0.05" in found.impact and "stimate" not in found.impact
    assert found.change.after == Decimal("0.15")


def test_dear_and_idle_goes_to_the_middle_and_promises_nothing():
    found = one(evidence(IDLE, "0.2", market=MARKET))
    assert found.change.after == Decimal("0.1") and "not known" in found.impact and "4 offers" in found.basis
    assert one(evidence(IDLE, "0.2", market=MARKET, floor=Decimal("0.15"))).change.after == Decimal("0.15")
    assert keys(evidence(IDLE, "0.2", market=MARKET, floor=Decimal("0.2"))) == []


def test_cheap_and_busy_is_an_estimate_with_its_assumption():
    found = one(evidence(price="0.05", market=MARKET))
    assert found.change.after == Decimal("0.0625")
    assert found.impact.startswith("Estimate: 2.5000 AITBC more") and "if all" in found.impact


def test_unpaid_work_and_weak_models():
    found = one(evidence(unpaid_per_day=20, unpaid_seconds=50 * 3600.0))
    assert found.change == replace(found.change, before=20, after=10) and "5.0000 AITBC" in found.impact
    models = tuple(ModelYield(n, 20, 5.0, Decimal(1), Decimal(p), None) for n, p in (("a", 2), ("b", 1)))
    weak = one(evidence(replace(BUSY, profitable_models=models), models=("a", "b")))
    assert weak.change.after == ("a",) and "up to 5.0000 AITBC" in weak.impact
    assert keys(evidence(replace(BUSY, profitable_models=models), models=("a",))) == []


def test_hours_that_are_rarely_kept_are_computed_from_the_same_time():
    working = [(at(24 * day), at(24 * day + 18)) for day in range(7)]  # the owner plays from 18:00 to midnight
    found = one(evidence(figures(working=working), offered=[(START, WEEK)], working=working))
    assert found.key == "hours_rarely_kept" and "would have been 100.0% and not 75.0%" in found.impact
    after = found.change.after
    assert not after.is_open(at(20)) and after.is_open(at(17)) and ALWAYS.is_open(at(20))
    offered = spans.offered(after, START, WEEK)
    assert spans.seconds(spans.common(offered, working)) == spans.seconds(offered)

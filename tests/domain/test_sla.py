from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import sla, spans
from desktop_app.domain.jobs import Outcome
from desktop_app.domain.schedule import ALWAYS, parse
from desktop_app.domain.sla import JobFact, Sla, breaches, for_contract, measure, penalty

DAY = datetime(2026, 5, 1, tzinfo=UTC)
NEXT = DAY + timedelta(days=1)
PROMISED = sla.parse(0.99, 30, 0.98, 0.5)


def at(seconds):
    return DAY + timedelta(seconds=seconds)


def fact(number=1, wait=1.0, outcome=Outcome.COMPLETED, **more):
    return JobFact(f"j{number}", at(number), at(number + wait), at(number + wait + 5), outcome, **more)


def test_a_good_day():
    found = measure([fact(n) for n in range(100)], [(DAY, NEXT)], [(DAY, NEXT)], DAY, NEXT)
    assert (found.availability, found.response_time, found.completion_rate, found.jobs) == (1.0, 1.0, 1.0, 100)
    assert breaches(PROMISED, found) == [] and penalty(PROMISED, [], [Decimal(1)]) == 0


def test_a_bad_day_costs_once():
    facts = [fact(n, wait=40.0) for n in range(10)] + [fact(10, outcome=Outcome.FAILED)]
    found = measure(facts, [(DAY, NEXT)], [(DAY, at(43_200))], DAY, NEXT)
    assert found.availability == 0.5 and found.response_time == 40.0
    missed = breaches(PROMISED, found)
    assert [b.target for b in missed] == ["availability", "response_time", "completion_rate"]
    assert "50.00%" in missed[0].sentence and "99.00%" in missed[0].sentence
    assert penalty(PROMISED, missed, [Decimal("0.1"), Decimal("0.3")]) == Decimal("0.2")


def test_nothing_measured_is_no_breach():
    found = measure([], [], [], DAY, NEXT)
    assert (found.availability, found.response_time, found.completion_rate) == (None, None, None)
    assert breaches(PROMISED, found) == []


def test_what_does_not_count():
    gone = [fact(1, 900, Outcome.CANCELED), fact(2, outcome=Outcome.FAILED, taken=False), fact(3, 900, batched=True)]
    found = measure(gone, [], [], DAY, NEXT)
    assert found.jobs == 1 and found.completion_rate == 1.0 and found.response_time is None
    never = JobFact("x", at(0), None, at(100), Outcome.EXPIRED)
    assert measure([never], [], [], DAY, NEXT).response_time == 100.0


def test_outside_offered_hours_nothing_was_promised():
    office = parse({"availability": [{"day": "friday", "hours": "09:00-17:00"}]})
    hours = spans.offered(office, DAY, NEXT)
    assert hours == [(at(9 * 3600), at(17 * 3600))]
    assert measure([], hours, [(at(9 * 3600), at(16 * 3600))], DAY, NEXT).availability == 7 / 8


def test_a_contract_is_judged_by_the_stricter_availability():
    assert for_contract(PROMISED, Decimal("0.95")).availability == Decimal("0.99")
    assert for_contract(PROMISED, Decimal("0.995")).availability == Decimal("0.995")
    assert for_contract(None, Decimal("0.9")) == Sla(availability=Decimal("0.9"))
    assert for_contract(None, Decimal(0)).availability is None


def test_always_and_never_are_whole_and_nothing():
    assert spans.offered(ALWAYS, DAY, NEXT) == [(DAY, NEXT)]
    assert spans.offered(parse({}), DAY, NEXT) == []


MARKS = st.lists(st.integers(0, 300), max_size=12)


def made(marks):
    edges = sorted(set(marks))
    return [(at(a), at(b)) for a, b in zip(edges[::2], edges[1::2], strict=False)]


@given(MARKS, MARKS)
def test_what_is_common_agrees_with_counting_seconds(one, other):
    left, right = made(one), made(other)
    both = spans.common(left, right)
    inside = sum(any(a <= at(s) < b for a, b in left) and any(a <= at(s) < b for a, b in right) for s in range(301))
    assert spans.seconds(both) == inside
    rest = spans.without(left, right)
    assert spans.common(rest, right) == [] and spans.seconds(rest) == spans.seconds(left) - inside


@given(st.lists(st.tuples(st.integers(-60, 300), st.booleans()), max_size=15))
def test_switches_agree_with_counting_seconds(switches):
    switches = sorted(((at(s), on) for s, on in switches), key=lambda s: s[0])
    found = spans.from_switches(switches, at(0), at(240))
    on, inside = False, 0
    for s in range(-60, 240):
        for moment, state in switches:
            if moment == at(s):
                on = state
        inside += on and s >= 0
    assert spans.seconds(found) == inside


FACTS = st.lists(
    st.builds(fact, st.integers(0, 80_000), st.floats(0, 4000), st.sampled_from(list(Outcome))), max_size=30
)


@given(FACTS)
def test_shares_are_shares_and_more_failures_never_raise_the_rate(facts):
    found = measure(facts, [], [], DAY, NEXT)
    assert found.completion_rate is None or 0 <= found.completion_rate <= 1
    worse = measure([*facts, fact(1, outcome=Outcome.FAILED)], [], [], DAY, NEXT)
    assert found.completion_rate is None or worse.completion_rate <= found.completion_rate
    if found.completion_rate is not None:
        waits = [
            (f.started - f.arrived).total_seconds()
            for f in facts
            if f.outcome is not Outcome.CANCELED and f.ended < NEXT
        ]
        assert sum(w <= found.response_time for w in waits) >= 0.95 * len(waits)


@given(st.lists(st.decimals(0, 1000, places=8), max_size=20))
def test_a_penalty_is_never_more_than_was_paid(paid):
    missed = [sla.Breach("availability", "x")]
    assert 0 <= penalty(PROMISED, missed, paid) <= sum(paid)
    assert penalty(replace(PROMISED, penalty_rate=Decimal(1)), missed, paid) == sum(paid)

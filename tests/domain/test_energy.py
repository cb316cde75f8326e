import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.energy import (
    LONGEST_GAP,
    Tariff,
    content,
    cost,
    floor_per_hour,
    from_content,
    idle_baseline,
    joules,
    losing,
    parse_tariff,
)

NOW = datetime(2026, 5, 1, tzinfo=UTC)  # a Friday
FLAT = parse_tariff(0.30, "EUR", token_rate=0.10)


def at(seconds):
    return NOW + timedelta(seconds=seconds)


def samples(*pairs):
    return [(at(s), watts) for s, watts in pairs]


def every(watts, first=0, last=100, step=5):
    return samples(*((s, watts) for s in range(first, last + 1, step)))


def test_constant_power_above_idle():
    used = joules(every(220.0), 20.0, (at(10), at(60)))
    assert used.joules == pytest.approx(200 * 50) and used.measured == 1.0


def test_a_ramp_is_a_straight_line():
    used = joules(samples((0, 20.0), (50, 120.0)), 20.0, (at(0), at(50)))
    assert used.joules == pytest.approx(50 * 50)


def test_jobs_that_run_together_share_what_they_draw():
    mine = joules(every(220.0), 20.0, (at(0), at(60)), [(at(30), at(90))])
    other = joules(every(220.0), 20.0, (at(30), at(90)), [(at(0), at(60))])
    assert mine.joules + other.joules == pytest.approx(200 * 90)


def test_below_idle_is_nothing_and_no_time_is_no_energy():
    assert joules(every(10.0), 20.0, (at(0), at(50))).joules == 0
    assert joules(every(100.0), 20.0, (at(50), at(50))).joules == 0


def test_a_gap_is_not_made_up():
    used = joules(samples((0, 100.0), (10, 100.0), (110, 100.0), (120, 100.0)), 0.0, (at(0), at(120)))
    assert used.joules == pytest.approx(100 * 20) and used.measured == pytest.approx(20 / 120)
    assert joules([], 0.0, (at(0), at(10))).measured == 0.0
    one = joules(samples((0, 100.0)), 0.0, (at(0), at(200)))
    assert one.joules == pytest.approx(100 * LONGEST_GAP) and one.measured == pytest.approx(LONGEST_GAP / 200)


RUN = st.tuples(st.integers(0, 300), st.integers(1, 200)).map(lambda r: (at(r[0]), at(r[0] + r[1])))
WATTS = st.lists(st.tuples(st.integers(-50, 500), st.floats(50, 400)), max_size=25, unique_by=lambda s: s[0]).map(
    lambda pairs: samples(*sorted(pairs))
)


@given(WATTS, RUN, st.lists(RUN, max_size=4))
def test_against_a_hundred_steps_a_second(found, run, others):
    used = joules(found, 50.0, run, others)
    spent, known, step = 0.0, 0.0, 0.25
    seconds = (run[1] - run[0]).total_seconds()
    for k in range(int(seconds / step)):
        moment = run[0] + timedelta(seconds=(k + 0.5) * step)
        before = [s for s in found if s[0] <= moment]
        after = [s for s in found if s[0] > moment]
        if before and after:
            gap = (after[0][0] - before[-1][0]).total_seconds()
            if gap > LONGEST_GAP:
                continue
            part = (moment - before[-1][0]).total_seconds() / gap
            watts = before[-1][1] + part * (after[0][1] - before[-1][1])
        else:
            near = before[-1] if before else after[0] if after else None
            if near is None or abs((near[0] - moment).total_seconds()) > LONGEST_GAP:
                continue
            watts = near[1]
        spent += (watts - 50.0) * step / (1 + sum(s <= moment < e for s, e in others))
        known += step
    assert used.joules == pytest.approx(spent, rel=1e-6, abs=1e-3)
    assert used.measured == pytest.approx(known / seconds, abs=1e-6)


@given(WATTS, st.lists(RUN, min_size=1, max_size=5))
def test_all_jobs_together_never_draw_more_than_the_card(found, runs):
    if not found:
        return
    parts = [joules(found, 50.0, run, runs[:k] + runs[k + 1 :]).joules for k, run in enumerate(runs)]
    whole = joules(found, 50.0, (min(r[0] for r in runs), max(r[1] for r in runs))).joules
    assert sum(parts) <= whole * (1 + 1e-6) + 1e-3


def test_the_idle_baseline():
    assert idle_baseline([]) is None
    assert idle_baseline([20.0] * 8 + [19.0, 300.0]) == 20.0


def test_what_it_costs():
    used = joules(every(3620.0, 0, 1000), 20.0, (at(0), at(1000)))
    found = cost(FLAT, used, NOW)
    assert (found.cost, found.tokens) == (Decimal("0.3"), Decimal(3))
    assert cost(Tariff(Decimal("0.3")), used, NOW).tokens is None


def test_the_tariff_by_hour_of_the_week_in_its_zone():
    tariff = parse_tariff(0.3, by_hour={4 * 24 + 2: 0.1}, timezone="Europe/Vienna")
    assert tariff.per_kwh(NOW) == Decimal("0.1")  # Friday 02:00 there
    assert tariff.per_kwh(at(3600)) == Decimal("0.3")


def test_a_job_that_would_lose_money():
    assert floor_per_hour(FLAT, 300.0, NOW) == Decimal("0.9")
    assert losing(FLAT, 300.0, 3600, Decimal("0.9"), Decimal(0), NOW) is None
    no = losing(FLAT, 300.0, 3600, Decimal("0.9"), Decimal("0.025"), NOW)
    assert no.code == "below_cost" and "0.8775" in no.message and "0.9" in no.message
    assert losing(Tariff(Decimal("0.3")), 300.0, 3600, Decimal(0), Decimal(0), NOW) is None


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"price_per_kwh": -1}, "price_per_kwh"), ({"price_per_kwh": "cheap"}, "price_per_kwh"),
        ({"currency": ""}, "currency"), ({"by_hour": [1]}, "by_hour"), ({"by_hour": {168: 1}}, "by_hour"),
        ({"by_hour": {True: 1}}, "by_hour"), ({"by_hour": {1: -1}}, "by_hour"), ({"timezone": "Moon"}, "timezone"),
        ({"token_rate": 0}, "token_rate"), ({"token_rate": "x"}, "token_rate"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(arguments, field):
    with pytest.raises(ValueError, match=f"^{field} must"):
        parse_tariff(**{"price_per_kwh": 0.3, **arguments})


PRICES = st.decimals(0, 1000, places=6)


@given(
    PRICES, st.dictionaries(st.integers(0, 167), PRICES, max_size=5), st.sampled_from(["UTC", "Asia/Kathmandu"]),
    st.one_of(st.none(), st.decimals("0.000001", 1000, places=6)),
)  # fmt: skip
def test_a_kept_tariff_comes_back(flat, by_hour, zone, rate):
    tariff = parse_tariff(flat, "CHF", by_hour, zone, rate)
    assert from_content(json.loads(json.dumps(content(tariff)))) == tariff


@given(
    st.dictionaries(
        st.sampled_from(["price_per_kwh", "by_hour", "timezone"]),
        st.one_of(
            st.none(),
            st.text(max_size=3),
            st.lists(st.none(), max_size=1),
            st.dictionaries(st.text(max_size=3), st.none(), max_size=1),
        ),
    )
)
def test_anything_else_kept_is_a_value_error(kept):
    try:
        assert isinstance(from_content(kept), Tariff)
    except ValueError as error:
        assert str(error)

"""Why no jobs? Each rung on its own, and the whole in one sentence."""

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop_app.domain.ladder import Facts, Fix, Light, answer, ladder, percentile

WELL = Facts(
    online=True, last_answer_s=0.08, registered=True, offers_sent=2, offers_seen=2, market_known=True,
    models=("llama",), asked={"llama": 9}, price=Decimal("0.1"), market=(Decimal("0.08"), Decimal("0.1"), Decimal("0.2")),
    score=0.62, better=0, longest_price=Decimal("0.02"),
)  # fmt: skip
MARKET = tuple(Decimal(n) / 100 for n in range(1, 9))


def rung(facts, key):
    return next(found for found in ladder(facts) if found.key == key)


def test_when_nothing_is_in_the_way_every_rung_is_good():
    rungs = ladder(WELL)
    assert {one.light for one in rungs} == {Light.GOOD}
    assert len(rungs) == 8
    assert answer(rungs, at_work=False).startswith("Nothing is in the way: the network has no job")
    assert answer(rungs, at_work=True) == "Nothing is in the way, and a job is running."


@pytest.mark.parametrize(
    ("key", "changes", "light", "fix", "says"),
    [
        ("online", {"online": False}, Light.BAD, Fix.RETRY, "cannot be reached"),
        ("registered", {"registered": False}, Light.BAD, Fix.RETRY, "does not know this provider"),
        ("registered", {"registered": False, "gate_is_owner": True}, Light.DOUBT, Fix.NONE, "pause"),
        ("offer", {"market_known": False}, Light.DOUBT, Fix.NONE, "No marketplace"),
        ("offer", {"offers_seen": None}, Light.DOUBT, Fix.MARKET, "could not be read"),
        ("offer", {"offers_seen": 0}, Light.BAD, Fix.MARKET, "nobody else can see"),
        ("offer", {"offers_seen": 0, "offers_sent": 0}, Light.DOUBT, Fix.NONE, "Nothing is published"),
        ("gate", {"gate": "The card is too hot.", "gate_fix": Fix.ALERTS}, Light.BAD, Fix.ALERTS, "too hot."),
        ("gate", {"gate": "Paused by you", "gate_is_owner": True, "gate_fix": Fix.RESUME}, Light.DOUBT, Fix.RESUME,
         "Paused by you."),
        ("models", {"models": ()}, Light.BAD, Fix.MODELS, "No model is offered"),
        ("models", {"asked": {"llama": 1, "big": 5}, "missing": {"big": 5}}, Light.BAD, Fix.MODELS, "most often big"),
        ("models", {"asked": {"llama": 9, "big": 3}, "missing": {"big": 3}}, Light.DOUBT, Fix.MODELS, "3 jobs"),
        ("price", {"price": Decimal("0.07"), "market": MARKET}, Light.GOOD, Fix.NONE, "75% of 8 other offers cost less"),
        ("price", {"price": Decimal("0.08"), "market": MARKET}, Light.DOUBT, Fix.MARKET, "88% of 8"),
        ("price", {"market": MARKET[:2]}, Light.GOOD, Fix.NONE, "too few other offers"),
        ("reputation", {"score": None}, Light.GOOD, Fix.NONE, "no rating"),
        ("reputation", {"better": 2}, Light.DOUBT, Fix.REPUTATION, "2 better-rated providers are listed"),
        ("bond", {"longest_price": Decimal(10)}, Light.DOUBT, Fix.SETTINGS, "need a bond"),
    ],
)  # fmt: skip
def test_each_rung_says_what_is_wrong_and_what_mends_it(key, changes, light, fix, says):
    found = rung(replace(WELL, **changes), key)
    assert (found.light, found.fix) == (light, fix)
    assert says in found.sentence
    assert found.sentence.endswith(".")


def test_the_lowest_bad_rung_is_the_answer_and_doubt_comes_after():
    rungs = ladder(replace(WELL, better=1, models=()))
    assert answer(rungs, at_work=False) == "No model is offered, so no job fits."
    assert "better-rated" in answer(ladder(replace(WELL, better=1)), at_work=True)


def test_a_percentile_counts_what_costs_less():
    assert percentile(Decimal(3), tuple(map(Decimal, (1, 2, 3, 4)))) == 0.5
    assert percentile(Decimal(1), ()) == 0.0

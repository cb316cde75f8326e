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
        ("online", {"online": None}, Light.DOUBT, Fix.NONE, "not being asked"),
        ("online", {"online": False, "gate": "The card is too hot"}, Light.BAD, Fix.RETRY, "keeps trying"),
        ("online", {"registered": False, "gate": "No route", "gate_is_network": True}, Light.BAD, Fix.RETRY, "No route."),
        ("online", {"gate": "The network asks for a pause", "gate_is_network": True}, Light.DOUBT, Fix.NONE, "a pause."),
        ("registered", {"registered": False}, Light.DOUBT, Fix.RETRY, "is connecting"),
        ("registered", {"registered": False, "gate": "Paused by you"}, Light.DOUBT, Fix.NONE, "when work may run again"),
        ("registered", {"registered": False, "gate": "No route", "gate_is_network": True}, Light.DOUBT, Fix.NONE,
         "as soon as the network can be used"),
        ("offer", {"market_known": False}, Light.DOUBT, Fix.NONE, "No marketplace"),
        ("offer", {"offers_seen": None}, Light.DOUBT, Fix.MARKET, "could not be read"),
        ("offer", {"offers_seen": 0}, Light.BAD, Fix.MARKET, "nobody else can see"),
        ("offer", {"offers_seen": 0, "offers_sent": 0}, Light.DOUBT, Fix.NONE, "Nothing is published yet"),
        ("offer", {"offers_seen": 0, "offers_sent": 0, "gate": "No model"}, Light.DOUBT, Fix.NONE, "work stands still"),
        ("gate", {"gate": "The card is too hot.", "gate_fix": Fix.ALERTS}, Light.BAD, Fix.ALERTS, "too hot."),
        ("gate", {"gate": "Paused by you", "gate_light": Light.DOUBT, "gate_fix": Fix.RESUME}, Light.DOUBT, Fix.RESUME,
         "Paused by you."),
        ("models", {"models": ()}, Light.BAD, Fix.MODELS, "No model is offered"),
        ("models", {"asked": {"llama": 1, "big": 5}, "missing": {"big": 5}}, Light.BAD, Fix.MODELS, "most often big"),
        ("models", {"asked": {"llama": 9, "big": 3}, "missing": {"big": 3}}, Light.DOUBT, Fix.MODELS, "3 jobs"),
        ("price", {"price": Decimal("0.07"), "market": MARKET}, Light.GOOD, Fix.NONE,
         "75% of 8 other offers of a similar card cost less"),
        ("price", {"price": Decimal("0.08"), "market": MARKET}, Light.DOUBT, Fix.MARKET, "88% of 8"),
        ("price", {"price": Decimal("0.08"), "market": MARKET, "market_is_similar": False}, Light.GOOD, Fix.NONE,
         "nobody offers a similar card, and of all 8 other offers 88% cost less"),
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


@pytest.mark.parametrize(
    "others",
    [
        {},
        {"online": None, "registered": False, "models": ()},
        {"online": False, "registered": False},
        {"market_known": False},
        {"offers_seen": 0},
        {"registered": False, "offers_seen": None, "score": 0.1, "better": 5},
    ],
)
@pytest.mark.parametrize("light", [Light.DOUBT, Light.BAD])
@pytest.mark.parametrize("is_network", [False, True])
def test_while_the_gate_is_closed_its_reason_is_the_answer(others, light, is_network):
    closed = replace(WELL, gate="You are using the computer", gate_light=light, gate_is_network=is_network, **others)
    assert answer(ladder(closed), at_work=True) == "You are using the computer."


def test_what_is_only_told_and_cannot_be_mended_is_no_answer():
    rungs = ladder(replace(WELL, market_known=False))
    assert answer(rungs, at_work=True) == "Nothing is in the way, and a job is running."
    assert answer(rungs, at_work=False).startswith("Nothing is in the way: the network has no job")


def test_a_network_that_was_not_asked_is_not_called_out_of_reach():
    rungs = ladder(replace(WELL, online=None, registered=False, models=(), gate="The model server refuses the key"))
    assert answer(rungs, at_work=False) == "The model server refuses the key."
    assert "reach" not in rungs[0].sentence
    assert rungs[0].fix is Fix.NONE


def test_a_percentile_counts_what_costs_less():
    assert percentile(Decimal(3), tuple(map(Decimal, (1, 2, 3, 4)))) == 0.5
    assert percentile(Decimal(1), ()) == 0.0

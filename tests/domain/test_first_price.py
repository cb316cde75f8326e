from __future__ import annotations

import json
from decimal import Decimal

import pytest

from desktop_app.domain import schedule
from desktop_app.domain.first_price import USUAL, Ask, Power, middle, outlook, similar, suggest
from desktop_app.domain.hours_choice import Hours, choice_of, hours_a_day, minutes_open, spec_of


def asks(*rates: str, card: str = "NVIDIA GeForce RTX 4070 Ti") -> list[Ask]:
    return [Ask(card, Decimal(rate)) for rate in rates]


def test_the_same_card_under_different_names() -> None:
    assert len(similar([*asks("1"), *asks("2", card="rtx 4070ti"), *asks("3", card="RTX 4070")], "RTX 4070 Ti")) == 2
    assert similar(asks("1", card=""), "") == ()


def test_the_middle_of_a_market() -> None:
    assert middle(asks("1", "2")) is None
    assert middle(asks("3", "1", "2")) == 2
    assert middle(asks("4", "1", "2", "3")) == Decimal("2.5")


@pytest.mark.parametrize(
    ("listed", "power", "price", "says"),
    [
        (None, Power(), USUAL, "no market could be asked"),
        ([], Power(), USUAL, "no similar card is listed"),
        (asks("1"), Power(), USUAL, "one similar card is listed"),
        (asks("1", "2"), Power(), USUAL, "only 2 similar cards are listed"),
        (asks("1", "2", "3"), Power(), Decimal(2), "ask 1 to 3 T an hour"),
        (asks("1", "2", "3"), Power(200.0, Decimal("0.3"), Decimal("0.01")), Decimal("7.5"), "Raised above"),
        (asks("1", "2", "3"), Power(200.0, Decimal("0.3"), Decimal(1)), Decimal(2), "Electricity costs about 0.06 T"),
    ],
)
def test_the_suggestion_says_what_it_rests_on(listed: list[Ask] | None, power: Power, price: Decimal, says: str) -> None:
    found = suggest(listed, "RTX 4070 Ti", power, "T")
    assert found.per_hour == price
    assert any(says in reason for reason in found.reasons)


def test_without_a_worth_no_worth_is_told() -> None:
    seen = outlook(Decimal("0.1"), 24.0, Power(300.0, Decimal("0.25")))
    assert (seen.most, seen.worth, seen.electricity) == (Decimal("2.4"), None, Decimal("1.8"))
    assert outlook(Decimal(1), 2.0, Power(token_worth=Decimal("0.5"))).worth == 1


@pytest.mark.parametrize(("choice", "hours"), [(Hours.ALWAYS, 24.0), (Hours.NIGHTS, 14.0), (Hours.WEEKENDS, 60 / 7)])
def test_ready_made_hours(choice: Hours, hours: float) -> None:
    assert hours_a_day(schedule.parse(spec_of(choice, "Europe/Vienna"))) == pytest.approx(hours)


def test_own_hours_run_past_the_week_and_give_way_to_maintenance() -> None:
    own = {
        "availability": [{"day": "sunday", "hours": "22:00-02:00"}],
        "maintenance_windows": [{"day": "monday", "hours": "01:00-02:00"}],
    }
    week = minutes_open(schedule.parse(spec_of(Hours.OWN, "UTC", own)))
    assert sum(week) == 180 and week[0] and not week[60] and week[-1]


def test_a_schedule_is_known_again_as_what_was_chosen() -> None:
    own = {"timezone": "UTC", "availability": [{"day": "monday", "hours": "08:00-12:00"}]}
    for choice in Hours:
        assert choice_of(json.loads(json.dumps(spec_of(choice, "Europe/Vienna", own)))) is choice
    assert choice_of({}) is Hours.ALWAYS

"""Ceilings of comfort: quiet hours, easing with hysteresis, and the words for it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.card import Reading
from desktop_app.domain.comfort import (
    CALM_S,
    HOLD_S,
    PAUSES,
    Ceilings,
    Comfort,
    Easing,
    cap_of,
    exceeded,
    last_step,
    sentence,
)
from desktop_app.domain.schedule import parse_hours

AT = datetime(2026, 1, 1, tzinfo=UTC)
WARM = Ceilings(temperature=70.0)
NIGHT = Comfort(
    Ceilings(temperature=80.0, power=300.0), Ceilings(temperature=65.0, power=350.0, fan=40.0),
    parse_hours("22:00-07:00", "quiet_hours"),
)  # fmt: skip


def reading(heat: float | None = None, watts: float | None = None, fan: float | None = None) -> Reading:
    return Reading(AT, 50.0, 0, heat, watts, fan)


@pytest.mark.parametrize(("hour", "quiet"), [(21, False), (22, True), (3, True), (6, True), (7, False), (12, False)])
def test_quiet_hours_by_the_clock_on_the_wall(hour: int, quiet: bool) -> None:
    assert NIGHT.is_quiet(AT.replace(hour=hour)) is quiet
    assert NIGHT.at(AT.replace(hour=hour)) == (Ceilings(65.0, 300.0, 40.0) if quiet else Ceilings(80.0, 300.0))
    assert not Comfort(quiet=WARM).is_quiet(AT.replace(hour=hour)), "without hours it is never quiet"


def eased(values: list[tuple[float, float]], slots: int = 1, step: int = 0) -> list[int]:
    """The step after each (time, °C)."""
    easing, steps = Easing(step), []
    for now, heat in values:
        easing = easing.after(reading(heat), WARM, slots, now)
        steps.append(easing.step)
    return steps


def test_a_spike_is_no_reason_and_a_stretch_is() -> None:
    assert eased([(0, 80), (2, 69), (4, 80), (HOLD_S + 3, 80)]) == [0, 0, 0, 0]
    assert eased([(0, 80), (HOLD_S, 80), (HOLD_S + 2, 80), (2 * HOLD_S, 80)]) == [0, 1, 1, 2]


def test_back_only_well_below_and_after_longer() -> None:
    assert eased([(0, 68), (1000, 68)], step=2) == [2, 2], "below, but not well below"
    assert eased([(0, 64), (CALM_S - 1, 64), (CALM_S, 64), (2 * CALM_S, 64)], step=2) == [2, 2, 1, 0]
    assert eased([(0, 64), (CALM_S - 1, 68), (CALM_S, 64)], step=2) == [2, 2, 2]


def test_fewer_jobs_first_then_pauses() -> None:
    told = [(Easing(step).slots(3), Easing(step).pause(3)) for step in range(last_step(3) + 2)]
    assert told == [(3, 0.0), (2, 0.0), (1, 0.0), *((1, pause) for pause in PAUSES), (1, PAUSES[-1])]


def test_what_is_not_reported_changes_nothing() -> None:
    assert Easing(3, 5.0, True).after(reading(), WARM, 1, 99.0).step == 3
    assert Easing(3).after(reading(99.0), Ceilings(), 1, 0.0) == Easing(), "without ceilings all is given free"
    assert exceeded(reading(80.0, 200.0), Ceilings(70.0, 250.0, 30.0)) == ("temperature",)


class Card:
    """Warms towards a temperature by its load, cools towards the room; a job a slot, resting as told."""

    def __init__(self) -> None:
        self.heat, self.left, self.rest = 40.0, 0.0, 0.0

    def go(self, slots: int, pause: float, load: float) -> float:
        busy = slots if self.rest <= 0 else 0
        self.left, self.rest = self.left - 2.0, self.rest - 2.0
        if self.rest <= 0 and self.left <= 0:
            self.left, self.rest = 30.0, 30.0 + pause if pause else 0.0
        if pause and self.left <= 0:
            busy = 0
        self.heat += (30.0 + load * busy - self.heat) / 40.0
        return self.heat


@settings(max_examples=25)
@given(st.floats(20.0, 60.0), st.integers(1, 4))
def test_a_warm_card_is_kept_below_its_ceiling_without_flapping(load: float, slots: int) -> None:
    card, easing, steps = Card(), Easing(), []
    for tick in range(1800):
        heat = card.go(easing.slots(slots), easing.pause(slots), load / slots * 2)
        easing = easing.after(reading(heat), WARM, slots, tick * 2.0)
        steps.append(easing.step)
    assert min(steps) >= 0 and max(steps) <= last_step(slots)
    changes = sum(a != b for a, b in itertools.pairwise(steps))
    assert changes <= 1800 * 2.0 / HOLD_S / 2, "each change had its reason for a while"
    if 30.0 + load / slots * 2 * 1 <= 70.0:
        assert min(steps[900:]) <= slots - 1, "no pauses where one slot alone fits"


def test_words_for_the_owner() -> None:
    assert sentence(Easing(), WARM, reading(60), 2, is_quiet=False) == ""
    assert sentence(Easing(1), WARM, reading(72), 2, is_quiet=True) == (
        "To stay within your ceilings in quiet hours (70 °C): 1 job at a time."
    )
    last = sentence(Easing(last_step(2)), replace(WARM, power=200.0), reading(75, 250), 2, is_quiet=False)
    assert last == (
        "To stay within your ceilings (70 °C, 200 W): 1 job at a time, 120 s of rest between jobs. "
        "It is still over (75 °C, 250 W): raise the ceiling, or give the card more air."
    )
    silent = sentence(Easing(), Ceilings(fan=40.0), reading(60), 1, is_quiet=False)
    assert silent == "This card does not report its fan, so that ceiling has no effect."


def test_the_power_limit_that_keeps_a_ceiling() -> None:
    assert cap_of(Ceilings(power=150.0), (100.0, 215.0)) == 150.0
    assert cap_of(Ceilings(power=50.0), (100.0, 215.0)) == 100.0
    assert cap_of(Ceilings(power=300.0), (100.0, 215.0)) is None
    assert cap_of(WARM, (100.0, 215.0)) is None and cap_of(Ceilings(power=50.0), None) is None

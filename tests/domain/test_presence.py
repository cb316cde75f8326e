"""Signals fused into two stages."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.gate import Grip
from desktop_app.domain.others import READINGS, CardLook, Others
from desktop_app.domain.presence import (
    SIGNALS,
    Kind,
    Manner,
    Manners,
    Sighting,
    Stage,
    Verdict,
    fuse,
    grip_of,
    is_slowed,
)

NOW = 10_000.0
GIB = 1 << 30
SIGHTINGS = st.lists(
    st.builds(
        Sighting, st.sampled_from(Kind), st.booleans(), st.floats(0, 400).map(lambda ago: NOW - ago), st.sampled_from(["", "Hop"])
    )
)
MANNERS = st.builds(
    Manners, st.sampled_from(Manner), st.floats(1, 300), st.floats(1, 300), st.frozensets(st.sampled_from(Kind))
)


def live(seen, manners, now):
    linger = manners.quiet_s if SIGNALS[seen.kind].stage is Stage.USING else manners.clear_s
    return seen.kind not in manners.ignored and (seen.here or now - seen.at < linger)


@given(SIGHTINGS, MANNERS)
def test_the_highest_live_stage_wins_and_names_its_cause(sightings, manners):
    verdict = fuse(sightings, manners, NOW)
    there = [s for s in sightings if live(s, manners, NOW)]
    assert verdict.stage == max((SIGNALS[s.kind].stage for s in there), default=Stage.AWAY)
    assert (verdict.cause is None) == (not there)
    if verdict.cause:
        assert verdict.cause in there and SIGNALS[verdict.cause.kind].stage is verdict.stage and verdict.reason
        assert not verdict.reason.endswith(".") and "{" not in verdict.reason


@given(SIGHTINGS, MANNERS)
def test_nothing_changes_before_the_time_that_was_told(sightings, manners):
    verdict = fuse(sightings, manners, NOW)
    if verdict.ends_in is None:
        assert fuse(sightings, manners, NOW + 1e6) == verdict
    else:
        assert verdict.ends_in > 0
        assert fuse(sightings, manners, NOW + verdict.ends_in * 0.99).stage is verdict.stage
        before = sum(live(s, manners, NOW) for s in sightings)
        assert sum(live(s, manners, NOW + verdict.ends_in + 0.001) for s in sightings) < before


@given(SIGHTINGS, MANNERS)
def test_another_signal_never_lowers_the_stage_and_the_order_of_arrival_does_not_matter(sightings, manners):
    whole = fuse(sightings, manners, NOW)
    assert fuse(reversed(sightings), manners, NOW).stage is whole.stage
    for n in range(len(sightings)):
        assert fuse(sightings[:n], manners, NOW).stage <= whole.stage


@given(SIGHTINGS, MANNERS)
def test_a_signal_that_is_switched_off_is_not_there(sightings, manners):
    left = [s for s in sightings if s.kind not in manners.ignored]
    assert fuse(sightings, manners, NOW) == fuse(left, manners, NOW)


def test_the_usual_times():
    key = Sighting(Kind.INPUT, False, NOW)
    assert fuse([key], Manners(), NOW + 179).stage is Stage.USING
    assert fuse([key], Manners(), NOW + 180) == Verdict()
    game = Sighting(Kind.PROGRAM, False, NOW, "Hop")
    assert fuse([game], Manners(), NOW + 59).reason == "Game: Hop is running"
    assert fuse([game], Manners(), NOW + 60) == Verdict()
    assert fuse([game, key], Manners(), NOW).ends_in == 60


def test_what_the_gate_does():
    assert grip_of(Stage.NEEDING, Manners(Manner.KEEP)) is Grip.RELEASE
    assert grip_of(Stage.USING, Manners()) is Grip.STOP
    assert grip_of(Stage.USING, Manners(Manner.SLOW)) is None and is_slowed(Stage.USING, Manners(Manner.SLOW))
    assert grip_of(Stage.USING, Manners(Manner.KEEP)) is None and not is_slowed(Stage.USING, Manners(Manner.KEEP))
    assert grip_of(Stage.SPARING, Manners()) is Grip.HOLD
    assert grip_of(Stage.AWAY, Manners()) is None


def test_every_signal_has_a_plain_explanation():
    assert set(SIGNALS) == set(Kind)
    for about in SIGNALS.values():
        assert about.explanation.endswith(".") and about.title and not about.reason_plain.endswith(".")


def card(others=0.5, load=0.0, ours=False, others_load=None):
    return CardLook(8 * GIB, int(others * GIB), load, others_load, ours)


def test_others_are_noticed_after_two_looks_and_gone_below_the_slack():
    seen = Others()
    for _ in range(READINGS):
        assert not seen.holding
        seen = seen.after(card(others=3.0))
    assert seen.holding and not seen.busy
    assert seen.after(card(others=2.5)).holding and not seen.after(card(others=2.0)).holding
    assert seen.after(CardLook()).holding, "a look that tells nothing changes nothing"


def test_load_counts_only_while_we_run_nothing_unless_the_driver_tells_whose_it_is():
    seen = Others()
    for _ in range(5):
        seen = seen.after(card(load=100.0, ours=True))
    assert not seen.busy
    for _ in range(READINGS):
        seen = seen.after(card(load=100.0, ours=True, others_load=60.0))
    assert seen.busy and not seen.after(card(load=5.0)).busy


@given(st.lists(st.floats(0, 100), min_size=1))
def test_one_look_alone_never_raises_the_alarm(loads):
    seen = Others()
    for load in loads:
        before, seen = seen, seen.after(card(load=load))
        if seen.busy and not before.busy:
            assert before.loaded_looks >= READINGS - 1

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.reservations import (
    GIB,
    Reservation,
    ReservationTerms,
    admit,
    begin,
    closed_for,
    collision,
    kept_free,
)
from desktop_app.domain.schedule import ALWAYS, Schedule, parse

NOW = datetime(2026, 5, 1, tzinfo=UTC)
CARD = 24 * GIB
GUIDE = begin("r1", ReservationTerms("enterprise-agent-456", 8 * GIB, 30 * 86_400.0, Decimal(50)), NOW)


def reservation(number, client, gigabytes, start, days):
    terms = ReservationTerms(client, gigabytes * GIB, days * 86_400.0)
    return Reservation(f"r{number}", terms, NOW + timedelta(days=start), NOW + timedelta(days=start + days))


def test_the_guides_reservation_fits_and_keeps_others_out():
    assert collision(GUIDE, [], CARD, ALWAYS, NOW) == ""
    no = admit([GUIDE], ["somebody"], 17 * GIB, CARD, NOW)
    assert no.code == "memory_reserved" and "17 GB" in no.message and "16 GB" in no.message
    assert "456" not in no.message
    assert admit([GUIDE], ["somebody"], 16 * GIB, CARD, NOW) is None
    assert admit([GUIDE], ["enterprise-agent-456"], 24 * GIB, CARD, NOW) is None
    assert admit([GUIDE], ["somebody"], 0, 0, NOW) is None
    assert admit([GUIDE], ["somebody"], 17 * GIB, CARD, GUIDE.ends_at) is None


def test_the_reasons_of_a_collision():
    assert "no graphics card" in collision(GUIDE, [], None, ALWAYS, NOW)
    assert "8 GB are more than the 6 GB" in collision(GUIDE, [], 6 * GIB, ALWAYS, NOW)
    others = [reservation(2, "x", 10, 10, 3), reservation(3, "y", 9, 12, 5)]
    assert "19 GB of the card's 24 GB are reserved" in collision(GUIDE, others, CARD, ALWAYS, NOW)
    assert collision(GUIDE, others[:1], CARD, ALWAYS, NOW) == ""
    assert "over before" in collision(GUIDE, [], CARD, ALWAYS, GUIDE.ends_at)


def test_a_schedule_without_an_hour_in_it():
    sundays = parse({"availability": [{"day": "sunday", "hours": "10:00-12:00"}]})
    day = reservation(1, "a", 1, 0, 1)  # the 1st of May 2026 is a Friday
    assert "next one begins on 03 May 2026 at 10:00" in closed_for(day, sundays)
    assert closed_for(GUIDE, sundays) == ""
    assert closed_for(GUIDE, Schedule()).endswith("the time of the reservation.")


RESERVATIONS = st.lists(
    st.builds(
        reservation, st.integers(2, 99), st.sampled_from(["a", "b", "c"]), st.integers(1, 24), st.integers(-5, 20),
        st.integers(1, 20),
    ),
    max_size=8,
)  # fmt: skip


@given(RESERVATIONS, st.integers(0, 19))
def test_what_was_accepted_one_after_the_other_never_exceeds_the_card(wanted, day):
    kept = []
    for one in wanted:
        if not collision(one, kept, CARD, ALWAYS, NOW):
            kept.append(one)
    moment = NOW + timedelta(days=day)
    assert sum(r.terms.memory for r in kept if r.holds_at(moment)) <= CARD


@given(RESERVATIONS, st.sampled_from(["a", "b", "x"]), st.integers(0, 30), st.integers(0, 24), st.integers(0, 19))
def test_what_is_admitted_leaves_what_is_kept_for_others(held, name, needed, free, day):
    moment = NOW + timedelta(days=day)
    kept = kept_free(held, [name], moment)
    if needed and kept and admit(held, [name], needed * GIB, free * GIB, moment) is None:
        assert free * GIB - needed * GIB >= kept

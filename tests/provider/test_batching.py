"""The waiting room of batches: every job leaves it, and every batch is accounted for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.batch import BatchTerms, Collected
from desktop_app.provider.batching import Batching

NOW = datetime(2026, 5, 1, tzinfo=UTC)
TERMS = BatchTerms(3, Decimal("0.3"), 3600.0)


class Hands:
    def __init__(self):
        self.at = NOW

    def now(self):
        return self.at


class Room(Batching):
    def __init__(self):
        self.clock, self.in_force, self.is_quiet = Hands(), TERMS, False
        super().__init__(self.clock, terms=lambda: self.in_force, quiet=lambda: self.is_quiet)

    def take(self, number, customer="a", seconds=10.0, ttl=None):
        expires = None if ttl is None else self.clock.at + timedelta(seconds=ttl)
        self.collect(Collected(f"j{number}", customer, self.clock.at, expires, seconds))


def test_a_full_batch_waits_for_a_quiet_hour_and_is_accounted_for():
    room = Room()
    for number in range(3):
        room.take(number)
    assert room.due() == [] and room.holds("j0") and room.next_look() == NOW + timedelta(hours=1)
    room.is_quiet = True
    (batch,) = room.due()
    assert len(batch.jobs) == 3 and not room.holds("j0") and room.next_look() is None
    assert room.ended("j0") is None and room.ended("j1", "The model gave an empty answer.") is None
    assert room.ended("j1") is None, "told twice counts once"
    report = room.ended("j2")
    assert report.delivered == ("j0", "j2") and report.explained == {"j1": "The model gave an empty answer."}
    assert room.reports == [report]


def test_a_job_that_is_cancelled_while_it_waits_is_gone():
    room = Room()
    room.take(1)
    assert room.ended("j1", "cancelled by the customer") is None and room.next_look() is None
    assert room.ended("unknown") is None


def test_without_terms_nothing_waits():
    room = Room()
    room.take(1)
    room.in_force = None
    assert room.next_look() == NOW
    assert [b.jobs[0].job_id for b in room.due()] == ["j1"]


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.floats(0, 600), st.one_of(st.none(), st.floats(20, 4000))), max_size=20
    )
)
def test_following_next_look_every_job_starts_in_time_and_is_reported(jobs):
    room, started = Room(), {}
    for number, (customer, wait, ttl) in enumerate(jobs):
        room.clock.at += timedelta(seconds=wait)
        room.take(number, customer, 1.0, ttl)
        while (at := room.next_look()) is not None and at <= room.clock.at:
            started |= {j.job_id: (room.clock.at, j) for b in room.due() for j in b.jobs}
    while (at := room.next_look()) is not None:
        room.clock.at = max(room.clock.at, at)
        found = {j.job_id: (room.clock.at, j) for b in room.due() for j in b.jobs}
        assert found, "a look that was announced finds something"
        started |= found
    assert len(started) == len(jobs)
    for job_id in list(started):
        room.ended(job_id, "" if job_id.endswith("1") else "why")
    accounted = [i for r in room.reports for i in (*r.delivered, *r.explained)]
    assert sorted(accounted) == sorted(started)

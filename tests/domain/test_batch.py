from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.batch import BatchTerms, Collected, batches, belongs, next_start

NOW = datetime(2026, 5, 1, tzinfo=UTC)
TERMS = BatchTerms(3, Decimal("0.3"), 3600.0)


def job(number, customer="a", after=0.0, ttl=None, seconds=10.0):
    arrived = NOW + timedelta(seconds=after)
    return Collected(
        f"j{number}", customer, arrived, None if ttl is None else arrived + timedelta(seconds=ttl), seconds
    )


def at(seconds):
    return NOW + timedelta(seconds=seconds)


def test_who_is_collected():
    full = Decimal(1)
    assert belongs(TERMS, Decimal("0.7"), full, None)
    assert not belongs(TERMS, Decimal("0.69"), full, True)
    assert not belongs(TERMS, Decimal(1), full, None)
    assert belongs(TERMS, Decimal(1), full, True)
    assert not belongs(TERMS, None, full, True) and not belongs(None, Decimal(1), full, True)
    assert not belongs(TERMS, Decimal(1), full, "true")


def test_full_and_quiet():
    three = [job(n) for n in range(3)]
    assert [b.why for b in batches(three[:2], TERMS, NOW, quiet=True)] == [""]
    assert [b.why for b in batches(three, TERMS, NOW, quiet=False)] == [""]
    (found,) = batches(three, TERMS, NOW, quiet=True)
    assert "3 jobs" in found.why and [j.job_id for j in found.jobs] == ["j0", "j1", "j2"]


def test_the_window_ends():
    (waits,) = batches([job(1)], TERMS, at(3599), quiet=False)
    assert not waits.why and next_start([waits]) == at(3600)
    (found,) = batches([job(1)], TERMS, at(3600), quiet=False)
    assert "window" in found.why


def test_the_shortest_time_presses_for_all_of_them():
    jobs = [job(1, ttl=900, seconds=100), job(2, ttl=600, seconds=200), job(3, "b")]
    first, other = batches(jobs, TERMS, NOW, quiet=False)
    assert first.customer == "a" and other.start_by == at(3600)
    assert first.start_by == at(600 - 200 - 5)  # the other one's time would allow 900 - 300 - 5
    assert batches(jobs, TERMS, at(395), quiet=False)[0].why.startswith("the jobs' time")


JOBS = st.lists(
    st.builds(
        job, st.integers(0, 99), st.sampled_from("abc"), st.floats(0, 3000), st.one_of(st.none(), st.floats(1, 5000)),
        st.floats(0.1, 300),
    ),
    max_size=12, unique_by=lambda j: j.job_id,
)  # fmt: skip


@given(JOBS, st.floats(0, 8000), st.booleans())
def test_every_job_is_in_one_batch_of_its_own_customer_and_none_waits_too_long(jobs, after, quiet):
    now = at(after)
    found = batches(jobs, TERMS, now, quiet=quiet)
    assert sorted(j.job_id for b in found for j in b.jobs) == sorted(j.job_id for j in jobs)
    for one in found:
        assert {j.customer for j in one.jobs} == {one.customer}
        assert bool(one.why) == (now >= one.start_by or (quiet and len(one.jobs) >= TERMS.size))
        assert one.start_by <= min(j.arrived for j in one.jobs) + timedelta(seconds=TERMS.window)
        spent = 0.0  # started then, one after the other and the most urgent first, all make their time
        for j in sorted((j for j in one.jobs if j.expires), key=lambda j: (j.expires, j.seconds)):
            spent += j.seconds
            assert one.start_by + timedelta(seconds=spent) <= j.expires
    starts = [b.start_by for b in found if not b.why]
    assert next_start(found) == (min(starts) if starts else None)

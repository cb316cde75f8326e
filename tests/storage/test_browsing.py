"""Looking through the journal: pages, filters, one job, guests, sums by stretch."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from desktop_app.domain.browsing import JobFilter
from desktop_app.domain.jobs import Outcome
from desktop_app.domain.ledger import EntryKind, text_key
from desktop_app.storage.history import History
from tests.storage.samples import NETWORK, NOW, PROVIDER, WORK, entry, escrow, job, key

BOOK = (NETWORK, PROVIDER)


async def ended(history: History, number: int, outcome: Outcome, reason: str = "", model: str = "tiny", paid: str = ""):
    at = NOW + timedelta(minutes=number)
    await history.journal.record(job(number, model=model, started_at=at if model else None))
    await history.journal.finish(key(number), outcome, reason, replace(WORK, model=model), at, None)
    if paid:
        await history.ledger.book(
            entry(number, at=at, job=key(number), gross=Decimal(paid), credited=Decimal(paid), fee=Decimal(0),
                  text_key=text_key(key(number), "escrow", EntryKind.CREDIT, 0), model=model), escrow(number),
        )  # fmt: skip


async def filled(history: History) -> None:
    for number in range(6):
        await ended(history, number, Outcome.COMPLETED, model="tiny" if number % 2 else "big", paid="0.25")
    await ended(history, 6, Outcome.FAILED, "The model 'huge' is not installed here.", model="")
    await ended(history, 7, Outcome.CANCELED, "cancelled by the customer")


async def test_pages_are_newest_first_and_meet_without_a_gap(history: History) -> None:
    await filled(history)
    assert await history.browser.count(*BOOK, JobFilter()) == 8
    pages = [await history.browser.page(*BOOK, JobFilter(), offset, 3) for offset in (0, 3, 6)]
    assert [one.job_id for page in pages for one in page] == [f"job-{n}" for n in range(7, -1, -1)]


async def test_filters_narrow_and_count_the_same(history: History) -> None:
    await filled(history)
    for wanted, numbers in (
        (JobFilter(outcomes=frozenset({Outcome.FAILED, Outcome.CANCELED})), [7, 6]),
        (JobFilter(text="BIG"), [4, 2, 0]),
        (JobFilter(text="job-3"), [3]),
        (JobFilter(text="%"), []),
        (JobFilter(paid=True, text="tiny"), [5, 3, 1]),
        (JobFilter(paid=False), [7, 6]),
        (JobFilter(since=NOW + timedelta(minutes=5)), [7, 6, 5]),
    ):
        found = await history.browser.page(*BOOK, wanted, 0, 50)
        assert [one.job_id for one in found] == [f"job-{n}" for n in numbers], wanted
        assert await history.browser.count(*BOOK, wanted) == len(numbers)


async def test_a_job_tells_times_tokens_and_money_but_nothing_of_what_was_said(history: History) -> None:
    await filled(history)
    found = await history.browser.detail(*BOOK, "job-5")
    assert found is not None
    assert (found.tokens, found.prompt_tokens, found.credited, found.fee) == (7, 5, Decimal("0.25"), Decimal(0))
    assert found.escrowed == Decimal("1.5")
    assert "secret" not in repr(found)
    assert "the answer" not in repr(found)
    assert await history.browser.detail(*BOOK, "job-99") is None


async def test_guests_are_those_whose_jobs_ran(history: History) -> None:
    await filled(history)
    found = await history.browser.guests(*BOOK, NOW, 10)
    assert {(one.customer, one.model): (one.jobs, one.tokens) for one in found} == {
        ("ait1buyer", "tiny"): (4, 48), ("ait1buyer", "big"): (3, 36),
    }  # fmt: skip
    assert found[0].last_at == NOW + timedelta(minutes=7)


async def test_the_guest_book_tells_apart_how_far_what_ran_was_shut_in(history: History) -> None:
    for number, shut_in in enumerate((None, 2, 2, 0)):
        await history.journal.record(job(number, started_at=NOW))
        await history.journal.finish(key(number), Outcome.COMPLETED, "", replace(WORK, shut_in=shut_in), NOW, None)
    found = await history.browser.guests(*BOOK, NOW, 10)
    assert {one.shut_in: one.jobs for one in found} == {None: 1, 2: 2, 0: 1}


async def test_what_was_asked_for_names_the_models_that_are_not_here(history: History) -> None:
    await filled(history)
    assert await history.browser.asked(*BOOK, NOW) == {"tiny": (4, 0), "big": (3, 0), "huge": (1, 1)}
    assert (await history.browser.last_used(*BOOK))["tiny"] == NOW.replace(minute=0, second=0, microsecond=0)


async def test_stacks_add_up_to_the_totals(history: History) -> None:
    await filled(history)
    bounds = [NOW + timedelta(minutes=m) for m in (0, 2, 3, 90)]
    found = await history.browser.stacked(*BOOK, bounds, "model")
    assert [{name: t.credited for name, t in parts.items()} for parts in found] == [
        {"big": Decimal("0.25"), "tiny": Decimal("0.25")}, {"big": Decimal("0.25")},
        {"big": Decimal("0.25"), "tiny": Decimal("0.5")},
    ]  # fmt: skip
    hours = await history.browser.stacked(*BOOK, [bounds[0], bounds[-1]], "hour")
    assert sum(t.jobs for t in hours[0].values()) == (await history.ledger.totals(*BOOK)).jobs == 6

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.differences import WHY, Kind
from desktop_app.domain.jobs import Escrow, JobKey, Outcome
from desktop_app.domain.ledger import EntryKind, Totals
from desktop_app.domain.reconciling import HELD_AFTER, JobMoney, compare_totals, examine, receipts

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ME = "0x" + "a" * 40
JOB = JobMoney(
    JobKey("n", "me", "j"), Outcome.COMPLETED, True, Decimal("0.02"), Decimal("1.5375"), Decimal("1.5375"),
    Decimal("1.4625"), 1, 0, "0xbuyer", "m", "", 1,
)  # fmt: skip
ESCROW = Escrow("j", "released", "0xbuyer", ME, Decimal("1.5375"), Decimal("1.4625"), Decimal(0))
UNPAID = replace(JOB, gross=Decimal(0), credited=Decimal(0), unpaid=1)
WAITING = replace(UNPAID, entries=0, unpaid=0, is_waiting=True, ended_at=NOW - HELD_AFTER)
AMOUNTS = st.decimals(min_value=0, max_value=10**6, places=8)


def kinds(job, escrow, payout=ME):
    return [d.kind for d in examine(job, escrow, payout, NOW).differences]


def test_equal_books_have_no_difference_and_are_settled():
    found = examine(JOB, ESCROW, ME, NOW)
    assert found.differences == () and found.correction is None and found.is_settled


@pytest.mark.parametrize(
    ("job", "escrow", "wanted"),
    [
        (UNPAID, ESCROW, [Kind.LATE_RELEASE]),
        (replace(UNPAID, outcome=Outcome.CANCELED, entries=0, unpaid=0), ESCROW, [Kind.RELEASED_ALL_THE_SAME]),
        (replace(JOB, credited=Decimal(1)), ESCROW, [Kind.MORE_RELEASED]),
        (JOB, replace(ESCROW, released=Decimal("0.5")), [Kind.LESS_RELEASED]),
        (JOB, replace(ESCROW, amount=Decimal(2), released=Decimal(1)), [Kind.ROUNDED]),
        (replace(JOB, gross=Decimal("0.05"), credited=Decimal("0.04875")), replace(ESCROW, amount=Decimal(0), released=Decimal(0)), [Kind.ROUNDED]),
        (JOB, replace(ESCROW, amount=Decimal(2), released=Decimal(2)), [Kind.ROUNDED]),
        (UNPAID, replace(ESCROW, state="refunded", released=Decimal(0)), [Kind.REFUNDED]),
        (replace(UNPAID, outcome=Outcome.CANCELED), replace(ESCROW, state="refunded"), []),
        (replace(UNPAID, escrowed=Decimal("0.05")), replace(ESCROW, state="created", amount=Decimal(0), released=Decimal(0)), [Kind.ROUNDED]),
        (UNPAID, replace(ESCROW, state="created", released=Decimal(0)), []),
        (WAITING, replace(ESCROW, state="created", released=Decimal(0)), [Kind.HELD]),
        (replace(WAITING, ended_at=NOW), replace(ESCROW, state="created", released=Decimal(0)), []),
        (WAITING, ESCROW, []),
        (replace(JOB, escrowed=Decimal("1.6")), ESCROW, [Kind.CHANGED]),
        (replace(UNPAID, escrowed=Decimal("0.05")), replace(ESCROW, amount=Decimal(0), released=Decimal(0)), [Kind.ROUNDED]),
        (JOB, None, [Kind.NO_ESCROW]),
        (replace(UNPAID, is_promised=False), None, []),
        (UNPAID, replace(ESCROW, provider="0x" + "b" * 40), [Kind.ELSEWHERE]),
    ],
)  # fmt: skip
def test_each_difference_has_its_name_and_an_explanation(job, escrow, wanted):
    assert kinds(job, escrow) == wanted
    assert all(d.explanation.endswith(".") for d in examine(job, escrow, ME, NOW).differences)


def test_a_late_release_ends_being_unpaid():
    entry = examine(UNPAID, ESCROW, ME, NOW).correction
    assert entry is not None and entry.kind is EntryKind.CORRECTION
    assert (entry.gross, entry.credited, entry.fee) == (Decimal("1.5375"), Decimal("1.4625"), Decimal("0.075"))
    assert (entry.jobs, entry.unpaid_jobs) == (0, -1) and entry.text_key == "n:me:escrow:j:correction:1"


@given(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, st.sampled_from(["released", "created", "refunded", "expired", "odd"]))
def test_books_after_a_correction_are_equal_and_never_taken_back(gross, credited, amount, released, state):
    job = replace(JOB, gross=gross, credited=credited)
    escrow = replace(ESCROW, state=state, amount=amount, released=released)
    entry = examine(job, escrow, ME, NOW).correction
    if entry is None:
        return
    assert state == "released" and entry.credited > 0 and entry.fee == entry.gross - entry.credited
    after = replace(job, gross=gross + entry.gross, credited=credited + entry.credited, entries=2, escrowed=amount)
    assert (after.gross, after.credited) == (amount, released)
    again = examine(after, escrow, ME, NOW)
    assert again.correction is None and again.is_settled and not again.differences


def test_receipts_are_missed_only_where_the_network_publishes_them():
    bare = replace(JOB, proofs=0)
    assert receipts([bare, bare]) == () and receipts([JOB]) == ()
    assert [d.kind for d in receipts([JOB, bare])] == [Kind.NO_RECEIPT]
    assert [d.kind for d in receipts([replace(JOB, bad_proofs=1)])] == [Kind.BAD_RECEIPT]


def test_what_is_delivered_and_not_booked_yet_counts():
    assert compare_totals(Totals(jobs=2), Decimal(0), 3, waiting=1) == ()


def test_which_way_the_networks_sums_differ_has_an_explanation_of_its_own():
    ours = Totals(Decimal("12.4456"), Decimal("12.6"), Decimal("0.1544"), jobs=129)
    less = compare_totals(ours, Decimal("12.4389"), 125)
    assert [(d.kind, d.ours, d.theirs) for d in less] == [
        (Kind.TOTAL, "12.4456", "12.4389"), (Kind.COUNT, "129", "125"),
    ]  # fmt: skip
    assert all("late cancels" in d.explanation for d in less)
    more = compare_totals(ours, Decimal(13), 130)
    assert all("before these books" in d.explanation and "cancel" not in d.explanation for d in more)


def test_every_kind_explains_itself():
    assert set(WHY) == set(Kind)


@given(st.lists(AMOUNTS, max_size=20))
def test_totals_as_customers_paid_them_lie_between_ours(paid):
    fees = [p * Decimal("0.025") for p in paid]
    ours = Totals(sum(paid, Decimal(0)) - sum(fees, Decimal(0)), sum(paid, Decimal(0)) + sum(fees, Decimal(0)), jobs=len(paid))
    told = Decimal(repr(float(sum(paid, Decimal(0)))))
    assert compare_totals(ours, told, len(paid)) == ()
    assert [d.kind for d in compare_totals(ours, told + 10**7, len(paid) + 1)] == [Kind.TOTAL, Kind.COUNT]

"""One line a job for tax, at the rate of its own moment."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from desktop_app.domain.jobs import JobKey
from desktop_app.domain.ledger import Entry, EntryKind
from desktop_app.domain.tax import COLUMNS, Rate, Spent, lines, row

NOW = datetime(2026, 11, 22, 13, tzinfo=UTC)


def entry(number, credited, kind=EntryKind.CREDIT, later=0):
    job = JobKey("net", "me", f"job-{number}")
    gross = Decimal(credited) if credited else Decimal(0)
    return Entry(f"k{number}{later}", job, kind, NOW + timedelta(hours=later), gross, gross, Decimal(0), "ait1", "m", "",
                 jobs=0 if later else 1, tokens=0 if later else 7, seconds=0.0 if later else 1.5)  # fmt: skip


def test_a_correction_stands_in_its_jobs_line():
    found = lines([entry(1, "0.5"), entry(2, "0.25"), entry(1, "0.1", EntryKind.CORRECTION, 2)], {}, [])
    assert [(line.entries[0].job.job_id, line.credited) for line in found] == [
        ("job-1", Decimal("0.6")), ("job-2", Decimal("0.25")),
    ]  # fmt: skip
    assert found[0].at == NOW


def test_each_job_has_the_rate_that_was_the_owners_then():
    rates = [
        Rate(NOW + timedelta(hours=1), Decimal(3), "EUR"), Rate(NOW + timedelta(hours=2), None),
        Rate(NOW + timedelta(hours=3), Decimal(4), "CHF"),
    ]  # fmt: skip
    found = lines([entry(number, "0.5", later=number) for number in range(4)], {}, rates)
    told = [(made["token_rate"], made["currency"], made["worth"]) for made in (row(line, "AITBC") for line in found)]
    assert told == [("", "", ""), ("3", "EUR", "1.5"), ("", "", ""), ("4", "CHF", "2")]
    late = lines([entry(1, "0.5", later=1), entry(1, "0.5", EntryKind.CORRECTION, 3)], {}, rates)
    assert row(late[0], "AITBC")["worth"] == "3", "one line, one rate: that of its first entry"


def test_before_rates_were_kept_the_energys_own_says_it():
    spent = Spent(3_600_000.0, Decimal("0.30"), "EUR", Decimal("0.15"))
    assert spent.rate == Decimal(2)
    made = row(lines([entry(1, "0.5")], {"job-1": spent}, [])[0], "AITBC")
    assert tuple(made) == COLUMNS
    assert (made["worth"], made["token_rate"], made["currency"], made["energy_kwh"]) == ("1", "2", "EUR", "1.000000")


def test_without_a_rate_the_worth_is_left_open():
    unpriced = Spent(10.0, Decimal("0.3"), "EUR", None)
    made = row(lines([entry(1, "0.5")], {"job-1": unpriced}, [])[0], "AITBC")
    assert (made["worth"], made["token_rate"], made["credited"]) == ("", "", "0.5")
    bare = row(lines([entry(1, "0.5")], {}, [])[0], "AITBC")
    assert (bare["energy_kwh"], bare["currency"]) == ("", "")

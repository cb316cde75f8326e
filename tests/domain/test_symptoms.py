"""Help by symptom: what failing jobs failed of stands beside their number."""

from __future__ import annotations

from desktop_app.domain.answers import OwnRecord, Reputation
from desktop_app.domain.ladder import Fix, Light
from desktop_app.domain.symptoms import most_often, symptoms


def test_the_most_frequent_kind_of_failure_is_named_by_its_newest_reason() -> None:
    reasons = ["Only 1 s were left.", "No such model.", "Only 3 s were left."]
    assert most_often(reasons) == "Only 1 s were left."
    assert most_often(["No such model.", *reasons]) == "No such model."


def test_many_failures_come_with_their_reason_and_the_way_to_the_jobs() -> None:
    failing = symptoms((), _rated(completed=6, failed=4), 0, ["Only 1 s were left."])[1].causes[0]
    assert (failing.light, failing.fix) == (Light.BAD, Fix.JOBS)
    assert failing.sentence == "Jobs that failed: 4 of 10 (40.0%). Most often of late: Only 1 s were left."


def test_few_failures_are_no_reason_to_look() -> None:
    failing = symptoms((), _rated(completed=99, failed=1), 0, ["Only 1 s were left."])[1].causes[0]
    assert (failing.light, failing.fix) == (Light.GOOD, Fix.NONE)


def _rated(completed: int, failed: int) -> Reputation:
    own = OwnRecord(completed, failed, completed / (completed + failed), None)
    return Reputation(None, None, None, None, "", own)

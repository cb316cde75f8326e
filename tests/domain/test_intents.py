from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop_app.domain.intents import Intent, IntentKind, IntentState, Seen, Verdict, judge, read_due_at
from desktop_app.domain.jobs import JobKey

NOW = datetime(2026, 5, 1, tzinfo=UTC)
SENT = Intent(JobKey("n", "p", "j"), IntentKind.RESULT, "a1", {}, NOW, IntentState.UNSURE, sent_at=NOW, tries=1)


def after(seconds, reads, seen, kind=IntentKind.RESULT):
    return judge(replace(SENT, reads=reads, kind=kind), seen, NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize(("seconds", "reads"), [(0, 5), (59, 5), (61, 1)])
def test_nothing_is_repeated_before_60_seconds_and_two_reads(seconds, reads):
    assert after(seconds, reads, Seen.RUNNING) is Verdict.WAIT
    assert after(seconds, reads, Seen.GONE) is Verdict.WAIT


def test_proof_ends_it_at_once():
    assert after(0, 1, Seen.OURS) is Verdict.PROVEN
    assert after(0, 1, Seen.FAILED, IntentKind.FAIL) is Verdict.PROVEN


def test_after_patience():
    assert after(61, 2, Seen.RUNNING) is Verdict.RESEND
    assert after(61, 2, Seen.GONE) is Verdict.DEAD
    assert after(61, 2, Seen.OTHER_RESULT) is Verdict.DEAD
    assert after(61, 2, Seen.FAILED) is Verdict.DEAD


def test_reads_come_soon_then_rarely():
    gaps, intent = [], SENT
    for _ in range(12):
        due = read_due_at(intent)
        gaps.append((due - (intent.last_read_at or intent.sent_at)).total_seconds())
        intent = replace(intent, reads=intent.reads + 1, last_read_at=due)
    assert gaps[:3] == [2, 2, 2] and gaps == sorted(gaps) and gaps[-1] == 60

"""The one terminal message per job: its states, and what may be done after a lost answer.

The coordinator is not idempotent: a repeated result makes a second receipt and a second reputation event
(protocol page, section 5.3). So an intent is written once, sent once, and after a lost answer nothing is
repeated before `RETRY_AFTER` seconds and `READS_NEEDED` readings of the network that show the job still
running. A `/fail` is never sent once a result may have landed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from desktop_app.domain.jobs import JobKey

RETRY_AFTER = 60.0
READS_NEEDED = 2
READS_APART = 2.0
MOST_TRIES = 5
"""How often a result that the network keeps refusing is sent at all."""


class IntentKind(StrEnum):
    RESULT = "result"
    FAIL = "fail"


class IntentState(StrEnum):
    """READY: not sent since it was written or proven absent. SENDING: on the wire. UNSURE: its answer got lost.
    PROVEN: the network has it. DEAD: it can never be delivered (the job is gone)."""

    READY = "ready"
    SENDING = "sending"
    UNSURE = "unsure"
    PROVEN = "proven"
    DEAD = "dead"


OPEN_INTENTS = (IntentState.READY, IntentState.SENDING, IntentState.UNSURE)


@dataclass(frozen=True, slots=True)
class Intent:
    """A terminal message. `body` is the JSON to post; it is dropped once proven or dead."""

    key: JobKey
    kind: IntentKind
    attempt_id: str
    body: Mapping[str, Any]
    created_at: datetime
    state: IntentState = IntentState.READY
    sent_at: datetime | None = None
    tries: int = 0
    reads: int = 0
    last_read_at: datetime | None = None
    note: str = ""


class Seen(StrEnum):
    """What one reading of the network says about a job whose answer got lost."""

    OURS = "ours"
    FAILED = "failed"
    RUNNING = "running"
    OTHER_RESULT = "other_result"
    GONE = "gone"


class Verdict(StrEnum):
    WAIT = "wait"
    RESEND = "resend"
    PROVEN = "proven"
    DEAD = "dead"


def judge(intent: Intent, seen: Seen, now: datetime) -> Verdict:
    """What to do with an UNSURE intent after one more reading (already counted in `intent.reads`)."""
    if seen is Seen.OURS or (seen is Seen.FAILED and intent.kind is IntentKind.FAIL):
        return Verdict.PROVEN
    enough = intent.reads >= READS_NEEDED and (
        intent.sent_at is None or now - intent.sent_at >= timedelta(seconds=RETRY_AFTER)
    )
    if not enough:
        return Verdict.WAIT
    return Verdict.RESEND if seen is Seen.RUNNING else Verdict.DEAD


def read_due_at(intent: Intent) -> datetime:
    """When an UNSURE intent may be read next: soon at first, then ever more rarely, 60 s at most."""
    last = intent.last_read_at or intent.sent_at or intent.created_at
    return last + timedelta(seconds=read_gap(intent.reads))


def read_gap(reads: int) -> float:
    """Seconds between the last reading and the next one, after so many readings."""
    return READS_APART if reads < 3 else min(60.0, READS_APART * 2 ** min(reads - 2, 10))

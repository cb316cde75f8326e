"""Sentences come back as they were said: in parts, so that they can be shown in another language; old ones as they were."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from desktop_app.domain import phrases
from desktop_app.domain.browsing import JobFilter
from desktop_app.domain.claims_book import Claim, ClaimKind
from desktop_app.domain.differences import WHY, Difference
from desktop_app.domain.differences import Kind as Differs
from desktop_app.domain.health import Alert, Kind
from desktop_app.domain.intents import IntentKind, IntentState
from desktop_app.domain.jobs import Outcome, Work
from desktop_app.domain.phrases import Phrase, Several, together
from desktop_app.domain.presence import Stage
from desktop_app.domain.yields import Yielded
from desktop_app.storage.history import FILE, History
from desktop_app.storage.migrating import migrate
from desktop_app.storage.schema import STEPS
from tests.storage.samples import NETWORK, NOW, PROVIDER, intent, job, key

SAID = together(Phrase("The model '{model}' is not installed here.", model="{tiny}\udc80"), Several("{n} job", "{n} jobs", 3))
DAY, EPOCH = timedelta(days=1), datetime.fromtimestamp(0, UTC)


def remembers(text: str, said: Phrase = SAID) -> None:
    """It has the parts of what was said; half a character is kept as a question mark."""
    parts = phrases.written(said)
    assert parts is not None
    assert phrases.written(text) == parts.replace("\udc80", "?")
    assert text == said.replace("\udc80", "?")


async def test_why_a_job_ended(history: History) -> None:
    for number in (1, 2):
        await history.journal.record(job(number))
        message = intent(number, IntentKind.FAIL)
        await history.journal.finish(key(number), Outcome.FAILED, SAID, Work(), NOW, message)
    await history.journal.set_intent(key(1), IntentState.UNSURE, note=SAID)
    await history.journal.close_job(key(2), IntentState.PROVEN, Outcome.FAILED, SAID, NOW)
    [waits] = await history.journal.open_intents(NETWORK, PROVIDER)
    found = [await history.journal.get(key(number)) for number in (1, 2)]
    pages = await history.browser.page(NETWORK, PROVIDER, JobFilter(), 0, 9)
    recent = await history.journal.recent(NETWORK, PROVIDER, NOW - DAY, 9)
    detail = await history.browser.detail(NETWORK, PROVIDER, "job-2")
    texts = [waits.note, *(one.reason for one in (*found, *pages, *recent, detail) if one is not None)]
    assert len(texts) == 8
    for text in texts:
        remembers(text)


async def test_alerts_yields_claims_and_differences(history: History) -> None:
    title = Phrase("The card is too hot")
    await history.alerts.add(Alert(Kind.TEMPERATURE, title, SAID, NOW))
    await history.yields.save(Yielded(NOW, Stage.NEEDING, SAID, 0))
    await history.yields.save(Yielded(NOW, Stage.NEEDING, SAID, 2))
    name = f"{NETWORK}:{PROVIDER}:c"
    await history.claims.claim(
        Claim(name, NETWORK, PROVIDER, ClaimKind.PENALTY, NOW, "c1", "ait1", Decimal(1), SAID)
    )
    why = WHY[Differs.LESS_RELEASED]
    assert isinstance(why, Phrase)
    differs = Difference("job-1", Differs.LESS_RELEASED, "2", "1", why)
    await history.money.note(NETWORK, PROVIDER, [differs], [], NOW)
    await history.money.note(NETWORK, PROVIDER, [differs], [], NOW)
    for alert in (*await history.alerts.open(), *await history.alerts.recent(NOW - DAY, 9)):
        remembers(alert.title, title)
        remembers(alert.text)
    [given_back] = await history.yields.since(NOW - DAY, 9)
    [claim] = await history.claims.claims(NETWORK, PROVIDER)
    [difference] = await history.money.differences(NETWORK, PROVIDER)
    remembers(given_back.reason)
    remembers(claim.sentence)
    remembers(difference.explanation, why)


async def test_what_the_gate_said(history: History) -> None:
    await history.records.add_gate_event(NOW, "closed", SAID)
    await history.records.add_gate_event(NOW, "open", "eu-1")
    (_, _, plain), (at, status, said) = await history.records.gate_events(NOW - DAY, 9)
    assert (type(plain), at, status) == (str, NOW, "closed")
    remembers(said)


async def test_what_an_earlier_version_wrote_stays_plain_english(tmp_path: Path) -> None:
    before = [name for name, _ in STEPS].index("0009_said")
    conn = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    migrate(conn, tmp_path / FILE, STEPS[:before])
    conn.execute("INSERT INTO alerts VALUES (1, 'disk', 'The disk is nearly full', '1.2 GiB', 'open', 1, NULL, NULL)")
    conn.execute("INSERT INTO gate_events VALUES (1, 1, 'closed', 'You are here')")
    conn.close()
    history = await History.open(tmp_path / FILE)
    [alert] = await history.alerts.open()
    [(_, _, reason)] = await history.records.gate_events(EPOCH, 9)
    await history.close()
    assert (type(alert.title), alert.title, alert.text) == (str, "The disk is nearly full", "1.2 GiB")
    assert (type(reason), reason) == (str, "You are here")

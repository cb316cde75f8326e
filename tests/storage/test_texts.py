"""How long a customer's texts stay: not at all, or as many days as the owner chose."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.domain.intents import IntentState
from desktop_app.domain.jobs import Outcome, Work
from desktop_app.storage.history import FILE, History
from tests.storage.samples import NOW, intent, job, key

WORDS = "canary-words-of-an-answer"


async def delivered(history: History, number: int = 1) -> None:
    work = Work(text=WORDS, model="m", tokens=3)
    await history.journal.record(job(number))
    await history.journal.finish(key(number), Outcome.COMPLETED, "", work, NOW, intent(number))
    await history.journal.close_job(key(number), IntentState.PROVEN, Outcome.COMPLETED, "", NOW)


async def texts(history: History, number: int = 1) -> tuple[bool, str]:
    row = await history.journal.get(key(number))
    assert row is not None
    return bool(row.payload), row.work.text


async def test_nothing_is_kept_unless_the_owner_wants_it(tmp_path: Path) -> None:
    history = await History.open(tmp_path / FILE)
    await delivered(history)
    assert await texts(history) == (False, "")
    await history.close()
    assert not [f for f in tmp_path.iterdir() if WORDS.encode() in f.read_bytes()]


async def test_kept_for_the_days_the_owner_chose(tmp_path: Path) -> None:
    history = await History.open(tmp_path / FILE, texts_kept=timedelta(days=7))
    await delivered(history)
    await history.journal.record(job(2))
    await history.journal.finish(key(2), Outcome.CANCELED, "cancelled by the customer", Work(text="half"), NOW, None)
    await history.tidy(NOW + timedelta(days=6, hours=23))
    assert await texts(history) == (True, WORDS) and await texts(history, 2) == (True, "half")
    await history.tidy(NOW + timedelta(days=7))
    assert await texts(history) == await texts(history, 2) == (False, "")
    await history.close()
    assert not [f for f in tmp_path.iterdir() if WORDS.encode() in f.read_bytes()]


async def test_an_owner_who_changes_his_mind_is_rid_of_them_at_the_next_start(tmp_path: Path) -> None:
    history = await History.open(tmp_path / FILE, texts_kept=timedelta(days=30))
    await delivered(history)
    await history.close()
    history = await History.open(tmp_path / FILE)
    await history.journal.record(job(2))
    assert await history.texts.drop(NOW + timedelta(minutes=1)) == 1
    assert await texts(history) == (False, "") and await texts(history, 2) == (True, ""), "an open job needs its own"
    await history.close()


@pytest.mark.parametrize("days", [-1, 31])
async def test_never_longer_than_thirty_days(tmp_path: Path, days: int) -> None:
    with pytest.raises(ValueError, match="30 days"):
        await History.open(tmp_path / FILE, texts_kept=timedelta(days=days))

"""How long a customer's texts stay: not at all, or as many days as the owner chose."""

from __future__ import annotations

import asyncio
import io
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.control import verbs
from desktop_app.domain.intents import IntentState
from desktop_app.domain.jobs import Outcome, Work
from desktop_app.offline import ProfileOffline
from desktop_app.storage.history import FILE, History
from tests.storage.samples import NETWORK, NOW, PROVIDER, intent, job, key

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
    assert await texts(history) == (False, WORDS) and await texts(history, 2) == (False, "half"), "no question stays"
    assert [await history.texts.written(NETWORK, PROVIDER, f"job-{number}") for number in (1, 2)] == [WORDS, "half"]
    detail = await history.browser.detail(NETWORK, PROVIDER, "job-1")
    assert detail is not None and detail.is_kept
    assert b"the secret question" not in (tmp_path / FILE).read_bytes()
    await history.tidy(NOW + timedelta(days=7))
    assert await texts(history) == await texts(history, 2) == (False, "")
    await history.close()
    assert not [f for f in tmp_path.iterdir() if WORDS.encode() in f.read_bytes()]


def test_a_kept_answer_is_saved_from_the_command_line(tmp_path: Path) -> None:
    async def fill() -> None:
        history = await History.open(tmp_path / FILE, texts_kept=timedelta(days=7))
        await history.records.use_book(NETWORK, PROVIDER, "AITBC", NOW)
        await delivered(history)
        await history.close()

    def export(job_id: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        words = ["export", "text", job_id, "--to", str(file), "--home", str(tmp_path)]
        return verbs.run(words, ProfileOffline.at, out=out, err=err), out.getvalue(), err.getvalue()

    asyncio.run(fill())
    file = tmp_path / "answer.txt"
    assert export("job-1") == (0, f"Written to {file}.\n", "")
    assert file.read_text() == WORDS
    file.unlink()
    code, _, err = export("job-2")
    assert code == 1 and "not kept here" in err and not file.exists()


async def test_questions_that_an_earlier_version_kept_go(tmp_path: Path) -> None:
    history = await History.open(tmp_path / FILE, texts_kept=timedelta(days=7))
    await delivered(history)
    await history.journal.record(job(2))
    await history._database.write(lambda conn: conn.execute("UPDATE texts SET payload = '{\"prompt\": \"old\"}'"))
    await history.texts.drop(NOW)
    assert await texts(history) == (False, WORDS) and await texts(history, 2) == (True, "")
    await history.close()


async def test_what_is_not_delivered_yet_is_not_for_the_owner(tmp_path: Path) -> None:
    """It is here only because the network may ask for it again."""
    history = await History.open(tmp_path / FILE, texts_kept=timedelta(days=7))
    await history.journal.record(job(1))
    await history.journal.finish(key(1), Outcome.COMPLETED, "", Work(text=WORDS), NOW, intent(1))
    detail = await history.browser.detail(NETWORK, PROVIDER, "job-1")
    assert detail is not None and not detail.is_kept
    assert await history.texts.written(NETWORK, PROVIDER, "job-1") == ""
    await history.close()


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

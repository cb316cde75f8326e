"""A job's way through the journal, and what a late coroutine cannot do to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.intents import IntentKind, IntentState
from desktop_app.domain.jobs import JobKey, Outcome, Phase, Terms, Work
from desktop_app.storage.history import History
from tests.storage.samples import NETWORK, NOW, PROVIDER, WORK, entry, escrow, intent, job, key


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


async def test_a_row_comes_back_as_it_was_written(history: History) -> None:
    written = job(phase=Phase.QUEUED, adopted=True, job_type="inference", model="tiny", tier="gold", work=WORK)
    assert await history.journal.record(written)
    assert await history.journal.get(key()) == written
    assert await history.journal.get(key("other")) is None


async def test_a_known_key_is_not_written_again(history: History) -> None:
    assert await history.journal.record(job())
    assert not await history.journal.record(job(model="another"))
    found = await history.journal.get(key())
    assert found is not None
    assert found.model == ""


async def test_keys_are_told_apart_by_network_and_provider(history: History) -> None:
    elsewhere = JobKey("https://real.example", PROVIDER, "job-1")
    assert await history.journal.record(job())
    assert await history.journal.record(job(key=elsewhere))
    assert await history.journal.known(NETWORK, PROVIDER, ["job-1", "job-2"]) == {"job-1"}
    assert await history.journal.known(NETWORK, "somebody", ["job-1"]) == set()
    assert [j.key for j in await history.journal.open_jobs(elsewhere.network, PROVIDER)] == [elsewhere]


async def test_from_received_to_booked(history: History) -> None:
    journal = history.journal
    await journal.record(job())
    await journal.set_phase(key(), Phase.QUEUED, model="tiny", job_type="inference")
    await journal.set_phase(key(), Phase.RUNNING, started_at=NOW)
    await journal.save_partial(key(), Work("the an", "tiny", 5, 3, 0.5))
    open_job = (await journal.open_jobs(NETWORK, PROVIDER))[0]
    assert (open_job.phase, open_job.model, open_job.work.text) == (Phase.RUNNING, "tiny", "the an")

    assert await journal.finish(key(), Outcome.COMPLETED, "", WORK, NOW, intent())
    assert await journal.open_jobs(NETWORK, PROVIDER) == []
    assert await journal.open_intents(NETWORK, PROVIDER) == [intent()]
    assert await journal.counts(NETWORK, PROVIDER) == {}

    await journal.set_intent(key(), IntentState.SENDING, sent_at=NOW, tries=1)
    await journal.set_intent(key(), IntentState.UNSURE, note="cut off")
    await journal.set_intent(key(), IntentState.UNSURE, reads=1, last_read_at=NOW)
    expected = replace(
        intent(), state=IntentState.UNSURE, sent_at=NOW, tries=1, reads=1, last_read_at=NOW, note="cut off"
    )
    assert await journal.open_intents(NETWORK, PROVIDER) == [expected]

    await journal.close_job(key(), IntentState.PROVEN, Outcome.COMPLETED, "", NOW)
    assert await journal.open_intents(NETWORK, PROVIDER) == []
    assert await journal.counts(NETWORK, PROVIDER) == {Outcome.COMPLETED: 1}
    waiting = (await journal.unbooked(NETWORK, PROVIDER))[0]
    assert (waiting.phase, waiting.payload, waiting.work.text, waiting.work.tokens) == (Phase.CLOSED, {}, "", 7)
    assert (await journal.recent(NETWORK, PROVIDER, NOW, 5))[0].credited is None

    assert await history.ledger.book(entry(), escrow())
    assert await journal.unbooked(NETWORK, PROVIDER) == []
    assert (await journal.recent(NETWORK, PROVIDER, NOW, 5))[0].credited == Decimal("1.4625")


async def test_the_first_end_of_a_job_wins(history: History) -> None:
    await history.journal.record(job())
    assert await history.journal.finish(key(), Outcome.COMPLETED, "", WORK, NOW, intent(attempt="a1"))
    late = intent(kind=IntentKind.FAIL, attempt="a2")
    assert not await history.journal.finish(key(), Outcome.FAILED, "late", Work(), NOW, late)
    assert await history.journal.open_intents(NETWORK, PROVIDER) == [intent(attempt="a1")]
    found = await history.journal.get(key())
    assert found is not None
    assert (found.outcome, found.work) == (Outcome.COMPLETED, WORK)


@pytest.mark.parametrize("delivered", [False, True])
async def test_a_late_coroutine_does_not_bring_a_job_back(history: History, delivered: bool) -> None:
    journal = history.journal
    await journal.record(job())
    await journal.finish(key(), Outcome.COMPLETED, "", WORK, NOW, intent())
    if delivered:
        await journal.close_job(key(), IntentState.PROVEN, Outcome.COMPLETED, "", NOW)
    before = await journal.get(key())
    await journal.set_phase(key(), Phase.RUNNING, started_at=NOW)
    await journal.save_partial(key(), Work("again"))
    if delivered:
        await journal.set_intent(key(), IntentState.READY)
        await journal.close_job(key(), IntentState.DEAD, Outcome.UNDELIVERED, "late", NOW)
        assert await journal.open_intents(NETWORK, PROVIDER) == []
        assert len(await journal.unbooked(NETWORK, PROVIDER)) == 1
    assert await journal.get(key()) == before


async def test_without_an_intent_a_job_closes_at_once(history: History) -> None:
    await history.journal.record(job())
    assert await history.journal.finish(key(), Outcome.CANCELED, "cancelled by the customer", WORK, NOW, None)
    found = await history.journal.get(key())
    assert found is not None
    assert (found.phase, found.payload, found.work.text) == (Phase.CLOSED, {}, "")
    assert await history.journal.unbooked(NETWORK, PROVIDER) == []
    assert await history.journal.counts(NETWORK, PROVIDER) == {Outcome.CANCELED: 1}


@pytest.mark.parametrize(
    ("kind", "state"), [(IntentKind.FAIL, IntentState.PROVEN), (IntentKind.RESULT, IntentState.DEAD)]
)
async def test_only_a_delivered_result_waits_for_money(history: History, kind: IntentKind, state: IntentState) -> None:
    await history.journal.record(job())
    await history.journal.finish(key(), Outcome.FAILED, "no", WORK, NOW, intent(kind=kind))
    await history.journal.close_job(key(), state, Outcome.FAILED, "no", NOW)
    assert await history.journal.unbooked(NETWORK, PROVIDER) == []


async def test_terms_may_still_be_learned_after_the_end(history: History) -> None:
    await history.journal.record(job(terms=Terms()))
    await history.journal.finish(key(), Outcome.COMPLETED, "", WORK, NOW, intent())
    terms = Terms(NOW, None, "released", Decimal("0.00000001"), "ait1late", "")
    await history.journal.set_terms(key(), terms)
    found = await history.journal.get(key())
    assert found is not None
    assert (found.terms, found.phase) == (terms, Phase.FINISHED)


async def test_unpaid_jobs_are_counted_when_taken(history: History) -> None:
    journal = history.journal
    promised_nothing = Terms(payment_status="escrowed", amount=Decimal(0))
    for number, terms in enumerate([Terms(), promised_nothing, job().terms, Terms()]):
        await journal.record(job(number, terms=terms))
        await journal.set_phase(key(number), Phase.QUEUED)
    await journal.record(job("declined", terms=Terms()))
    await journal.finish(key("declined"), Outcome.FAILED, "no", Work(), NOW, None)
    await journal.set_phase(key(3), Phase.RUNNING, started_at=NOW)
    await journal.finish(key(3), Outcome.COMPLETED, "", WORK, NOW, None)
    assert await journal.unpaid_since(NETWORK, PROVIDER, NOW) == 3
    assert await journal.unpaid_since(NETWORK, PROVIDER, NOW + timedelta(seconds=1)) == 0


async def test_recent_is_newest_first_and_limited(history: History) -> None:
    for number in range(5):
        await history.journal.record(job(number))
        at = NOW + timedelta(minutes=number)
        await history.journal.finish(key(number), Outcome.FAILED, f"why {number}", WORK, at, None)
    found = await history.journal.recent(NETWORK, PROVIDER, NOW + timedelta(minutes=1), 3)
    assert [(j.job_id, j.reason) for j in found] == [("job-4", "why 4"), ("job-3", "why 3"), ("job-2", "why 2")]


async def test_a_job_that_was_never_recorded_is_a_bug(history: History) -> None:
    with pytest.raises(LookupError):
        await history.journal.finish(key(), Outcome.COMPLETED, "", WORK, NOW, intent())
    with pytest.raises(ValueError, match="phase must be"):
        await history.journal.set_phase(key(), Phase.CLOSED)
    with pytest.raises(ValueError, match="state must be"):
        await history.journal.set_intent(key(), IntentState.PROVEN)


async def test_hostile_texts_can_be_written(history: History) -> None:
    payload = {"prompt": "\ud800 \x00 ' -- ", "n": 10**400, "deep": [[[{}]]], "huge": "x" * 2_000_000}
    await history.journal.record(job(payload=payload, model="\udfff"))
    found = await history.journal.get(key())
    assert found is not None
    assert (found.payload, found.model) == (payload, "?")
    await history.journal.finish(key(), Outcome.FAILED, "half a pair: \ud800", Work("\ud800"), NOW, None)


async def test_dropped_texts_are_gone_from_the_files(history: History, tmp_path: Path) -> None:
    prompt, answer = "a very private question " * 500, "a very private answer " * 500
    await history.journal.record(job(payload={"prompt": prompt}))
    await history.journal.save_partial(key(), Work(answer))
    await history.journal.finish(key(), Outcome.COMPLETED, "", Work(answer), NOW, intent())
    await history.journal.close_job(key(), IntentState.PROVEN, Outcome.COMPLETED, "", NOW)
    await history.close()
    assert not [name for name, content in contents(tmp_path).items() if b"very private" in content]

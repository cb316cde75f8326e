"""The flow of a job under the faults of section 14, against fakes at the edges and a real history file."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from decimal import Decimal

import pytest

from desktop_app.domain.errors import GenerationFailed, ServerFault, WillNotStart, WrongKey
from desktop_app.domain.jobs import Phase
from desktop_app.domain.state import Status
from desktop_app.provider.generation import TELL_EVERY
from tests.provider.house import JOB, LOST

pytestmark = pytest.mark.logs  # faults are warned of


async def test_a_job_goes_all_the_way_to_booked_money(opened):
    async with opened() as house:
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.earned > 0)
        assert house.earned == Decimal("0.0975")
        result = house.coordinator.jobs["a"]["result"]
        assert result["output"] == " ".join(f"w{n}" for n in range(10)) + " "
        assert result["tokens_processed"] == 10 and result["finish_reason"] == "length" and result["attempt_id"]
    assert house.coordinator.calls[-1][0] == "deregister"


async def test_progress_is_told_now_and_then_however_fast_the_tokens_come(opened):
    async with opened() as house:
        told: list[tuple[float, int]] = []

        def listen() -> None:
            now, tokens = house.clock.monotonic(), sum(job.tokens for job in house.provider.store.state.running)
            if tokens and (not told or told[-1][1] != tokens):
                told.append((now, tokens))

        house.provider.store.subscribe(listen)
        house.coordinator.submit("a", {**JOB, "max_tokens": 200})
        await house.until(lambda: house.state_of("a") == "COMPLETED")
        assert told[0][1] == 1, "the first token at once"
        seconds = told[-1][0] - told[0][0]
        assert 4 <= len(told) <= 2 * seconds / TELL_EVERY + 3, "and what else happens tells of them too"


async def test_what_cannot_be_done_fails_at_once_and_the_inflight_is_told(opened):
    async with opened() as house:
        house.coordinator.submit("a", {"type": "training"})
        house.coordinator.submit("b", {**JOB, "model": "other"})
        await house.until(lambda: house.state_of("a") == house.state_of("b") == "FAILED")
        assert "does not offer" in house.coordinator.jobs["a"]["error"]
        assert "not installed" in house.coordinator.jobs["b"]["error"]
        await house.until(lambda: house.coordinator.inflight == 0)
        house.coordinator.submit("c", JOB)
        await house.until(lambda: house.state_of("c") == "COMPLETED")


async def test_a_lost_answer_of_a_result_that_landed_is_not_sent_again(opened):
    async with opened() as house:
        house.coordinator.after["result"] = [LOST]
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.earned > 0)
        await house.clock.sleep(100)
        assert house.coordinator.count("result") == 1 and house.provider.store.state.outbox == 0


async def test_a_result_that_did_not_land_is_sent_again_after_a_minute(opened):
    async with opened() as house:
        house.coordinator.before["result"] = [LOST]
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.coordinator.count("result") == 1)
        lost_at = house.clock.monotonic()
        await house.until(lambda: house.earned > 0)
        assert house.clock.monotonic() - lost_at >= 59 and house.coordinator.count("result") == 2


async def test_a_job_whose_poll_answer_got_lost_is_adopted(opened):
    async with opened() as house:
        house.coordinator.after["poll"] = [LOST]
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.earned > 0)
        assert house.coordinator.count("result") == 1


async def test_a_cancelled_job_is_stopped_and_nothing_is_sent(opened):
    async with opened() as house:
        house.runtime.per_token = 5.0
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.runtime.generated >= 1)
        house.coordinator.jobs["a"]["state"] = "CANCELED"
        await house.until(lambda: not house.provider.store.state.running)
        assert house.runtime.generated < 10
        house.coordinator.submit("b", {**JOB, "max_tokens": 1})
        await house.until(lambda: house.state_of("b") == "COMPLETED")
        assert house.coordinator.count("result") == 1 and house.coordinator.count("fail") == 0


async def test_a_job_cancelled_just_before_delivery_is_not_delivered(opened):
    async with opened() as house:
        house.coordinator.before["result"] = [LOST]
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.coordinator.count("result") == 1)
        house.coordinator.jobs["a"]["state"] = "CANCELED"
        await house.until(lambda: house.provider.store.state.outbox == 0)
        assert house.coordinator.count("result") == 1 and house.earned == 0


async def test_a_pause_stops_at_once_and_the_text_goes_on_afterwards(opened):
    async with opened() as house:
        house.runtime.per_token = 2.0
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.runtime.generated >= 3)
        await house.provider.desk.pause(house.clock.now() + timedelta(seconds=60))
        stopped_at = house.runtime.generated
        assert house.provider.store.state.status is Status.PAUSED and stopped_at < 10
        await house.until(lambda: house.coordinator.status == "PAUSED")
        await house.until(lambda: house.state_of("a") == "COMPLETED")
        assert house.runtime.generated == 10, "nothing was generated twice"
        assert house.coordinator.jobs["a"]["result"]["output"].split() == [f"w{n}" for n in range(10)]


@pytest.mark.parametrize("when", ["before its first step", "while its start is written down"])
async def test_a_job_that_is_stopped_as_it_starts_goes_on_afterwards(opened, monkeypatch, when):
    async with opened() as house:
        worker, journal, stopped = house.provider._worker, house.history.journal, []

        def stop():
            if not stopped:
                stopped.append(1)
                worker._tasks["a"].cancel()

        start, set_phase = worker._start, journal.set_phase

        def started(job):
            start(job)
            if when == "before its first step":
                stop()

        async def noted(key, phase, **more):
            if phase is Phase.RUNNING and when != "before its first step":
                stop()
            await set_phase(key, phase, **more)

        monkeypatch.setattr(worker, "_start", started)
        monkeypatch.setattr(journal, "set_phase", noted)
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.state_of("a") == "COMPLETED")
        assert stopped


async def test_a_pause_without_an_end_hands_the_job_back(opened):
    async with opened() as house:
        house.runtime.per_token = 2.0
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.runtime.generated >= 2)
        await house.provider.desk.pause(None)
        await house.until(lambda: house.state_of("a") == "FAILED")
        assert "owner needs the computer" in house.coordinator.jobs["a"]["error"]
        await house.provider.desk.resume()
        house.coordinator.submit("b", {**JOB, "max_tokens": 1})
        await house.until(lambda: house.state_of("b") == "COMPLETED")


async def test_stop_now_releases_the_runtime(opened):
    async with opened() as house:
        house.runtime.per_token = 5.0
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.runtime.generated >= 1)
        await house.provider.desk.stop_now()
        assert house.runtime.released == 1
        await house.until(lambda: house.state_of("a") == "FAILED")


async def test_a_forgotten_provider_registers_again(opened):
    async with opened() as house:
        registered = house.coordinator.count("register")
        house.coordinator.registered = False
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.state_of("a") == "COMPLETED")
        assert house.coordinator.count("register") > registered


async def test_a_wrong_key_is_said_and_not_tried_in_a_loop(opened):
    async with opened() as house:
        house.coordinator.before["poll"] = [WrongKey("Invalid API key", status=401)]
        await house.until(lambda: house.provider.store.state.status is Status.PROBLEM)
        assert "key" in house.provider.store.state.reason
        calls = len(house.coordinator.calls)
        await house.clock.sleep(300)
        assert len(house.coordinator.calls) == calls
        await house.provider.desk.resume()
        await house.until(lambda: house.provider.store.state.status is Status.OFFERING)


async def test_a_broken_generation_goes_on_from_where_its_text_stands(opened):
    async with opened() as house:
        house.runtime.faults = [GenerationFailed("the engine ended")]
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.state_of("a") == "COMPLETED")
        assert house.coordinator.jobs["a"]["result"]["output"].split() == [f"w{n}" for n in range(10)]


async def test_where_a_text_cannot_go_on_it_begins_anew(opened):
    async with opened() as house:
        house.runtime.faults = [GenerationFailed("the server ended")]
        house.runtime.continues = False
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.state_of("a") == "COMPLETED")
        result = house.coordinator.jobs["a"]["result"]
        assert result["output"].split() == [f"w{n}" for n in range(10)] and result["tokens_processed"] == 10
        assert house.runtime.generated == 13, "the three before the fault are made again"


async def test_a_runtime_that_stays_broken_fails_the_job_with_a_reason(opened):
    async with opened() as house:
        house.runtime.faults = [GenerationFailed("no")] * 3
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.state_of("a") == "FAILED")
        assert "runtime failed" in house.coordinator.jobs["a"]["error"]


async def runtime_goes_away(house, ttl):
    """In the middle of job "a"."""
    house.runtime.per_token = 1.0
    house.coordinator.submit("a", JOB, ttl=ttl)
    await house.until(lambda: house.runtime.generated >= 3)
    house.runtime.away = True


async def test_a_job_waits_for_a_runtime_that_is_away_and_goes_on_from_its_text(opened):
    async with opened() as house:
        await runtime_goes_away(house, ttl=3600)
        await house.until(lambda: house.provider.store.state.status is Status.PROBLEM)
        house.coordinator.submit("b", JOB, ttl=3600)
        await house.clock.sleep(300)
        assert house.state_of("a") == "RUNNING" and house.state_of("b") == "QUEUED", "nothing new is taken meanwhile"
        house.runtime.away = False
        await house.until(lambda: house.state_of("a") == "COMPLETED")
        assert house.coordinator.jobs["a"]["result"]["output"].split() == [f"w{n}" for n in range(10)]
        await house.until(lambda: house.state_of("b") == "COMPLETED")
        assert house.runtime.generated == 20, "nothing was generated twice"


async def test_a_job_that_cannot_be_finished_any_more_is_not_kept_for_a_runtime_that_is_away(opened):
    async with opened() as house:
        await runtime_goes_away(house, ttl=120)
        await house.until(lambda: house.state_of("a") == "FAILED")
        assert house.coordinator.jobs["a"]["error"] == "The provider's model runtime does not answer."
        assert house.clock.now() < house.coordinator.jobs["a"]["expires"]


async def test_a_process_of_ours_that_does_not_come_up_is_tried_a_few_times_only(opened):
    async with opened() as house:
        house.runtime.fault_after = 0
        house.runtime.faults = [WillNotStart("no memory for it")] * 3
        house.coordinator.submit("a", JOB, ttl=3600)
        await house.until(lambda: house.state_of("a") == "FAILED")
        assert house.runtime.faults == [] and "does not answer" in house.coordinator.jobs["a"]["error"]


async def test_a_crash_while_running_continues_the_partial_text(opened):
    async with opened(crash=True) as house:
        house.runtime.per_token = 1.5
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.runtime.generated >= 5)
    async with opened() as house:
        await house.until(lambda: house.state_of("a") == "COMPLETED")
        assert house.runtime.generated < 10
        assert house.coordinator.jobs["a"]["result"]["output"].split() == [f"w{n}" for n in range(10)]


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_crash_on_the_wire_neither_loses_nor_doubles(opened, when):
    hang = asyncio.CancelledError()
    async with opened(crash=True) as house:
        getattr(house.coordinator, when)["result"] = [hang]
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.coordinator.count("result") == 1)
    async with opened() as house:
        await house.until(lambda: house.earned > 0)
        assert house.coordinator.count("result") == (2 if when == "before" else 1)


async def test_results_wait_for_the_network_to_return(opened):
    async with opened() as house:
        house.coordinator.before["result"] = [ServerFault("overloaded", status=503)]
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.earned > 0)
        assert house.coordinator.count("result") == 2


async def test_unpaid_work_has_a_daily_limit(opened):
    async with opened(unpaid_per_day=2) as house:
        for name in "abc":
            house.coordinator.submit(name, JOB, amount=None)
        await house.until(lambda: all(house.state_of(n) in ("COMPLETED", "FAILED") for n in "abc"))
        assert sorted(house.state_of(n) for n in "abc") == ["COMPLETED", "COMPLETED", "FAILED"]
        await house.until(lambda: house.provider.store.state.completed == 2)
        totals = await house.history.ledger.totals("test", "me")
        assert totals.unpaid_jobs == 2 and totals.credited == 0

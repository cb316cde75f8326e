"""The long poll (an extension) and its absence with --as-real."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import pytest


class Waiting:
    """A poll under way in a thread."""

    def __init__(self, practice: Any, name: str = "m1", wait: int = 10) -> None:
        self._client, self._practice, self._wait = practice.as_miner(name), practice, wait
        practice.clients.remove(self._client)  # stays open until the poll is answered
        self._thread = threading.Thread(target=self._poll)
        self._thread.start()
        time.sleep(0.06)

    def _poll(self) -> None:
        self.job = self._practice.poll(self._client, self._wait)
        self.at = time.perf_counter()
        self._client.close()

    def end(self, within: float) -> dict[str, Any] | None:
        self._thread.join(within)
        assert not self._thread.is_alive(), "the poll still waits"
        return self.job


def test_a_submission_wakes_the_poll_at_once(practice) -> None:
    delays = []
    for _ in range(7):
        waiting, started = Waiting(practice), time.perf_counter()
        job = practice.submit()["job_id"]
        assert waiting.end(5)["job_id"] == job
        delays.append(waiting.at - started)
    assert median(delays) < 0.030, delays


def test_a_job_that_does_not_match_leaves_it_waiting(practice) -> None:
    waiting = Waiting(practice)
    practice.submit(constraints={"models": ["other"]})
    time.sleep(0.1)
    job = practice.submit()["job_id"]
    assert waiting.end(5)["job_id"] == job


CHANGES: dict[str, Callable[[Any, str], Any]] = {
    "heartbeat": lambda p, job: p.miner.post("/v1/miners/heartbeat", json={"inflight": 1}),
    "result": lambda p, job: p.deliver(job),
    "fail": lambda p, job: p.miner.post(f"/v1/miners/{job}/fail", json={"error_code": "a", "error_message": "b"}),
    "register": lambda p, job: p.register(),
    "deregister": lambda p, job: p.miner.delete("/v1/miners/m1"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_its_own_record_answers_it_early_with_nothing(practice, change: str) -> None:
    practice.submit()
    job = practice.poll()["job_id"]
    waiting = Waiting(practice)
    CHANGES[change](practice, job)
    assert waiting.end(3) is None


def test_another_miners_change_is_looked_at_and_does_not_end_it(practice) -> None:
    other = practice.as_miner("better")
    practice.register(other, capabilities={"reputation_score": 1})
    job = practice.submit()["job_id"]
    waiting = Waiting(practice)  # held back by the better one
    other.post("/v1/miners/heartbeat", json={"status": "ONLINE"})
    other.delete("/v1/miners/better")
    assert waiting.end(3)["job_id"] == job


def test_it_ends_after_its_time_in_the_networks_seconds(start) -> None:
    practice = start(speed=20)
    practice.register()
    started = time.perf_counter()
    assert practice.poll(wait=6) is None
    assert 0.25 < time.perf_counter() - started < 2
    assert practice.nobody.get("/health").json()["practice"]["speed"] == 20


def test_a_caller_that_hung_up_gets_no_job(practice) -> None:
    gone = practice.as_miner("m1")
    with pytest.raises(Exception, match="timed out"):
        gone.post("/v1/miners/poll", json={"max_wait_seconds": 30}, timeout=0.15)
    gone.close()
    time.sleep(0.1)
    job = practice.submit()["job_id"]
    assert practice.view(job)["state"] == "QUEUED"
    assert practice.poll()["job_id"] == job


def test_of_two_waiting_the_first_gets_it_and_the_other_waits_on(practice) -> None:
    practice.register(practice.as_miner("m2"))
    first, second = Waiting(practice), Waiting(practice, "m2")
    jobs = [practice.submit()["job_id"] for _ in range(2)]
    assert first.end(3)["job_id"] == jobs[0] and second.end(3)["job_id"] == jobs[1]


def test_stopping_answers_waiting_polls(start) -> None:
    practice = start()
    practice.register()
    waiting, started = Waiting(practice, wait=60), time.perf_counter()
    practice.stop()
    assert waiting.end(1) is None and time.perf_counter() - started < 2


def test_as_real_answers_at_once_with_limits_and_without_extensions(start) -> None:
    practice = start(as_real=True, speed=50)
    assert practice.nobody.get("/health").json().keys() == {"status", "env", "python_version"}
    assert practice.nobody.get("/health").json()["env"] == "practice"
    practice.register()
    started = time.perf_counter()
    assert practice.poll(wait=20) is None
    assert time.perf_counter() - started < 1
    job = practice.submit(ttl_seconds=5)["job_id"]
    time.sleep(0.2)  # at fifty times the speed it would be over
    assert practice.poll()["job_id"] == job
    answers = [practice.miner.post("/v1/miners/register", json={"capabilities": {}}).status_code for _ in range(50)]
    assert answers[-1] == 429

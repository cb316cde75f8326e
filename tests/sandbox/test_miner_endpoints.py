"""The miner's endpoints answer as section 5 records them, quirks included."""

from __future__ import annotations

import re
import time

import pytest

JOB_KEYS = {
    "job_id", "state", "assigned_miner_id", "requested_at", "expires_at", "error", "payment_id", "payment_status",
    "zk_status", "zk_proof_id", "tee_status", "tee_attestation_id", "payload", "result", "auto_reinvest_pct",
    "reinvest_status", "reinvest_stake_id",
}  # fmt: skip


def test_register_answers_a_new_token_each_time_and_resets_inflight(practice) -> None:
    practice.register(concurrency=1)
    first, second = practice.submit(), practice.submit()
    assert practice.poll()["job_id"] == first["job_id"]
    assert practice.poll() is None  # full
    answers = [practice.miner.post("/v1/miners/register", json={"capabilities": {}, "x": 1}).json() for _ in "ab"]
    assert all(answer.keys() == {"status", "session_token"} for answer in answers)
    assert re.fullmatch("[0-9a-f]{32}", answers[0]["session_token"])
    assert answers[0]["session_token"] != answers[1]["session_token"]
    assert practice.poll()["job_id"] == second["job_id"]


@pytest.mark.parametrize(("concurrency", "handed"), [(0, 3), (2, 2), (-1, 0)])
def test_concurrency_zero_is_unlimited_and_negative_gets_nothing(practice, concurrency: int, handed: int) -> None:
    practice.register(concurrency=concurrency)
    for _ in range(3):
        practice.submit()
    assert sum(practice.poll() is not None for _ in range(4)) == handed


def test_unknown_miner_heartbeat_404_poll_500(shared) -> None:
    stranger = shared.as_miner("never-registered")
    answer = stranger.post("/v1/miners/heartbeat", json={})
    assert (answer.status_code, answer.json()) == (404, {"detail": "miner not registered"})
    answer = stranger.post("/v1/miners/poll", json={})
    assert answer.status_code == 500 and answer.json()["error"]["type"] == "internal_error"


def test_without_an_id_the_key_is_the_miner_and_ids_have_no_format(shared) -> None:
    bare = shared.http({"X-Api-Key": shared.ready.miner_key})
    shared.register(bare)
    assert shared.miner.delete(f"/v1/miners/{shared.ready.miner_key}").status_code == 200
    odd = shared.as_miner("a/b c?")
    shared.register(odd)
    assert odd.delete("/v1/miners/a%2Fb%20c%3F").json() == {"miner_id": "a/b c?", "status": "deregistered"}


def test_capabilities_change_the_headers_miner_and_echo_the_path(practice) -> None:
    other = practice.as_miner("m2")
    answer = other.put("/v1/miners/anything/capabilities", json={"capabilities": {"models": ["b"]}}).json()
    assert answer["miner_id"] == "anything" and answer["status"] == "updated"
    assert answer["capabilities"] == {"models": ["b"]} and len(answer["session_token"]) == 32
    assert other.post("/v1/miners/heartbeat", json={}).json() == {"status": "ok"}


def test_heartbeat_overwrites_inflight(practice) -> None:
    practice.register(concurrency=1)
    practice.submit(), practice.submit()
    assert practice.poll() and not practice.poll()
    practice.miner.post("/v1/miners/heartbeat", json={"inflight": 0, "status": "active", "gpu": 1})
    assert practice.poll()


def test_deregister_of_anyone_and_a_deregistered_miner_still_gets_jobs(practice) -> None:
    assert practice.as_miner("m2").delete("/v1/miners/m1").json() == {"miner_id": "m1", "status": "deregistered"}
    answer = practice.miner.delete("/v1/miners/nobody")
    assert (answer.status_code, answer.json()) == (404, {"detail": "miner not found"})
    practice.submit()
    assert practice.poll()


def test_poll_hands_out_payload_and_constraints_only_oldest_first(practice) -> None:
    first = practice.submit({"type": "weird", "n": 1}, constraints={"models": ["tiny"], "priority": 9}, paid="1")
    practice.submit()
    handed = practice.poll()
    asked = {"payload": {"type": "weird", "n": 1}, "constraints": {"models": ["tiny"]}}
    assert handed == {"job_id": first["job_id"], **asked}
    view = practice.view(first["job_id"])
    assert (view["state"], view["assigned_miner_id"]) == ("RUNNING", "m1")


@pytest.mark.parametrize("wait", [0, -1, 10**12])
def test_poll_takes_any_wait_and_needs_a_body(practice, wait: int) -> None:
    practice.submit()
    assert practice.poll(wait=wait)
    assert practice.miner.post("/v1/miners/poll").status_code == 422


def test_a_result_completes_pays_and_leaves_a_receipt(practice) -> None:
    job = practice.submit(paid="1.5")["job_id"]
    practice.poll()
    answer = practice.deliver(job, metrics={"duration_ms": 250})
    assert answer["status"] == "ok"
    assert answer["receipt"]["units"] == 0.25 and answer["receipt"]["price"] == 0.005
    view = practice.view(job)
    assert (view["state"], view["payment_status"], view["result"]) == ("COMPLETED", "released", {"output": "x"})


def test_a_result_is_not_idempotent_and_needs_neither_state_nor_owner(practice) -> None:
    job = practice.submit()["job_id"]  # QUEUED, never assigned
    practice.register(practice.as_miner("m2"))
    practice.deliver(job, practice.as_miner("m2"))
    practice.deliver(job, result={"status": "failed"})
    view = practice.view(job)
    assert (view["state"], view["assigned_miner_id"], view["result"]) == ("COMPLETED", None, {"status": "failed"})
    assert len(practice.client.get(f"/v1/jobs/{job}/receipts").json()["items"]) == 2
    assert practice.nobody.get("/v1/reputation/profile/m1").json()["jobs_completed"] == 1


def test_a_repeated_result_pays_once_but_counts_twice(practice) -> None:
    job = practice.submit(paid="0.1")["job_id"]
    practice.poll()
    for _ in "ab":
        practice.deliver(job)
    assert practice.books()["miners"]["m1"]["released"] == "0.0975"
    assert practice.nobody.get("/v1/reputation/profile/m1").json()["jobs_completed"] == 2


def test_fail_keeps_inflight_up_keeps_the_escrow_and_a_late_result_wins(practice) -> None:
    practice.register(concurrency=1)
    job, _ = practice.submit(paid="0.5")["job_id"], practice.submit()
    practice.poll()
    body = {"error_code": "unsupported", "error_message": "not here", "metrics": {}}
    assert practice.miner.post(f"/v1/miners/{job}/fail", json=body).json() == {"status": "ok"}
    view = practice.view(job)
    assert (view["state"], view["error"], view["payment_status"]) == ("FAILED", "not here", "escrowed")
    assert practice.poll() is None  # inflight is still 1
    practice.deliver(job)
    view = practice.view(job)
    assert (view["state"], view["error"], view["payment_status"]) == ("COMPLETED", None, "released")


@pytest.mark.parametrize(
    ("call", "body"), [("result", {"result": {}}), ("fail", {"error_code": "a", "error_message": "b"})]
)
def test_result_and_fail_of_an_unknown_job_are_404(shared, call: str, body: dict) -> None:
    answer = shared.miner.post(f"/v1/miners/nope/{call}", json=body)
    assert (answer.status_code, answer.json()) == (404, {"detail": "job not found"})


def test_the_broken_second_endpoints(practice) -> None:
    queued, running = practice.submit()["job_id"], practice.submit()["job_id"]
    path = "/v1/miners/m1/jobs/{}/{}"
    assert practice.miner.post(path.format(queued, "fail"), json={}).status_code == 500
    assert practice.view(queued)["state"] == "QUEUED"
    assert practice.miner.post(path.format(queued, "complete"), json={}).status_code == 400
    assert practice.view(queued)["state"] == "FAILED"
    practice.poll()
    assert practice.miner.post(path.format(running, "complete"), json={"output": {"a": 1}}).status_code == 500
    assert practice.view(running)["state"] == "COMPLETED"


def test_the_jobs_list_is_a_post_newest_first_of_any_miner(practice) -> None:
    jobs = [practice.submit({"type": kind})["job_id"] for kind in ("a", "b", "b")]
    for _ in jobs:
        practice.poll()
    practice.deliver(jobs[0])
    reader = practice.as_miner("somebody-else")
    listed = reader.post("/v1/miners/m1/jobs", params={"limit": 2}).json()
    assert listed.keys() == {"jobs", "total", "limit", "offset", "miner_id"}
    assert [job["job_id"] for job in listed["jobs"]] == [jobs[2], jobs[1]] and listed["total"] == 2
    assert listed["jobs"][0].keys() == JOB_KEYS
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}", listed["jobs"][0]["expires_at"])

    def ids(**query: object) -> list[str]:
        answer = practice.miner.post("/v1/miners/m1/jobs", params=query).json()
        return [job["job_id"] for job in answer["jobs"]]

    assert ids(job_status="running", limit=-1) == [jobs[2], jobs[1]]
    assert ids(job_status="no such", limit=-1) == jobs[::-1]
    assert ids(job_type="a") == [jobs[0]] and ids(offset=2) == [jobs[0]]
    assert practice.miner.get("/v1/miners/m1/jobs").status_code == 405
    assert practice.miner.post("/v1/miners/m1/jobs", params={"limit": "x"}).status_code == 422


def test_cancel_clears_the_assignment_and_a_late_result_is_paid_all_the_same(practice) -> None:
    job = practice.submit(paid="1")["job_id"]
    practice.poll()
    assert practice.client.post(f"/v1/jobs/{job}/cancel").json()["state"] == "CANCELED"
    assert practice.miner.post("/v1/miners/m1/jobs").json()["jobs"] == []
    practice.deliver(job)
    assert practice.escrow(job)["state"] == "released"
    view = practice.view(job)
    assert (view["state"], view["assigned_miner_id"]) == ("COMPLETED", None)


def test_expiry_is_lazy(start) -> None:
    practice = start(speed=200)
    practice.register()
    practice.submit(ttl_seconds=40)
    running = practice.poll()["job_id"]
    lost = practice.submit(ttl_seconds=1)["job_id"]
    time.sleep(0.3)
    assert practice.poll() is None  # the queued one expired
    listed = practice.miner.post("/v1/miners/m1/jobs").json()["jobs"]
    assert [(job["job_id"], job["state"]) for job in listed] == [(running, "RUNNING")]  # late, yet RUNNING in lists
    assert practice.view(lost)["state"] == "EXPIRED"
    assert practice.view(running)["state"] == "EXPIRED"  # a single read looks
    practice.deliver(running)
    assert practice.view(running)["state"] == "COMPLETED"


def test_earnings_are_floats_before_the_fee_with_18_places_in_the_history(practice) -> None:
    paid, unpaid = practice.submit(paid="1.5")["job_id"], practice.submit()["job_id"]
    held = practice.submit(paid="2", constraints={"zk_proof_required": True})["job_id"]
    for _ in range(3):
        practice.poll()
    for job in (paid, unpaid, held):
        practice.deliver(job)
    earned = practice.miner.post("/v1/miners/m1/earnings", params={"from_time": "2020-01-01"}).json()
    history = earned.pop("earnings_history")
    assert earned == {
        "miner_id": "m1", "total_earnings": 1.5, "pending_earnings": 2.0, "paid_earnings": 1.5, "completed_jobs": 3,
        "currency": "AITBC", "from_time": "2020-01-01", "to_time": None,
    }  # fmt: skip
    assert [(row["amount"], row["payment_status"]) for row in history] == [
        ("2.000000000000000000", "escrowed"), ("0", "unknown"), ("1.500000000000000000", "released"),
    ]  # fmt: skip


def test_a_high_value_job_is_never_handed_out_and_keeps_its_escrow(practice) -> None:
    job = practice.submit(paid="10")["job_id"]
    assert practice.poll() is None  # needs a bond
    practice.deliver(job)
    view = practice.view(job)
    assert (view["state"], view["payment_status"]) == ("COMPLETED", "escrowed")
    assert (view["zk_status"], view["tee_status"]) == ("generation_failed", "verified") and view["error"]


def test_results_up_to_ten_mebibytes(practice) -> None:
    job = practice.submit()["job_id"]
    practice.deliver(job, result={"output": "x" * (9 * 1024 * 1024)})
    assert len(practice.client.get(f"/v1/jobs/{job}/result").content) > 9 * 1024 * 1024
    answer = practice.miner.post(f"/v1/miners/{job}/result", json={"result": {"output": "x" * (11 * 1024 * 1024)}})
    assert (answer.status_code, answer.json()) == (413, {"detail": "Request entity too large"})

"""The customer's endpoints, money and receipts (sections 6 to 9)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop_app.wire import codec, receipts, signed
from desktop_app.wire.jobs import JobList, JobView, PaymentView

BUYER = "0x" + "b" * 40
PAYEE = "0x" + "c" * 40


def test_a_submitted_job_is_a_queued_view(practice) -> None:
    answer = practice.client.post("/v1/jobs", json={"payload": {"a": 1}})
    view = codec.decode(JobView, answer.content)
    assert (answer.status_code, view.state, view.read_payload(), view.payment_status) == (201, "QUEUED", {"a": 1}, None)
    assert view.expires is not None and view.requested is not None
    assert (view.expires - view.requested).total_seconds() == 900
    assert str(view.auto_reinvest_pct) == "0E-8"


@pytest.mark.parametrize(
    ("money", "status"),
    [
        ({}, None),
        ({"payment_amount": -1}, None),
        ({"payment_amount": 0.5}, "pending"),
        ({"payment_amount": "0.5", "buyer_address": BUYER}, "escrowed"),
        ({"payment_amount": "0.5", "buyer_address": BUYER, "provider_address": PAYEE}, "escrowed"),
        ({"payment_amount": "0.5", "buyer_address": "my wallet"}, "pending"),
        ({"payment_amount": "0.009", "buyer_address": BUYER}, "skipped"),
        ({"payment_amount": 0, "buyer_address": BUYER}, "skipped"),
        ({"payment_amount": 1, "buyer_address": BUYER, "payment_currency": "AIT"}, "skipped"),
        ({"payment_amount": 1, "buyer_address": BUYER, "payment_currency": "BTC"}, "failed"),
        ({"payment_amount": 1, "buyer_address": BUYER, "payment_currency": "USDT"}, "pending"),
    ],
)
def test_payment_status(shared, money: dict, status: str | None) -> None:
    job = shared.submit(**money)
    assert job["payment_status"] == status
    known = shared.nobody.get(f"/rpc/escrow/{job['job_id']}")
    assert known.status_code == (200 if status == "escrowed" else 404)
    if status == "escrowed":
        escrow = known.json()
        assert (escrow["state"], escrow["buyer"]) == ("created", BUYER)
        assert escrow["provider"] == money.get("provider_address", escrow["provider"])
        assert len(escrow["provider"]) == 42
        assert Decimal(escrow["amount"]) == Decimal("0.5125") and escrow["released_amount"] == "0"


@pytest.mark.parametrize(
    "body",
    [{}, {"payload": []}, {"payload": {}, "ttl_seconds": 0}, {"payload": {}, "payment_amount": "much"},
     {"payload": {}, "payment_amount": 1_000_001}, {"payload": {}, "payment_amount": "NaN"},
     {"payload": {}, "constraints": {"min_reputation": 2}}, {"payload": {}, "constraints": {"models": "tiny"}}],
)  # fmt: skip
def test_bad_submissions_are_422(shared, body: dict) -> None:
    assert shared.client.post("/v1/jobs", json=body).status_code == 422


def test_fees_are_two_and_a_half_percent_on_each_side(practice) -> None:
    job = practice.submit(paid="1.5")["job_id"]
    assert Decimal(practice.escrow(job)["amount"]) == Decimal("1.5375")
    practice.deliver(job)
    escrow = practice.escrow(job)
    assert escrow["state"] == "released" and Decimal(escrow["released_amount"]) == Decimal("1.4625")
    assert escrow["released_at"] and escrow["refunded_at"] is None
    payment = codec.decode(PaymentView, practice.client.get(f"/v1/jobs/{job}/payment").content)
    assert (str(payment.amount), payment.status) == ("1.50000000", "released")


def test_a_refund_changes_the_payment_and_not_the_job(practice) -> None:
    job = practice.submit(paid="1")
    path = f"/v1/payments/{job['payment_id']}"
    done = practice.client.post(f"{path}/refund", json={"job_id": job["job_id"], "reason": "x"})
    assert done.json()["status"] == "refunded"
    assert practice.client.post(f"{path}/refund").status_code == 400
    assert practice.client.post(f"{path}/release").status_code == 400
    assert practice.view(job["job_id"])["payment_status"] == "escrowed"
    assert practice.escrow(job["job_id"])["state"] == "refunded"
    practice.deliver(job["job_id"])
    assert practice.escrow(job["job_id"])["released_amount"] == "0"
    assert practice.client.get(f"/v1/jobs/{job['job_id']}/payment").json()["status"] == "refunded"


def test_results_are_425_until_there_is_one(practice) -> None:
    job = practice.submit()["job_id"]
    for _ in range(2):
        answer = practice.client.get(f"/v1/jobs/{job}/result")
        assert (answer.status_code, answer.json()) == (425, {"detail": "job not ready"})
        practice.miner.post(f"/v1/miners/{job}/fail", json={"error_code": "a", "error_message": "b"})
    assert practice.client.get(f"/v1/jobs/{job}/receipt").status_code == 404
    practice.deliver(job)
    assert practice.client.get(f"/v1/jobs/{job}/result").json()["result"] == {"output": "x"}
    assert practice.client.get(f"/v1/jobs/{job}/receipt").json()["job_id"] == job


def test_lists_cancel_and_unknown_jobs(practice) -> None:
    jobs = [practice.submit()["job_id"] for _ in range(3)]
    assert practice.client.post(f"/v1/jobs/{jobs[0]}/cancel").json()["state"] == "CANCELED"
    assert practice.client.post(f"/v1/jobs/{jobs[0]}/cancel").status_code == 409
    listed = codec.decode(JobList, practice.client.get("/v1/jobs", params={"status": "QUEUED"}).content)
    assert [view.job_id for view in listed.items] == [jobs[2], jobs[1]] and listed.total == 2
    for path in ("/v1/jobs/nope", "/v1/jobs/nope/result", "/v1/jobs/nope/payment", "/v1/jobs/history"):
        assert practice.client.get(path).status_code == 404


def test_receipts_verify_are_public_and_tell_everything(practice) -> None:
    jobs = [practice.submit({"prompt": "grün", "n": None}, paid="0.1")["job_id"] for _ in range(3)]
    for job in jobs:
        practice.poll()
        result = {"output": "ü", "attempt_id": f"a-{job}", "x": 0.1}
        practice.deliver(job, result=result, metrics={"units": "2", "cost": 1})
    listed = practice.nobody.get("/v1/explorer/receipts", params={"limit": 2})
    assert [item["jobId"] for item in listed.json()["items"]] == [jobs[2], jobs[1]]
    content = listed.json()["items"][0]["payload"]
    assert signed.verify(content) and (content["units"], content["price"]) == (2.0, 1.0)
    assert content["metadata"]["job_payload"] == {"prompt": "grün", "n": None}
    assert {"zk_status", "tee_status", "attestations"} <= content.keys()
    answer = practice.nobody.get("/v1/explorer/receipts", params={"job_id": jobs[0]})
    (proof,) = receipts.read_all(codec.decode(receipts.ReceiptsPage, answer.content))
    assert (proof.job_id, proof.attempt_id, proof.verified) == (jobs[0], f"a-{jobs[0]}", True)
    assert practice.nobody.get("/v1/explorer/receipts", params={"limit": 201}).status_code == 422


def test_reputation_begins_with_the_first_event(practice) -> None:
    assert practice.nobody.get("/v1/reputation/profile/m1").status_code == 500
    job = practice.submit(paid="1")["job_id"]
    practice.deliver(job, metrics={"duration_ms": 204})
    profile = practice.nobody.get("/v1/reputation/profile/m1").json()
    assert 590 < profile["trust_score"] < 612  # recorded: 601
    assert (profile["total_earnings"], profile["reputation_level"]) == ("0.97500000", "advanced")
    practice.miner.post(f"/v1/miners/{job}/fail", json={"error_code": "a", "error_message": "b"})
    after = practice.nobody.get("/v1/reputation/profile/m1").json()
    assert after["trust_score"] < profile["trust_score"] and after["success_rate"] == 50.0
    assert len(after["recent_events"]) == 2


def test_books_need_the_client_token(shared) -> None:
    assert shared.nobody.get("/practice/books").status_code == 401
    assert shared.miner.get("/practice/books").status_code == 403
    assert all(row["expectation"] is None for row in shared.books(detail=True)["rows"])

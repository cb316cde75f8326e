"""The chain past the coordinator, its restart, and bonds (section 8)."""

from __future__ import annotations

from decimal import Decimal

from tests.sandbox.conftest import BUYER

PAYEE = "0x" + "c" * 40
OF_M1 = "/v1/marketplace/providers/m1"


def test_anybody_creates_and_releases_an_escrow(practice) -> None:
    job = practice.submit(payment_amount="0.1")["job_id"]
    new = {"job_id": job, "buyer": BUYER, "provider": PAYEE, "amount": "1.5"}
    assert practice.nobody.post("/rpc/escrow/create", json={**new, "buyer": "me"}).status_code == 400
    assert Decimal(practice.nobody.post("/rpc/escrow/create", json=new).json()["amount"]) == Decimal("1.5375")
    assert practice.nobody.post("/rpc/escrow/create", json=new).status_code == 400, "one a job"
    for _ in range(2):
        released = practice.nobody.post(f"/rpc/escrow/{job}/release").json()
        assert (released["state"], Decimal(released["released_amount"])) == ("released", Decimal("1.4625"))
    assert practice.nobody.post(f"/rpc/escrow/{job}/refund").status_code == 400
    assert practice.view(job)["payment_status"] == "pending", "the coordinator does not learn of it"
    assert practice.nobody.get(f"/rpc/accounts/{PAYEE}").json()["balance"] == 5265
    for path in ("/rpc/escrow/gone/release", "/rpc/escrow/gone/refund"):
        assert practice.nobody.post(path).status_code == 404


def test_a_refund_on_the_chain_shows_nowhere_else(practice) -> None:
    job = practice.submit(paid="0.1")["job_id"]
    assert practice.nobody.post(f"/rpc/escrow/{job}/refund").json()["state"] == "refunded"
    assert practice.view(job)["payment_status"] == "escrowed"


def test_a_restart_of_the_chain_leaves_whole_amounts(practice) -> None:
    small, large = practice.submit(paid="0.05")["job_id"], practice.submit(paid="3.3")["job_id"]
    practice.deliver(practice.poll()["job_id"])
    assert practice.nobody.post("/practice/restart-chain").status_code == 401
    assert practice.client.post("/practice/restart-chain").status_code == 200
    told = practice.escrow(small)
    assert [Decimal(told[n]) for n in ("amount", "released_amount")] == [0, 0] and told["state"] == "released"
    assert Decimal(practice.escrow(large)["amount"]) == 3


def test_a_bond_is_for_clients_and_opens_large_payments(practice) -> None:
    assert practice.miner.get(f"{OF_M1}/eligibility").status_code == 403
    none = practice.client.get(f"{OF_M1}/eligibility").json()
    assert (none["eligible"], none["status"], none["amount"]) == (False, None, None)
    job = practice.submit(paid="12")["job_id"]
    assert practice.poll() is None
    made = practice.client.post(f"{OF_M1}/bonds", json={"amount": "5", "required_amount": "5"}).json()
    assert (made["eligible"], made["status"]) == (True, "active")
    assert practice.poll()["job_id"] == job
    assert practice.client.post(f"{OF_M1}/bonds/slash").json()["status"] == "liquidated"
    practice.submit(paid="12")
    assert practice.poll() is None
    assert practice.client.post(f"{OF_M1}/bonds", json={"amount": "1", "required_amount": "5"}).json()["status"] == "shortfall"
    assert practice.client.post("/v1/marketplace/providers/x/bonds/slash").status_code == 404

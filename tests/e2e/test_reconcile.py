"""`aitbc-provider reconcile`: the real program on a real practice network, whose records come to differ from its books
in every way that the protocol page tells of."""

from __future__ import annotations

import json
from decimal import Decimal

from tests.e2e.programs import network, program, wait_until
from tests.e2e.test_main_job import JOB, MODEL, PAID, practice_model
from tests.e2e.test_networks import command

PAYOUT = "0x" + "c" * 40
STUCK = {"constraints": {"zk_proof_required": True}}


def test_each_difference_is_a_row_with_its_explanation(tmp_path):
    home = practice_model(tmp_path / "home")
    with network(tmp_path / "net", "--customers", "0") as net:
        assert command(home, "network", "add", "hub", net.ready["url"], "--payout", PAYOUT).returncode == 0
        with program(home, "--network", "hub", "--model", MODEL, key=net.ready["miner_key"]) as app:
            wait_until(lambda: app.status().get("state") == "offering", 20)

            def compared(*jobs: str) -> tuple[dict, list[str]]:
                """What it finds, and the kinds of these jobs' differences."""
                found = json.loads(app.verb("reconcile", "--json").stdout)
                kinds = {d["job_id"]: d["kind"] for d in found["put_right"] + found["differences"]}
                return found, [kinds.get(job, "") for job in jobs]

            paid, held, given_back = (net.submit(JOB, provider_address=PAYOUT, **PAID, **more) for more in ({}, STUCK, STUCK))
            late = net.submit(JOB, payment_amount=PAID["payment_amount"])  # no buyer yet: its escrow never came about
            jobs = (paid, held, given_back, late)
            wait_until(lambda: all(net.job(j)["state"] == "COMPLETED" for j in jobs), 20)
            refund(net, given_back)
            wait_until(lambda: app.earnings()["jobs"] == 3, 20)
            wait_until(lambda: compared(*jobs)[1] == ["", "still_held", "refunded", ""], 20, 0.5)
            assert "given back to the customer" in app.verb("reconcile").stdout
            assert any("2 jobs differ" in note for note in app.status()["notes"])

            net.call("POST", f"/v1/payments/{net.job(held)['payment_id']}/release", {"job_id": held, "payment_id": "x"})
            new = {"job_id": late, "buyer": PAID["buyer_address"], "provider": PAYOUT, "amount": PAID["payment_amount"]}
            net.call("POST", "/rpc/escrow/create", new)
            net.call("POST", f"/rpc/escrow/{late}/release")
            found, kinds = compared(*jobs)
            assert kinds == ["", "", "refunded", "late_release"] and found["corrections"] == 1
            wait_until(lambda: app.earnings()["jobs"] == 4, 8)  # seen there, it is booked at once
            found, kinds = compared(*jobs)
            assert kinds == ["", "", "refunded", "late_release"]
            assert found["corrections"] == 0 and found["checked"] == found["of"] == 4 and found["proofs"] == 3
            credited = sum(Decimal(net.call("GET", f"/rpc/escrow/{j}")["released_amount"]) for j in (paid, held, late))
            assert Decimal(found["booked"]) == Decimal(found["released"]) == Decimal(app.earnings()["total"]) == credited
            assert Decimal(found["fee"]) == Decimal(found["escrowed"]) * Decimal(3) / 4 - credited, "as observed"
            assert abs(Decimal(found["balance"]) - credited) < Decimal("0.001"), "the chain counts whole seconds"
            assert "Put right: " + late in (told := app.verb("reconcile").stdout) and "it is booked now" in told

            net.call("POST", "/practice/restart-chain")
            found, kinds = compared(*jobs)
            assert kinds == ["rounded_by_restart", "rounded_by_restart", "refunded", "rounded_by_restart"]
            assert Decimal(found["booked"]) == credited and "whole numbers" in app.verb("reconcile").stdout
    assert app.verb("reconcile").returncode == 3


def refund(net, job: str) -> None:
    net.call("POST", f"/v1/payments/{net.job(job)['payment_id']}/refund", {"job_id": job, "payment_id": "x"})

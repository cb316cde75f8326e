"""The synthetic customers: repeatable, varied, and judged in the books."""

from __future__ import annotations

import time
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from desktop_app.sandbox.orders import KINDS, TOO_LITTLE, UNKNOWN_MODELS, Order, OrderBook
from desktop_app.sandbox.people import PROMPTS, customers

MODELS = (frozenset({"tiny", "small:1b"}),)


def orders(count: int, seed: int = 1, people: int = 5, hour: int = 12) -> list[Order]:
    book = OrderBook(seed, customers(seed, people), 60)
    return [book.order(number, hour, MODELS) for number in range(count)]


def test_the_same_seed_gives_the_same_orders_and_another_one_others() -> None:
    assert orders(50) == orders(50)
    assert orders(50) != orders(50, seed=2)
    assert OrderBook(1, customers(1, 5), 60).order(37, 12, MODELS) == orders(38)[37]  # without the ones before


def test_orders_are_realistic() -> None:
    many = orders(2000)
    kinds = Counter(order.expectation for order in many)
    assert kinds.keys() == KINDS.keys() and 0.66 < kinds["possible"] / 2000 < 0.74
    assert many[0].expectation == "possible" and many[0].wait == 0
    assert 0.9 < sum(order.wait for order in many) / 2000 < 1.1
    for order in many:
        assert 16 <= order.payload.get("max_tokens", 16) <= 96
        if order.payment not in (None, TOO_LITTLE):
            assert Decimal("0.02") <= order.payment <= Decimal("0.5")
        if order.expectation == "possible":
            assert order.payload["model"] in MODELS[0] and order.payload["prompt"] in PROMPTS
            assert order.payload.get("type", "inference") == "inference" and order.ttl >= 300
    assert {o.payload["model"] for o in many if o.expectation == "unknown_model"} == set(UNKNOWN_MODELS)
    assert all(not o.constraints.models for o in many if o.expectation.startswith("unknown"))
    unpaid = sum(o.payment is None for o in many if o.expectation == "possible")
    assert 0.02 < unpaid / kinds["possible"] < 0.09


def test_customers_differ_in_budget_and_habit() -> None:
    people = customers(1, 6)
    assert len({person.address for person in people}) == 6 and all(len(p.address) == 42 for p in people)
    assert customers(1, 3) == people[:3] != customers(2, 3)
    night, evening = (Counter(o.customer.tier.name for o in orders(600, hour=hour)) for hour in (3, 20))
    assert night.most_common(1)[0][0] == "economy" and evening.most_common(1)[0][0] == "premium"


def test_where_miners_differ_a_possible_job_names_its_model() -> None:
    book = OrderBook(1, customers(1, 3), 60)
    made = [book.order(n, 12, (frozenset({"a"}), frozenset({"b"}))) for n in range(80)]
    assert all(o.constraints.models == [o.payload["model"]] for o in made if o.expectation == "possible")


def work(practice: Any, jobs: int) -> list[dict[str, Any]]:
    """A worker not of ours: delivers everything at once, until every order is placed and none waits."""
    done = []
    until = time.monotonic() + 15
    while time.monotonic() < until:
        all_placed = practice.books()["jobs"]["total"] >= jobs
        while job := practice.poll():
            done.append(job)
            practice.deliver(job["job_id"])
        if all_placed:
            return done
        time.sleep(0.01)
    raise AssertionError("the customers did not come to an end")


def all_changed_their_mind(practice: Any, jobs: int) -> None:
    """Waits until every order is placed and every customer that wants to cancel has done so."""
    until = time.monotonic() + 15
    while time.monotonic() < until:
        rows = practice.books(detail=True)["rows"]
        if len(rows) == jobs and all(row["state"] == "CANCELED" for row in rows if row["expectation"] == "canceled"):
            return
        time.sleep(0.05)
    raise AssertionError("the customers did not come to an end")


def test_they_wait_for_a_miner_then_submit_and_stop_at_the_limit(start) -> None:
    practice = start(customers=4, jobs_per_minute=6000, jobs=40)
    time.sleep(0.2)
    assert practice.books()["jobs"]["total"] == 0
    practice.register()
    all_changed_their_mind(practice, 40)  # nothing polls yet: a result after a cancellation would count as delivered
    handed = work(practice, 40)
    books = practice.books(detail=True)
    assert books["jobs"]["total"] == 40 and sum(books["jobs"]["by_expectation"].values()) == 40
    assert all("expectation" not in str(job) for job in handed)
    rows = books["rows"]
    assert all(row["state"] == "COMPLETED" for row in rows if row["expectation"] == "possible")
    assert any(row["state"] == "CANCELED" for row in rows)
    released = sum(Decimal(row["released"]) for row in rows if row["released"])
    assert Decimal(books["miners"]["m1"]["released"]) == released > 0
    escrows = [practice.escrow(row["id"]) for row in rows if row["escrow"]]
    assert sum(Decimal(escrow["released_amount"]) for escrow in escrows) == released
    assert practice.client.get(f"/v1/jobs/{rows[0]['id']}").status_code == 404  # somebody else's job


def test_a_restart_goes_on_with_the_next_order(start, state) -> None:
    first = start(customers=3, jobs_per_minute=6000, jobs=6, state=state)
    first.register()
    work(first, 6)
    first.stop()
    second = start(customers=3, jobs_per_minute=6000, jobs=15, state=state)
    work(second, 15)
    rows = second.books(detail=True)["rows"]
    assert len(rows) == 15
    kinds = [order.expectation for order in orders(15, people=3)]
    assert [row["expectation"] for row in rows if row["expectation"] != "possible"] == [
        kind for kind, row in zip(kinds, rows, strict=True) if row["expectation"] != "possible"
    ]


@pytest.mark.parametrize("seed", [3, 4])
def test_two_runs_submit_the_same_jobs(start, seed: int) -> None:
    def payloads() -> list[dict[str, Any]]:
        practice = start(customers=1, jobs_per_minute=6000, jobs=12, seed=seed)
        practice.register()
        work(practice, 12)
        listed = practice.nobody.get("/v1/explorer/receipts", params={"limit": 200}).json()["items"]
        return sorted((item["payload"]["metadata"]["job_payload"] for item in listed), key=str)

    first, second = payloads(), payloads()
    assert first and len([p for p in first if p in second]) >= min(len(first), len(second)) - 2  # cancels race

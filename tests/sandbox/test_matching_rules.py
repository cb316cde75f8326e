"""Section 5.2, line by line."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest

from desktop_app.sandbox.matching import reputation, suits
from desktop_app.sandbox.miners import Miner

CARD = {"name": "NVIDIA GeForce RTX 3060", "memory_mb": 12288}


def miner(capabilities: dict[str, Any] | None = None, **more: Any) -> Miner:
    full = {"gpus": [CARD], "cuda": "535.104.05", "models": ["a:1b", "b"], "price": 0.5}
    values = {
        "id": "m", "capabilities": full if capabilities is None else capabilities, "metadata": {}, "concurrency": 1,
        "region": "eu", "status": "ONLINE", "inflight": 0, "completed": 0, "failed": 0, **more,
    }  # fmt: skip
    return Miner(**values)


@pytest.mark.parametrize(
    ("constraints", "fits"),
    [
        ({}, True),
        ({"region": "eu"}, True), ({"region": "us"}, False),
        ({"gpu": "NVIDIA GeForce RTX 3060"}, True), ({"gpu": "RTX 3060"}, False), ({"gpu": "nvidia"}, False),
        ({"min_vram_gb": 12}, True), ({"min_vram_gb": 13}, False),
        ({"cuda": "535"}, True), ({"cuda": "12.4"}, False),
        ({"models": ["b"]}, True), ({"models": ["b", "a:1b"]}, True), ({"models": ["a"]}, False),
        ({"models": []}, True),
        ({"max_price": 0.5}, True), ({"max_price": 0.4}, False),
        ({"min_reputation": 0.5}, True), ({"min_reputation": 0.51}, False),
        ({"bond_required": False}, True), ({"bond_required": True}, False),
        ({"region": "eu", "models": ["nope"]}, False),
    ],
)  # fmt: skip
def test_constraints(constraints: dict[str, Any], fits: bool) -> None:
    assert suits(miner(), constraints, None) is fits


@pytest.mark.parametrize("memory", [12282, "12288", None])
def test_a_card_that_reports_less_or_no_number_fails_twelve(memory: Any) -> None:
    assert not suits(miner({"gpus": [{"memory_mb": memory}]}), {"min_vram_gb": 12}, None)


@pytest.mark.parametrize(
    "capabilities", [{}, {"gpus": 5, "models": "a", "cuda": None, "price": "cheap"}, {"gpus": [7]}]
)
def test_missing_or_odd_capabilities_fail_what_is_asked_of_them(capabilities: dict[str, Any]) -> None:
    for constraints in ({"gpu": "x"}, {"min_vram_gb": 1}, {"models": ["a"]}, {"max_price": 1}, {"cuda": "12"}):
        assert not suits(miner(capabilities), constraints, None)
    assert suits(miner(capabilities), {}, None)


@pytest.mark.parametrize(("payment", "fits"), [("9.99", True), ("10", False), ("1000", False)])
def test_ten_and_more_need_a_bond(payment: str, fits: bool) -> None:
    assert suits(miner(), {}, Decimal(payment)) is fits
    assert suits(miner(has_bond=True), {"bond_required": True}, Decimal(payment))


@pytest.mark.parametrize(
    ("more", "value"),
    [
        ({}, 0.5),
        ({"completed": 3, "failed": 1}, 0.75),
        ({"completed": 3, "failed": 1, "standing": 640.0}, 0.64),
        ({"capabilities": {"reputation_score": 0.9}, "standing": 640.0}, 0.9),
        ({"capabilities": {"reputation_score": 0.9}, "metadata": {"reputation_score": 1}}, 1.0),
        ({"metadata": {"reputation_score": "1"}}, 0.5),
    ],
)
def test_reputation_takes_the_first_hit(more: dict[str, Any], value: float) -> None:
    assert reputation(miner(**more)) == value


def better(practice, **more: Any) -> Any:
    """Registers a second miner with a higher (self-reported) reputation."""
    other = practice.as_miner("better")
    practice.register(other, concurrency=1, capabilities={"models": ["tiny"], "reputation_score": 0.9, **more})
    return other


def test_a_better_miner_keeps_the_job_however_stale_it_is(practice) -> None:
    better(practice)
    practice.submit()
    assert practice.poll() is None
    practice.miner.delete("/v1/miners/better")
    assert practice.poll()


@pytest.mark.parametrize("heartbeat", [{"status": "active"}, {"inflight": 1}])
def test_a_better_miner_that_is_not_online_or_full_does_not_count(practice, heartbeat: dict) -> None:
    other = better(practice)
    practice.submit()
    assert practice.poll() is None
    other.post("/v1/miners/heartbeat", json=heartbeat)
    assert practice.poll()


def test_a_better_miner_that_does_not_suit_does_not_count(practice) -> None:
    better(practice, models=["other"])
    practice.submit(constraints={"models": ["tiny"]})
    assert practice.poll()


def test_equal_reputation_is_not_better(practice) -> None:
    practice.register(practice.as_miner("m2"))
    practice.submit()
    assert practice.poll()


def test_a_job_that_does_not_match_lets_the_next_one_through(practice) -> None:
    practice.submit(constraints={"gpu": "something else"})
    job = practice.submit()["job_id"]
    assert practice.poll()["job_id"] == job


def test_two_polls_at_once_never_get_the_same_job(practice) -> None:
    jobs = {practice.submit()["job_id"] for _ in range(10)}
    clients = [practice.as_miner("m1") for _ in range(15)]
    with ThreadPoolExecutor(15) as pool:
        handed = [job["job_id"] for job in pool.map(practice.poll, clients) if job]
    assert sorted(handed) == sorted(jobs)

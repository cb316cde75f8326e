"""The real program killed for real, alone and behind a proxy that breaks its answers: after each recovery nothing is
lost, nothing delivered twice, and the ledger equals the network's books. (Most kill points: tests/faults.)"""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest

from tests.benchmarks.common import rows
from tests.e2e.programs import Network, Program, environment, network, program, wait_until
from tests.e2e.test_main_job import JOB, MODEL, PAID, practice_model, settings
from tests.faults.crashing import DIED, steps
from tests.faults.plan import Seeded
from tests.faults.proxy import Threaded

IN_THE_SUITE = (
    "after:coordinator.poll:1", "after:journal.finish:1", "after:coordinator.submit_result:1", "before:ledger.book:1",
    "any:60",
)  # fmt: skip
NOISE = ("half", "status_after", "drop_after", "delay", "portal", "reset_before", "status_before", "lost_page", "slow")


def die(home: Path, way: tuple[str, ...], key: str, step: str, patience: float) -> bool:
    """One life that ends at this step, or under kill -9 when the step does not come; whether it came."""
    with (home.parent / "crashing.out").open("a") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.crashing", step, "--headless", "--home", str(home), *way],
            stdout=out, stderr=subprocess.STDOUT, env=environment(AITBC_PROVIDER_KEY=key),
        )  # fmt: skip
    try:
        return process.wait(patience) == DIED
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)
        return False


def is_settled(home: Path, net: Network) -> bool:
    try:
        open_here = rows(home / "history.db", "SELECT (SELECT count(*) FROM outbox WHERE state IN ('ready', 'sending', 'unsure'))"
                         " + (SELECT count(*) FROM jobs WHERE phase <> 'closed' OR booking = 'waiting')")
    except sqlite3.OperationalError:
        return False
    return open_here == [(0,)] and not {"QUEUED", "RUNNING"} & set(net.books()["jobs"]["by_state"])


def check(home: Path, net: Network, impossible: set[str]) -> None:
    found = net.call("GET", "/practice/books?detail=1")["rows"]
    lost = [r for r in found if r["state"] != ("FAILED" if r["id"] in impossible else "COMPLETED")]
    assert not lost, lost
    twice = [r for r in found if r["receipts"] != (r["id"] not in impossible)]
    assert not twice, twice
    booked = rows(home / "history.db", "SELECT job_id, credited FROM ledger")
    assert sorted(j for j, _ in booked) == sorted(r["id"] for r in found if r["state"] == "COMPLETED")
    released = sum((Decimal(r["released"]) for r in found if r["escrow"] == "released"), Decimal(0))
    assert sum((Decimal(c) for _, c in booked), Decimal(0)) == released


def campaign(tmp_path: Path, deaths: list[str], noise: float, patience: float) -> int:
    """How many of the deaths came at their step; the others were kill -9 at whatever was going on."""
    home, impossible, exact = practice_model(settings(tmp_path / "home", concurrency=2, unpaid_per_day=1000)), set(), 0
    with network(tmp_path / "net", "--customers", "0") as net:
        plan = Seeded(4, 0.0, NOISE, longest=1.0)
        with Threaded(net.port, plan).running() as proxy:
            way, key = ("--network", proxy.proxy.url, "--rpc", proxy.proxy.url, "--model", MODEL), net.ready["miner_key"]
            with program(home, *way, key=key) as app:  # in peace: what has not told that it is for practice gets no practice model
                wait_until(lambda: app.status().get("state") == "offering", 60)
            plan.rate = noise
            for n, step in enumerate(deaths):
                net.submit(JOB, ttl_seconds=36_000, **PAID)
                if n % 3 == 0:
                    impossible.add(net.submit({"type": "training"}, ttl_seconds=36_000))
                exact += die(home, way, key, step, patience)
                with program(home, *way, key=key):
                    wait_until(lambda: is_settled(home, net), 240, 0.2)
                    check(home, net, impossible)
    return exact


def test_killed_between_poll_and_booked_money(tmp_path):
    assert campaign(tmp_path, list(IN_THE_SUITE), 0.0, 25.0) == len(IN_THE_SUITE)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(("seed", "noise"), [(1, 0.0), (2, 0.08)])
def test_sixty_real_kills(tmp_path, seed, noise):
    rng = random.Random(seed)
    deaths = [
        f"{rng.choice(steps())}:{rng.randint(1, 3)}" if rng.random() < 0.4 else f"any:{rng.randint(1, 150)}"
        for _ in range(60)
    ]
    print(f"{campaign(tmp_path, deaths, noise, 6.0)} of 60 at their step, the others by kill -9")


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_killed_at_random_while_practice_customers_order(tmp_path):
    """kill -9 at random moments behind the breaking proxy, without waiting for a recovery in between."""
    home, rng = practice_model(settings(tmp_path / "home", concurrency=2, unpaid_per_day=1000)), random.Random(9)
    load = ("--customers", "3", "--jobs", "150", "--jobs-per-minute", "120", "--seed", "3")
    with network(tmp_path / "net", *load) as net, Threaded(net.port, Seeded(5, 0.05, NOISE, longest=1.0)).running() as proxy:
        way = ("--network", proxy.proxy.url, "--rpc", proxy.proxy.url, "--model", MODEL)
        app = Program(home, way, net.ready["miner_key"])
        for _ in range(30):
            app.start()
            time.sleep(rng.uniform(1.0, 4.0))
            app.kill()
        with program(home, *way, key=net.ready["miner_key"]):
            wait_until(lambda: net.books()["jobs"]["total"] == 150 and is_settled(home, net), 400, 0.5)
        found = net.call("GET", "/practice/books?detail=1")["rows"]
        lost = [r for r in found if r["expectation"] == "possible" and r["state"] != "COMPLETED"]
        assert not lost, lost
        assert not [r for r in found if r["receipts"] != (r["state"] == "COMPLETED")]
        booked = rows(home / "history.db", "SELECT credited FROM ledger")
        released = sum((Decimal(r["released"]) for r in found if r["escrow"] == "released"), Decimal(0))
        assert sum((Decimal(c) for (c,) in booked), Decimal(0)) == released

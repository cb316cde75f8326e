"""The main job, end to end, with the real programs: submitted, generated, delivered, booked, and shown the same
everywhere."""

from __future__ import annotations

import json
import random
import sys
import time
from decimal import Decimal

import pytest

from tests.e2e.programs import network, program, wait_until

MODEL = "practice-tiny"
JOB = {"type": "inference", "model": MODEL, "prompt": "hello", "max_tokens": 24}
PAID = {"payment_amount": "0.5", "buyer_address": "0x" + "b" * 40}


def settings(home, **values):
    home.mkdir(parents=True, exist_ok=True)
    (home / "settings.json").write_text(json.dumps({"version": 1, "provider_id": "tester", **values}))
    return home


def practice_model(home):
    from desktop_app.runtimes import practice_model

    (home / "models").mkdir(parents=True, exist_ok=True)
    practice_model.ensure(home / "models")
    return home


def on(net):
    return ("--network", net.ready["url"], "--rpc", net.ready["rpc"], "--model", MODEL)


def agree(app, net):
    """Both programs' books, to the last decimal."""
    status, earnings, books = app.status(), app.earnings(), net.books()
    mine = books["miners"][status["provider_id"]]
    assert Decimal(earnings["total"]) == Decimal(mine["released"]) == Decimal(status["earned"]["total"])
    assert Decimal(earnings["gross"]) == Decimal(mine["locked"])
    assert Decimal(earnings["fee"]) == Decimal(earnings["gross"]) - Decimal(earnings["total"])
    return status, earnings, books


def test_a_practice_job_is_accepted_within_ten_seconds(tmp_path):
    with program(tmp_path / "home", "--practice") as app:
        wait_until(lambda: "tokens" in app.output() or "handed back" in app.output(), 10)
        assert time.monotonic() - app.began < 10
        status = wait_until(lambda: (s := app.status()) and s["jobs"]["completed"] and s, 20)
        assert status["state"] in ("offering", "busy") and status["earned"]["unit"] == "PLAY"
        assert status["network"] and status["models"] == [MODEL] and status["pid"] == app.process.pid
        assert app.stop() == 0
    assert "ready: offering" in app.output()


def crossed(row):
    """Cancelled in the moment in which its result went out: the network takes the result (protocol page, section 6)."""
    return row["expectation"] == "canceled" and row["state"] == "COMPLETED" and row["miner"] is None and row["receipts"] == 1


def test_two_hundred_jobs_of_five_customers(tmp_path):
    """Every possible job COMPLETED once, every impossible one ended with a reason, the money equal everywhere."""
    home = practice_model(settings(tmp_path / "home", concurrency=4, unpaid_per_day=100))
    load = ("--customers", "5", "--jobs", "200", "--jobs-per-minute", "900", "--seed", "7")
    with network(tmp_path / "net", *load) as net, program(home, *on(net), key=net.ready["miner_key"]) as app:

        def over():
            states = net.books()["jobs"]
            return states["total"] == 200 and not {"QUEUED", "RUNNING"} & set(states["by_state"])

        wait_until(over, 100, 0.5)
        wait_until(lambda: app.status().get("jobs", {}).get("outbox") == 0, 20, 0.5)
        time.sleep(1.5)
        _, earnings, _ = agree(app, net)
        rows = net.call("GET", "/practice/books?detail=1")["rows"]
    wrong = {
        "possible": [r for r in rows if r["expectation"] == "possible" and (r["state"] != "COMPLETED" or r["receipts"] != 1)],
        "impossible": [
            r for r in rows
            if r["expectation"] in ("unknown_type", "unknown_model", "underpaid") and (r["state"] != "FAILED" or not r["error"])
        ],
        "hopeless": [r for r in rows if r["expectation"] == "hopeless_ttl" and r["state"] not in ("EXPIRED", "FAILED")],
        "canceled": [r for r in rows if r["expectation"] == "canceled" and r["state"] != "CANCELED" and not crossed(r)],
    }  # fmt: skip
    assert sum(map(crossed, rows)) <= 3
    assert not any(wrong.values()), wrong
    assert len({r["expectation"] for r in rows}) == 6, "the customers asked for every kind"
    assert earnings["unpaid_jobs"] == sum(
        1 for r in rows if r["state"] == "COMPLETED" and r["payment_status"] in (None, "pending", "skipped")
    )


def test_kill_dash_nine_loses_nothing_and_doubles_nothing(tmp_path, request):
    kills = 25 if request.config.getoption("--long") else 4
    home = practice_model(settings(tmp_path / "home", concurrency=2, unpaid_per_day=100))
    load = ("--customers", "3", "--jobs", str(25 * kills), "--jobs-per-minute", "400", "--seed", "3")
    rng = random.Random(5)
    with network(tmp_path / "net", *load) as net, program(home, *on(net), key=net.ready["miner_key"]) as app:
        for _ in range(kills):
            wait_until(lambda: app.status().get("state") in ("offering", "busy"), 30)
            time.sleep(rng.uniform(0.0, 2.0))
            app.kill()
            app.start()

        def over():
            states = net.books()["jobs"]
            return states["total"] == 25 * kills and not {"QUEUED", "RUNNING"} & set(states["by_state"])

        wait_until(over, 110, 0.5)
        wait_until(lambda: app.status().get("jobs", {}).get("outbox") == 0, 90, 0.5)
        time.sleep(1.5)
        agree(app, net)
        rows = net.call("GET", "/practice/books?detail=1")["rows"]
    lost = [r for r in rows if r["expectation"] == "possible" and r["state"] != "COMPLETED"]
    assert not lost, lost
    assert all(r["receipts"] == 1 for r in rows if r["state"] == "COMPLETED"), "nothing was delivered twice"


def test_a_second_start_raises_the_first_and_ends_well(tmp_path):
    with program(tmp_path / "home", "--practice") as app:
        wait_until(lambda: app.status(), 20)
        second = app.verb("--headless", "--practice")
        assert second.returncode == 0 and "already running" in second.stdout
        assert app.status()["pid"] == app.process.pid


def test_the_headless_program_imports_neither_qt_nor_numpy(tmp_path):
    with program(tmp_path / "home", "--practice") as app:
        wait_until(lambda: app.status().get("jobs", {}).get("completed"), 30)
        app.stop()
    import subprocess

    from tests.e2e.programs import environment

    trial = subprocess.Popen(
        [sys.executable, "-X", "importtime", "-m", "desktop_app", "--headless", "--practice", "--home", str(tmp_path / "h2")],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment(),
    )  # fmt: skip
    time.sleep(6)
    trial.terminate()
    _, told = trial.communicate(timeout=15)
    modules = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in told.splitlines() if line.startswith("import time")}
    assert "desktop_app" in modules and "httpx" in modules, "the program ran"
    assert not modules & {"PySide6", "shiboken6", "qasync", "pyqtgraph", "numpy"}


@pytest.mark.parametrize("verb", ["status", "pause", "resume", "stop-now", "jobs", "models"])
def test_verbs_say_when_nothing_runs(tmp_path, verb):
    from tests.e2e.programs import Program

    answer = Program(tmp_path).verb(verb)
    assert answer.returncode == 3 and answer.stderr.count("\n") == 1

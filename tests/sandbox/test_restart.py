"""The state file: a restart and kill -9 lose nothing; what cannot be used is said in one line."""

from __future__ import annotations

import json
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from desktop_app.sandbox.serve import PortTaken
from desktop_app.sandbox.store import StateUnusable

RUN = (
    "import argparse, sys; from desktop_app.sandbox import command, config;"
    "p = argparse.ArgumentParser(); config.add_arguments(p); sys.exit(command.run(p.parse_args()))"
)


def launch(*options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", RUN, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def outcome(*options: str) -> tuple[int, str, str]:
    process = launch(*options)
    out, err = process.communicate(timeout=20)
    return process.returncode, out, err


def test_a_restart_keeps_keys_jobs_money_and_signing_key(start, state: Path) -> None:
    first = start(state=state)
    first.register(concurrency=1)
    done = first.submit(paid="1.5")["job_id"]
    first.poll()
    receipt = first.deliver(done)["receipt"]
    running = first.submit(paid="0.0525")["job_id"]
    assert first.poll()["job_id"] == running
    waiting = first.submit()["job_id"]
    offer = first.nobody.post("/v1/marketplace/offers", json={"region": "eu"}).json()
    before = first.books(detail=True), first.escrow(done), first.nobody.get("/v1/reputation/profile/m1").json()
    first.stop()

    second = start(state=state)
    assert (second.ready.miner_key, second.ready.client_token) == (first.ready.miner_key, first.ready.client_token)
    after = second.books(detail=True), second.escrow(done), second.nobody.get("/v1/reputation/profile/m1").json()
    assert after == before
    assert second.poll() is None  # inflight is kept too
    assert second.deliver(running)["receipt"]["signature"]["key_id"] == receipt["signature"]["key_id"]
    assert second.escrow(running)["released_amount"].startswith("0.0511875")  # no amount is cut to an integer
    assert second.poll()["job_id"] == waiting
    assert second.nobody.get(f"/v1/marketplace/offers/{offer['id']}").json() == offer


def test_kill_9_loses_no_answered_request(state: Path) -> None:
    process = launch("--customers", "0", "--state", str(state))
    try:
        ready = json.loads(process.stdout.readline())
        assert ready.keys() == {"url", "rpc", "miner_key", "client_token"}
        with httpx.Client(
            base_url=ready["url"], headers={"Authorization": f"Bearer {ready['client_token']}"}, trust_env=False
        ) as client:
            jobs = [client.post("/v1/jobs", json={"payload": {"n": n}}).json()["job_id"] for n in range(20)]
    finally:
        process.kill()
        process.communicate(timeout=10)
    with sqlite3.connect(state) as books:
        assert [row[0] for row in books.execute("SELECT id FROM jobs ORDER BY seq")] == jobs
        assert books.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    books.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a console interrupt reaches the tests as well")
def test_an_interrupt_ends_it_in_order() -> None:
    process = launch("--customers", "3", "--port", "0")
    assert json.loads(process.stdout.readline())["url"].startswith("http://127.0.0.1:")
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=10)[1] == "" and process.returncode == 0


def test_a_port_in_use_is_one_line_and_exit_1() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, out, err = outcome("--port", port)
    assert (code, out) == (1, "") and err.count("\n") == 1 and port in err and "Traceback" not in err


def test_wrong_options_are_usage_errors() -> None:
    code, _, err = outcome("--speed", "0")
    assert code == 2 and "must be from" in err


def test_a_state_file_in_use_foreign_or_newer_is_refused(start, state: Path, tmp_path: Path) -> None:
    start(state=state)
    with pytest.raises(StateUnusable, match="locked"):
        start(state=state)
    foreign = tmp_path / "letter.txt"
    foreign.write_text("dear reader, " * 500)
    with pytest.raises(StateUnusable, match="not a database"):
        start(state=foreign)
    newer = sqlite3.connect(tmp_path / "newer.db")
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(StateUnusable, match="format 99"):
        start(state=tmp_path / "newer.db")
    with pytest.raises(StateUnusable):
        start(state=foreign / "below" / "a file.db")


def test_a_taken_port_is_told_to_embedders_too(start) -> None:
    port = int(start().ready.url.rsplit(":", 1)[1])
    with pytest.raises(PortTaken):
        start(port=port)


def test_time_never_goes_back_after_a_fast_run(start, state: Path) -> None:
    fast = start(state=state, speed=5000)
    fast.submit()
    first = fast.submit()["requested_at"]
    fast.stop()
    slow = start(state=state)
    assert slow.submit()["requested_at"] > first

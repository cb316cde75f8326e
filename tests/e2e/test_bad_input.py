"""Bad input gets one clear sentence and loses nothing: foreign servers, hostile payloads, unusable profiles."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.e2e.programs import AITBC, Program, environment, network, program, wait_until
from tests.e2e.test_main_job import JOB, MODEL, PAID, on, practice_model, settings

ANSWERS = {
    "garbage": (200, b"\x00\xff\xfe random bytes"),
    "html": (200, b"<html><body>Please log in to the Wi-Fi</body></html>"),
    "truncated": (200, b'{"job_id": "abc", "payl'),
    "wrong types": (200, b'{"status": [], "job_id": 5, "jobs": "no", "receipt": 7}'),
    "a list": (200, b"[1, 2, 3]"),
    "empty": (200, b""),
    "500": (500, b"Internal Server Error"),
    "503": (503, b"<h1>busy</h1>"),
    "redirect": (302, b""),
    "deep": (200, b"[" * 100_000),
    "nothing": (0, b""),
}


class _Foreign(BaseHTTPRequestHandler):
    mode = "garbage"

    def _any(self):
        status, body = ANSWERS[type(self).mode]
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if status == 0:
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_DELETE = _any

    def log_message(self, *_): ...


@contextmanager
def foreign_server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Foreign)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def test_a_server_that_is_no_coordinator_is_survived_and_named(tmp_path):
    home = practice_model(settings(tmp_path / "home"))
    with foreign_server() as url, program(home, "--network", url, "--model", MODEL, key="k" * 20) as app:
        wait_until(app.status, 40)
        reasons = {}
        for mode in ANSWERS:
            _Foreign.mode = mode
            time.sleep(1.2)
            status = app.status()
            assert status["state"] in ("waiting", "problem"), mode
            reasons[mode] = status["reason"]
        assert app.process.poll() is None
        assert all(r.endswith(".") and "\n" not in r for r in reasons.values()), reasons
        assert app.stop() == 0
    log = (home / "provider.log").read_text()
    assert "Traceback" not in log and "ERROR" not in log


def test_hostile_payloads_fail_with_a_reason_and_the_next_job_runs(tmp_path):
    home = practice_model(settings(tmp_path / "home", unpaid_per_day=1000))
    hostile = [
        {}, {"type": "inference"}, {"type": None}, {"type": {"a": 1}}, {"type": "inference", "model": MODEL},
        {"type": "inference", "model": MODEL, "prompt": "x" * 9_000_000},
        {"type": "inference", "model": MODEL, "prompt": ["a"]}, {"type": "inference", "model": "../../etc/passwd", "prompt": "x"},
        {**JOB, "model": "m" * 5000}, {**JOB, "max_tokens": 10**30}, {**JOB, "max_tokens": -5.5}, {**JOB, "temperature": "hot"},
        {**JOB, "stop": {"a": 1}}, {**JOB, "options": [1]}, {**JOB, "options": {"num_predict": "x"}},
        {**JOB, "prompt": "\u0000"}, {**JOB, "prompt": "word " * 200_000}, {**JOB, "images": ["file:///etc/passwd"]},
        {"type": "x" * 100_000}, {"service_type": "whisper", "service_request": {"url": "file:///etc/passwd"}},
    ]  # fmt: skip
    with network(tmp_path / "net", "--customers", "0") as net, program(home, *on(net), key=net.ready["miner_key"]):
        ids = [net.submit(payload) for payload in hostile]
        good = net.submit(JOB, **PAID)
        wait_until(lambda: net.job(good)["state"] == "COMPLETED", 60, 0.3)
        jobs = [net.job(i) for i in ids]
        stuck = [(p, j["state"]) for p, j in zip(hostile, jobs, strict=True) if j["state"] not in ("FAILED", "COMPLETED")]
        assert not stuck, [(str(p)[:80], s) for p, s in stuck]
        assert all(j["error"] for j in jobs if j["state"] == "FAILED")
        assert {str(p)[:60] for p, j in zip(hostile, jobs, strict=True) if j["state"] == "COMPLETED"} <= {
            str({**JOB, "options": [1]})[:60], str({**JOB, "max_tokens": 10**30})[:60]
        }  # fmt: skip
    log = (home / "provider.log").read_text()
    assert "Traceback" not in log and "etc/passwd" not in log


def test_a_wrong_key_says_so_and_what_to_do(tmp_path):
    home = practice_model(settings(tmp_path / "home"))
    with network(tmp_path / "net", "--customers", "0") as net, program(home, *on(net), key="not-the-right-key-at-all") as app:
        status = wait_until(lambda: (s := app.status()) and s["state"] == "problem" and s, 20)
        assert "key" in status["reason"] and "operator" in status["reason"]
        assert "not-the-right-key" not in (home / "provider.log").read_text()


def test_a_missing_key_is_one_line(tmp_path):
    answer = Program(tmp_path / "home").verb("--headless", "--network", "http://127.0.0.1:9")
    assert answer.returncode == 1 and "key" in answer.stderr and answer.stderr.count("\n") == 1


def test_a_port_in_use_is_one_line():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        answer = subprocess.run(
            [*AITBC, "practice-network", "--port", str(taken.getsockname()[1])],
            capture_output=True, text=True, env=environment(), timeout=30, check=False,
        )  # fmt: skip
    assert answer.returncode == 1 and "port" in answer.stderr and answer.stderr.count("\n") == 1


@pytest.mark.parametrize("place", ["file", "proc"])
def test_a_profile_that_cannot_be_used_is_one_line(tmp_path, place):
    home = tmp_path / "taken"
    home.write_text("")
    answer = Program(home if place == "file" else "/proc/no-such-place").verb("--headless", "--practice")
    assert answer.returncode == 1 and answer.stderr.count("\n") == 1, answer.stderr


def test_a_history_from_a_newer_version_is_kept_and_said(tmp_path):
    home = tmp_path / "home"
    with program(home, "--practice") as app:
        wait_until(lambda: app.status(), 20)
    with sqlite3.connect(home / "history.db") as history:
        history.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('history', '9999_later', '')")
    history.close()
    answer = app.verb("--headless", "--practice")
    assert answer.returncode == 1 and "newer" in answer.stderr and answer.stderr.count("\n") == 1


def test_a_broken_history_is_kept_and_said(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "history.db").write_bytes(b"this is not a database" * 1000)
    answer = Program(home).verb("--headless", "--practice")
    assert answer.returncode == 1 and answer.stderr.count("\n") == 1
    assert (home / "history.db").read_bytes().startswith(b"this is not"), "the file is left for the owner to look at"


def test_a_full_disk_is_a_problem_on_screen_and_not_the_end(tmp_path):
    """The limit on file sizes stands in for a full disk: every write beyond it fails in the same place."""
    resource = pytest.importorskip("resource", reason="limits of POSIX systems")
    home = practice_model(settings(tmp_path / "home"))
    with network(tmp_path / "net", "--customers", "0") as net:
        app = Program(home, on(net), net.ready["miner_key"]).start()
        try:
            wait_until(lambda: app.status().get("state") == "offering", 20)
            resource.prlimit(app.process.pid, resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
            for _ in range(6):
                net.submit({**JOB, "prompt": "x" * 50_000}, **PAID)
            status = wait_until(lambda: (s := app.status()) and s["state"] == "problem" and s, 30, 0.2)
            assert "disk" in status["reason"].lower() or "space" in status["reason"].lower(), status["reason"]
            resource.prlimit(app.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            done = net.submit(JOB, **PAID)
            wait_until(lambda: net.job(done)["state"] == "COMPLETED", 90, 0.5)
        finally:
            app.stop()


def test_an_unknown_option_is_usage():
    answer = subprocess.run([*AITBC, "--nonsense"], capture_output=True, text=True, env=environment(), timeout=30, check=False)
    assert answer.returncode == 2

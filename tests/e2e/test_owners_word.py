"""The real program ended, killed and started again by its guard while the owner had said no."""

from __future__ import annotations

import os
import signal

import pytest

from tests.e2e.programs import network, program, wait_until
from tests.e2e.test_main_job import JOB, MODEL, practice_model, settings

REGISTERED, SILENT = "registered with the network", "tells the network goodbye"


def told(home, sentence):
    return (home / "provider.log").read_text().count(sentence)


@pytest.mark.parametrize("verb", ["pause", "stop-now"])
def test_no_start_offers_what_the_owner_stopped(tmp_path, verb):
    home = practice_model(settings(tmp_path / "home", signals_off="input", unpaid_per_day=100))
    with network(tmp_path / "net", "--customers", "0") as net:
        way = ("--network", net.ready["url"], "--rpc", net.ready["rpc"], "--model", MODEL)
        with program(home, *way, key=net.ready["miner_key"]) as app:
            wait_until(lambda: app.status().get("state") == "offering", 60)
            assert app.verb(verb).returncode == 0
            app.kill()
        before, silent = told(home, REGISTERED), told(home, SILENT)
        with program(home, "--guarded", *way, key=net.ready["miner_key"]) as app:
            reason = is_paused(app)
            job = net.submit(JOB)
            wait_until(lambda: told(home, SILENT) == silent + 1, 30)
            os.kill(app.status()["pid"], signal.SIGKILL)  # its guard starts it again
            assert is_paused(app) == reason
            wait_until(lambda: told(home, SILENT) == silent + 2, 30)
            assert app.stop() == 0
        with program(home, *way, key=net.ready["miner_key"]) as app:
            assert is_paused(app) == reason
            wait_until(lambda: told(home, SILENT) == silent + 3, 30)
            assert told(home, REGISTERED) == before and net.job(job)["state"] == "QUEUED"
            assert app.verb("resume").returncode == 0
            wait_until(lambda: net.job(job)["state"] == "COMPLETED", 60)
            app.kill()
        with program(home, *way, key=net.ready["miner_key"]) as app:
            wait_until(lambda: app.status().get("state") == "offering", 60)


def is_paused(app):
    """The first answer of a program that just started says so, and why."""
    status = wait_until(app.status, 60)
    assert status["state"] == "paused", status
    return status["reason"]

"""An idle program lets the machine sleep: how often it wakes, counted by the system."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.benchmarks.common import instant_runtime
from tests.e2e.programs import network, program, wait_until

SPAN = 12.0


@pytest.mark.skipif(sys.platform != "linux", reason="Windows does not count what a program waited for")
def test_what_looks_now_and_then_looks_together(tmp_path: Path) -> None:
    """Five services look every second to every five seconds; apart they woke the program 3.4 times a second."""
    with instant_runtime() as runtime, network(tmp_path / "net", "--customers", "0") as net:
        arguments = ("--network", net.ready["url"], "--runtime", runtime)
        with program(tmp_path / "home", *arguments, key=net.ready["miner_key"]) as app:
            wait_until(lambda: app.status().get("state") == "offering", 40)
            assert app.process is not None
            time.sleep(5)  # what a start still does
            offering = _wake_ups(app.process.pid)
            app.verb("pause")
            wait_until(lambda: app.status().get("state") == "paused")
            time.sleep(2)
            paused = _wake_ups(app.process.pid)
    assert 0.5 < paused <= 2.0
    assert 0.5 < offering <= 2.8


def _wake_ups(pid: int) -> float:
    """Times a second that the program's own thread of the event loop began to wait, over SPAN seconds."""
    loop = psutil.Process(pid)
    before = loop.num_ctx_switches().voluntary
    time.sleep(SPAN)
    return (loop.num_ctx_switches().voluntary - before) / SPAN

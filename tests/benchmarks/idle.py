"""What it costs to merely offer: processor share, wake-ups and memory of the program itself, headless and in the tray.

The share is given twice: as the system counts it, and divided by what sleeping costs on this machine (see `sleeper`)."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path
from typing import Any

import psutil

from tests.benchmarks.common import instant_runtime
from tests.benchmarks.sleeper import Sleeper
from tests.e2e.programs import AITBC, environment, network, program, wait_until

SETTLE, SPAN = 8.0, 40.0  # seconds


def measure(folder: Path, *, as_real: bool, tray: bool = False) -> dict[str, Any]:
    """Percent of one core and wake-ups a second over SPAN seconds, the resident set in MB, of the program's process.

    The runtime is another process here, as an Ollama would be."""
    flags = ("--customers", "0", *(("--as-real",) if as_real else ()))
    home = folder / "home"
    with instant_runtime() as runtime, network(folder / "net", *flags) as net:
        arguments = ("--network", net.ready["url"], "--runtime", runtime)
        with program(home, *arguments, key=net.ready["miner_key"]) as app:
            if tray:
                app.stop()
                shown = {"DISPLAY": os.environ["DISPLAY"]}
                app.process = subprocess.Popen(
                    [*AITBC, "--home", str(home), *arguments], env=environment(**shown, AITBC_PROVIDER_KEY=net.ready["miner_key"]),
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True,
                )  # fmt: skip
            wait_until(lambda: app.status().get("state") == "offering", 40)
            assert app.process is not None
            process = psutil.Process(app.process.pid)
            time.sleep(SETTLE)
            offering = _rates(process, "offering", SPAN)
            memory = process.memory_info().rss / 1e6
            app.verb("pause")
            time.sleep(SETTLE)
            paused = _rates(process, "paused", SPAN)
    return {**offering, **paused, "memory_mb": round(memory, 1)}


def _rates(process: psutil.Process, state: str, span: float) -> dict[str, float]:
    sleeper, began = Sleeper(span), time.monotonic()
    before, woken = process.cpu_times(), process.num_ctx_switches().voluntary
    time.sleep(span)
    after, passed, woken = process.cpu_times(), time.monotonic() - began, process.num_ctx_switches().voluntary - woken
    share = 100 * (after.user + after.system - before.user - before.system) / passed
    dearness = sleeper.dearness()
    return {
        f"{state}_percent": round(share / dearness, 3),
        f"{state}_counted_percent": round(share, 3),
        f"{state}_dearness": round(dearness, 1),
        f"{state}_wake_ups": round(woken / passed, 2),
    }


def has_display() -> bool:
    return bool(os.environ.get("DISPLAY"))

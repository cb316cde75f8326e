"""What it costs to merely offer: processor share and memory of the program itself, headless and in the tray."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path
from typing import Any

import psutil

from tests.benchmarks.common import instant_runtime
from tests.e2e.programs import AITBC, environment, network, program, wait_until

SETTLE, SPAN = 8.0, 40.0


def measure(folder: Path, *, as_real: bool, tray: bool = False) -> dict[str, Any]:
    """Percent of one core over SPAN seconds and the resident set in MB, of the program's own process.

    The runtime is another process here, as an Ollama would be."""
    flags = ("--customers", "0", *(("--as-real",) if as_real else ()))
    home = folder / "home"
    with instant_runtime() as runtime, network(folder / "net", *flags) as net:
        arguments = ("--network", net.ready["url"], "--runtime", runtime)
        with program(home, *arguments, key=net.ready["miner_key"]) as app:
            if tray:
                app.stop()
                app.process = subprocess.Popen(
                    [*AITBC, "--home", str(home), *arguments], env=environment(AITBC_PROVIDER_KEY=net.ready["miner_key"]),
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True,
                )  # fmt: skip
            wait_until(lambda: app.status().get("state") == "offering", 40)
            assert app.process is not None
            process = psutil.Process(app.process.pid)
            time.sleep(SETTLE)
            offering = _share(process)
            memory = process.memory_info().rss / 1e6
            app.verb("pause")
            time.sleep(1)
            paused = _share(process, SPAN / 2)
    return {"offering_percent": offering, "paused_percent": paused, "memory_mb": round(memory, 1)}


def _share(process: psutil.Process, span: float = SPAN) -> float:
    before, began = process.cpu_times(), time.monotonic()
    time.sleep(span)
    after = process.cpu_times()
    used = after.user + after.system - before.user - before.system
    return round(100 * used / (time.monotonic() - began), 3)


def has_display() -> bool:
    return bool(os.environ.get("DISPLAY"))

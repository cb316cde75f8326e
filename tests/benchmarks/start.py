"""From the start of the process to the tray icon and to the registration, by the program's own log."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.benchmarks.common import instant_runtime
from tests.e2e.programs import AITBC, end, environment, network, wait_until


def measure(folder: Path, *, tray: bool, n: int = 5) -> dict[str, Any]:
    """Seconds, the median of n starts after one that warms the disk cache."""
    icon, registered = [], []
    shown = {"DISPLAY": os.environ["DISPLAY"]} if tray else {}
    with instant_runtime() as runtime, network(folder / "net", "--customers", "0") as net:
        arguments = ["--network", net.ready["url"], "--runtime", runtime, *([] if tray else ["--headless"])]
        for k in range(n + 1):
            home = folder / f"home{k}"
            home.mkdir()
            began = datetime.now(UTC)
            process = subprocess.Popen(
                [*AITBC, "--home", str(home), *arguments], env=environment(**shown, AITBC_PROVIDER_KEY=net.ready["miner_key"]),
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True,
            )  # fmt: skip
            try:
                wait_until(lambda home=home, began=began: seconds_until(home, "registered with the network", began), 30)
                time.sleep(0.2)
            finally:
                end(process)
            if k:
                registered.append(seconds_until(home, "registered with the network", began))
                if tray:
                    icon.append(seconds_until(home, "tray icon shown", began))
    found = {"registered_s": round(statistics.median(registered), 3)}
    return {**found, "icon_s": round(statistics.median(icon), 3)} if tray else found


def seconds_until(home: Path, event: str, began: datetime) -> float | None:
    """From `began` until the profile's log told of the event; None while it does not."""
    lines = "".join(file.read_text() for file in home.glob("**/*.log")).splitlines()
    line = next((line for line in lines if event in line), None)
    return None if line is None else (datetime.fromisoformat(line.split()[0]) - began).total_seconds()

"""From submission to pick-up and to the start of generation, an idle worker and an instant model."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.common import PRICED, figures, instant_runtime, micros, moment, rows
from tests.e2e.programs import network, program, wait_until

JOB = {"type": "inference", "model": "instant:latest", "prompt": "hello"}


def measure(folder: Path, *, as_real: bool, n: int = 20, longest_gap: float = 4.0) -> dict[str, Any]:
    """Seconds; random gaps between submissions so that they fall anywhere between two polls."""
    rng = random.Random(1)
    flags = ("--customers", "0", *(("--as-real",) if as_real else ()))
    with (
        instant_runtime() as runtime,
        network(folder / "net", *flags) as net,
        program(folder / "home", "--network", net.ready["url"], "--runtime", runtime, key=net.ready["miner_key"]) as app,
    ):
        wait_until(lambda: app.status().get("state") == "offering")
        ids = []
        for _ in range(n):
            time.sleep(rng.uniform(0.3, longest_gap if as_real else 1.0))
            ids.append(net.submit(JOB, **PRICED))
        wait_until(lambda: app.status().get("jobs", {}).get("completed") == n, 60, 0.5)
    # Afterwards: the practice network keeps its file to itself while it runs.
    handed = {i: (moment(a), moment(b)) for i, a, b in rows(
        folder / "net/network.db", "SELECT id, requested_at, started_at FROM jobs WHERE started_at IS NOT NULL"
    )}  # fmt: skip
    began = {i: micros(a) for i, a in rows(folder / "home/history.db", "SELECT job_id, started_at FROM jobs")}
    return {
        "pick_up_s": figures([(b - a).total_seconds() for a, b in handed.values()]),
        "to_generation_s": figures([(began[i] - handed[i][0]).total_seconds() for i in ids]),
    }

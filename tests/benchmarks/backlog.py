"""A backlog of paid jobs on one IP with the real network's limits on and an instant model."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from tests.benchmarks.common import PRICED, instant_runtime, moment, rows
from tests.benchmarks.pickup import JOB
from tests.e2e.programs import network, program, wait_until


def measure(folder: Path, *, as_real: bool = True, n: int = 100) -> dict[str, Any]:
    """Jobs a minute over the whole backlog, from the first hand-out to the last result.

    `n` is twice the server's 50 results a minute, so that one full window lies inside."""
    flags = ("--customers", "0", *(("--as-real",) if as_real else ()))
    with instant_runtime() as runtime, network(folder / "net", *flags) as net:
        for k in range(n):
            if as_real and k and k % 45 == 0:
                time.sleep(61)  # the customers' own submissions are limited to 50 a minute too
            net.submit(JOB, ttl_seconds=3600, **PRICED)
        with program(
            folder / "home", "--network", net.ready["url"], "--runtime", runtime, key=net.ready["miner_key"]
        ) as app:
            wait_until(lambda: app.status().get("jobs", {}).get("completed") == n, 240, 1.0)
    found = rows(folder / "net/network.db", "SELECT started_at, finished_at FROM jobs WHERE state = 'COMPLETED'")
    span = (max(moment(b) for _, b in found) - min(moment(a) for a, _ in found)).total_seconds()
    return {"jobs": len(found), "seconds": round(span, 1), "jobs_per_minute": round(60 * (len(found) - 1) / span, 1)}

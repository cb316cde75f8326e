"""A backlog that never runs dry on one IP, with the real network's limits on and an instant model."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.benchmarks.common import PRICED, instant_runtime, moment, rows
from tests.benchmarks.pickup import JOB
from tests.e2e.programs import Network, network, program, wait_until

SUSTAINED = 120.0
"""Seconds. The server counts results in a sliding minute: a shorter time would be flattered by its first burst."""
WAITING = 160
Worker = Callable[[Path, Network, str], AbstractContextManager[Any]]


@contextmanager
def ours(folder: Path, net: Network, runtime: str) -> Iterator[None]:
    with program(folder / "home", "--network", net.ready["url"], "--runtime", runtime, key=net.ready["miner_key"]):
        yield


def measure(folder: Path, worker: Worker = ours) -> dict[str, Any]:
    """Results a minute over the first two minutes after the first hand-out."""
    state = folder / "net"
    with network(state, "--customers", "0") as filling:  # without limits: as real, customers get 50 in a minute
        for _ in range(WAITING):
            filling.submit(JOB, ttl_seconds=3600, **PRICED)
    with instant_runtime() as runtime, network(state, "--customers", "0", "--as-real") as net, worker(folder, net, runtime):
        wait_until(lambda: set(net.books()["jobs"]["by_state"]) != {"QUEUED"}, 60, 0.2)
        time.sleep(SUSTAINED + 2.0)
    found = rows(state / "network.db", "SELECT state, started_at, finished_at FROM jobs")
    began = min(moment(a) for _, a, _ in found if a)
    until = began + timedelta(seconds=SUSTAINED)
    done = sum(1 for state, _, b in found if state == "COMPLETED" and moment(b) <= until)
    assert done < WAITING, "it ran dry"
    return {"jobs": done, "seconds": SUSTAINED, "jobs_per_minute": round(done * 60 / SUSTAINED, 1)}

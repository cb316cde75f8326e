"""Ours beside the reference worker: the same network with the real limits, the same instant model, the same run."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks import backlog, pickup
from tests.benchmarks.common import PRICED, figures, instant_runtime, moment, rows
from tests.e2e.programs import ROOT, Network, end, environment, network, wait_until

LONGEST_GAP = 8.0


def measure(folder: Path, *, n: int = 30) -> dict[str, Any]:
    """Seconds from submission to pick-up and to generation, and results a minute of a backlog, for both."""
    ours = pickup.measure(folder / "ours", as_real=True, n=n, longest_gap=LONGEST_GAP)
    theirs = _pick_up(folder / "theirs", n)
    for found, worker, name in ((ours, backlog.ours, "ours"), (theirs, reference, "theirs")):
        found["backlog"] = backlog.measure(folder / f"{name}-backlog", worker)
    return {"ours": ours, "reference": theirs}


@contextmanager
def reference(folder: Path, net: Network, runtime: str) -> Iterator[Callable[[], dict[str, float]]]:
    """The reference worker in its own process; gives what tells when it began each job."""
    out = folder / "reference.out"
    with out.open("w") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.reference_worker", net.ready["url"], runtime, net.ready["miner_key"], "peer"],
            stdout=told, text=True, env=environment(), cwd=ROOT,
        )  # fmt: skip
    try:
        wait_until(lambda: "registered" in out.read_text())
        yield lambda: {r["job"]: r["began"] for r in map(json.loads, out.read_text().splitlines()[1:])}
    finally:
        end(process)


def _done(net: Network) -> int:
    return int(net.books()["jobs"]["by_state"].get("COMPLETED", 0))


def _pick_up(folder: Path, n: int) -> dict[str, Any]:
    rng = random.Random(1)
    with (
        instant_runtime() as runtime,
        network(folder, "--customers", "0", "--as-real") as net,
        reference(folder, net, runtime) as begun,
    ):
        ids = []
        for _ in range(n):
            time.sleep(rng.uniform(3.2, LONGEST_GAP))
            ids.append(net.submit(pickup.JOB, **PRICED))
        wait_until(lambda: _done(net) == n, 120, 0.5)
        began = begun()
    found = rows(folder / "network.db", "SELECT id, requested_at, started_at FROM jobs WHERE started_at IS NOT NULL")
    handed = {i: (moment(a), moment(b)) for i, a, b in found}
    return {
        "pick_up_s": figures([(b - a).total_seconds() for a, b in handed.values()]),
        "to_generation_s": figures([began[i] - handed[i][0].timestamp() for i in ids]),
    }

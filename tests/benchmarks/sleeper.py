"""What a fixed small piece of work costs a program that sleeps in between, beside the same work done at once.

On a shared machine others fill the caches while one sleeps, and the processor's time of a rare wake-up says more about
the neighbours than about the program: on such machines ten to sixty times what the same steps cost when they are warm.
`dearness` is that factor, measured while something idle is measured."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from decimal import Decimal

import httpx

PAUSE = 0.5
"""Seconds between two pieces: about the pace at which the idle program wakes."""


class Sleeper:
    """Starts at once and works for `span` seconds; then `dearness()`."""

    def __init__(self, span: float) -> None:
        command = [sys.executable, "-m", "tests.benchmarks.sleeper", str(span)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    def dearness(self) -> float:
        """Processor time of the work after a pause ÷ without one (means), never under 1."""
        out, _ = self._process.communicate(timeout=120)
        found = json.loads(out)
        return max(1.0, found["cold"] / found["hot"])


def _work(client: httpx.Client, table: sqlite3.Connection) -> None:
    """A request built and answered, a query, a sum: what a wake-up of the program does."""
    client.post("http://127.0.0.1:1/x", json={"k": [1, 2, 3]}).json()
    table.execute("select sum(a) from t where a > ?", (3,)).fetchall()
    str(Decimal("1.23") / 7)


def _measure(span: float) -> dict[str, float]:
    table = sqlite3.connect(":memory:")
    table.execute("create table t (a)")
    table.executemany("insert into t values (?)", [(i,) for i in range(50)])
    client = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, json={"a": 1})))

    def mean(pause: float, times: int) -> float:
        used = 0.0
        for _ in range(times):
            time.sleep(pause)
            began = time.process_time()
            _work(client, table)
            used += time.process_time() - began
        return used / times

    mean(0.0, 200)
    return {"cold": mean(PAUSE, max(1, round(span / PAUSE))), "hot": mean(0.0, 500)}


if __name__ == "__main__":
    print(json.dumps(_measure(float(sys.argv[1]))))

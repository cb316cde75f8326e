"""The real program while its model server is started anew: the job waits with its text, and work begins again soon."""

from __future__ import annotations

import asyncio
import time

from tests.e2e.programs import network, program, wait_until
from tests.e2e.test_main_job import PAID, settings
from tests.runtimes.fake_ollama import SAME, FakeOllama

DOWN = 20.0
"""Seconds: longer than three tries in a row take, and much shorter than the job's time."""
JOB = {"type": "inference", "model": SAME, "prompt": "hello", "max_tokens": 30}


async def until(what, timeout=60.0):
    return await asyncio.to_thread(wait_until, what, timeout)


async def test_a_job_survives_a_restart_of_its_model_server(tmp_path):
    home = settings(tmp_path / "home", signals_off="input")
    first = FakeOllama()
    with network(tmp_path / "net", "--customers", "0") as net:
        way = ("--network", net.ready["url"], "--rpc", net.ready["rpc"], "--runtime", first.url)
        with program(home, *way, key=net.ready["miner_key"]) as app:
            async with first:
                first.fault, first.pace = "slow", 1.0
                await until(lambda: app.status().get("state") == "offering")
                job = net.submit(JOB, **PAID)
                await until(lambda: any(r["tokens"] > 3 for r in app.status().get("running", ())))
            gone = time.monotonic()
            await until(lambda: app.status().get("state") == "problem" and time.monotonic() - gone > DOWN)
            assert net.job(job)["state"] == "RUNNING"
            async with FakeOllama(int(first.url.rsplit(":", 1)[1])):
                back = time.monotonic()
                await until(lambda: app.status().get("state") in ("offering", "busy"))
                print(f"work again {time.monotonic() - back:.1f} s after the server's return")
                await until(lambda: net.job(job)["state"] == "COMPLETED")
                words = net.job(job)["result"]["output"].split()
                assert words == [f"word{n}" for n in range(30)], "the first part is whole, and nothing came twice"

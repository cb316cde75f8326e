"""Tokens/s through the whole program ÷ tokens/s straight at the same engine: a 50 MB model on one thread."""

from __future__ import annotations

import asyncio
import json
import statistics
import time
from pathlib import Path
from typing import Any

from desktop_app.runtimes import practice_model
from desktop_app.system.child import SpawnChild
from tests.benchmarks.common import PRICED, rows
from tests.e2e.programs import network, program, wait_until

TOKENS = 1000
PROMPT = "hello"
STREAMS = (1, 4, 8)
PAIRS = 5


def measure(folder: Path) -> dict[str, Any]:
    """For each number of streams: tokens/s through the program and directly, in pairs, and the ratio's median."""
    model = folder / "small.gguf"
    practice_model.write(model, shape=practice_model.MB50)
    found = {}
    for streams in STREAMS:
        pairs = []
        for k in range(PAIRS):
            place = folder / f"{streams}-{k}"
            (place / "home" / "models").mkdir(parents=True)
            (place / "home" / "models" / "small.gguf").hardlink_to(model)
            settings = {"version": 1, "provider_id": "bench", "concurrency": streams}
            (place / "home" / "settings.json").write_text(json.dumps(settings))
            through = through_program(place, streams)
            pairs.append((through, asyncio.run(straight(model, streams))))
        found[str(streams)] = ratio(pairs)
    return found


async def straight(model: Path, streams: int) -> float:
    """The engine alone, started as the program starts it."""
    config = {"model": str(model), "key": "k" * 20, "slots": streams, "context": 4096, "size": model.stat().st_size}
    child = await SpawnChild()("engine", config)
    try:
        return await direct(str(child.ready["url"]), "k" * 20, streams)
    finally:
        await child.kill()


async def direct(url: str, key: str | None, streams: int) -> float:
    """Tokens/s of `streams` streams at once, read as plainly as can be."""

    async def one() -> int:
        host, port = url.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        body = json.dumps({"prompt": PROMPT, "n_predict": TOKENS, "stream": True, "cache_prompt": False}).encode()
        head = f"POST /completion HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {len(body)}\r\n"
        head += "Content-Type: application/json\r\n" + (f"Authorization: Bearer {key}\r\n" if key else "")
        writer.write(head.encode() + b"\r\n" + body)
        content = await reader.read(-1)
        writer.close()
        return content.count(b'"tokens":[')

    began = time.perf_counter()
    counts = await asyncio.gather(*(one() for _ in range(streams)))
    return sum(counts) / (time.perf_counter() - began)


def through_program(folder: Path, streams: int) -> float:
    """The same work as jobs: tokens over the time from the first start to the last end, by the journal."""
    with (
        network(folder / "net", "--customers", "0") as net,
        program(
            folder / "home", "--network", net.ready["url"], "--model", "small", key=net.ready["miner_key"]
        ) as app,
    ):
        wait_until(lambda: app.status().get("state") == "offering")
        job = {"type": "inference", "model": "small", "prompt": PROMPT, "max_tokens": TOKENS}
        for _ in range(streams):
            net.submit(job, **PRICED)
        # Asked over HTTP: a verb in its own process, twice a second, would take a tenth of the machine.
        wait_until(lambda: net.books()["jobs"]["by_state"].get("COMPLETED") == streams, 300, 0.5)
        found = rows(folder / "home/history.db", "SELECT started_at, finished_at, tokens FROM jobs")
    span = (max(b for _, b, _ in found) - min(a for a, _, _ in found)) / 1e6
    return sum(t for *_, t in found) / span


def ratio(pairs: list[tuple[float, float]]) -> dict[str, Any]:
    return {
        "through_app": round(statistics.median(a for a, _ in pairs), 1),
        "direct": round(statistics.median(d for _, d in pairs), 1),
        "ratio": round(statistics.median(a / d for a, d in pairs), 3),
    }

"""Tokens/s through the whole program ÷ tokens/s straight at the runtime, in pairs: a 50 MB model on one thread, and a
server that gives 100 tokens/s to each stream.

The model runs in the program's own engine, with a second engine for the direct streams, and in one llama.cpp server for
both. Two processes of the same engine differ by up to a tenth here for as long as they live (measured: 190 and 210
tokens/s beside each other, six times), so only the one server tells a difference of some percent.

The program runs with its window open, where a virtual display can be had. In a pair the direct streams begin at the
moments at which the program's jobs began, so how fast the customers came is in both, and they ask with the same prompt
in the model's own format. Every pair is printed when it is there."""

from __future__ import annotations

import asyncio
import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psutil

from desktop_app.net.client import HttpClient
from desktop_app.runtimes import practice_model
from desktop_app.system.child import SpawnChild
from desktop_app.system.runtime_key import RUNTIME_KEY_VARIABLE
from tests.benchmarks.common import PRICED, rows
from tests.benchmarks.paced import MODEL as PACED_MODEL
from tests.e2e.programs import ROOT, Network, Program, end, environment, network, program, wait_until
from tests.ui.display import missing, virtual_display

TOKENS = {1: 1500, 4: 1000, 8: 1000}
"""Of each stream, by the number of streams: some ten seconds a side, as a second more or less loaded is soon here."""
PROMPT = "hello"
MODEL = "small"
STREAMS = (1, 4, 8)
PAIRS = 5
PACE = 100.0
KEY = "k" * 20

Pair = dict[str, float]
Direct = Callable[[Sequence[float]], "tuple[float, float]"]
"""From the moments at which the streams begin, in seconds, to tokens/s and this process's CPU ms a token."""


def measure(folder: Path, *, streams: int, runtime: str) -> dict[str, Any]:
    """`runtime` is one of RUNTIMES. The median of PAIRS pairs: tokens/s through the program and directly, their ratio,
    CPU milliseconds a token."""
    with ExitStack() as stack:
        where = stack.enter_context(RUNTIMES[runtime](folder, streams))
        net = stack.enter_context(network(folder / "net", "--customers", "0"))
        app, seen = stack.enter_context(_program(folder, net, streams, where["arguments"]))
        direct: Direct = where["direct"]
        pairs: list[Pair] = []
        for number in range(PAIRS):
            through, cpu, begun = _through(app, net, where["model"], streams)
            straight, plain = direct(begun)
            load = psutil.getloadavg()[0]
            pairs.append({"app": through, "direct": straight, "cpu_ms": cpu, "direct_cpu_ms": plain, "load": load})
            print(f"  {streams} streams, pair {number + 1}: {_words(pairs[-1])}", flush=True)
    return {"window": seen, **_summed(pairs), "pairs": pairs}


# ---- the runtimes --------------------------------------------------------------------------------------------


@contextmanager
def _engine(folder: Path, streams: int) -> Iterator[dict[str, Any]]:
    """The program's own engine on the 50 MB model, and a second one for the direct streams, idle meanwhile."""
    models = folder / "home" / "models"
    models.mkdir(parents=True)
    model = models / f"{MODEL}.gguf"
    practice_model.write(model, shape=practice_model.MB50)
    config = {"model": str(model), "key": KEY, "slots": streams, "context": 4096, "size": model.stat().st_size}
    tokens = TOKENS[streams]

    async def work(begun: Sequence[float]) -> tuple[float, float]:
        child = await SpawnChild()("engine", config)
        try:
            url = str(child.ready["url"])
            body = {"prompt": await _formatted(url), "n_predict": tokens, "stream": True, "cache_prompt": False}
            return await _direct(url, "/completion", body, "tokens_predicted", begun, tokens)
        finally:
            await child.kill()

    yield {"model": MODEL, "arguments": ("--model", MODEL), "direct": lambda begun: asyncio.run(work(begun))}


async def _formatted(url: str) -> str:
    """The prompt as the model's own chat format has it."""
    http = HttpClient(url, headers={"Authorization": f"Bearer {KEY}"})
    try:
        messages = [{"role": "user", "content": PROMPT}]
        answer = await http.request("POST", "/apply-template", json={"messages": messages})
    finally:
        await http.close()
    return str(json.loads(answer.body)["prompt"])


@contextmanager
def _server(folder: Path, streams: int) -> Iterator[dict[str, Any]]:
    """One llama.cpp server on the 50 MB model, for the program and for the direct streams."""
    model = folder / f"{MODEL}.gguf"
    practice_model.write(model, shape=practice_model.MB50)
    given = {
        "host": "127.0.0.1", "port": 0, "model": model, "alias": MODEL, "parallel": streams, "ctx-size": streams * 4096, "threads": 1,
        "n-gpu-layers": 0, "batch-size": 64, "ubatch-size": 64, "cache-ram": 0, "slot-prompt-similarity": 1.0,
    }  # fmt: skip
    arguments = [word for name, value in given.items() for word in (f"--{name}", str(value))]
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.runtimes.llama_server_program", *arguments, "--no-webui", "--slots"],
        stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**environment(), "LLAMA_API_KEY": KEY},
    )  # fmt: skip
    try:
        assert server.stdout is not None
        url = server.stdout.readline().split()[-1]
        yield {"model": MODEL, **_chat(url, MODEL, streams)}
    finally:
        end(server)


def _chat(url: str, model: str, streams: int) -> dict[str, Any]:
    """The program's arguments and the direct streams for a server that speaks OpenAI's protocol."""
    body = {
        "model": model,
        "messages": [{"role": "user", "content": PROMPT}],
        "max_tokens": TOKENS[streams],
        "stream": True,
        "stream_options": {"include_usage": True},
    }

    def work(begun: Sequence[float]) -> tuple[float, float]:
        return asyncio.run(_direct(url, "/v1/chat/completions", body, "completion_tokens", begun, TOKENS[streams]))

    return {"arguments": ("--runtime", url), "direct": work}


@contextmanager
def _paced(_folder: Path, streams: int) -> Iterator[dict[str, Any]]:
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.paced", str(PACE)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert server.stdout is not None
    url = server.stdout.readline().strip()
    try:
        yield {"model": PACED_MODEL, **_chat(url, PACED_MODEL, streams)}
    finally:
        end(server)


RUNTIMES = {"engine": _engine, "server": _server, "paced": _paced}


async def _direct(
    url: str, path: str, body: Any, counter: str, begun: Sequence[float], each: int
) -> tuple[float, float]:
    """As plainly as can be: read everything, and look afterwards what the last `counter` says."""
    host, port = url.removeprefix("http://").split(":")
    content = json.dumps(body).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {len(content)}\r\n"
    head += f"Content-Type: application/json\r\nAuthorization: Bearer {KEY}\r\n\r\n"

    last = re.compile(rb'.*"%s": ?(\d+)' % counter.encode(), re.DOTALL)

    async def one(begin: float) -> bytes:
        await asyncio.sleep(begin)
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(head.encode() + content)
        answer = await reader.read(-1)
        writer.close()
        return answer

    began, cpu = time.perf_counter(), time.process_time()
    answers = await asyncio.gather(*(one(begin) for begin in begun))
    span, cpu = time.perf_counter() - began, time.process_time() - cpu
    counts = [last.match(answer) for answer in answers]
    tokens = sum(int(count[1]) for count in counts if count)
    assert tokens == len(begun) * each, f"{tokens} tokens came"
    return tokens / span, 1000 * cpu / tokens


# ---- the program ---------------------------------------------------------------------------------------------


@contextmanager
def _program(folder: Path, net: Network, streams: int, arguments: Sequence[str]) -> Iterator[tuple[Program, bool]]:
    """The program, and whether its window is open."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    settings = {"version": 1, "provider_id": "bench", "concurrency": streams, "when_using": "keep"}
    (home / "settings.json").write_text(json.dumps(settings))
    given = ("--network", net.ready["url"], *arguments)
    with ExitStack() as stack:
        shown: dict[str, str] = {}
        if not missing():
            (folder / "display").mkdir()
            shown = stack.enter_context(virtual_display(folder / "display")).env
        app = stack.enter_context(
            program(home, *given, key=net.ready["miner_key"], shown=shown or None, **{RUNTIME_KEY_VARIABLE: KEY})
        )
        wait_until(lambda: app.status().get("state") == "offering", 60, 0.5)
        if shown:
            app.open_window()
            time.sleep(6.0)  # its first charts
        yield app, bool(shown)


def _through(app: Program, net: Network, model: str, streams: int) -> tuple[float, float, list[float]]:
    """Tokens over the time from the first start to the last end by the journal, CPU ms a token of the program's own
    process, and when each job began, in seconds after the first."""
    job = {"type": "inference", "model": model, "prompt": PROMPT, "max_tokens": TOKENS[streams]}
    assert app.process is not None
    process = psutil.Process(app.process.pid)
    before = _cpu(process)
    mine = [net.submit(job, **PRICED) for _ in range(streams)]
    # Asked over HTTP: a verb in its own process, twice a second, would take a tenth of the machine.
    wait_until(lambda: all(net.job(job_id)["state"] == "COMPLETED" for job_id in mine), 600, 0.5)
    cpu = _cpu(process) - before
    marks = ",".join(f"'{job_id}'" for job_id in mine)
    found = rows(app.home / "history.db", f"SELECT started_at, finished_at, tokens FROM jobs WHERE job_id IN ({marks})")
    first, tokens = min(began for began, *_ in found), sum(count for *_, count in found)
    assert tokens == streams * TOKENS[streams], f"{tokens} tokens were made"
    span = (max(ended for _, ended, _ in found) - first) / 1e6
    return tokens / span, 1000 * cpu / tokens, sorted((began - first) / 1e6 for began, *_ in found)


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


# ---- figures -------------------------------------------------------------------------------------------------


def _summed(pairs: Sequence[Pair]) -> dict[str, float]:
    def middle(name: str, digits: int) -> float:
        return round(statistics.median(pair[name] for pair in pairs), digits)

    return {
        "through_app": middle("app", 1),
        "direct": middle("direct", 1),
        "ratio": round(statistics.median(pair["app"] / pair["direct"] for pair in pairs), 4),
        "cpu_ms_a_token": middle("cpu_ms", 3),
        "direct_cpu_ms_a_token": middle("direct_cpu_ms", 3),
    }


def _words(pair: Pair) -> str:
    ratio = pair["app"] / pair["direct"]
    return (
        f"{pair['app']:.1f} tokens/s through the program, {pair['direct']:.1f} directly, ratio {ratio:.4f}; "
        f"{pair['cpu_ms']:.3f} CPU ms a token, {pair['direct_cpu_ms']:.3f} directly (load {pair['load']:.1f})"
    )

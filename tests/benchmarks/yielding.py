"""The owner comes back: real input and a real full-screen window on a virtual display while the real engine generates.

What is measured is seen from outside: the engine's own processor time tells when it stopped, the end of its process
when its memory is free."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import psutil

from desktop_app.control.client import Failed, NotRunning, ask
from desktop_app.domain.yields import p95
from desktop_app.runtimes import practice_model
from tests.e2e.programs import ROOT, Network, Program, environment, network, wait_until
from tests.ui.display import Display, missing, virtual_display

MODEL = "practice-slow"
SLOW = practice_model.Shape(width=256, layers=8, heads=8, kv_heads=4, inner=1024)
TOKENS = 400
"""Past these the practice model has words that are all but equally likely; a text that is continued may choose another."""
STORIES = 3
QUIET, CLEAR = 1, 1
PAID = {"payment_amount": "0.05", "buyer_address": "0x" + "b" * 40}
INPUTS = (("mousemove_relative", "3", "0"), ("key", "Shift_L"), ("mousemove_relative", "--", "-3", "0"), ("click", "1"))
_STILL = 0.25
PATIENCE = 300.0
"""Seconds for one job: the engine gives way to everything else that a loaded machine does."""


def lacking() -> str:
    """Why nothing can be measured here, or ""."""
    programs = [program for program in ("xdotool", "openbox") if shutil.which(program) is None]
    return missing() or (f"not installed here: {', '.join(programs)}" if programs else "")


@dataclass
class Run:
    """A provider on a display. `stops` and `frees` in seconds from the input and from the window."""

    app: Program
    net: Network
    display: Display
    stops: list[float] = field(default_factory=list)
    frees: list[float] = field(default_factory=list)
    jobs: dict[str, str] = field(default_factory=dict)
    """Job id to the text that it had when it was interrupted."""

    def status(self) -> dict[str, Any]:
        with contextlib.suppress(NotRunning, Failed, OSError):
            return ask(self.app.home, "GET", "/status")
        return {}

    def input(self, number: int) -> float:
        """Somebody touches something; when."""
        began = time.monotonic()
        subprocess.run(["xdotool", *INPUTS[number % len(INPUTS)]], env=self.display.env, check=True, timeout=10)
        return began

    @contextlib.contextmanager
    def full_screen(self) -> Iterator[float]:
        """A window that fills the screen; when it was shown."""
        window = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.full_screen_window"], env=environment(**self.display.env), cwd=ROOT,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert window.stdin is not None and window.stdout is not None
        try:
            window.stdout.readline()
            yield time.monotonic()
        finally:
            window.communicate("close\n", timeout=10)

    def text_so_far(self, job: str) -> str:
        """What the history keeps of a job that was stopped; "" until it is written."""
        history = sqlite3.connect(f"file:{self.app.home / 'history.db'}?mode=ro", uri=True, timeout=10)
        with contextlib.closing(history):
            query = "SELECT text FROM jobs JOIN texts ON job = id WHERE job_id = ? AND phase = 'queued'"
            found = history.execute(query, (job,)).fetchone()
        return found[0] if found else ""

    def engine(self) -> psutil.Process | None:
        assert self.app.process is not None
        for child in psutil.Process(self.app.process.pid).children():
            with contextlib.suppress(psutil.Error):
                if "engine" in child.cmdline():
                    return child
        return None


def job(number: int) -> dict[str, Any]:
    return {
        "type": "inference", "model": MODEL, "prompt": f"Story {number % STORIES}", "max_tokens": TOKENS, "temperature": 0.0,
    }  # fmt: skip


@contextlib.contextmanager
def watched_program(
    folder: Path, display: Display, *arguments: str, settings: dict[str, Any] | None = None
) -> Iterator[Run]:
    """The program, headless, on a display with a window manager; it heeds who sits there."""
    home = folder / "home"
    (home / "models").mkdir(parents=True, exist_ok=True)
    usual = {"version": 1, "quiet_s": QUIET, "clear_s": CLEAR, "watch_games": False}
    (home / "settings.json").write_text(json.dumps({**usual, **(settings or {})}))
    if not arguments:
        practice_model.write(home / "models" / f"{MODEL}.gguf", shape=SLOW)
        arguments = ("--model", MODEL)
    manager = subprocess.Popen(["openbox"], env=display.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with mock.patch.dict(os.environ, display.env, clear=True), network(folder / "net", "--customers", "0") as net:
            app = Program(home, ("--network", net.ready["url"], "--rpc", net.ready["rpc"], *arguments))
            app.key, app.more = net.ready["miner_key"], display.env
            try:
                app.start()
                run = Run(app, net, display)
                wait_until(lambda: run.status().get("state") == "offering", 40)
                yield run
            finally:
                app.stop()
    finally:
        manager.terminate()
        manager.wait(10)


def one_return(run: Run, number: int) -> None:
    """A job runs; somebody touches something, opens a full-screen window, goes away; the job ends."""
    job_id = run.net.submit(job(number), **PAID)
    # From the first word on: on a fast machine all of it takes little more than half a second.
    wait_until(lambda: any(r["job_id"] == job_id and r["tokens"] for r in run.status().get("running", ())), PATIENCE, 0.01)
    engine = run.engine()
    assert engine is not None
    began = run.input(number)
    run.stops.append(_stopped(engine) - began)
    wait_until(lambda: run.status().get("state") == "yielding")
    run.jobs[job_id] = wait_until(lambda: run.text_so_far(job_id), every=0.02)
    with run.full_screen() as shown:
        while _is_there(engine):
            assert time.monotonic() - shown < 10, "the engine goes on"
            time.sleep(0.005)
        run.frees.append(time.monotonic() - shown)
    wait_until(lambda: run.net.job(job_id)["state"] not in ("QUEUED", "RUNNING"), PATIENCE)


def _is_there(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _stopped(engine: psutil.Process) -> float:
    """When the engine last computed: more than a tenth of a core over 10 ms."""
    last, used = time.monotonic(), _cpu(engine)
    while time.monotonic() - last < _STILL:
        before = time.monotonic()
        time.sleep(0.01)
        now, at = _cpu(engine), time.monotonic()
        if now - used > 0.1 * (at - before):
            last = at
        used = now
    return last


def _cpu(process: psutil.Process) -> float:
    """Seconds of processor time of all threads, to the nanosecond."""
    total = 0
    for task in Path(f"/proc/{process.pid}/task").glob("*/schedstat"):
        with contextlib.suppress(OSError):
            total += int(task.read_text().split()[0])
    return total / 1e9


def measure(folder: Path, returns: int = 50) -> dict[str, Any]:
    """Seconds. `whole` counts the jobs that completed with their first part intact and nothing generated twice."""
    with virtual_display(folder) as display, watched_program(folder, display) as run:
        undisturbed = [_undisturbed(run, number) for number in range(STORIES)]
        for number in range(returns):
            one_return(run, number)
        results = [run.net.job(job_id) for job_id in run.jobs]
        told = yields(run)
    firsts = run.jobs.values()
    faults = [
        why
        for number, (found, first) in enumerate(zip(results, firsts, strict=True))
        if (why := _fault(found, first, undisturbed[number % STORIES]))
    ]
    return {
        "returns": returns,
        "stop_s": _spread(run.stops),
        "free_s": _spread(run.frees),
        "told_stop_s": _spread([stop for stop, _ in told if stop is not None]),
        "told_free_s": _spread([free for _, free in told if free is not None]),
        "yields_logged": len(told),
        "timed": sum(stop is not None for stop, _ in told),
        "whole": len(results) - len(faults),
        "faults": faults,
    }


def _undisturbed(run: Run, number: int) -> str:
    job_id = run.net.submit(job(number), **PAID)
    wait_until(lambda: run.net.job(job_id)["state"] == "COMPLETED", PATIENCE)
    return str(run.net.job(job_id)["result"]["output"])


def _fault(found: dict[str, Any], first: str, undisturbed: str) -> str:
    """What is wrong with an interrupted job; "" when it completed, begins as it stood when it was interrupted, and is
    word for word what the same job is without an interruption (at temperature 0)."""
    if found["state"] != "COMPLETED":
        return f"{found['state']}: {found.get('error')}"
    output, tokens = found["result"]["output"], found["result"]["tokens_processed"]
    if not output.startswith(first):
        return f"its first {len(first)} characters changed"
    if output != undisturbed:
        return "its text is not that of an undisturbed run"
    return "" if tokens == TOKENS else f"{tokens} tokens and not {TOKENS}"


def yields(run: Run) -> list[tuple[float | None, float | None]]:
    history = sqlite3.connect(f"file:{run.app.home / 'history.db'}?mode=ro", uri=True, timeout=10)
    with contextlib.closing(history):
        return history.execute("SELECT stop_s, free_s FROM yields WHERE jobs > 0 ORDER BY at").fetchall()


def _spread(values: list[float]) -> dict[str, float | None]:
    ordered = sorted(values)
    return {
        "median": round(ordered[len(ordered) // 2], 4) if ordered else None,
        "p95": round(p95(ordered) or 0.0, 4) if ordered else None,
        "max": round(ordered[-1], 4) if ordered else None,
    }

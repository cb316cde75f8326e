"""The real programs as processes: the provider and the practice network, started, asked, killed, started again."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop_app.domain.presence import Kind

ROOT = Path(__file__).parents[2]
AITBC = [sys.executable, "-W", "error::ResourceWarning", "-m", "desktop_app"]


DESKTOP = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_SESSION_ID")


def environment(**more: str) -> dict[str, str]:
    """Ours without what tells of a profile and of a desktop: who uses this computer is not the tests' business. And
    without the wish for no bytecode: the program would compile all its modules at every start, as an owner's never
    does."""
    left_out = (*DESKTOP, "PYTHONDONTWRITEBYTECODE")
    kept = {k: v for k, v in os.environ.items() if not k.startswith("AITBC_") and k not in left_out}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **more}


def unwatched(home: Path) -> Path:
    """A profile that does not care who sits at this machine: the tests' results must not depend on it."""
    home.mkdir(parents=True, exist_ok=True)
    settings = home / "settings.json"
    if not settings.exists():
        settings.write_text(json.dumps({"version": 1, "signals_off": ", ".join(Kind)}))
    return home


def wait_until(what: Callable[[], Any], timeout: float = 30.0, every: float = 0.05) -> Any:
    """The first truthy value of `what()`; fails after `timeout` seconds."""
    end = time.monotonic() + timeout
    while True:
        value = what()
        if value:
            return value
        assert time.monotonic() < end, f"did not come true within {timeout} s: {what}"
        time.sleep(every)


@dataclass
class Network:
    """A practice network in its own process; `state` survives restarts."""

    folder: Path
    arguments: tuple[str, ...] = ()
    port: int = 0
    process: subprocess.Popen[str] | None = None
    ready: dict[str, str] = field(default_factory=dict)

    def start(self) -> Network:
        state = str(self.folder / "network.db")
        self.process = subprocess.Popen(
            [*AITBC, "practice-network", "--port", str(self.port), "--state", state, *self.arguments],
            stdout=subprocess.PIPE, text=True, env=environment(), cwd=self.folder,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.ready = json.loads(self.process.stdout.readline())
        self.port = int(self.ready["url"].rsplit(":", 1)[1].split("/")[0])
        return self

    def call(self, method: str, path: str, body: Any = None, *, miner: str | None = None) -> Any:
        headers = {"Content-Type": "application/json"}
        if miner is None:
            headers["Authorization"] = f"Bearer {self.ready['client_token']}"
        else:
            headers |= {"X-Api-Key": self.ready["miner_key"], "X-Miner-ID": miner}
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.ready["url"] + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def submit(self, payload: dict[str, Any], **more: Any) -> str:
        return str(self.call("POST", "/v1/jobs", {"payload": payload, **more})["job_id"])

    def job(self, job_id: str) -> dict[str, Any]:
        return dict(self.call("GET", f"/v1/jobs/{job_id}"))

    def books(self) -> dict[str, Any]:
        return dict(self.call("GET", "/practice/books"))

    def stop(self) -> None:
        end(self.process)


@dataclass
class Program:
    """The provider on one profile folder: headless, or on the display of the environment `shown`."""

    home: Path
    arguments: tuple[str, ...] = ()
    key: str = ""
    more: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] | None = None
    process: subprocess.Popen[str] | None = None
    began: float = 0.0

    def start(self) -> Program:
        self.began = time.monotonic()
        with (self.home.parent / f"{self.home.name}.out").open("a") as out:
            self.process = subprocess.Popen(
                [*AITBC, *(() if self.shown else ("--headless",)), "--home", str(self.home), *self.arguments],
                stdout=out, stderr=subprocess.STDOUT, text=True,
                env=environment(**(self.shown or {}) | self.more, AITBC_PROVIDER_KEY=self.key),
            )  # fmt: skip
        return self

    def open_window(self) -> None:
        """As the owner does who starts it a second time."""
        subprocess.run(
            [*AITBC, "--home", str(self.home)], env=environment(**self.shown or {}), check=True, timeout=60,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip

    def verb(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [*AITBC, *words, "--home", str(self.home)]
        return subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=60, check=False)

    def status(self) -> dict[str, Any]:
        answer = self.verb("status", "--json")
        return dict(json.loads(answer.stdout)) if answer.returncode == 0 else {}

    def earnings(self) -> dict[str, Any]:
        return dict(json.loads(self.verb("earnings", "--json").stdout))

    def output(self) -> str:
        return (self.home.parent / f"{self.home.name}.out").read_text()

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> int:
        return end(self.process)


def end(process: subprocess.Popen[str] | None) -> int:
    if process is None:
        return 0
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(15)
        if process.poll() is None:
            process.kill()
    if process.stdout:
        process.stdout.close()
    return process.wait(10)


@contextlib.contextmanager
def network(folder: Path, *arguments: str) -> Iterator[Network]:
    folder.mkdir(parents=True, exist_ok=True)
    running = Network(folder, arguments)
    try:
        yield running.start()
    finally:
        running.stop()


@contextlib.contextmanager
def program(
    home: Path, *arguments: str, key: str = "", shown: dict[str, str] | None = None, **more: str
) -> Iterator[Program]:
    """`more` is for its environment, `shown` that of a display."""
    running = Program(unwatched(home), arguments, key, more, shown)
    try:
        yield running.start()
    finally:
        running.stop()

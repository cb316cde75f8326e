"""The engine's process is shut in where the kernel can: a child tries what it must not be able to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.provider.hosting import HostingRuntime
from desktop_app.runtimes import allowed, confinement
from desktop_app.runtimes.builtin import BuiltInRuntime
from desktop_app.runtimes.ollama import OllamaRuntime
from desktop_app.system.child import SpawnChild
from tests.runtimes.help import MODEL, REQUEST, listen

ROOT = Path(__file__).parents[2]
TRIES = """
import json, os, socket, subprocess, sys, threading
from pathlib import Path
from desktop_app.runtimes import confinement
secret, allowed, port = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
level = confinement.confine([allowed, *confinement.python_places()])

def attempt(do):
    try:
        do()
    except PermissionError:
        return "refused"
    except OSError as error:
        return type(error).__name__
    return "done"

tries = {
    "read a secret": lambda: secret.read_text(),
    "list its folder": lambda: os.listdir(secret.parent),
    "write beside the model": lambda: (allowed / "new").write_text("x"),
    "write in /tmp": lambda: Path("/tmp/aitbc-confinement-test").write_text("x"),
    "read how another program was called": lambda: Path(f"/proc/{os.getppid()}/cmdline").read_bytes(),
    "remove the model": lambda: (allowed / "model").unlink(),
    "connect": lambda: socket.create_connection(("127.0.0.1", port), timeout=5).close(),
    "send a datagram": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", port)),
    "send to a name server": lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM),
    "talk to the desktop": lambda: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM),
    "connect with the first bytes": lambda: socket.socket().sendto(b"x", 0x20000000, ("127.0.0.1", port)),
    "connect over several paths": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262),
    "have packets": lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW),
    "ask the kernel": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
    "read the model": lambda: (allowed / "model").read_text(),
    "know the processor": lambda: Path("/proc/cpuinfo").read_text() and os.sched_getaffinity(0),
    "serve": lambda: socket.create_server(("127.0.0.1", 0)).close(),
    "serve on IPv6": lambda: socket.socket(socket.AF_INET6).close(),
    "use a library": lambda: __import__("decimal"),
}
found = {name: attempt(do) for name, do in tries.items()}
inner = {}
thread = threading.Thread(target=lambda: inner.update(thread=attempt(tries["read a secret"])))
thread.start(); thread.join()
shell = subprocess.run(["/bin/cat", str(secret)], capture_output=True)
print(json.dumps({"level": level, **found, **inner, "program": "refused" if shell.returncode else "done"}))
"""


def needs_landlock() -> None:
    script = "from desktop_app.runtimes.confinement import confine; print(confine([]))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False)
    if done.stdout.strip() not in ("1", "2"):
        pytest.skip("this kernel has no Landlock")


def test_what_a_confined_process_can_do(tmp_path: Path) -> None:
    needs_landlock()
    home, models = tmp_path / "home", tmp_path / "models"
    for folder in (home, models):
        folder.mkdir()
    (home / "diary").write_text("dear diary")
    (models / "model").write_text("weights")
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-c", TRIES, str(home / "diary"), str(models), port],
            capture_output=True, text=True, check=False, cwd=home, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    can = {name for name, outcome in found.items() if outcome == "done"}
    may = {"read the model", "serve", "serve on IPv6", "use a library", "know the processor"}
    assert may <= can and "level" in found
    if found["level"] == confinement.SHUT_IN:
        assert can == may, "and nothing else"
    assert found["level"] == confinement.level()


async def test_the_engine_runs_confined_and_says_so(models_dir: Path, spawn: SpawnChild) -> None:
    needs_landlock()
    runtime = BuiltInRuntime(models_dir, spawn, slots=2, context=1024, threads=1, prefer=MODEL, with_practice=True)
    await runtime.start()
    assert "read nothing of yours but the model" in runtime.note and "read nothing of yours" in runtime.allowed
    assert (await listen(runtime, REQUEST)).finish is not None
    assert runtime.shut_in == confinement.level()
    await runtime.close()


async def test_before_it_ran_nothing_is_claimed(models_dir: Path, spawn: SpawnChild) -> None:
    runtime = BuiltInRuntime(models_dir, spawn)
    assert "told when it has run" in runtime.allowed and "shut" not in runtime.note
    assert runtime.shut_in is None


@pytest.mark.parametrize(
    ("platform", "version", "level", "said"),
    [("win32", 9, 0, "on Linux only"), ("linux", -1, 0, "5.13 and newer"), ("linux", 3, 1, "Linux 6.7 and newer")],
)
def test_where_a_process_is_not_shut_in_it_is_said_so(
    monkeypatch: pytest.MonkeyPatch, platform: str, version: int, level: int, said: str
) -> None:
    monkeypatch.setattr(confinement, "_version", lambda: 0 if platform == "win32" else version)
    monkeypatch.setattr(sys, "platform", platform)
    assert confinement.level() == level
    if level == 0:
        assert confinement.confine([]) == 0
    for told in (allowed.engine(level, on_card=False), allowed.media("Re-encoding", level)):
        assert said in told and ("Nothing shuts it in" in told) is (level == 0)


def test_an_engine_on_a_card_is_not_shut_in_and_it_is_said_so() -> None:
    told = allowed.engine(0, on_card=True)
    assert "Nothing shuts it in" in told and "graphics card" in told and "Linux" not in told


async def test_a_server_of_the_owners_is_not_said_to_be_shut_in(models_dir: Path, spawn: SpawnChild) -> None:
    other, own = OllamaRuntime("http://127.0.0.1:9"), BuiltInRuntime(models_dir, spawn)
    assert "ollama is a program of its own" in HostingRuntime(other).allowed
    assert HostingRuntime(own).allowed == own.allowed
    await other.close()

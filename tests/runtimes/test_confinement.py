"""The engine's process is shut in where the kernel can: a child tries what it must not be able to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.runtimes import confinement
from desktop_app.runtimes.builtin import BuiltInRuntime
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
    "remove the model": lambda: (allowed / "model").unlink(),
    "connect": lambda: socket.create_connection(("127.0.0.1", port), timeout=5).close(),
    "read the model": lambda: (allowed / "model").read_text(),
    "serve": lambda: socket.create_server(("127.0.0.1", 0)).close(),
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
    assert {"read the model", "serve", "use a library"} <= can
    assert can <= {"read the model", "serve", "use a library"} | ({"connect"} if found["level"] == 1 else set())


async def test_the_engine_runs_confined_and_says_so(models_dir: Path, spawn: SpawnChild) -> None:
    needs_landlock()
    runtime = BuiltInRuntime(models_dir, spawn, slots=2, context=1024, threads=1, prefer=MODEL, with_practice=True)
    await runtime.start()
    assert "read nothing of yours but the model" in runtime.note
    assert (await listen(runtime, REQUEST)).finish is not None
    await runtime.close()


def test_where_there_is_no_landlock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert confinement.confine([]) == 0 and confinement.WORDS[0] == ""

"""Child programs: settings in, one ready line out, never an orphan."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from desktop_app.domain.errors import RuntimeUnreachable
from desktop_app.system.child import SpawnChild, own_command, own_environment

ROOT = Path(__file__).parents[2]
CHILD = f"""
import os, sys, time
sys.path.insert(0, {str(ROOT)!r})
from desktop_app.system.child_side import child_main

def echo(config, announce):
    print("a stray line on stdout")
    seen = dict(config, big=len(config.get("big", "")))
    announce({{"config": seen, "nice": getattr(os, "nice", int)(0), "secret": os.environ.get("AITBC_PROVIDER_KEY", "none")}})
    time.sleep(60)

def fail(config, announce):
    raise RuntimeError("the model is broken")

def mute(config, announce):
    time.sleep(60)

def babble(config, announce):
    announce({{"too much": "x" * 100000}})
    time.sleep(60)

def vanish(config, announce):
    os._exit(7)

def chatty(config, announce):
    announce({{}})
    for _ in range(20000):
        print("x" * 100)
        print("y" * 100, file=sys.stderr)

handlers = dict(echo=echo, engine=echo, fail=fail, mute=mute, babble=babble, vanish=vanish, chatty=chatty)
sys.exit(child_main(sys.argv[1], handlers))
"""
PARENT = f"""
import asyncio, sys
sys.path.insert(0, {str(ROOT)!r})
from desktop_app.system.child import SpawnChild

async def main():
    spawn = SpawnChild(lambda program: [sys.executable, sys.argv[1], program])
    children = [await spawn("echo", {{}}), await spawn("engine", {{}})]
    print(*(child.pid for child in children), flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "child.py"
    path.write_text(CHILD)
    return path


@pytest.fixture
def spawn(script: Path) -> SpawnChild:
    return SpawnChild(lambda program: [sys.executable, str(script), program])


def ended(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


async def test_settings_go_in_and_the_ready_line_comes_out(spawn: SpawnChild, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AITBC_PROVIDER_KEY", "s3cret")
    config = {"path": "/a b/ü", "key": "k" * 30, "big": "b" * 300_000}
    child = await spawn("echo", config)
    assert child.ready["config"] == config | {"big": 300_000}
    assert child.ready["secret"] == "none"
    assert child.running and child.ready["pid"] == child.pid
    assert "k" * 20 not in " ".join(psutil.Process(child.pid).cmdline())
    await child.kill()
    assert not child.running and ended(child.pid)
    await child.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has priority classes")
async def test_only_the_engine_stands_back(spawn: SpawnChild) -> None:
    ours = os.nice(0)
    for program, niceness in (("echo", ours), ("engine", min(19, ours + 10))):
        child = await spawn(program, {})
        assert child.ready["nice"] == niceness
        await child.kill()


async def test_a_child_that_fails_says_why(spawn: SpawnChild) -> None:
    with pytest.raises(RuntimeUnreachable, match="RuntimeError: the model is broken"):
        await spawn("fail", {})


async def test_a_child_that_vanishes(spawn: SpawnChild) -> None:
    with pytest.raises(RuntimeUnreachable, match="exit code 7"):
        await spawn("vanish", {})


async def test_a_ready_line_without_end(spawn: SpawnChild) -> None:
    with pytest.raises(RuntimeUnreachable, match="cannot be read"):
        await spawn("babble", {})


async def test_an_unknown_program(spawn: SpawnChild) -> None:
    with pytest.raises(RuntimeUnreachable, match="no child program 'nope'"):
        await spawn("nope", {})


async def test_a_command_that_is_not_there() -> None:
    with pytest.raises(RuntimeUnreachable, match="could not be started"):
        await SpawnChild(lambda program: ["/nowhere/python", program])("engine", {})


async def test_a_child_that_is_never_ready(spawn: SpawnChild) -> None:
    before = {p.pid for p in psutil.Process().children()}
    with pytest.raises(RuntimeUnreachable, match="not ready within"):
        await spawn("mute", {}, timeout=0.5)
    assert {p.pid for p in psutil.Process().children()} == before


async def test_cancelled_while_it_starts(spawn: SpawnChild) -> None:
    before = {p.pid for p in psutil.Process().children()}
    task = asyncio.create_task(spawn("mute", {}))
    await asyncio.sleep(0.2)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert {p.pid for p in psutil.Process().children()} == before


async def test_a_chatty_child_is_not_stopped_by_a_full_pipe(spawn: SpawnChild) -> None:
    child = await spawn("chatty", {})
    assert await asyncio.wait_for(child.wait(), 20) == 0


@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM"])
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_children_end_with_a_killed_parent(script: Path, tmp_path: Path, how: str) -> None:
    parent_script = tmp_path / "parent.py"
    parent_script.write_text(PARENT)
    with subprocess.Popen(
        [sys.executable, str(parent_script), str(script)], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) == 2 and all(psutil.pid_exists(pid) for pid in pids)
        parent.send_signal(getattr(signal, how))
        parent.wait()
    began = time.monotonic()
    while not all(ended(pid) for pid in pids):
        assert time.monotonic() - began < 2.0
        time.sleep(0.01)


async def test_the_end_of_stdin_alone_ends_a_child(spawn: SpawnChild) -> None:
    child = await spawn("echo", {})
    assert child._process.stdin is not None
    child._process.stdin.close()
    assert await asyncio.wait_for(child.wait(), 5) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="os.kill ends a program of Windows, whatever the signal")
async def test_ctrl_c_is_the_parents_affair(spawn: SpawnChild) -> None:
    child = await spawn("echo", {})
    os.kill(child.pid, signal.SIGINT)
    await asyncio.sleep(0.1)
    assert child.running
    await child.kill()


def test_the_command_in_a_checkout_and_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert own_command("engine") == [sys.executable, "-m", "desktop_app", "_child", "engine"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command("engine") == [sys.executable, "_child", "engine"]


def test_the_environment_holds_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AITBC_PROVIDER_KEY", "s3cret")
    monkeypatch.setenv("GITHUB_TOKEN", "s3cret")
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "1")
    environment = own_environment()
    assert "s3cret" not in json.dumps(environment)
    assert environment["CUDA_VISIBLE_DEVICES"] == "1"
    assert environment["PATH"] == os.environ["PATH"]

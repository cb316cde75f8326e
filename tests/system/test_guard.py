"""The guard with real child processes."""

import os
import signal
import subprocess
import sys
import textwrap

import pytest

from desktop_app.domain.restarts import AGAIN, BROKE
from desktop_app.system.guard import Guard
from tests.e2e.programs import environment, wait_until

POSIX = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX systems")


@pytest.fixture(autouse=True)
def handlers():
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def program(tmp_path, *codes):
    """A program that ends with these exit codes, one a start, and leaves a mark each time."""
    path = tmp_path / "program.py"
    path.write_text(textwrap.dedent(f"""
        import os, sys
        from pathlib import Path
        marks = Path({str(tmp_path / "marks")!r})
        with marks.open("a") as file:
            file.write("x")
        code = {list(codes)!r}[len(marks.read_text()) - 1]
        os.kill(os.getpid(), -code) if code < 0 else sys.exit(code)
    """))
    return [sys.executable, str(path)]


def watched(command, told):
    pauses = []
    code = Guard(command, lambda title, text: told.append((title, text)), sleep=pauses.append).run()
    return code, pauses


@pytest.mark.parametrize("code", [0, 1, 2, AGAIN])
def test_an_orderly_end_is_the_end(tmp_path, code):
    told = []
    assert watched(program(tmp_path, code), told) == (code, [])
    assert told == []


@POSIX
def test_after_a_crash_it_is_started_again(tmp_path):
    told = []
    code, pauses = watched(program(tmp_path, -11, BROKE, 0), told)
    assert (code, len(pauses), told) == (0, 2, [])
    assert (tmp_path / "marks").read_text() == "xxx"


def test_after_the_fourth_crash_in_ten_minutes_it_says_so_and_gives_up(tmp_path):
    told = []
    code, pauses = watched(program(tmp_path, *[BROKE] * 5), told)
    assert (code, len(pauses)) == (BROKE, 3)
    assert (tmp_path / "marks").read_text() == "xxxx"
    assert len(told) == 1 and "stopped" in told[0][0]


@POSIX
def test_asked_to_end_it_ends_the_program_and_does_not_start_it_again(tmp_path):
    child = tmp_path / "child.py"
    child.write_text(textwrap.dedent(f"""
        import signal, sys, time
        from pathlib import Path
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(70))
        Path({str(tmp_path / "up")!r}).write_text("x")
        while True: time.sleep(0.05)
    """))
    code = (
        "import sys; from desktop_app.system.guard import Guard; "
        f"sys.exit(Guard([sys.executable, {str(child)!r}], lambda *_: sys.exit(99)).run())"
    )
    guard = subprocess.Popen([sys.executable, "-c", code], env=environment())
    try:
        wait_until((tmp_path / "up").exists)
        guard.send_signal(signal.SIGTERM)
        assert guard.wait(20) == 70
    finally:
        guard.kill()
        guard.wait(10)


@POSIX
def test_the_real_program_comes_back_after_it_was_killed(tmp_path):
    """Second start of the same profile: the lock is free again, because the system let go of it."""
    home = tmp_path / "home"
    home.mkdir()
    command = [sys.executable, "-m", "desktop_app", "--guarded", "--headless", "--practice", "--home", str(home)]
    with (tmp_path / "out").open("w") as out:
        guard = subprocess.Popen(command, env=environment(), stdout=out, stderr=out)

    def pid():
        found = subprocess.run(
            [sys.executable, "-m", "desktop_app", "status", "--json", "--home", str(home)],
            capture_output=True, text=True, env=environment(), check=False,
        )  # fmt: skip
        import json

        return json.loads(found.stdout)["pid"] if found.returncode == 0 else 0

    try:
        first = wait_until(pid, 60)
        os.kill(first, signal.SIGKILL)
        second = wait_until(lambda: (now := pid()) and now != first and now, 60)
        assert second not in (first, guard.pid)
        guard.terminate()
        assert guard.wait(30) == 0
    finally:
        guard.kill()
        guard.wait(10)


def test_quit_waits_until_the_program_has_ended(tmp_path):
    def call(*words):
        command = [sys.executable, "-m", "desktop_app", *words, "--home", str(tmp_path)]
        return subprocess.run(command, capture_output=True, text=True, env=environment(), check=False).returncode

    assert call("quit") == 3
    with (tmp_path.parent / "out").open("w") as out:
        program = subprocess.Popen(
            [sys.executable, "-m", "desktop_app", "--headless", "--practice", "--home", str(tmp_path)],
            env=environment(), stdout=out, stderr=out,
        )  # fmt: skip
    try:
        wait_until(lambda: call("status") == 0, 60)
        assert call("quit") == 0
        assert program.wait(20) == 0
        assert call("quit") == 3
    finally:
        program.kill()
        program.wait(10)

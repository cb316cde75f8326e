"""Programs of one folder are found on whatever profile they work, asked to end, and started again."""

import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig

import pytest

from desktop_app.control.quitting import Machine, run, start_again
from desktop_app.domain.running import Running
from desktop_app.system.own_processes import running_from, stop
from tests.e2e.programs import ROOT, end, environment, unwatched, wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="wants a copy of the interpreter by another name")


@pytest.fixture
def folder(tmp_path):
    """An installation: an interpreter by the program's name."""
    made = tmp_path / "installed"
    made.mkdir()
    shutil.copy(os.path.realpath(sys.executable), made / "aitbc-provider")
    return made


def started(folder, *words, **more):
    paths = os.pathsep.join([str(ROOT), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    env = environment(LD_LIBRARY_PATH=sysconfig.get_config_var("LIBDIR") or "", **more) | {"PYTHONPATH": paths}
    with (folder.parent / "out").open("a") as out:
        command = [folder / "aitbc-provider", "-m", "desktop_app", *words]
        return subprocess.Popen(command, env=env, stdout=out, stderr=out, cwd=folder.parent)


def quit_of(folder, *words):
    command = [sys.executable, "-m", "desktop_app", "quit", "--of", str(folder), *words]
    return subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=90, check=False)


def test_every_profiles_program_ends_in_order_and_what_it_takes_to_start_them_again_is_kept(folder, tmp_path):
    first, second, kept = unwatched(tmp_path / "one"), unwatched(tmp_path / "two"), tmp_path / "again.json"
    programs = [
        started(folder, "--headless", "--practice", "--home", str(first)),
        started(folder, "--headless", "--practice", AITBC_PROVIDER_HOME="two"),
        started(folder, "practice-network", "--port", "0", "--state", str(tmp_path / "network.db")),
    ]
    try:
        for home in (first, second):
            wait_until(lambda home=home: (home / "control.json").exists(), 60)
        ended = quit_of(folder, "--keep", str(kept))
        assert ended.returncode == 0, ended.stderr
        assert [program.wait(10) for program in programs[:2]] == [0, 0]
        assert programs[2].wait(10) is not None
        assert running_from(folder) == []
        words = ["--headless", "--practice", "--home"]
        assert sorted(json.loads(kept.read_text())) == [[*words, str(first)], [*words, str(second)]]
        assert quit_of(folder).returncode == 3
    finally:
        for program in programs:
            end(program)


def test_a_program_that_could_not_start_and_shows_why_is_ended_too(folder, tmp_path):
    settings = {"version": 1, "networks": [{"name": "n", "url": "http://127.0.0.1:9"}], "active": "n"}
    home = tmp_path / "one"
    home.mkdir()
    (home / "settings.json").write_text(json.dumps(settings))
    command = ["--home", str(home), "--network", "http://127.0.0.1:9", "--minimised"]
    program = started(folder, *command, QT_QPA_PLATFORM="offscreen", DISPLAY=":none")
    try:
        wait_until(lambda: (home / "provider.log").exists() and "stays to say why" in (home / "provider.log").read_text())
        assert quit_of(folder, "--wait", "6").returncode == 0
        assert program.wait(10) == -signal.SIGTERM
    finally:
        end(program)


def test_what_does_not_end_and_who_cannot_be_asked_are_named(folder, tmp_path, capsys):
    ours, others = Running(11, ("--home", "/there"), str(tmp_path)), Running(12, user="the user ann")
    machine = Machine(lambda home: tmp_path, lambda home: True, lambda folder: [ours, others], stop, lambda *_: None)
    assert run(["--of", str(folder), "--wait", "0.5"], machine) == 1
    assert f"process 11 on the profile {tmp_path}; process 12 of the user ann" in capsys.readouterr().err
    nobody_to_wait_for = Machine(machine.home, machine.is_free, lambda folder: [others], stop, machine.start)
    assert run(["--of", str(folder), "--wait", "600"], nobody_to_wait_for) == 1


def test_a_program_that_ended_for_its_update_is_started_too_but_only_once(folder, tmp_path):
    calls = []
    machine = Machine(
        lambda home: tmp_path / (home or "usual"), lambda home: True, lambda folder: [], stop,
        lambda folder, words: calls.append(list(words)),
    )  # fmt: skip
    file = tmp_path / "again.json"
    assert start_again([str(file), "--of", str(folder)], machine) == 0 and calls == []
    file.write_text(json.dumps([["--practice", "--minimised", "--home", "a"]]))
    start_again([str(file), "--of", str(folder), "--also", "--home", "a"], machine)
    assert calls == [["--practice", "--minimised", "--home", "a"]]
    start_again([str(file), "--of", str(folder), "--also"], machine)
    assert calls[1:] == [["--practice", "--minimised", "--home", "a"], ["--guarded", "--minimised"]]

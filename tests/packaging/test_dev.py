"""The developer script: what it starts, with or without a window, and how it ends."""

import os
import signal
import subprocess
import sys

import pytest

from tests.packaging.conftest import DEV, POSIX, ROOT


@pytest.mark.parametrize(
    ("platform", "environ", "missing", "reason"),
    [
        ("linux", {}, False, "No display here"),
        ("linux", {"DISPLAY": "", "WAYLAND_DISPLAY": ""}, False, "No display here"),
        ("linux", {"DISPLAY": ":0"}, False, None),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, False, None),
        ("linux", {"DISPLAY": ":0"}, True, "The libraries that a window needs are not here"),
        ("win32", {}, False, None),
    ],
)
def test_there_is_a_window_where_there_can_be_one(dev, platform, environ, missing, reason):
    answer = dev.windowless_reason(platform, environ, missing)
    assert (answer or "").startswith(reason or "") and (answer is None) == (reason is None)


def test_the_program_starts_with_the_practice_network_and_what_was_given(dev):
    assert dev.program_arguments(["--home", "x"], windowless=False) == ["--practice", "--home", "x"]
    assert dev.program_arguments(["--home", "x"], windowless=True) == ["--practice", "--headless", "--home", "x"]
    assert dev.program_arguments(["--headless"], windowless=True) == ["--practice", "--headless"]


def test_only_the_libraries_of_the_display_at_hand_are_asked_for(system):
    assert system.window_needs({}) == ()
    x11 = system.window_needs({"DISPLAY": ":0"})
    both = system.window_needs({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"})
    assert set(system.QT + system.X11) < set(x11)
    assert not set(system.WAYLAND) & set(x11)
    assert set(both) - set(x11) == set(system.WAYLAND)


def test_a_missing_font_or_engine_library_does_not_cost_the_window(system):
    assert system.lacks_window(system.X11[:1])
    assert not system.lacks_window((*system.FONT, *system.ENGINE))


@pytest.mark.parametrize(
    ("environ", "given", "lacks", "started", "said"),
    [
        ({}, [], False, ["--practice", "--headless"], "No display here"),
        ({"DISPLAY": ":0"}, ["--home", "x"], False, ["--practice", "--home", "x"], ""),
        ({"DISPLAY": ":0"}, [], True, ["--practice", "--headless"], "The libraries that a window needs"),
        ({"DISPLAY": ":0"}, ["--headless"], True, ["--practice", "--headless"], ""),
    ],
)
def test_run_says_why_there_is_no_window(dev, monkeypatch, capsys, environ, given, lacks, started, said):
    done, lacking = [], dev.dev_system.QT if lacks else ()
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev.dev_setup, "prepare", done.append)
    monkeypatch.setattr(dev, "become", lambda arguments: done.append(list(arguments)) or 0)
    monkeypatch.setattr(dev.dev_system, "provide", lambda needs: [need for need in needs if need in lacking])
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert dev.main(["run", *given]) == 0
    assert done == ["run", ["-m", "desktop_app", *started]]
    printed = capsys.readouterr().out
    assert printed.startswith(said) and printed.count("\n") == bool(said)


@pytest.mark.parametrize(("group", "starts"), [("QT", False), ("X11", True), ("TOOLS", True)])
def test_pytest_is_not_started_where_qt_cannot_be_imported(dev, monkeypatch, capfd, group, starts):
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev, "PYTHON", sys.executable)
    monkeypatch.setattr(dev, "CHECKS", {"check": ("-c", "print('checked')")})
    monkeypatch.setattr(dev.dev_setup, "prepare", lambda _name: None)
    monkeypatch.setattr(dev.dev_setup, "provide_compiler", lambda: None)
    monkeypatch.setattr(dev.dev_system, "provide", lambda _needs: list(getattr(dev.dev_system, group)))
    assert dev.main(["test", "--version"]) == (0 if starts else 1)
    printed = capfd.readouterr().out
    assert "checked" in printed
    assert ("cannot start without the libraries of Qt" in printed) != starts


def test_every_step_runs_and_one_failure_is_enough(dev, monkeypatch, capfd):
    monkeypatch.setattr(dev, "PYTHON", sys.executable)
    monkeypatch.setattr(dev, "ROOT", ROOT)
    results = dev.steps({"bad": ("-c", "raise SystemExit(3)"), "good": ("-c", "print('here')")})
    assert results == {"bad": 3, "good": 0}
    assert dev.tell(results) == 1
    assert dev.tell({"good": 0}) == 0
    assert "== bad failed, good ok" in capfd.readouterr().out


@POSIX
def test_ctrl_c_is_the_childs_to_answer(dev):
    child = (
        "import signal, time; signal.signal(signal.SIGINT, lambda *_: exit(7)); "
        "print('up', flush=True); time.sleep(60)"
    )
    parent = (
        f"import sys; sys.path.insert(0, {str(DEV.parent)!r}); import dev, os; "
        f"sys.exit(dev.attend([sys.executable, '-c', {child!r}], os.environ))"
    )
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", parent], start_new_session=True, **pipes) as process:
        assert process.stdout.readline() == "up\n"
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 7
    assert errors == ""

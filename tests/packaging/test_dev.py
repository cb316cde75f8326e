"""The developer script: its decisions, and its steps against real processes and folders."""

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT / "packaging" / "dev.py"
POSIX = pytest.mark.skipif(os.name != "posix", reason="of POSIX systems only")


@pytest.fixture
def dev(monkeypatch):
    """dev.py as a module, with modules of its own beside it."""
    monkeypatch.syspath_prepend(str(DEV.parent))
    for name in ("dev_setup", "dev_system"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    spec = importlib.util.spec_from_file_location("dev", DEV)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    for name in ("dev_setup", "dev_system"):
        sys.modules.pop(name, None)


@pytest.fixture
def system(dev):
    return dev.dev_system


@pytest.fixture
def setup(dev, monkeypatch, tmp_path):
    """dev_setup with a checkout of its own that has locks and a project file."""
    module, root = dev.dev_setup, tmp_path / "a checkout"
    (root / "packaging").mkdir(parents=True)
    (root / "pyproject.toml").write_text("[project]\n")
    for name in ("run", "test", "compiler"):
        (root / "packaging" / f"{name}.lock").write_text(f"{name}==1 \\\n    --hash=sha256:0\n")
    venv = root / ".venv"
    places = {
        "ROOT": root,
        "VENV": venv,
        "PYTHON": venv / module.PYTHON.relative_to(module.VENV),
        "STAMP": venv / module.STAMP.name,
        "LOCKS": {name: root / "packaging" / f"{name}.lock" for name in ("run", "test", "compiler")},
    }
    for name, value in places.items():
        monkeypatch.setattr(module, name, value)
    return module


@pytest.fixture
def installs(setup, monkeypatch):
    """What pip was asked for, in place of asking it; everything else is real."""
    asked = []
    monkeypatch.setattr(setup, "usable_pip", lambda: ["pip"])
    monkeypatch.setattr(setup, "install", lambda pip, *what: asked.append(what[-1]))
    return asked


# With or without a window


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


# What is missing, and how it gets there


def test_what_is_missing_is_what_the_probes_do_not_find(system, monkeypatch):
    asked = {}

    def probe(kind, lacking):
        def look(names):
            asked[kind] = list(names)
            return set(lacking) & set(names)
        return look

    lacking = {"library": {"libEGL.so.1", "Xvfb"}, "program": {"Xvfb"}, "font": set()}
    monkeypatch.setattr(system, "PROBES", {kind: probe(kind, names) for kind, names in lacking.items()})
    assert [need.package for need in system.missing(system.TEST_NEEDS)] == ["libegl1", "xvfb"]
    assert asked["program"] == [need.name for need in system.TOOLS]
    assert system.missing(()) == []


@POSIX
def test_libraries_are_probed_by_loading_them(system):
    assert system.missing_libraries(["libc.so.6", "libno-such-thing.so.9"]) == {"libno-such-thing.so.9"}


def test_programs_are_looked_for_on_the_path(system):
    assert system.missing_programs(["no-such-program-here"]) == {"no-such-program-here"}


def test_one_font_file_is_enough(system, monkeypatch, tmp_path):
    monkeypatch.setattr(system, "FONT_FOLDERS", (str(tmp_path / "none"), str(tmp_path)))
    assert system.missing_fonts(["any font"]) == {"any font"}
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "Sans.ttf").touch()
    assert system.missing_fonts(["any font"]) == set()


def test_the_line_to_type_is_exact(system):
    needs = [system.Need("program", "b", "pkg-b"), system.Need("library", "a", "pkg-a"), *[system.FONT[0]] * 2]
    assert system.advice(needs, has_apt=True).endswith(
        ": sudo apt-get install --yes --no-install-recommends fonts-dejavu-core pkg-a pkg-b"
    )


def test_without_apt_the_things_themselves_are_named(system):
    assert system.advice(system.QT[:2], has_apt=False) == "Missing on this system: libEGL.so.1, libGL.so.1"


@pytest.mark.parametrize(
    ("root", "apt", "works", "tried", "left"),
    [(True, True, True, True, 0), (True, True, False, True, 1), (False, True, True, False, 1),
     (True, False, True, False, 1)],
)  # fmt: skip
def test_only_root_with_apt_installs(system, monkeypatch, capsys, root, apt, works, tried, left):
    state = {"missing": list(system.QT[:1]), "tried": False}

    def installs(_needs):
        state.update(tried=True, missing=[] if works else state["missing"])
        return works

    monkeypatch.setattr(system, "missing", lambda _needs: state["missing"])
    monkeypatch.setattr(system, "apt_installs", installs)
    monkeypatch.setattr(system.os, "geteuid", lambda: 0 if root else 1000, raising=False)
    monkeypatch.setattr(system.shutil, "which", lambda name: "/usr/bin/apt-get" if apt else None)
    assert len(system.provide(system.QT)) == left
    assert state["tried"] == tried
    assert ("Missing on this system" in capsys.readouterr().out) == bool(left)


# Troubles in one line


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        (
            "WARNING: Retrying ... NewConnectionError(...: Temporary failure in name resolution)\n"
            "ERROR: No matching distribution found for anyio==4.16.0",
            "the package index cannot be reached; is there a network?",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "a downloaded package differs from the lock"),
        ("ERROR: No matching distribution found for numpy==2.4.6 (from -r run.lock)", "no package numpy==2.4.6 for"),
        ("[Errno 13] Permission denied: '/x'", "cannot be written to"),
    ],
)
def test_a_failed_step_is_explained_in_one_line(dev, said, line):
    answer = dev.dev_setup.explain(said)
    assert line in answer and "\n" not in answer


def test_an_unknown_failure_is_shown_whole(setup):
    assert setup.explain("something new") is None
    with pytest.raises(setup.Trouble, match=r"(?s)could not.*something new"):
        setup.quietly([sys.executable, "-c", "print('something new'); raise SystemExit(3)"], "could not")


def test_the_script_says_troubles_on_stderr_without_a_traceback(dev, monkeypatch, capsys):
    def full(_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(dev, "VERBS", {"check": dev.check, "full": full})
    assert dev.main(["check", "more"]) == 1
    assert capsys.readouterr().err == "dev.py: this takes no further arguments: more\n"
    assert dev.main(["full"]) == 1
    assert capsys.readouterr().err == "dev.py: the disk is full\n"


def test_a_verb_is_needed():
    answer = subprocess.run([sys.executable, str(DEV)], capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert "verb" in answer.stderr and "Traceback" not in answer.stderr


def test_an_old_python_can_still_read_the_refusal():
    """Nothing above the refusal may be newer than Python 3.6, and nothing in the file newer than its syntax."""
    text = DEV.read_text(encoding="utf-8")
    assert text.index("sys.version_info < (3, 11)") < text.index("import argparse")
    compile(text, str(DEV), "exec", dont_inherit=True)
    import ast

    ast.parse(text, feature_version=(3, 7))


# The environment


def test_a_child_gets_the_environment_first_and_nothing_that_leads_away(dev):
    given = {"PATH": "/usr/bin", "PYTHONPATH": "/x", "PYTHONHOME": "/y", "PIP_TARGET": "/z", "LANG": "C"}
    child = dev.dev_setup.environment(given)
    assert child.keys() == {"PATH", "LANG", "VIRTUAL_ENV"}
    assert child["PATH"].split(os.pathsep) == [str(dev.dev_setup.BIN), "/usr/bin"]
    assert dev.dev_setup.environment({})["PATH"].startswith(str(dev.dev_setup.BIN) + os.pathsep)


@POSIX
def test_what_is_done_is_skipped(setup, installs, capsys):
    setup.prepare("run")
    assert installs == [str(setup.LOCKS["run"]), "."]
    assert setup.PYTHON.exists()
    setup.prepare("run")
    assert len(installs) == 2
    assert capsys.readouterr().out.count("Setting up") == 1


@POSIX
def test_a_compiler_is_fetched_only_where_there_is_none(setup, installs, monkeypatch, tmp_path, capsys):
    setup.prepare("test")
    del installs[:]
    monkeypatch.setattr(setup, "COMPILERS", ("no-such-compiler",))
    setup.provide_compiler()
    assert installs == [str(setup.LOCKS["compiler"])]
    assert "100 MB" in capsys.readouterr().out

    def no_network(*_what):
        raise setup.Trouble("the package index cannot be reached")

    monkeypatch.setattr(setup, "install", no_network)
    setup.provide_compiler()
    assert "the tests that need one are skipped" in capsys.readouterr().out, "the others still run"
    (tmp_path / "cc").touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(setup, "COMPILERS", ("cc",))
    setup.provide_compiler()
    assert capsys.readouterr().out == ""


@POSIX
def test_the_test_lock_covers_the_run_lock_but_not_the_other_way_round(setup, installs):
    setup.prepare("test")
    setup.prepare("run")
    assert installs == [str(setup.LOCKS["test"]), "."]
    shutil.rmtree(setup.VENV)
    setup.prepare("run")
    setup.prepare("test")
    assert installs[2:] == [str(setup.LOCKS["run"]), ".", str(setup.LOCKS["test"]), "."]


@POSIX
@pytest.mark.parametrize("changed", ["packaging/run.lock", "pyproject.toml"])
def test_a_changed_file_fills_the_same_environment_again(setup, installs, changed):
    setup.prepare("run")
    (setup.VENV / "mine").touch()
    with (setup.ROOT / changed).open("a") as file:
        file.write("# more\n")
    setup.prepare("run")
    assert len(installs) == 4
    assert (setup.VENV / "mine").exists()


@POSIX
@pytest.mark.parametrize("key", ["python", "checkout"])
def test_another_python_or_a_moved_checkout_makes_it_anew(setup, installs, key):
    setup.prepare("run")
    (setup.VENV / "mine").touch()
    setup.STAMP.write_text(json.dumps({**setup.stamped(), key: "another"}))
    setup.prepare("run")
    assert len(installs) == 4
    assert not (setup.VENV / "mine").exists()


@POSIX
def test_a_broken_stamp_or_a_lost_python_makes_it_anew(setup, installs):
    setup.prepare("run")
    setup.STAMP.write_text("{")
    setup.prepare("run")
    setup.PYTHON.unlink()
    setup.prepare("run")
    assert len(installs) == 6


@POSIX
def test_a_failed_set_up_is_not_taken_for_done(setup, installs, monkeypatch):
    def fails(*_):
        raise setup.Trouble("no network")

    setup.prepare("run")
    setup.LOCKS["run"].write_text("other==1\n")
    with monkeypatch.context() as patch:
        patch.setattr(setup, "install", fails)
        with pytest.raises(setup.Trouble):
            setup.prepare("run")
    assert setup.stamped() == {}


@POSIX
def test_an_existing_link_in_place_of_the_environment_is_refused_in_words(setup, installs, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    setup.VENV.symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "precious").touch()
    with pytest.raises(setup.Trouble, match="is a link"):
        setup.prepare("run")
    assert (tmp_path / "elsewhere" / "precious").exists()


def test_pip_too_old_for_us_is_passed_over(setup, monkeypatch):
    answers = {"old": "pip 22.2 from x", "none": "No module named pip", "new": "pip 23.0.1 from x"}
    monkeypatch.setattr(
        setup, "captured", lambda command: SimpleNamespace(returncode=0, stdout=answers[command[0]])
    )
    assert [setup.new_enough([name, "-m", "pip", "--python", "x"]) for name in answers] == [False, False, True]


def test_no_pip_anywhere_is_one_line(setup, monkeypatch):
    monkeypatch.setattr(setup, "captured", lambda _command: SimpleNamespace(returncode=1, stdout="No module named pip"))
    with pytest.raises(setup.Trouble, match=r"^pip 22\.3 or newer is needed .*python3-pip.*$"):
        setup.usable_pip()


@POSIX
def test_two_set_ups_do_not_run_at_once(setup, capsys):
    order = []

    def second():
        with setup.alone():
            order.append("second")

    with setup.alone():
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.3)
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]
    assert "Waiting for another set-up" in capsys.readouterr().out


# Running


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

"""The developer script's environment: made once, made anew when it must be, by one at a time."""

import json
import os
import shutil
import threading
from types import SimpleNamespace

import pytest

from tests.packaging.conftest import POSIX


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

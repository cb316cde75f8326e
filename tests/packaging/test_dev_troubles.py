"""The developer script says its troubles in one line."""

import ast
import subprocess
import sys

import pytest

from tests.packaging.conftest import DEV


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
    ast.parse(text, feature_version=(3, 7))

"""The installer for Windows: what a look at its script and at a folder can tell; the rest runs in the release workflow."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = (ROOT / "packaging" / "windows.nsi").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["icuuc.dll", "NVML.dll", "bcryptprimitives.dll"])
def test_a_folder_with_a_stand_in_is_not_packed(tmp_path, name):
    (tmp_path / "_internal").mkdir()
    (tmp_path / "_internal" / name).touch()
    code = f"import dev_windows; from pathlib import Path; dev_windows.refuse_stand_ins(Path({str(tmp_path)!r}))"
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT / "packaging", capture_output=True, check=False)
    assert answer.returncode and b"stand-ins were packed" in answer.stderr
    (tmp_path / "_internal" / name).unlink()
    assert not subprocess.run([sys.executable, "-c", code], cwd=ROOT / "packaging", check=False).returncode


def test_it_is_per_user_and_needs_no_administrator():
    assert "RequestExecutionLevel user" in SCRIPT
    assert "HKLM" not in SCRIPT and "$PROGRAMFILES" not in SCRIPT


def test_every_question_has_an_answer_for_silence_that_keeps_things():
    questions = [line for line in SCRIPT.splitlines() if "MessageBox" in line]
    assert questions and all("/SD ID" in line for line in questions)
    assert any("/SD IDYES IDYES keep" in line for line in questions)


def test_the_old_version_is_touched_only_after_the_new_one_passed_and_the_program_ended():
    order = [SCRIPT.index(step) for step in (
        "--self-test$AtHome", '!insertmacro AskToQuit "$INSTDIR.new"\n    RMDir', 'Rename "$INSTDIR" "$INSTDIR.old"',
        'Rename "$INSTDIR.new" "$INSTDIR"', 'Rename "$INSTDIR.old" "$INSTDIR"',
    )]  # fmt: skip
    assert order == sorted(order)


def test_the_new_version_does_the_asking_for_the_old_one_may_not_know_every_profile():
    assert 'quit --of "$INSTDIR"' in SCRIPT and "quit$AtHome" not in SCRIPT
    assert SCRIPT.count("!insertmacro AskToQuit") == 2 and '!insertmacro AskToQuit "$INSTDIR"\n' in SCRIPT


def test_windows_is_told_that_the_program_scales_and_takes_long_paths():
    manifest = (ROOT / "packaging" / "windows.manifest").read_text(encoding="utf-8")
    for word in ("PerMonitorV2", "longPathAware", "UTF-8", "asInvoker"):
        assert word in manifest


@pytest.mark.skipif(shutil.which("makensis") is None, reason="needs makensis")
def test_the_script_is_one_that_makensis_takes(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "aitbc-provider.exe").write_bytes(b"x")
    icon = tmp_path / "app.ico"
    drawn = [sys.executable, str(ROOT / "packaging" / "dev_icons.py"), str(tmp_path)]
    subprocess.run(drawn, check=True, capture_output=True)
    told = {"VERSION": "1.2.3", "PAYLOAD": tmp_path / "in", "OUT": tmp_path / "x-1.2.3-setup.exe", "ICON": icon}
    command = ["makensis", "-V2", "-WX", *(f"-D{name}={value}" for name, value in told.items())]
    answer = subprocess.run(
        [*command, str(ROOT / "packaging" / "windows.nsi")], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert (tmp_path / "x-1.2.3-setup.exe").read_bytes().startswith(b"MZ")

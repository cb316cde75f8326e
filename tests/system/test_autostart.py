"""The one switch for starting with the session."""

import json
import re
import subprocess
import sys

import pytest

from desktop_app.control.autostart import run
from desktop_app.domain.errors import WorldError
from desktop_app.system.autostart import FILE, RunKey, XdgAutostart, autostart, own_program, quoted


@pytest.fixture
def switch(tmp_path):
    return XdgAutostart(["/opt/a program/run", "--guarded", "--minimised"], tmp_path / "autostart")


def test_on_and_off_and_on_again(switch):
    assert not switch.is_on()
    switch.turn(True)
    assert switch.is_on()
    assert 'Exec="/opt/a program/run" --guarded --minimised\n' in switch.path.read_text()
    switch.turn(False)
    switch.turn(False)
    assert not switch.is_on() and not switch.path.exists()
    switch.turn(True)
    assert switch.is_on()


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_the_desktops_own_tools_switched_off_is_off(switch, line):
    switch.turn(True)
    text = switch.path.read_text().replace("X-GNOME-Autostart-enabled=true\n", "")
    switch.path.write_text(f"{text}{line}\n")
    assert not switch.is_on()
    switch.turn(True)
    assert switch.is_on()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"no section", b"[Other]\na=b\n"])
def test_a_broken_entry_is_off(switch, content):
    switch.path.parent.mkdir()
    switch.path.write_bytes(content)
    assert not switch.is_on()


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path):
    (tmp_path / "autostart").write_text("a file is in the way")
    with pytest.raises(WorldError) as told:
        XdgAutostart(["run"], tmp_path / "autostart").turn(True)
    assert "could not be changed" in str(told.value)


@pytest.mark.parametrize("part", ["plain", "two words", 'a "quote"', "a$b`c", "100%", "back\\slash", "ünï"])
def test_an_argument_survives_the_rules_of_desktop_files(part):
    # Undo the escapes of the file's string, then those inside the quotes, as the specification says.
    once = quoted(part).replace("\\\\", "\\").replace("%%", "%")
    assert re.sub(r"\\(.)", r"\1", once.removeprefix('"').removesuffix('"')) == part
    assert once.startswith('"') == (part not in {"plain", "ünï"})


def test_the_windowed_program_is_started_where_there_is_one(tmp_path):
    console = tmp_path / "aitbc-provider.exe"
    assert own_program(str(console), frozen=True) == (str(console),)
    (tmp_path / "AITBC Provider.exe").touch()
    assert own_program(str(console), frozen=True) == (str(tmp_path / "AITBC Provider.exe"),)
    assert own_program("python", frozen=False) == ("python", "-m", "desktop_app")


def test_the_verb_says_how_it_stands(switch, capsys):
    for word, on in (("status", False), ("on", True), ("status", True), ("off", False)):
        assert run([word, "--json"], lambda _home: switch) == 0
        assert json.loads(capsys.readouterr().out) == {"autostart": on}


@pytest.mark.skipif(sys.platform == "win32", reason="of systems with XDG folders")
def test_the_real_command_writes_where_the_desktop_looks(tmp_path):
    from tests.e2e.programs import AITBC, environment

    environ = environment(XDG_CONFIG_HOME=str(tmp_path))
    subprocess.run([*AITBC, "autostart", "on", "--home", str(tmp_path / "my profile")], env=environ, check=True)
    text = (tmp_path / "autostart" / FILE).read_text()
    assert f'--home "{tmp_path}/my profile"' in text and "--guarded --minimised" in text
    subprocess.run([*AITBC, "autostart", "off"], env=environ, check=True)
    assert not (tmp_path / "autostart" / FILE).exists()


@pytest.mark.skipif(sys.platform != "win32", reason="the registry of Windows")
def test_the_run_key():
    key = r"Software\AITBC Provider test"
    switch = RunKey([r"C:\a program\x.exe", "--minimised"], key)
    switch.turn(False)
    assert not switch.is_on()
    switch.turn(True)
    assert switch.is_on()
    switch.turn(False)
    assert not switch.is_on()
    assert isinstance(autostart(), RunKey)

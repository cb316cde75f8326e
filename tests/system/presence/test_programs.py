"""Listed programs: real processes, a made-up /proc, and the files of the game libraries."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.system.presence import game_library
from desktop_app.system.presence.programs import ListedPrograms
from desktop_app.system.presence.sources import listed

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the /proc of Linux")


async def test_a_real_program_is_noticed_and_its_end_too(tmp_path):
    game = tmp_path / "hop-the-long-named-game"
    shutil.copy("/bin/sleep", game)
    told = asyncio.Queue()
    watcher = ListedPrograms(lambda: {"hop-the-long-named-game": "Hop"})
    watching = asyncio.create_task(watcher.watch(told.put_nowait))
    await asyncio.sleep(0.2)
    began = time.monotonic()
    playing = subprocess.Popen([str(game), "60"])
    seen = await asyncio.wait_for(told.get(), 5)
    assert seen.here and seen.detail == "Hop" and seen.at - began < 2.1
    playing.kill()
    playing.wait()
    assert not (await asyncio.wait_for(told.get(), 5)).here
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)


class Proc:
    """A made-up /proc."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "self").mkdir()
        self.last(1)

    def last(self, pid):
        (self.folder / "loadavg").write_text(f"0.00 0.01 0.05 1/100 {pid}\n")

    def run(self, pid, comm, cmdline=b""):
        (self.folder / str(pid)).mkdir(exist_ok=True)
        (self.folder / str(pid) / "comm").write_text(comm + "\n")
        (self.folder / str(pid) / "cmdline").write_bytes(cmdline)
        self.last(pid)

    def end(self, pid):
        shutil.rmtree(self.folder / str(pid))


@pytest.fixture
def watch(tmp_path):
    """A made-up /proc, and a watcher of it for these titles."""
    watchers = []

    def made(**titles):
        proc = Proc(tmp_path)
        watchers.append(watcher := ListedPrograms(dict, proc.folder))
        watcher._use({name.replace("_", ":"): title for name, title in titles.items()})
        return proc, watcher

    yield made
    for watcher in watchers:
        watcher.close()


def test_nothing_is_listed_anew_while_no_process_starts(tmp_path, watch):
    proc, watcher = watch(hop="Hop")
    proc.run(7, "bash")
    watcher.look(), watcher.look()
    (tmp_path / "7" / "comm").write_text("hop\n")
    assert watcher.look() == {}, "an old process that no counter announces is not read again"
    proc.run(8, "hop.exe")
    assert watcher.look() == {8: "Hop"}
    proc.end(8)
    assert watcher.look() == {}


def test_after_the_numbers_began_anew_everything_is_looked_at(tmp_path, watch):
    proc, watcher = watch(hop="Hop")
    proc.run(30_000, "bash")
    watcher.look()
    proc.run(300, "hop")
    assert watcher.look() == {300: "Hop"}


def test_a_thread_with_the_games_name_is_not_the_game(tmp_path, watch):
    proc, watcher = watch(hop="Hop")
    watcher.look()
    proc.run(50, "hop")
    (tmp_path / "50" / "status").write_text("Name:\thop\nTgid:\t49\nPid:\t50\n")
    assert watcher.look() == {}


def test_a_shell_that_becomes_the_game_is_seen_at_the_second_look(tmp_path, watch):
    proc, watcher = watch(hop="Hop")
    proc.run(9, "sh")
    assert watcher.look() == {}
    (tmp_path / "9" / "comm").write_text("HOP\n")
    assert watcher.look() == {9: "Hop"}


def test_steams_launcher_names_the_game(tmp_path, watch):
    proc, watcher = watch(steam_42="Hop")
    proc.run(5, "reaper", b"reaper\0SteamLaunch\0AppId=42\0Install=1\0--\0setup\0")
    proc.run(6, "reaper", b"reaper\0SteamLaunch\0AppId=43\0--\0other\0")
    assert watcher.look() == {}
    proc.run(7, "reaper", b"reaper\0SteamLaunch\0AppId=42\0--\0hop\0")
    assert watcher.look() == {7: "Hop"}


# ---- libraries ----


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content))


def manifest(number, name, folder, flags=4):
    return f'"AppState"\n{{\n "appid" "{number}"\n "name" "{name}"\n "installdir" "{folder}"\n "StateFlags" "{flags}"\n}}\n'


def test_steam_with_a_second_library(tmp_path):
    root, second = tmp_path / "Steam", tmp_path / "disk two"
    write(root / "steamapps/libraryfolders.vdf", f'"libraryfolders"\n{{\n"0" {{ "path" "{root}" }}\n"1" {{ "path" "{second}" "apps" {{ "42" "1" }} }}\n}}')
    write(root / "steamapps/appmanifest_1.acf", manifest(1, "Proton 9.0", "Proton"))
    write(second / "steamapps/appmanifest_42.acf", manifest(42, 'Hop \\"Deluxe\\"', "Hop"))
    write(second / "steamapps/appmanifest_43.acf", manifest(43, "Half", "Half", flags=1026))
    for name in ("Hop.exe", "bin/Hop-Win64.exe", "unins000.exe", "data.pak", "a/b/deep.exe"):
        write(second / "steamapps/common/Hop" / name, "")
    title = 'Hop "Deluxe"'
    assert game_library.steam(root) == {"steam:42": title, "Hop.exe": title, "Hop-Win64.exe": title}


def test_lutris_heroic_and_epic(tmp_path):
    base = tmp_path / "pga.db"
    with sqlite3.connect(base) as conn:
        conn.execute("CREATE TABLE games (name TEXT, slug TEXT, runner TEXT, executable TEXT, directory TEXT, installed INTEGER)")
        conn.execute("INSERT INTO games VALUES ('Hop', 'hop', 'wine', '/g/C:\\Hop\\hop.exe', '/g', 1), ('Old', 'o', 'w', '/o', '/o', 0), ('E', 'e', 'steam', NULL, NULL, 1)")
    conn.close()
    assert game_library.lutris(base) == {"hop.exe": "Hop"}
    root = tmp_path / "heroic"
    write(root / "legendaryConfig/legendary/installed.json", {"a": {"title": "Epic Hop", "executable": "Bin/EHop.exe"}, "b": 3})
    write(root / "gog_store/installed.json", {"installed": [{"executable": "ghop", "install_path": "/games/Gog Hop"}, None]})
    write(root / "nile_config/installed.json", "not json {")
    assert game_library.heroic(root) == {"EHop.exe": "Epic Hop", "ghop": "Gog Hop"}
    write(tmp_path / "m/1.item", {"DisplayName": "Skip", "LaunchExecutable": "Skip/Skip.exe"})
    write(tmp_path / "m/2.item", {"DisplayName": 5, "LaunchExecutable": None})
    assert game_library.epic(tmp_path / "m") == {"Skip.exe": "Skip"}
    base.write_text("no database")
    assert game_library.lutris(base) == {}


@given(st.text(alphabet='"{}\\ \n\tab/', max_size=200))
def test_any_text_is_read_without_harm(text):
    assert isinstance(game_library.vdf(text), dict)


def test_everything_that_is_installed_and_the_owners_own_words(tmp_path, monkeypatch):
    write(tmp_path / ".config/heroic/legendaryConfig/legendary/installed.json", {
        "a": {"title": "Hop", "executable": "hop.exe"}, "b": {"title": "Run", "executable": "run.exe"},
        "c": {"title": "Script", "executable": "python3"},
    })  # fmt: skip
    monkeypatch.setenv("HOME", str(tmp_path))
    assert listed(["blender", "-run"], games=True) == {"hop.exe": "Hop", "blender": "blender"}
    assert listed(["blender"], games=False) == {"blender": "blender"}

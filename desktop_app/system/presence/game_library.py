"""Installed games by the files of Steam, Lutris, Heroic and Epic: program names with titles, to suggest a list from.

Only the libraries' own small files and the names of programs are read; a broken file is a library without games."""

from __future__ import annotations

import json
import logging
import os
import re
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path, PureWindowsPath
from typing import Any

log = logging.getLogger(__name__)

_LARGEST = 4 << 20
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|([{}])')
_INSTALLED = 4
_HELPERS = re.compile(r"unins|setup|install|redist|crash|report|launcher|helper|cefprocess|touchup", re.I)
_TOOLS = re.compile(r"^(proton\b|steam linux runtime|steamworks common)", re.I)
_MOST_PROGRAMS = 40
_EVERYBODYS = frozenset(
    {"bash", "sh", "env", "wine", "wine64", "java", "javaw", "python", "python3", "node", "electron", "dosbox", "steam"}
)
"""Programs that run other things as well: their name says nothing."""

Games = dict[str, str]


def installed(home: Path | None = None, environ: Mapping[str, str] = os.environ) -> Games:
    """Name of a program (or `steam:<number>`) to the game's title, over every library that is found."""
    home = home or Path.home()
    games: Games = {}
    for root in _steam_roots(home, environ):
        games |= steam(root)
    games |= lutris(home / ".local/share/lutris/pga.db")
    for root in (home / ".config/heroic", home / ".var/app/com.heroicgameslauncher.hgl/config/heroic"):
        games |= heroic(root)
    if data := environ.get("ProgramData", ""):
        games |= epic(Path(data) / "Epic/EpicGamesLauncher/Data/Manifests")
    return {name: title for name, title in games.items() if name.lower().removesuffix(".exe") not in _EVERYBODYS}


# ---- Steam ----


def steam(root: Path) -> Games:
    """Games of the Steam folder `root` and of the library folders that it names."""
    games: Games = {}
    listed = vdf(_text(root / "steamapps/libraryfolders.vdf")).get("libraryfolders", {})
    folders = [Path(entry["path"]) for entry in _dicts(listed) if isinstance(entry.get("path"), str)]
    for folder in dict.fromkeys([root, *folders]):
        for manifest in sorted((folder / "steamapps").glob("appmanifest_*.acf")):
            state = vdf(_text(manifest)).get("appstate", {})
            title, number = state.get("name", ""), state.get("appid", "")
            flags = state.get("stateflags", "0")
            if not (title and number.isdigit() and flags.isdigit() and int(flags) & _INSTALLED) or _TOOLS.match(title):
                continue
            games[f"steam:{number}"] = title
            where = folder / "steamapps/common" / state.get("installdir", "")
            games |= dict.fromkeys(_programs(where) if state.get("installdir") else (), title)
    return games


def vdf(text: str) -> dict[str, Any]:
    """Valve's nested key-value text; keys in lower case. What does not fit the format ends the reading."""
    root: dict[str, Any] = {}
    stack, key = [root], None
    for quoted, brace in _TOKEN.findall(text):
        if brace == "{" and key is not None and len(stack) < 64:
            new: dict[str, Any] = {}
            stack[-1][key] = new
            stack.append(new)
            key = None
        elif brace == "}" and len(stack) > 1 and key is None:
            stack.pop()
        elif brace:
            break
        elif key is None:
            key = _plain(quoted).lower()
        else:
            stack[-1][key], key = _plain(quoted), None
    return root


def _plain(quoted: str) -> str:
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), quoted)


def _dicts(found: Any) -> Iterator[dict[str, Any]]:
    yield from (entry for entry in found.values() if isinstance(entry, dict)) if isinstance(found, dict) else ()


def _steam_roots(home: Path, environ: Mapping[str, str]) -> list[Path]:
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, r"Software\Valve\Steam") as key:
                return [Path(str(winreg.QueryValueEx(key, "SteamPath")[0]))]
        except OSError:
            return []
    places = (
        ".local/share/Steam", ".steam/steam", ".steam/debian-installation", "snap/steam/common/.local/share/Steam",
        ".var/app/com.valvesoftware.Steam/.local/share/Steam",
    )  # fmt: skip
    return list(dict.fromkeys((home / place).resolve() for place in places if (home / place).is_dir()))


def _programs(folder: Path) -> list[str]:
    """Names of programs in a game's folder, two levels deep, without installers and helpers."""
    found = []
    for depth in ("*", "*/*"):
        for path in sorted(folder.glob(depth)):
            is_binary = not path.suffix and os.access(path, os.X_OK) and path.is_file()
            if (path.suffix.lower() == ".exe" or is_binary) and not _HELPERS.search(path.name):
                found.append(path.name)
    return found[:_MOST_PROGRAMS]


# ---- others ----


def lutris(database: Path) -> Games:
    """Installed games with a program of their own, from Lutris's database, which is only read."""
    if not database.is_file():
        return {}
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=1.0)) as conn:
            rows = conn.execute("SELECT name, executable FROM games WHERE installed = 1").fetchall()
    except sqlite3.Error as error:
        log.info("Lutris's list of games cannot be read: %s", error)
        return {}
    return {_name(program): str(title) for title, program in rows if title and program}


def heroic(root: Path) -> Games:
    """Games of Heroic's three shops."""
    games: Games = {}
    legendary = _json(root / "legendaryConfig/legendary/installed.json")
    for entry in _dicts(legendary):
        _add(games, entry.get("executable"), entry.get("title"))
    for shop in ("gog_store", "nile_config"):
        found = _json(root / shop / "installed.json")
        entries = found.get("installed", []) if isinstance(found, dict) else found
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict):
                title = entry.get("title") or _name(str(entry.get("install_path") or ""))
                _add(games, entry.get("executable"), title)
    return games


def epic(manifests: Path) -> Games:
    games: Games = {}
    for path in sorted(manifests.glob("*.item")):
        entry = _json(path)
        if isinstance(entry, dict):
            _add(games, entry.get("LaunchExecutable"), entry.get("DisplayName"))
    return games


def _add(games: Games, program: Any, title: Any) -> None:
    if isinstance(program, str) and isinstance(title, str) and _name(program) and title:
        games[_name(program)] = title


def _name(path: str) -> str:
    """The last part, whichever way its slashes lean."""
    return PureWindowsPath(path).name


def _text(path: Path) -> str:
    try:
        return path.read_bytes()[:_LARGEST].decode("utf-8", "replace")
    except OSError:
        return ""


def _json(path: Path) -> Any:
    try:
        return json.loads(_text(path) or "{}")
    except (ValueError, RecursionError):
        log.info("a game library's file cannot be read: %s", path.name)
        return {}

"""Starting with the session: one switch, kept where the system itself looks (XDG autostart, the Run key of Windows).

The system's entry is the setting, so that what its own tools say and what we say cannot differ."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from configparser import ConfigParser, Error
from pathlib import Path
from typing import Protocol

from desktop_app.domain.errors import WorldError
from desktop_app.domain.phrases import Phrase
from desktop_app.system.files import write_private

NAME = "AITBC Provider"
FILE = "aitbc-provider.desktop"
RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
ARGUMENTS = ("--guarded", "--minimised")


class Autostart(Protocol):
    """Whether the program starts with the owner's session. `turn` raises WorldError when that cannot be set."""

    def is_on(self) -> bool: ...
    def turn(self, on: bool) -> None: ...


def autostart(home: Path | None = None) -> Autostart:
    """This system's switch for this program. `home` is named in it where it is not the usual profile."""
    command = (*own_program(), *ARGUMENTS, *(("--home", str(home)) if home else ()))
    if sys.platform == "win32":
        return RunKey(command)
    return XdgAutostart(command)


def own_program(executable: str = sys.executable, frozen: bool | None = None) -> tuple[str, ...]:
    """The command that starts this program's tray, in a checkout and frozen; on Windows the one without a console."""
    if not (getattr(sys, "frozen", False) if frozen is None else frozen):
        return (executable, "-m", "desktop_app")
    windowed = Path(executable).with_name(f"{NAME}.exe")
    return (str(windowed) if windowed.exists() else executable,)


class XdgAutostart:
    """A desktop file in the owner's autostart folder."""

    def __init__(self, command: Sequence[str], folder: Path | None = None) -> None:
        self._command = command
        self.path = (folder or _config() / "autostart") / FILE

    def is_on(self) -> bool:
        entry = ConfigParser(interpolation=None, strict=False)
        try:
            entry.read_string(self.path.read_text(encoding="utf-8"))
            found = entry["Desktop Entry"]
        except (OSError, UnicodeDecodeError, Error, KeyError):
            return False
        # The desktop's own tools switch an entry off by one of these two lines.
        off = found.get("Hidden", "false").lower() == "true"
        return not off and found.get("X-GNOME-Autostart-enabled", "true").lower() != "false"

    def turn(self, on: bool) -> None:
        try:
            if on:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                write_private(self.path, self._text().encode())
            else:
                self.path.unlink(missing_ok=True)
        except OSError as error:
            told = Phrase("{path} cannot be written ({error})", path=self.path, error=error.strerror or error)
            raise _unchanged(told) from error

    def _text(self) -> str:
        command = " ".join(quoted(part) for part in self._command)
        lines = (
            "[Desktop Entry]", "Type=Application", f"Name={NAME}", f"Exec={command}", "Icon=aitbc-provider",
            "Terminal=false", "X-GNOME-Autostart-enabled=true",
        )  # fmt: skip
        return "\n".join(lines) + "\n"


class RunKey:
    """A value of the owner's Run key in the registry of Windows."""

    def __init__(self, command: Sequence[str], key: str = RUN_KEY) -> None:
        self._command, self._key = command, key

    if sys.platform == "win32":

        def is_on(self) -> bool:
            import winreg

            with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, self._key) as key:
                winreg.QueryValueEx(key, NAME)
                return True
            return False

        def turn(self, on: bool) -> None:
            import subprocess
            import winreg

            try:
                with winreg.CreateKey(winreg.HKEY_CURRENT_USER, self._key) as key:
                    if on:
                        line = subprocess.list2cmdline(self._command)
                        winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, line)
                    else:
                        with contextlib.suppress(FileNotFoundError):
                            winreg.DeleteValue(key, NAME)
            except OSError as error:
                told = Phrase("the registry cannot be written ({error})", error=error.strerror or error)
                raise _unchanged(told) from error
    else:

        def is_on(self) -> bool:
            return False

        def turn(self, on: bool) -> None:
            raise _unchanged(Phrase("this system has no Run key"))


def quoted(part: str) -> str:
    """One argument of a desktop file's Exec line, after its rules: quotes, and two layers of escapes."""
    special = set(" \t\n\"'\\><~|&;$*?#()`%")
    if part and not special & set(part):
        return part
    inner = "".join(f"\\{letter}" if letter in '"`$\\' else letter for letter in part)
    return '"' + inner.replace("\\", "\\\\").replace("%", "%%") + '"'


def _config() -> Path:
    given = os.environ.get("XDG_CONFIG_HOME", "")
    return Path(given) if Path(given).is_absolute() else Path.home() / ".config"


def _unchanged(why: Phrase) -> WorldError:
    return WorldError(
        why,
        title=Phrase("The start with your session could not be changed"),
        next_step=Phrase("Try again, or set it with the tools of your desktop"),
    )

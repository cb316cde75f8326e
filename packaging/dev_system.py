"""What the program and its tests need of a Linux system: which of it is missing, and how it gets there."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Need(NamedTuple):
    """One thing of the system, and the Debian package that brings it."""

    kind: str  # a key of PROBES
    name: str
    package: str


def libraries(packages: Mapping[str, str]) -> tuple[Need, ...]:
    """Needs from a table soname -> package."""
    return tuple(Need("library", name, package) for name, package in packages.items())


ENGINE = libraries({"libgomp.so.1": "libgomp1"})  # the built-in model runtime, with or without a window
QT = libraries({
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
})  # fmt: skip
X11 = libraries({
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
})  # fmt: skip
WAYLAND = libraries({
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
})  # fmt: skip
FONT = (Need("font", "any font", "fonts-dejavu-core"),)
TOOLS = tuple(
    Need("program", name, package)
    for name, package in {
        "Xvfb": "xvfb",
        "dbus-daemon": "dbus",
        "openbox": "openbox",
        "scrot": "scrot",
        "trayer": "trayer",
        "xdotool": "xdotool",
        "xprop": "x11-utils",
    }.items()
)
TEXT_TOOLS = libraries({
    "libbrotlidec.so.1": "libbrotli1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
})  # fmt: skip
"""What Qt's tools for translations load."""
WINDOW_NEEDS = {"DISPLAY": X11, "WAYLAND_DISPLAY": WAYLAND}  # by the variable that names such a display
TEST_NEEDS = (*ENGINE, *QT, *X11, *WAYLAND, *FONT, *TOOLS, *TEXT_TOOLS)

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
LOADER = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
"""


def displays(environ: Mapping[str, str]) -> list[str]:
    """The variables that name a display here."""
    return [name for name in WINDOW_NEEDS if environ.get(name)]


def window_needs(environ: Mapping[str, str]) -> tuple[Need, ...]:
    """What a window needs on the displays here; nothing where there is none."""
    platforms = [WINDOW_NEEDS[name] for name in displays(environ)]
    return tuple(need for group in (QT, *platforms, FONT) for need in group) if platforms else ()


def lacks_window(lacking: Iterable[Need]) -> bool:
    """Whether one of these is a library without which no window opens; a missing font is only ugly."""
    return not {*QT, *X11, *WAYLAND}.isdisjoint(lacking)


def lacks_qt(lacking: Iterable[Need]) -> bool:
    """Whether one of these is a library without which Qt cannot even be imported."""
    return not set(QT).isdisjoint(lacking)


# Probes: which of these names are missing


def missing_libraries(names: Sequence[str]) -> set[str]:
    """Try to load each in a child, so that none of them stays in this process."""
    command = [sys.executable, "-c", LOADER, *names]
    answer = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    return set(answer.stdout.split())


def missing_programs(names: Sequence[str]) -> set[str]:
    """Look for each on the PATH."""
    return {name for name in names if shutil.which(name) is None}


def missing_fonts(names: Sequence[str]) -> set[str]:
    """One font file anywhere is enough."""
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS if not folder.startswith("~") or has_home()]
    found = any(file.suffix in {".ttf", ".otf", ".ttc"} for folder in folders for file in folder.rglob("*.*"))
    return set() if found else set(names)


def has_home() -> bool:
    """Whether `~` means anything here."""
    return os.path.expanduser("~") != "~"  # noqa: PTH111 - Path.expanduser raises where this answers


PROBES = {"library": missing_libraries, "program": missing_programs, "font": missing_fonts}


def missing(needs: Iterable[Need]) -> list[Need]:
    """Those of the needs that are not met here."""
    wanted = list(needs)
    lacking = set()
    for kind, probe in PROBES.items():
        if names := [need.name for need in wanted if need.kind == kind]:
            lacking |= {(kind, name) for name in probe(names)}
    return [need for need in wanted if (need.kind, need.name) in lacking]


# Getting them


def apt_line(needs: Iterable[Need]) -> list[str]:
    """The apt-get command that brings them."""
    packages = sorted({need.package for need in needs})
    return ["apt-get", "install", "--yes", "--no-install-recommends", *packages]


def advice(needs: Sequence[Need], has_apt: bool) -> str:
    """What to type, or what to look for, when we cannot install them ourselves."""
    if has_apt:
        return "Missing on this system; to install: sudo " + shlex.join(apt_line(needs))
    return "Missing on this system: " + ", ".join(need.name for need in needs)


def provide(needs: Iterable[Need]) -> list[Need]:
    """Install what is missing where that is possible (root, apt-get), else say how; returns what still is."""
    lacking = missing(needs)
    if not lacking:
        return []
    has_apt = shutil.which("apt-get") is not None
    if has_apt and os.geteuid() == 0 and apt_installs(lacking):
        lacking = missing(lacking)
    if lacking:
        print(advice(lacking, has_apt), flush=True)
    return lacking


def apt_installs(needs: Sequence[Need]) -> bool:
    """Install by apt-get, with nothing asked and its output shown only when it fails."""
    install = apt_line(needs)
    print("Installing system packages: " + " ".join(install[4:]), flush=True)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], install):
        answer = subprocess.run(
            command, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, errors="replace", check=False,
        )  # fmt: skip
        if answer.returncode:
            print(f"{' '.join(command[:2])} failed:\n{last_lines(answer.stdout)}", flush=True)
            return False
    return True


def last_lines(output: str, number: int = 4) -> str:
    """The end of what a program said, where it gives its reason."""
    return "\n".join(output.strip().splitlines()[-number:])

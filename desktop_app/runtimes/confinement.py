"""What the engine's process may touch, on Linux: the model, the system's own files, its one port; nothing of the
owner's, and no connection to anywhere. The kernel holds it, for good: Landlock (files from 5.13 on, ports from 6.7 on),
and a filter for the sockets that Landlock does not know.

The Python package for Landlock knows files only, so the three system calls are made here."""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from desktop_app.runtimes import sockets

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same numbers on every architecture
_VERSION_QUESTION, _PATH_RULE, _PORT_RULE = 1, 1, 2
_NO_NEW_PRIVILEGES = 38
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_FOLDER = 1, 2, 4, 8
_OF_A_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | 1 << 14 | 1 << 15
_CHANGE = _WRITE_FILE | 1 << 5 | 1 << 8 | 1 << 14  # besides: remove, make and cut plain files
_BIND, _CONNECT = 1, 2
_PORTS_FROM = 4
_SYSTEM = ("/usr", "/lib", "/lib64", "/etc", "/sys", "/opt", "/bin")
_ABOUT_ITSELF = ("self", "cpuinfo", "meminfo", "stat", "sys", "filesystems")
"""Of /proc: in the rest of it stands how the owner's other programs were called."""
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random", "/dev/shm")

SHUT_IN = 2
"""The most that `confine` can achieve."""


def level() -> int:
    """What `confine` would achieve here."""
    version = _version()
    return 0 if version < 1 else SHUT_IN if version >= _PORTS_FROM and sockets.can_refuse() else 1


def confine(readable: Iterable[Path], *, writable: Iterable[Path] = (), port: int = 0) -> int:
    """Shut this thread, and all threads and programs that it starts from now on, in. What they may read and run
    besides the system's own files is `readable`; they write nowhere but in `writable`, listen at no port but `port` (0:
    one that the kernel chooses), and connect to nowhere.

    2: files and connections, 1: files (and on some systems TCP connections), 0: this system cannot, and nothing has
    changed."""
    version = _version()
    if version < 1:
        return 0
    call = ctypes.CDLL(None, use_errno=True).syscall
    files = (1 << (13 if version < 2 else 14 if version < 3 else 15 if version < 5 else 16)) - 1
    ports = _BIND | _CONNECT if version >= _PORTS_FROM else 0
    handled = struct.pack("=QQ", files, ports)[: 16 if ports else 8]
    rules = _ok(call(_CREATE, handled, len(handled), 0))
    try:
        for place in (*map(Path, _SYSTEM), *(Path("/proc") / name for name in _ABOUT_ITSELF), *readable):
            _allow(call, rules, place, (_EXECUTE | _READ_FILE | _READ_FOLDER) & files)
        for place in writable:
            _allow(call, rules, place, (_READ_FILE | _READ_FOLDER | _CHANGE) & files)
        for device in map(Path, _DEVICES):
            _allow(call, rules, device, (_READ_FILE | _WRITE_FILE | _READ_FOLDER) & files)
        if ports:
            _ok(call(_ADD, rules, _PORT_RULE, struct.pack("=QQ", _BIND, port), 0))
        _ok(ctypes.CDLL(None, use_errno=True).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
        _ok(call(_RESTRICT, rules, 0))
    finally:
        os.close(rules)
    if not (ports and sockets.can_refuse()):
        return 1
    sockets.refuse()
    return SHUT_IN


def python_places() -> list[Path]:
    """Where this Python and its modules are, in a checkout, an installed and a frozen program. The folder that the
    program was started in is on Python's path too, but it may be the owner's own: it is not among these."""
    frozen = getattr(sys, "_MEIPASS", None)
    packages = [place for place in sys.path if Path(place).name in ("site-packages", "dist-packages", "lib-dynload")]
    own = [str(Path(__file__).parents[1]), *([frozen, str(Path(sys.executable).parent)] if frozen else [])]
    return [Path(place) for place in dict.fromkeys([sys.prefix, sys.base_prefix, *packages, *own])]


def _version() -> int:
    """Landlock's, below 1 where there is none."""
    if sys.platform != "linux":
        return 0
    return int(ctypes.CDLL(None, use_errno=True).syscall(_CREATE, None, 0, _VERSION_QUESTION))


def _allow(call: Callable[..., int], rules: int, place: Path, rights: int) -> None:
    if not place.exists():
        return
    handle = os.open(place, os.O_PATH)
    try:
        right = rights if place.is_dir() else rights & _OF_A_FILE
        _ok(call(_ADD, rules, _PATH_RULE, struct.pack("=Qi", right, handle), 0))
    finally:
        os.close(handle)


def _ok(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), "the engine cannot be shut in")
    return result

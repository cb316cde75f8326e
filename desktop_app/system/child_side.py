"""The child's side of a child program: take the settings, tie our life to the parent's, say that we are ready.

Apart from child.py so that a child does not import what only the parent needs.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from typing import Any

PARENT = "_parent"
# Not the practice network: it stands for a server elsewhere, and its speed is measured.
LOWERED = frozenset({"engine", "ffmpeg", "speech"})

Announce = Callable[[Mapping[str, Any]], None]
Handler = Callable[[Mapping[str, Any], Announce], None]


def child_main(program: str, handlers: Mapping[str, Handler]) -> int:
    """Run as child program `program`; the exit code.

    A handler gets its settings and a function that announces, once, that it is ready. It runs until killed, or
    returns. What it raises ends in stderr, whose last line our side shows."""
    handler = handlers.get(program)
    if handler is None:
        print(f"there is no child program {program!r}", file=sys.stderr)
        return 2
    announce = _announcer()
    try:
        config = json.loads(_first_line())
        bind_to_parent(config)
        if program in LOWERED:
            lower_priority()
        handler({k: v for k, v in config.items() if k != PARENT}, announce)
    except Exception:  # noqa: BLE001  the boundary of a process: everything is told, nothing survives it
        traceback.print_exc()
        return 1
    return 0


def bind_to_parent(config: Mapping[str, Any]) -> None:
    """Make this process end with the one that started it, by whatever means the system has."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends us in order
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != config.get(PARENT):  # it ended before the line above
            os._exit(1)

    def watch() -> None:
        while os.read(0, 4096):
            pass
        os._exit(0)  # without destructors: a batch may be running in native code

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()


def lower_priority() -> None:
    """Behind the owner's programs for the processor, and first to go when memory runs out."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.nice(10)
    if sys.platform == "linux":
        with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:  # noqa: PTH123
            score.write("500")


def _announcer() -> Announce:
    """Keeps the real stdout for the one ready line and sends every stray print to stderr: nobody reads our
    stdout after that line, and a full pipe would stop us."""
    line_out = os.dup(1)
    os.dup2(2, 1)

    def announce(ready: Mapping[str, Any]) -> None:
        with os.fdopen(line_out, "wb") as out:
            out.write(json.dumps({"pid": os.getpid(), **ready}).encode() + b"\n")

    return announce


def _first_line() -> bytes:
    """Byte by byte would be slow and a buffered reader would take more than the line; the parent sends no more."""
    line = b""
    while not line.endswith(b"\n"):
        chunk = os.read(0, 65536)
        if not chunk:
            raise EOFError("the parent ended before it sent the settings")
        line += chunk
    return line

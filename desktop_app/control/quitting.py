"""`aitbc-provider quit`: the running program hands back its jobs and ends; returns when it did. Installers ask so."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop_app.control.client import Failed, NotRunning, ask
from desktop_app.domain.errors import WorldError

_EVERY = 0.1


def run(
    words: Sequence[str], home: Callable[[str | None], Path], is_free: Callable[[Path], bool], wait: float = 60.0
) -> int:
    """0 when it ended, 3 when none ran, 1 when it still runs after `wait` seconds. `is_free` tells whether no program
    runs on a profile."""
    parser = argparse.ArgumentParser(prog="aitbc-provider quit", description="End the running program in order.")
    parser.add_argument("--home", metavar="DIR", help="its profile folder")
    parser.add_argument("--wait", metavar="SECONDS", type=float, default=wait, help="how long to wait for its end")
    args = parser.parse_args(words)
    profile = home(args.home)
    if is_free(profile):
        print(NotRunning(), file=sys.stderr)
        return 3
    end = time.monotonic() + args.wait
    is_asked = False
    while not _has_let_go(profile, is_free):
        if time.monotonic() >= end:
            print("The program did not end in time.", file=sys.stderr)
            return 1
        if not is_asked:
            try:
                ask(profile, "POST", "/quit", timeout=2.0)
                is_asked = True
            except (NotRunning, Failed):  # it may still be starting
                is_asked = False
        time.sleep(_EVERY)
    return 0


def _has_let_go(profile: Path, is_free: Callable[[Path], bool]) -> bool:
    """A file that a dying program is just letting go of may for a moment not be one that can be opened at all."""
    try:
        return is_free(profile)
    except WorldError:
        return False

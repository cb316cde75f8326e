"""`aitbc-provider quit`: the running program hands back its jobs and ends; returns when it did. Installers ask so,
for every profile at once, and start again what they ended."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.control.client import Failed, NotRunning, ask
from desktop_app.domain.errors import WorldError
from desktop_app.domain.running import HOME, Running, home_of, to_start_again

_EVERY = 0.1
_LOOK_EVERY = 0.4
"""Seconds between looks at all processes, which cost more."""


@dataclass(frozen=True, slots=True)
class Machine:
    """`home` finds a profile folder, `is_free` tells whether no program runs on it, `running` all processes of the
    program in a folder, `stop` ends one of them, `start` starts that program with these words."""

    home: Callable[[str | None], Path]
    is_free: Callable[[Path], bool]
    running: Callable[[Path], Sequence[Running]]
    stop: Callable[[int], None]
    start: Callable[[Path, Sequence[str]], None]


def run(words: Sequence[str], machine: Machine, wait: float = 60.0) -> int:
    """0 when it ended, 3 when none ran, 1 when it still runs after `wait` seconds."""
    parser = argparse.ArgumentParser(prog="aitbc-provider quit", description="End the running program in order.")
    add = parser.add_argument
    add("--home", metavar="DIR", help="its profile folder")
    add("--wait", metavar="SECONDS", type=float, default=wait, help="how long to wait for its end")
    add("--of", metavar="DIR", type=Path, help="every program that runs from this folder, on any profile")
    add("--keep", metavar="FILE", type=Path, help="with --of: write down what start-again needs")
    args = parser.parse_args(words)
    if args.of is not None:
        return _quit_all(args.of, args.keep, machine, args.wait)
    profile = machine.home(args.home)
    if machine.is_free(profile):
        print(NotRunning(), file=sys.stderr)
        return 3
    end = time.monotonic() + args.wait
    is_asked = False
    while not _has_let_go(profile, machine.is_free):
        if time.monotonic() >= end:
            print("The program did not end in time.", file=sys.stderr)
            return 1
        is_asked = is_asked or _ask(profile)
        time.sleep(_EVERY)
    return 0


def start_again(words: Sequence[str], machine: Machine) -> int:
    """Start what `quit --of --keep` ended; 0."""
    parser = argparse.ArgumentParser(prog="aitbc-provider start-again", description="Start what an installer ended.")
    parser.add_argument("file", type=Path, help="what quit --keep wrote; it may be missing")
    parser.add_argument("--of", metavar="DIR", type=Path, required=True, help="the folder of the program")
    parser.add_argument("--also", action="store_true", help="the program on this profile too, though it had ended")
    parser.add_argument("--home", metavar="DIR", help="that profile's folder")
    args = parser.parse_args(words)
    kept: list[list[str]] = json.loads(args.file.read_text(encoding="utf-8")) if args.file.exists() else []
    profile = machine.home(args.home)
    if args.also and not any(machine.home(home_of(each, {})) == profile for each in kept):
        kept.append(["--guarded", "--minimised", *([HOME, args.home] if args.home else [])])
    for each in kept:
        machine.start(args.of, each)
    return 0


def _quit_all(folder: Path, keep: Path | None, machine: Machine, wait: float) -> int:
    """Programs are asked. What else runs from there and is nobody's child (a practice network) is ended, and so is a
    program that cannot be asked for half of the time: it could not start, and shows why."""
    found = machine.running(folder)
    if not found:
        print(NotRunning(), file=sys.stderr)
        return 3
    if keep is not None:
        keep.write_text(json.dumps(to_start_again(found)), encoding="utf-8")
    end = time.monotonic() + wait
    asked: set[str | None] = set()
    stopped: set[int] = set()
    while (found := machine.running(folder)) and not all(one.user for one in found) and time.monotonic() < end:
        asked |= {home for home in {one.home for one in found if one.is_program} - asked if _ask(machine.home(home))}
        is_late = time.monotonic() > end - wait / 2
        for one in found:
            is_served = one.is_program and not (is_late and one.home not in asked)
            if not (is_served or one.is_child or one.user or one.pid in stopped):
                machine.stop(one.pid)
                stopped.add(one.pid)
        time.sleep(_LOOK_EVERY)
    if found:
        print(f"Still running: {'; '.join(one.said for one in found)}. End it there, then try again.", file=sys.stderr)
    return 1 if found else 0


def _ask(profile: Path) -> bool:
    """False: ask again, it may still be starting."""
    try:
        ask(profile, "POST", "/quit", timeout=2.0)
    except (NotRunning, Failed):
        return False
    return True


def _has_let_go(profile: Path, is_free: Callable[[Path], bool]) -> bool:
    """A file that a dying program is just letting go of may for a moment not be one that can be opened at all."""
    try:
        return is_free(profile)
    except WorldError:
        return False

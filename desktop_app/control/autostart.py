"""`aitbc-provider autostart on | off | status`: whether the program starts with the owner's session."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TextIO


class Switch(Protocol):
    """What the system offers; `turn` raises WorldError when it cannot be set."""

    def is_on(self) -> bool: ...
    def turn(self, on: bool) -> None: ...


def run(words: Sequence[str], switch: Callable[[Path | None], Switch], out: TextIO | None = None) -> int:
    """Do it and say how it stands now. `switch` gets the profile folder where one is named."""
    parser = argparse.ArgumentParser(prog="aitbc-provider autostart", description="Start with your session, or not.")
    parser.add_argument("to", choices=("on", "off", "status"), nargs="?", default="status")
    parser.add_argument("--home", metavar="DIR", help="profile folder to start with")
    parser.add_argument("--json", action="store_true", help="for machines")
    args = parser.parse_args(words)
    found = switch(Path(args.home).absolute() if args.home else None)
    if args.to != "status":
        found.turn(args.to == "on")
    on = found.is_on()
    said = "The program starts with your session." if on else "The program does not start with your session."
    print(json.dumps({"autostart": on}) if args.json else said, file=out or sys.stdout)
    return 0

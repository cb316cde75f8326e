"""The command line: which words do what. Without a verb it is the program itself (`program`).

Each verb imports only what it needs: `status` must answer before a GUI library would be loaded."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.errors import WorldError

if TYPE_CHECKING:
    from desktop_app.control.quitting import Machine

log = logging.getLogger("desktop_app")

_EPILOG = """other commands, each with --help:
  practice-network                       a practice coordinator alone, for other workers and for tests
  status, pause, resume, stop-now        ask and steer the running program
  jobs, models, benchmark, reconcile     what ran, what can run, how fast, whether the books agree
  earnings, gpus, doctor, export         with and without a running program
  import                                 exported settings, while no program runs
  autostart                              start with your session: on, off, status
  quit                                   the running program hands back its jobs and ends
  network                                the networks to offer on, their keys, a test of the connection
"""


def main(argv: Sequence[str] | None = None) -> int:
    """The command `aitbc-provider`; the exit code: 0 done, 1 failed with one line on stderr, 2 usage, 3 not running,
    70 an error of our own, 75 to be started again (domain/restarts.py)."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["_child"]:
        return _child(words[1])
    verb = words[0] if words and not words[0].startswith("-") else ""
    try:
        if verb:
            return _BESIDE[verb](words[1:]) if verb in _BESIDE else _verb(words)
        args = _parser().parse_args(words, argparse.Namespace(words=words))
        todo = _version if args.version else _self_test if args.self_test else _guarded if args.guarded else _alone
        return todo(args)
    except WorldError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="aitbc-provider", description="Sells the idle hours of one GPU on the AITBC network. "
        "Without a command it is the tray program.", epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    add = parser.add_argument
    add("--home", metavar="DIR", help="profile folder (or AITBC_PROVIDER_HOME)")
    add("--headless", action="store_true", help="no window and no tray: text lines")
    add("--network", metavar="URL", help="coordinator to offer on, or a network's name (or AITBC_PROVIDER_NETWORK)")
    add("--rpc", metavar="URL", help="chain for the escrow look-up (or AITBC_PROVIDER_RPC)")
    add("--practice", action="store_true", help="use the embedded practice network, with play money")
    add("--runtime", metavar="URL", help="model runtime to use (or AITBC_PROVIDER_RUNTIME)")
    add("--model", metavar="NAME", help="offer this model only")
    add("--minimised", action="store_true", help="open no window by itself, also where there is no tray")
    add("--guarded", action="store_true", help="start again after a crash, at most 3 times in 10 minutes")
    add("--self-test", action="store_true", help="try every part of the program once, on a profile of its own "
        "(with --home also that history, on a copy), and print JSON")
    add("--version", action="store_true", help="print the version and end")
    return parser


def _version(_args: argparse.Namespace) -> int:
    from importlib.metadata import version

    print(version("aitbc-provider"))
    return 0


def _self_test(args: argparse.Namespace) -> int:
    from desktop_app.self_test.run import run

    return run(Path(args.home) if args.home else None, args.runtime)


def _verb(words: list[str]) -> int:
    from desktop_app.control.verbs import run
    from desktop_app.offline import ProfileOffline

    return run(words, ProfileOffline.at)


# ---- the practice network and other children ---------------------------------------------------------------------


def _practice_network(words: list[str]) -> int:
    from desktop_app.sandbox import command
    from desktop_app.sandbox.config import add_arguments

    parser = argparse.ArgumentParser(prog="aitbc-provider practice-network", description="A practice coordinator.")
    add_arguments(parser)
    return command.run(parser.parse_args(words))


def _autostart(words: list[str]) -> int:
    from desktop_app.control.autostart import run
    from desktop_app.system.autostart import autostart

    return run(words, autostart)


def _quit(words: list[str]) -> int:
    from desktop_app.control.quitting import run

    return run(words, _machine())


def _start_again(words: list[str]) -> int:
    from desktop_app.control.quitting import start_again

    return start_again(words, _machine())


def _machine() -> Machine:
    from desktop_app.control.quitting import Machine
    from desktop_app.system.instance import is_free
    from desktop_app.system.own_processes import running_from, start, stop
    from desktop_app.system.paths import profile_dir

    return Machine(profile_dir, is_free, running_from, stop, start)


_BESIDE: Mapping[str, Callable[[list[str]], int]] = {
    "practice-network": _practice_network, "autostart": _autostart, "quit": _quit, "start-again": _start_again,
}  # fmt: skip


def _child(program: str) -> int:
    from desktop_app.children import PROGRAMS
    from desktop_app.system.child_side import child_main

    return child_main(program, PROGRAMS)


# ---- the program, and what starts it again -----------------------------------------------------------------------


def _guarded(args: argparse.Namespace) -> int:
    from desktop_app.system.autostart import own_program
    from desktop_app.system.guard import guarded
    from desktop_app.system.paths import profile_dir
    def tell(title: str, text: str) -> None:
        from desktop_app.system import last_words

        last_words.tell(title, text, in_owners_language(profile_dir(args.home)))

    program = own_program()
    return guarded([*program, *(word for word in args.words if word != "--guarded")], tell, [*program, *args.words])


def in_owners_language(home: Path) -> Callable[[str], str]:
    """For a process that shows no window: it has no texts, and no Qt, before it has something to say."""
    from desktop_app.system import languages

    there = languages.folder()
    if there is None:
        return str
    try:
        from PySide6.QtCore import QCoreApplication

        from desktop_app.ui.language import speak
        from desktop_app.ui.translated import shown
    except ImportError as error:  # may be the very reason for what is to be said
        log.warning("told in English: %s", error)
        return str
    speak(QCoreApplication.instance() or QCoreApplication([]), there, languages.chosen(home))
    return shown


def _alone(args: argparse.Namespace) -> int:
    from desktop_app.domain.restarts import AGAIN
    from desktop_app.program import program

    code = program(args)
    if code != AGAIN:
        return code
    from desktop_app.system.autostart import own_program
    from desktop_app.system.guard import GUARDED, become

    return code if GUARDED in os.environ else become([*own_program(), *args.words])


if __name__ == "__main__":
    sys.exit(main())

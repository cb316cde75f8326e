"""Command line, crash hooks, one instance per profile; picks the loop (Qt or plain asyncio).

Each verb imports only what it needs: `status` must answer before a GUI library would be loaded."""

from __future__ import annotations

import argparse
import faulthandler
import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.domain.errors import WorldError
from desktop_app.domain.phrases import Phrase

if TYPE_CHECKING:
    from datetime import datetime

    from desktop_app.chosen import Options
    from desktop_app.control.quitting import Machine
    from desktop_app.provider.ports import Desk
    from desktop_app.provider.ports.office import Office

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


# ---- the program -------------------------------------------------------------------------------------------------


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

    code = _program(args)
    if code != AGAIN:
        return code
    from desktop_app.system.autostart import own_program
    from desktop_app.system.guard import GUARDED, become

    return code if GUARDED in os.environ else become([*own_program(), *args.words])


def _program(args: argparse.Namespace) -> int:
    from desktop_app.domain.restarts import AGAIN, BROKE
    from desktop_app.system.instance import acquire
    from desktop_app.system.logs import Logs, hide
    from desktop_app.system.paths import profile_dir

    os.umask(0o077)  # whatever is written is the owner's alone
    home = profile_dir(args.home)
    lock = acquire(home)
    if lock is None:
        return _raise_first(home)
    logs = Logs(home)
    logs.start()
    sys.excepthook = _log_crash
    hide(os.environ.get("AITBC_PROVIDER_KEY", "").strip())
    try:
        if _gave_way(home):
            return AGAIN
        with (home / "crash.log").open("a") as crashes:
            faulthandler.enable(crashes)
            try:
                return _headless(home, args) if _is_headless(args) else _tray(home, args)
            finally:
                faulthandler.disable()
    except WorldError:
        raise
    except OSError as error:
        raise _unusable(home, error) from error
    except Exception as error:  # noqa: BLE001  the boundary of the program: what is told apart from every other end
        _log_crash(type(error), error, error.__traceback__)
        return BROKE
    finally:
        logs.stop()
        lock.release()


def _unusable(home: Path, error: OSError) -> WorldError:
    """What keeps the program from running, as its owner can understand it."""
    from desktop_app.domain.errors import ProfileError
    from desktop_app.domain.full_disk import disk_full, is_full

    if is_full(error):
        return disk_full(home)
    return ProfileError(Phrase("{home} cannot be written ({error})", home=home, error=error.strerror or error))


def _gave_way(home: Path) -> bool:
    """Whether this version was new, did not stay up, and the one before is in its place again."""
    if not (home / "update.json").exists():  # so that most starts import nothing for it
        return False
    from desktop_app.updating import updates_of

    return updates_of(home).at_start()


def _options(home: Path, args: argparse.Namespace) -> Options:
    from desktop_app.chosen import Options

    def given(argument: str | None, variable: str) -> str | None:
        return argument or os.environ.get(variable, "").strip() or None

    practice = bool(args.practice)
    return Options(
        home=home,
        network=None if practice else given(args.network, "AITBC_PROVIDER_NETWORK"),
        rpc=None if practice else given(args.rpc, "AITBC_PROVIDER_RPC"),
        key=given(None, "AITBC_PROVIDER_KEY"),
        practice=practice,
        runtime=given(args.runtime, "AITBC_PROVIDER_RUNTIME"),
        model=args.model,
    )


def _is_headless(args: argparse.Namespace) -> bool:
    if args.headless:
        return True
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        print("There is no display here, so the program runs without a window.")
        return True
    return False


def _headless(home: Path, args: argparse.Namespace) -> int:
    import asyncio

    from desktop_app.app import run_headless
    from desktop_app.control.network_verbs import ask_secret

    return asyncio.run(run_headless(replace(_options(home, args), ask=ask_secret)))


def _tray(home: Path, args: argparse.Namespace) -> int:
    import asyncio
    from importlib import import_module

    from desktop_app.system import languages
    from desktop_app.system.paths import resource
    from desktop_app.ui.app import run_qt
    from desktop_app.ui.shell import QtShell
    from desktop_app.ui.translated import shown

    async def work(shell: QtShell) -> int:
        def show(desk: Desk, now: Callable[[], datetime], office: Office | None) -> None:
            shell.attach(desk, now, with_profile(office, home) if office else None)

        async def stuck(error: WorldError) -> int:
            log.error("cannot start: %s", error)
            await (shell.stand_by(error) if args.minimised else shell.show_error(error))
            return 1

        # Not before the icon is on the screen, and beside it: the services take longer to import than Qt.
        log.info("tray icon shown")
        app = await asyncio.to_thread(import_module, "desktop_app.app")
        try:
            code: int = await app.run(
                _options(home, args), show, shell.raise_window, shell.toast, shell.attach_set_up, shown
            )
            return code
        except WorldError as error:
            return await stuck(error)
        except OSError as error:
            log.exception("the profile folder cannot be used")
            return await stuck(_unusable(home, error))

    there = languages.folder()
    language = languages.chosen(home) if there else ""
    return run_qt(work, resource("icons"), minimised=args.minimised, translations=there, language=language)


def with_profile(office: Office, home: Path) -> Office:
    """The office with the desks that look at the profile itself."""
    from desktop_app.control.helping import Help, Models
    from desktop_app.offline import ProfileOffline

    offline = ProfileOffline(home)
    return replace(office, help=Help(offline), models=Models(offline))


def _raise_first(home: Path) -> int:
    """The second start of a profile: show the first one's window and be done."""
    from desktop_app.control.client import raise_window

    raise_window(home)
    print("The program is already running; its window was opened.")
    return 0


def _log_crash(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    log.critical("the program broke", exc_info=(kind, error, trace))
    print("The program broke on an internal error; the log has the details.", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())

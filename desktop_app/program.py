"""The program itself: one instance per profile, crash hooks, the loop (Qt or plain asyncio).

What is imported here at once, every start waits for; Qt comes before the services, which take longer."""

from __future__ import annotations

import argparse
import faulthandler
import logging
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.domain.errors import WorldError
from desktop_app.domain.phrases import Phrase

if TYPE_CHECKING:
    from datetime import datetime

    from desktop_app.chosen import Options
    from desktop_app.provider.ports import Desk
    from desktop_app.provider.ports.office import Office

log = logging.getLogger("desktop_app")


def program(args: argparse.Namespace) -> int:
    """The program from the first instance's start to its end, by the command line's words; its exit code. WorldError
    says what keeps it from running."""
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

    from desktop_app.control.network_verbs import ask_secret
    from desktop_app.running import run_headless

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
            shell.attach(desk, now, _with_profile(office, home) if office else None)

        async def stuck(error: WorldError) -> int:
            log.error("cannot start: %s", error)
            await (shell.stand_by(error) if args.minimised else shell.show_error(error))
            return 1

        # Not before the icon is on the screen, and beside it: the services take longer to import than Qt.
        log.info("tray icon shown")
        running = await asyncio.to_thread(import_module, "desktop_app.running")
        try:
            code: int = await running.run(
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


def _with_profile(office: Office, home: Path) -> Office:
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

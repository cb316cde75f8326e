"""The self-test from an empty profile to a finished practice job.

It runs where the program is installed, in a checkout and frozen; an update's new version has to pass it before it may
take over. Nothing of the owner's is changed, nothing leaves this machine."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.self_test.report import Check, Failed, Report
from desktop_app.system.paths import resource

if TYPE_CHECKING:
    from desktop_app.chosen import Options

_JOB_SECONDS = 90.0
_OFFSCREEN = ("-platform", "offscreen")


def run(profile: Path | None = None, runtime: str | None = None) -> int:
    """Print the report; 0 when everything works, else 1.

    `profile`: open a copy of this profile's history too. `runtime`: a runtime's URL for the practice job; the built-in
    engine is then not tried."""
    report = Report(version("aitbc-provider"), bool(getattr(sys, "frozen", False)))
    _start_was_light(report)
    with tempfile.TemporaryDirectory(prefix="aitbc-self-test-", ignore_cleanup_errors=True) as folder:
        _tested(report, Path(folder), profile, runtime)
    told = json.dumps(report.shape(), indent=1)
    if sys.stdout is not None:  # none in a Windows program without a console
        print(told, flush=True)
    return 0 if report.passed else 1


def _start_was_light(report: Report) -> None:
    """What is loaded before the first own line is loaded by the guard and the engine too, and without a screen."""
    early = [name for name in ("PySide6", "shiboken6", "numpy", "multiprocessing") if name in sys.modules]
    says = f"loaded before anybody needs it: {', '.join(early)}" if early else "nothing is loaded before it is needed"
    report.note("start", not early, says)


def _tested(report: Report, folder: Path, profile: Path | None, runtime: str | None) -> None:
    # The variable is for children and for everything that asks; under wine only the argument arrives.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from desktop_app.ui.app import run_qt
    except Exception as error:
        import logging

        logging.getLogger(__name__).exception("Qt cannot be loaded")
        report.note("window", False, f"Qt cannot be loaded: {error}")
        return

    async def work(shell: Any) -> int:
        await _checks(report, folder, profile, runtime, shell)
        return 0

    run_qt(work, resource("icons"), _OFFSCREEN)


async def _checks(report: Report, folder: Path, profile: Path | None, runtime: str | None, shell: Any) -> None:
    def part(module: str, name: str, *arguments: Any) -> Check:
        """A check whose own import is part of it."""
        return lambda: getattr(import_module(f"desktop_app.self_test.{module}"), name)(*arguments)

    home = folder / "profile"
    home.mkdir(mode=0o700)
    await report.check("profile", part("profile", "profile_works", home))
    if profile is not None:
        await report.check("history", part("profile", "history_opens", profile, folder), 600.0)
    await report.check("window", part("screen", "window_works", shell))
    await report.check("chart", part("screen", "chart_works"))
    await report.check("tls", part("tls", "tls_works", folder))
    await report.check("keyring", _keyring_answers)
    await _practice(report, home, runtime, shell)


async def _keyring_answers() -> str:
    """A machine without a keyring is no fault of ours; a keyring library that breaks is."""
    from desktop_app.system.keys import KeyStore, KeyStoreUnavailable

    try:
        return f"{await asyncio.to_thread(KeyStore().check)} is here"
    except KeyStoreUnavailable as error:
        return error.explanation


async def _practice(report: Report, home: Path, runtime: str | None, shell: Any) -> None:
    app = await asyncio.to_thread(import_module, "desktop_app.app")
    from desktop_app.chosen import Options

    options = Options(home=home, practice=True, runtime=runtime)
    await report.check("job", lambda: _job_done(report, app, options, shell), _JOB_SECONDS + 30.0)
    if runtime is not None:
        report.note("engine", None, "not tried: another runtime was named")
    elif "engine" not in report.checks:
        report.note("engine", False, "no job ran on it")


async def _job_done(report: Report, app: Any, options: Options, shell: Any) -> str:
    """The whole program at work until it delivered a job of a practice customer."""
    from desktop_app.provider.waiting import settle

    async with app.built(options, on_quit=lambda: None) as house:
        desk = house.provider.desk
        shell.attach(desk)
        running = asyncio.ensure_future(house.run())
        done = asyncio.Event()
        stop_listening = desk.subscribe(lambda: done.set() if desk.state.completed else None)
        waiting = asyncio.ensure_future(done.wait())
        try:
            await asyncio.wait((running, waiting), timeout=_JOB_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            if running.done():
                running.result()
                raise Failed("the services ended by themselves")
            if not done.is_set():
                raise Failed(f"no job within {_JOB_SECONDS:.0f} s; {desk.state.status}: {desk.state.reason}")
            state = desk.state
        finally:
            stop_listening()
            await settle((running, waiting))
    if options.runtime is None:
        report.note("engine", True, f"{state.runtime}: {state.runtime_note}")
    return f"delivered on {state.network.name}, {state.earned_total} {state.unit} credited so far"

"""Starts Qt and asyncio on one thread, shows the tray at once, and runs the program's main coroutine."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

import qasync
from PySide6.QtWidgets import QApplication

from desktop_app.ui import words
from desktop_app.ui.garbage import QtGarbage
from desktop_app.ui.language import speak
from desktop_app.ui.qt_log import log_qt_messages
from desktop_app.ui.readable_palette import ReadablePalette
from desktop_app.ui.shell import QtShell

Main = Callable[[QtShell], Coroutine[Any, Any, int]]


def make_application(argv: Sequence[str] = ()) -> QApplication:
    """The one QApplication, named as desktops know the program. Closing the last window does not end it."""
    log_qt_messages()
    application = QApplication([sys.argv[0] or "aitbc-provider", *argv])
    application.setApplicationName("aitbc-provider")
    application.setApplicationDisplayName(words.APP_NAME)
    application.setDesktopFileName("aitbc-provider")
    application.setQuitOnLastWindowClosed(False)
    ReadablePalette(application)
    return application


def run_qt(
    main: Main, icons: Path, argv: Sequence[str] = (), *, minimised: bool = False, translations: Path | None = None,
    language: str = "",
) -> int:  # fmt: skip
    """Show the tray, run `main(shell)` to its end and return its exit code.

    `icons` is the folder of the program's SVG icons, `argv` extra arguments for Qt; `minimised`: no window opens by
    itself; `translations` is the folder of other languages than English, `language` the owner's choice, "" for the
    system's. The program ends when `main` returns; nothing else may quit Qt. When the owner quits before
    `shell.attach`, `main` is cancelled and the exit code is 0. Ctrl+C cancels it too, as `asyncio.run` does.
    """
    application = make_application(argv)
    speak(application, translations, language)
    shell = QtShell(icons)
    garbage = QtGarbage()
    garbage.start()
    try:
        with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
            return runner.run(_run(main, shell, minimised))
    finally:
        garbage.stop()


async def _run(main: Main, shell: QtShell, minimised: bool) -> int:
    left = False

    def leave() -> None:
        nonlocal left
        left = True
        work.cancel()

    shell.show(minimised=minimised)
    await asyncio.sleep(0)
    work = asyncio.get_running_loop().create_task(main(shell), name="main")
    shell.quit_chosen.connect(leave)
    try:
        return await work
    except asyncio.CancelledError:
        if left:
            return 0
        raise
    finally:
        shell.close()
        await asyncio.sleep(0)

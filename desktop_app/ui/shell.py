"""Tray, window and relay under one roof: what the program's start-up sees of the user interface."""

from __future__ import annotations

import asyncio
import importlib
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QSystemTrayIcon

from desktop_app.domain.errors import WorldError
from desktop_app.domain.state import AppState, Status
from desktop_app.ui import words
from desktop_app.ui.icons import IconSet
from desktop_app.ui.onboarding.opening import SetUpWindows
from desktop_app.ui.relay import StateRelay
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.translated import shown
from desktop_app.ui.tray import Tray
from desktop_app.ui.tray_finder import TrayFinder
from desktop_app.ui.verbs import Now, Verbs, utc_now

if TYPE_CHECKING:  # the icon does not wait for what only names types
    from desktop_app.provider.onboarding.set_up import SetUp
    from desktop_app.provider.ports import Desk
    from desktop_app.provider.ports.office import Office
    from desktop_app.ui.window import Window

log = logging.getLogger(__name__)

AHEAD_S = 3.0
"""Seconds after the services are there: the start itself is not to wait for the window."""


class QtShell(QObject):
    """`show()` first, with nothing else ready; `attach(desk)` when the services are up; `close()` at the end.

    `icons` is the folder of the SVG files. `quit_chosen` comes when the owner quits before a Desk is there;
    afterwards it is `desk.quit()` that is called.
    """

    quit_chosen = Signal()

    def __init__(
        self, icons: Path, *, tray_available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable
    ) -> None:
        super().__init__()
        self._icons = IconSet(icons)
        self._state = words.starting()
        self._waiting_text = ""
        self._toast: Callable[[], None] | None = None
        self._window: Window | None = None
        self._box: QMessageBox | None = None
        self._is_stuck = False
        self.tasks = Tasks(self)
        self.tasks.failed.connect(self.tell)
        self.verbs = Verbs(self.tasks, self)
        self.verbs.quit_chosen.connect(self.quit_chosen)
        self.verbs.page_wanted.connect(self.open_page)
        self.verbs.told.connect(self.tell)
        self.relay = StateRelay(self)
        self.relay.changed.connect(self.show_state)
        self.tray = Tray(self._icons, self.verbs, self._state, self)
        self.tray.open_wanted.connect(self.raise_window)
        self.tray.message_clicked.connect(self._toast_clicked)
        self.set_up = SetUpWindows(self.verbs, self)
        self.finder = TrayFinder(self, available=tray_available)
        self.finder.found.connect(self._tray_found)
        self.finder.lost.connect(self._tray_lost)

    @property
    def window(self) -> Window | None:
        """The window once it was opened."""
        return self._window

    def show(self, *, minimised: bool = False) -> None:
        """Show the tray icon, or the window where there is no tray (`minimised`: in the task bar). What is shown says
        that the program starts."""
        QGuiApplication.setWindowIcon(self._icons.app())
        self.finder.start()
        if self.finder.present:
            return
        if minimised:
            self._in_task_bar()
        else:
            self.raise_window()

    def attach(self, desk: Desk, now: Now = utc_now, office: Office | None = None) -> None:
        """Show `desk`'s state from now on and let the owner act. `now` is the program's clock (aware UTC), `office`
        answers what is not in the state."""
        self.verbs.attach(desk, now, office)
        self.relay.attach(desk)
        self.tasks.start(self._fetch_ahead(), "fetching the window ahead")

    def attach_set_up(self, set_up: SetUp) -> None:
        """From now on there are settings and the wizard; on a fresh profile the wizard opens by itself."""
        self.set_up.attach(set_up)

    def show_state(self, state: AppState) -> None:
        """Show `state`; the relay calls this, start-up may (before `attach`)."""
        self._state = state
        self.tray.show_state(state)
        if self._window is not None:
            self._window.show_state(state)

    def raise_window(self) -> None:
        """Open the window, or bring it to the front."""
        window = self._window or self._make_window()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        front = self._box or window
        front.raise_()
        front.activateWindow()

    def open_page(self, key: str) -> None:
        """Open the window at this page."""
        self.raise_window()
        if self._window is not None:
            self._window.open_page(key)

    def tell(self, text: str) -> None:
        """A quiet message in the window, kept for when it opens."""
        self._waiting_text = text
        if self._window is not None:
            self._window.message.tell(text)

    def toast(self, title: str, text: str, does: str, clicked: Callable[[], None], urgent: bool = False) -> bool:
        """A message at the tray icon; `does` says what a click does, `clicked` does it. False where none can be shown.

        Trays have one message at a time: the newest one's click counts."""
        self._toast = clicked
        if self._window is not None:
            QApplication.alert(self._window)  # a tray may take a message that nobody shows
        return self.tray.message(shown(title), words.toast(text, does), urgent)

    async def show_error(self, error: WorldError) -> None:
        """What keeps the program from starting, in a box; icon and window say it too. Returns when the owner has put
        the box away."""
        self._cannot_start(error)
        self._box = box = QMessageBox(QMessageBox.Icon.Warning, words.APP_NAME, shown(error.title))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(shown(error.details))
        gone = asyncio.Event()
        box.finished.connect(gone.set)
        box.open()
        try:
            await gone.wait()
        finally:
            self._box = None
            box.close()
            box.deleteLater()

    async def stand_by(self, error: WorldError) -> None:
        """The same where nobody may be looking: icon and window say it, a message tells it once, and nothing waits to
        be put away. Never returns; quitting cancels it."""
        log.info("the program stays to say why it cannot start")
        self._cannot_start(error)
        self.tray.message(shown(error.title), shown(error.details))
        await asyncio.Event().wait()

    def _cannot_start(self, error: WorldError) -> None:
        """From now on all there is to see is why."""
        self.relay.detach()
        self.verbs.detach()
        self._is_stuck = True
        if self._window is not None:
            self._window.show_only_why()
        self.show_state(replace(words.starting(), status=Status.PROBLEM, reason=error.sentence))

    def close(self) -> None:
        """Take everything off the screen."""
        self.finder.stop()
        self.relay.detach()
        self.tasks.cancel()
        self.tray.hide()
        self.set_up.close()
        if self._window is not None:
            self._window.leave()
            self._window.deleteLater()
            self._window = None

    async def _fetch_ahead(self) -> None:
        """The window's modules before anybody asks for them: 3 MB, and it and its pages open in half the time."""
        await asyncio.sleep(AHEAD_S)
        await asyncio.to_thread(_import_window)

    def _make_window(self) -> Window:
        from desktop_app.ui.window import Window

        self._window = window = Window(self._icons, self.verbs, self._state)
        if self._is_stuck:
            window.show_only_why()
        window.set_tray(self.finder.present)
        window.quit_wanted.connect(self.verbs.quit)
        if self._waiting_text:
            window.message.tell(self._waiting_text)
        return window

    def _toast_clicked(self) -> None:
        clicked, self._toast = self._toast, None
        if clicked is not None:
            clicked()

    def _tray_found(self) -> None:
        self.tray.show()
        if self._window is not None:
            self._window.set_tray(True)

    def _tray_lost(self) -> None:
        """The panel is gone for good: what lives in it would be out of reach."""
        self.tray.hide()
        self._in_task_bar()

    def _in_task_bar(self) -> None:
        window = self._window or self._make_window()
        window.set_tray(False)
        if not window.isVisible():
            window.showMinimized()


def _import_window() -> None:
    from desktop_app.ui.pages.catalog import PAGES

    for module in ("desktop_app.ui.window", *(spec.module for spec in PAGES)):
        importlib.import_module(module)

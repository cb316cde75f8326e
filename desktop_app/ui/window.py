"""The window: a list of pages on the left, the chosen page beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import AppState
from desktop_app.ui import words
from desktop_app.ui.icons import IconSet
from desktop_app.ui.page_stack import PageStack
from desktop_app.ui.pages.home import HomePage
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.notes import MessageLine
from desktop_app.ui.widgets.status_header import StatusHeader
from desktop_app.ui.widgets.text import SystemLook, Text, em

HINT_TRAY = Phrase("Closing this window keeps the program in the tray.")
HINT_NO_TRAY = Phrase("There is no tray here: closing this window asks whether to quit.")


class Window(QWidget):
    """Shows the newest state while it can be seen; what comes while it is hidden is drawn when it opens.

    Closing it with a tray hides it. Without a tray nothing would be left to see or to stop the program with, so
    closing asks: quit, or stay as a minimised window.
    """

    quit_wanted = Signal()

    def __init__(self, icons: IconSet, verbs: Verbs, state: AppState) -> None:
        super().__init__()
        self._icons, self._verbs = icons, verbs
        self._state, self._stale = state, True
        self._has_tray = self._leaving = False
        self._question: QMessageBox | None = None
        self.pages = PageStack(icons, verbs)
        self.message = MessageLine()
        self._why: StatusHeader | None = None
        self.hint = Text(quiet=True)
        self.setWindowIcon(icons.app())
        self._lay_out()
        SystemLook(self)
        for keys in (QKeySequence.StandardKey.Close, QKeySequence(Qt.Key.Key_Escape)):
            QShortcut(keys, self).activated.connect(self.close)
        QShortcut(QKeySequence.StandardKey.Quit, self).activated.connect(self.quit_wanted)
        self.set_tray(False)
        self.show_state(state)

    def _lay_out(self) -> None:
        self._beside = column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, em() // 2)
        column.addWidget(self.message)
        column.addWidget(self.pages, 1)
        column.addWidget(self.hint)
        self.hint.setContentsMargins(em(), 0, em(), 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.pages.side)
        row.addLayout(column, 1)
        room = QGuiApplication.primaryScreen().availableSize()
        self.resize(min(em() * 66, room.width()), min(em() * 54, room.height()))

    @property
    def page(self) -> HomePage:
        """The home page, which is always there."""
        return self.pages.home

    def open_page(self, key: str) -> None:
        """Show the page with this key."""
        self.pages.open(key)

    def set_tray(self, present: bool) -> None:
        """Say what closing does now."""
        self._has_tray = present
        self.hint.put(HINT_TRAY if present else HINT_NO_TRAY)

    def show_only_why(self) -> None:
        """The program cannot start: there is nothing to load or to choose, only the state with its reason."""
        if self._why is None:
            self._why = StatusHeader(self._icons, self._verbs)
            self._why.setContentsMargins(em(), em(), em(), em())
            self._beside.insertWidget(1, self._why)
            self._beside.insertStretch(2, 1)
            self._why.show()
            self.pages.hide()
            self.pages.side.hide()

    def show_state(self, state: AppState) -> None:
        """Show `state`, now or when the window opens."""
        self._state, self._stale = state, True
        if self.isVisible():
            self._draw()

    def leave(self) -> None:
        """Close for good, without asking."""
        self._leaving = True
        self.close()

    def setVisible(self, visible: bool) -> None:
        if visible and self._stale:
            self._draw()
        super().setVisible(visible)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._leaving or self._has_tray:
            event.accept()
        elif _is_session_ending():
            event.accept()
            self.quit_wanted.emit()
        else:
            event.ignore()
            self._ask()

    def _draw(self) -> None:
        self._stale = False
        # The platform adds the program's name to a title that does not have it.
        title = shown(words.PLAY_BADGE) if self._state.network.is_play else words.APP_NAME
        if title != self.windowTitle():
            self.setWindowTitle(title)
        (self._why or self.pages).show_state(self._state)

    def _ask(self) -> None:
        if self._question is not None:
            self._question.raise_()
            return
        self._question = box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(tr("Quit {app_name}?", app_name=words.APP_NAME))
        box.setInformativeText(tr("Without a tray the program can only be reached through this window. "
                               "Quitting ends the work; minimising lets it go on."))
        self._quit = box.addButton(tr("Quit"), QMessageBox.ButtonRole.DestructiveRole)
        self._minimise = box.addButton(tr("Minimise"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(self._minimise)
        box.finished.connect(self._answered)
        box.open()

    def _answered(self) -> None:
        box, self._question = self._question, None
        if box is None:
            return
        chosen = box.clickedButton()
        box.deleteLater()
        if chosen is self._quit:
            self.quit_wanted.emit()
        elif chosen is self._minimise:
            self.showMinimized()


def _is_session_ending() -> bool:
    """The owner logs out: nothing may hold that up."""
    application = QGuiApplication.instance()
    return isinstance(application, QGuiApplication) and application.isSavingSession()

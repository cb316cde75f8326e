"""The tray icon: state by shape, tooltip, menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QColor, QPalette
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from desktop_app.domain.state import AppState, Status
from desktop_app.ui import words
from desktop_app.ui.icons import IconSet
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.text import quiet_colour


class Tray(QObject):
    """`show_state(state)` and a menu, refreshed whenever it opens.

    The menu's entries live as long as the tray and only change their texts, so hosts that read the menu over
    D-Bus keep their places and nothing flickers. Some of them never say that the menu opens: what they show
    is right up to the counts of a running job, which would be a message ten times a second."""

    open_wanted = Signal()
    message_clicked = Signal()

    def __init__(self, icons: IconSet, verbs: Verbs, state: AppState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons, self._verbs, self._state = icons, verbs, state
        self._icon: QSystemTrayIcon | None = None
        self._shown_status: Status | None = None
        self._key: tuple[object, ...] = ()
        self._toned: QColor | None = None
        self._build_menu()
        self._refresh()

    @property
    def icon(self) -> QSystemTrayIcon | None:
        """Qt's icon while there is a tray host."""
        return self._icon

    def show(self) -> None:
        """Put an icon into the tray. A new one each time: which kind of tray there is, Qt decides when it is made."""
        self.hide()
        self._icon = icon = QSystemTrayIcon(self)
        icon.activated.connect(self._on_activated)
        icon.messageClicked.connect(self.message_clicked)
        icon.setContextMenu(self.menu)
        self._shown_status = None
        self._dress()
        icon.show()

    def message(self, title: str, text: str, urgent: bool = False) -> bool:
        """Show a message at the icon; False where there is no icon, or it can show none. Clicked, it says so."""
        if self._icon is None or not QSystemTrayIcon.supportsMessages():
            return False
        kind = QSystemTrayIcon.MessageIcon
        self._icon.showMessage(title, text, kind.Critical if urgent else kind.Warning)
        return True

    def hide(self) -> None:
        """Take the icon away."""
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None

    def show_state(self, state: AppState) -> None:
        """Show `state`. Cheap: what did not change is not touched."""
        self._state = state
        self._dress()
        key = (words.status_line(state), state.earned_today, state.is_paused, self._verbs.desk is not None,
               state.owner.game, *(job.job_id for job in state.running))
        if key != self._key or self.menu.isVisible():
            self._key = key
            self._refresh()

    def _dress(self) -> None:
        if self._icon is None:
            return
        if self._state.status is not self._shown_status:
            self._shown_status = self._state.status
            self._icon.setIcon(self._icons.status(self._state.status))
        text = words.tooltip(self._state)
        if text != self._icon.toolTip():
            self._icon.setToolTip(text)

    def _build_menu(self) -> None:
        self.menu = menu = QMenu()
        self._status, self._job, self._earned = (menu.addAction("") for _ in range(3))
        for line in (self._status, self._job, self._earned):
            line.setEnabled(False)
        menu.addSeparator()
        self._pauses = QMenu(tr("Pause"), menu)
        for text, slot in self._verbs.pauses:
            self._pauses.addAction(shown(text)).triggered.connect(slot)
        self._pause_for_game = _entry(self._pauses, "", self._verbs.pause_until_game_ends)
        self._pause = menu.addMenu(self._pauses)
        self._resume = _entry(menu, tr("Resume"), self._verbs.resume)
        self._stop = _entry(menu, tr("Stop now"), self._verbs.stop_now)
        menu.addSeparator()
        menu.setDefaultAction(_entry(menu, tr("Open"), self.open_wanted.emit))
        self._quit = _entry(menu, tr("Quit"), self._verbs.quit)
        self._entries: dict[str, QAction] = {}
        self._verbs.entries_changed.connect(self._add_entries)
        self._add_entries()
        menu.aboutToShow.connect(self._refresh)

    def _refresh(self) -> None:
        self._tone()
        state, ready = self._state, self._verbs.desk is not None
        _put(self._status, words.status_line(state))
        _put(self._job, words.running_line(state))
        _put(self._earned, words.earned_today(state))
        self._job.setVisible(bool(state.running))
        self._earned.setVisible(bool(self._earned.text()))
        self._pause.setEnabled(ready)
        self._stop.setEnabled(ready)
        self._resume.setVisible(state.is_paused)
        self._pause_for_game.setVisible(bool(state.owner.game))
        _put(self._pause_for_game, words.until_game_ends(state.owner.game))

    def _add_entries(self) -> None:
        for text in self._verbs.entries.keys() - self._entries.keys():
            self._entries[text] = action = QAction(shown(text), self.menu)
            action.triggered.connect(lambda _checked=False, text=text: self._verbs.entries[text]())
            self.menu.insertAction(self._quit, action)

    def _tone(self) -> None:
        """Lines that only tell are disabled entries; some styles draw those too pale to read."""
        colour = quiet_colour()
        if colour != self._toned:
            self._toned = colour
            palette = QPalette()
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
                palette.setColor(QPalette.ColorGroup.Disabled, role, colour)
            self.menu.setPalette(palette)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        opening = (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick)
        if reason in opening:
            self.open_wanted.emit()


def _entry(menu: QMenu, text: str, slot: object) -> QAction:
    action = menu.addAction(text)
    action.triggered.connect(slot)
    return action


def _put(action: QAction, text: str) -> None:
    shown = words.menu_text(text)
    if action.text() != shown:
        action.setText(shown)

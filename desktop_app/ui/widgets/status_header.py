"""State and reason, large."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.domain.state import AppState, Status
from desktop_app.ui import words
from desktop_app.ui.icons import IconSet
from desktop_app.ui.translated import shown
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.text import Text, em

BADGE = "background: #f2c14e; color: #2b2000; border-radius: 4px; padding: 2px 8px;"


class StatusHeader(QWidget):
    """Icon, state, the network's badge, the reason, and what happens next."""

    def __init__(self, icons: IconSet, verbs: Verbs) -> None:
        super().__init__()
        self._icons, self._verbs = icons, verbs
        self._status: Status | None = None
        self._icon = QLabel()
        self._title = Text(scale=1.6, bold=True)
        self._badge = Text(words.PLAY_BADGE, bold=True)
        self._badge.setStyleSheet(BADGE)
        self._reason = Text(wrap=True)
        self._next = Text(wrap=True, quiet=True)
        for text in (self._reason, self._next):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addStretch(1)
        top.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        words_column = QVBoxLayout()
        words_column.setSpacing(em() // 4)
        words_column.addLayout(top)
        words_column.addWidget(self._reason)
        words_column.addWidget(self._next)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(em())
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words_column, 1)

    def show_state(self, state: AppState) -> None:
        """Show `state`."""
        if state.status is not self._status:
            self._status = state.status
            self.dress()
            self._icon.setAccessibleName(shown(words.TITLES[state.status]))
            self._title.put(words.TITLES[state.status])
        self._reason.put(state.reason)
        self._show(self._next, words.next_step(state, self._verbs.now()))
        self._badge.setVisible(state.network.is_play)

    def dress(self) -> None:
        """Draw the icon in the measure of the system's font."""
        if self._status is not None:
            side = round(em() * 2.6)
            self._icon.setPixmap(self._icons.picture(self._status, side, self.devicePixelRatioF()))

    @staticmethod
    def _show(text: Text, content: str) -> None:
        text.put(content)
        text.setVisible(bool(content))

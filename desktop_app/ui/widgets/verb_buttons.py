"""Pause, Resume, Stop now."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from desktop_app.domain.state import AppState
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.verbs import Verbs


class VerbButtons(QWidget):
    """The same verbs as in the tray's menu."""

    def __init__(self, verbs: Verbs) -> None:
        super().__init__()
        self._verbs = verbs
        self.pause = QPushButton(tr("Pause"))
        choices = QMenu(self)
        for text, slot in verbs.pauses:
            choices.addAction(shown(text)).triggered.connect(slot)
        self.pause.setMenu(choices)
        self.resume = QPushButton(tr("Resume"))
        self.resume.clicked.connect(verbs.resume)
        self.stop = QPushButton(tr("Stop now"))
        self.stop.setToolTip(tr("Ends what runs, frees the graphics card and stays stopped until you resume."))
        self.stop.clicked.connect(verbs.stop_now)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.resume, self.pause, self.stop):
            row.addWidget(button)
        row.addStretch(1)

    def show_state(self, state: AppState) -> None:
        """Show `state`."""
        ready = self._verbs.desk is not None
        self.resume.setVisible(state.is_paused)
        for button in (self.pause, self.resume, self.stop):
            if button.isEnabled() != ready:
                button.setEnabled(ready)

"""Quiet lines: what the owner should know, and what just went wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop_app.domain.state import AppState
from desktop_app.ui.forms.indicators import Card
from desktop_app.ui.translated import tr
from desktop_app.ui.widgets.text import Text, em


class Notes(QWidget):
    """`state.notes`, one line each."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(em() // 5)

    def show_state(self, state: AppState) -> None:
        """Show `state`."""
        if state.notes == self._shown:
            return
        self._shown = state.notes
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for note in state.notes:
            self._column.addWidget(Text(tr("Note: {note}", note=note), quiet=True, wrap=True))
        self.setVisible(bool(state.notes))


class MessageLine(Card):
    """One message with a button that puts it away; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.text = Text(wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._away = QToolButton()
        self._away.setText("✕")
        self._away.setAutoRaise(True)
        self._away.setAccessibleName(tr("Put this message away"))
        self._away.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.addWidget(self.text, 1)
        row.addWidget(self._away, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def tell(self, text: str) -> None:
        """Show `text` until it is put away or another message comes."""
        self.text.put(text)
        self.show()

"""A page of a form: its title, one sentence, and its parts in a column that scrolls when it must."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.widgets.text import Text, em


def put(column: QVBoxLayout, part: QWidget) -> None:
    """Under what is there; a button is as wide as its words."""
    if isinstance(part, QPushButton):
        column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
    else:
        column.addWidget(part)


class Sheet(QScrollArea):
    """`add` puts parts into its column. The column is never wider than is good to read."""

    def __init__(self, title: str, about: str = "") -> None:
        super().__init__()
        self.title = title
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self._column = QVBoxLayout()
        self._column.setContentsMargins(em(), em() // 2, em(), em())
        self._column.setSpacing(round(em() * 0.7))
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(self._column, 1)
        self.heading = Text(title, scale=1.5, bold=True, wrap=True)
        self._column.addWidget(self.heading)
        if about:
            self._column.addWidget(Text(about, wrap=True))
        self.setWidget(inside)

    def add(self, *parts: QWidget) -> None:
        for part in parts:
            put(self._column, part)

    def end(self) -> None:
        """Everything was added."""
        self._column.addStretch(1)

"""What is or was wrong: one line an alert, with the one thing to do about it, until it was seen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.calendar_words import SHORT_DAYS
from desktop_app.domain.health import BUTTONS, Action, Alert
from desktop_app.domain.ladder import Light
from desktop_app.domain.state import AppState
from desktop_app.ui import measures
from desktop_app.ui.forms.indicators import Card
from desktop_app.ui.translated import shown, tr, trn
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.ladder import Lamp
from desktop_app.ui.widgets.text import Text, em

MOST = 5
"""Lines at once; the newest ones, and how many more there are."""


class Alerts(QWidget):
    """`state.alerts`. An alert that was seen but still stands keeps its line, without a button to put it away."""

    def __init__(self, verbs: Verbs) -> None:
        super().__init__()
        self._verbs = verbs
        self._shown: tuple[Alert, ...] = ()
        self.lines: list[AlertLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(em() // 3)
        self.hide()

    def show_state(self, state: AppState) -> None:
        """Show `state`."""
        if state.alerts == self._shown:
            return
        self._shown = state.alerts
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.lines = [AlertLine(alert, self._verbs) for alert in reversed(state.alerts[-MOST:])]
        for line in self.lines:
            self._column.addWidget(line)
        more = len(state.alerts) - len(self.lines)
        if more > 0:
            self._column.addWidget(Text(trn("and {n} older", "and {n} older", more), quiet=True))
        self.setVisible(bool(state.alerts))


class AlertLine(Card):
    """One alert."""

    def __init__(self, alert: Alert, verbs: Verbs) -> None:
        super().__init__()
        raised = alert.raised_at.astimezone()
        title, when = shown(alert.title), f"{shown(SHORT_DAYS[raised.weekday()])} {measures.clock(raised)}"
        head = tr("{title} (over), {when}.", title=title, when=when) if alert.cleared_at else f"{title}, {when}."
        self.text = Text(wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.put(f"{head} {shown(alert.text)}")
        lamp = Lamp()
        lamp.put(Light.DOUBT if alert.cleared_at else Light.BAD)
        row = QHBoxLayout(self)
        row.addWidget(lamp)
        row.addWidget(self.text, 1)
        self.act = QPushButton(shown(BUTTONS[alert.action]))
        self.act.clicked.connect(lambda: verbs.act_on(alert.number))
        self.act.setVisible(alert.action is not Action.OPEN and alert.cleared_at is None)
        self.seen = QPushButton(tr("Seen"))
        self.seen.clicked.connect(lambda: verbs.seen(alert.number))
        self.seen.setVisible(alert.seen_at is None)
        for button in (self.act, self.seen):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

"""What is being fetched and what was begun: how far each is, what it waits for, and buttons to stop it, to go on with
it, and to throw it away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop_app.provider.ports.model_desk import Begun
from desktop_app.ui import measures, words
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.widgets.text import Text, em


@dataclass(frozen=True, slots=True)
class Verbs:
    """What the buttons of a row do."""

    stop: Callable[[Begun], None]
    go_on: Callable[[Begun], None]
    discard: Callable[[Begun], None]


class DownloadRow(QWidget):
    """One download."""

    def __init__(self, verbs: Verbs) -> None:
        super().__init__()
        self._one: Begun | None = None
        self.says, self.bar = Text(wrap=True), QProgressBar()
        self.bar.setTextVisible(False)
        self.stop, self.go_on = QPushButton(tr("Stop")), QPushButton(tr("Go on"))
        self.discard = QPushButton(tr("Throw away…"))
        for button, do in ((self.stop, verbs.stop), (self.go_on, verbs.go_on), (self.discard, verbs.discard)):
            button.clicked.connect(lambda _checked=False, do=do: do(self._one) if self._one else None)
        line = QHBoxLayout()
        line.addWidget(self.bar, 1)
        for button in (self.stop, self.go_on, self.discard):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em() // 5)
        column.addWidget(self.says)
        column.addLayout(line)
        self.dress()

    def dress(self) -> None:
        """Make the bar as thin as half a line."""
        self.bar.setFixedHeight(max(6, em() // 2))

    def show_one(self, one: Begun) -> None:
        """Show how far it is."""
        self._one = one
        self.says.put(sentence(one))
        is_known = bool(one.total) or not one.is_running
        self.bar.setRange(0, 1000 if is_known else 0)
        if is_known:
            self.bar.setValue(min(1000, one.have * 1000 // one.total) if one.total else 0)
        self.bar.setAccessibleName(tr("Progress of the download of {name}", name=one.name))
        for button in (self.stop, self.go_on, self.discard):
            is_wanted = one.is_running == (button is self.stop)
            if button.isVisibleTo(self) != is_wanted:
                button.setVisible(is_wanted)
            button.setAccessibleDescription(one.name)


class Downloads(QWidget):
    """Rows, reused as downloads come and go; hidden while there is none."""

    def __init__(self, verbs: Verbs) -> None:
        super().__init__()
        self._verbs = verbs
        self.rows: list[DownloadRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(em() // 2)
        self.hide()

    def put(self, all_of_them: Sequence[Begun]) -> None:
        while len(self.rows) < len(all_of_them):
            self.rows.append(DownloadRow(self._verbs))
            self._column.addWidget(self.rows[-1])
        for row in self.rows[len(all_of_them) :]:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        del self.rows[len(all_of_them) :]
        for row, one in zip(self.rows, all_of_them, strict=True):
            row.show_one(one)
        self.setVisible(bool(all_of_them))


def sentence(one: Begun) -> str:
    """How it stands, in one sentence."""
    name, far = words.clip(one.name, 100), _far(one.have, one.total)
    if one.waits and not one.have:
        return tr("{name} {waits}.", name=name, waits=shown(one.waits))
    if one.waits:
        return tr("{name} {waits}: {far} are here.", name=name, waits=shown(one.waits), far=far)
    if one.is_running and not one.have:
        return tr("{name} is being fetched …", name=name)
    if one.is_running:
        return tr("{name} is being fetched: {far}.", name=name, far=far)
    if one.is_stopped:
        return tr("{name} was stopped by you: {far} are here.", name=name, far=far)
    return tr("{name} was not fetched to its end: {far} are here.", name=name, far=far)


def _far(have: int, total: int) -> str:
    whole = tr(" of {total}", total=measures.size(total, 2)) if total else ""
    return tr("{have}{whole}", have=measures.size(have, 2), whole=whole)

"""The pages one behind the other, and the list that chooses among them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop_app.domain.state import AppState
from desktop_app.ui.icons import IconSet
from desktop_app.ui.pages.catalog import PAGES
from desktop_app.ui.pages.home import HomePage
from desktop_app.ui.pages.page import Page
from desktop_app.ui.tasks import turn
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.text import em


class SideList(QFrame):
    """The list of pages, and below it what opens windows of its own."""

    def __init__(self, verbs: Verbs) -> None:
        super().__init__()
        self._verbs = verbs
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Pages"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems([shown(spec.title) for spec in PAGES])
        self.buttons: dict[str, QPushButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(em() // 3, em() // 2, em() // 3, em() // 2)
        self._column.addWidget(self.list, 1)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        verbs.entries_changed.connect(self._add_entries)
        self._add_entries()
        self.dress()

    def dress(self) -> None:
        """Wide enough for its longest name, lines with room around them."""
        metrics = self.list.fontMetrics()
        for row in range(self.list.count()):
            item = self.list.item(row)
            size = item.sizeHint()
            size.setHeight(round(em() * 1.9))
            size.setWidth(em())
            item.setSizeHint(size)
        widest = max(metrics.horizontalAdvance(shown(spec.title)) for spec in PAGES)
        self.setFixedWidth(widest + em() * 3)

    def _add_entries(self) -> None:
        for text in [text for text in self._verbs.entries if text not in self.buttons]:
            self.buttons[text] = button = QPushButton(shown(text))
            button.setFlat(True)
            button.setStyleSheet("text-align: left")  # in line with the pages above
            button.clicked.connect(lambda _checked=False, text=text: self._verbs.entries[text]())
            self._column.addWidget(button)


class PageStack(QStackedWidget):
    """Builds a page when it is first chosen; only the one in front draws what comes.

    A page comes to the front in several turns of the loop: all at once would be one long standstill. Until it can be
    drawn, the page before it is seen."""

    def __init__(self, icons: IconSet, verbs: Verbs) -> None:
        super().__init__()
        self._icons, self._verbs = icons, verbs
        self._state: AppState | None = None
        self._chosen = "home"
        self._places: dict[str, QWidget] = {}
        self.pages: dict[str, Page] = {}
        self.side = SideList(verbs)
        self.home = HomePage(icons, verbs)
        self._take("home", self.home)
        self.side.list.setCurrentRow(0)
        self.side.list.currentRowChanged.connect(lambda row: self._choose(PAGES[row].key))

    def open(self, key: str) -> None:
        """Choose the page with this key; an unknown one changes nothing."""
        for row, spec in enumerate(PAGES):
            if spec.key == key:
                self.side.list.setCurrentRow(row)

    def show_state(self, state: AppState) -> None:
        """Show `state` on the page in front and on the one that comes; the others get it when they are chosen."""
        self._state = state
        for key, place in self._places.items():
            if place is self.currentWidget() or key == self._chosen:
                self.pages[key].show_state(state)

    def _choose(self, key: str) -> None:
        if key not in self.pages:
            spec = next(spec for spec in PAGES if spec.key == key)
            self._take(key, spec.make(self._icons, self._verbs))
        self._chosen = key
        self._verbs.tasks.start(self._bring(key), f"bringing {key} to the front")

    async def _bring(self, key: str) -> None:
        """To the front, unless another page was chosen meanwhile."""
        await turn()
        if not self._is_wanted(key):
            return
        if self._state is not None:
            self.pages[key].show_state(self._state)
        await turn()
        if not self._is_wanted(key):
            return
        self.setUpdatesEnabled(False)  # laid out now, drawn in the turn after
        self.setCurrentWidget(self._places[key])
        await turn()
        if isValid(self):
            self.setUpdatesEnabled(True)

    def _is_wanted(self, key: str) -> bool:
        return isValid(self) and key == self._chosen

    def _take(self, key: str, page: Page) -> None:
        self.pages[key] = page
        self._places[key] = place = _scrolling(page) if page.scrolls else page
        self.addWidget(place)


def _scrolling(page: Page) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setWidget(page)
    return scroll

"""What every page of the window is: it draws the state, and asks for the rest while somebody looks at it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.domain.errors import WorldError, in_words
from desktop_app.domain.ladder import Fix
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import AppState
from desktop_app.provider.ports.office import Office
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.text import Text, em

EVERY_S = 30.0
SETTINGS = Phrase("Settings…")
"""The entry of the settings dialog, where there is one."""


class Page(QWidget):
    """`show_state(state)` draws; `query(office)` asks without touching a widget, `show_answer(found)` draws what came.

    The question is asked when the page is shown, when `ask()` is called, and every `every_s` seconds while it can be
    seen (0: not by itself). What the world answers instead of figures stands in `trouble`."""

    every_s = EVERY_S
    scrolls = True
    """Whether the window puts a scroll area around it; a page with a table of its own does without."""

    def __init__(self, verbs: Verbs) -> None:
        super().__init__()
        self.verbs = verbs
        self.state: AppState | None = None
        self.answered = 0
        """How many answers were drawn."""
        self._busy = self._again = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(em(), em(), em(), em())
        self._column.setSpacing(em())
        self.trouble = Text(wrap=True)
        self.trouble.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.trouble.hide()
        self._column.addWidget(self.trouble)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.ask)

    # ---- what a page is made of ----

    def section(self, head: QWidget | QLayout | str, *parts: QWidget | QLayout, stretch: int = 0) -> None:
        """A heading with what belongs to it close below; `stretch` is the last part's share of the room left over."""
        box = QVBoxLayout()
        box.setSpacing(em() // 3)
        for part in (Text(head, bold=True) if isinstance(head, str) else head, *parts):
            if isinstance(part, QLayout):
                box.addLayout(part)
            else:
                box.addWidget(part, stretch if part is parts[-1] else 0)
        self._column.addLayout(box, stretch)

    def show_state(self, state: AppState) -> None:
        """Show `state`. The first one with a desk behind it starts the question."""
        first, self.state = self.state is None, state
        if first or not self.answered:
            self.ask()

    async def query(self, office: Office) -> Any:
        """What this page needs beyond the state. No widget may be touched here."""

    def show_answer(self, found: Any) -> None:
        """Draw what `query` returned."""

    def is_drawn(self) -> bool:
        """Whether nothing of it is still being loaded."""
        return not self._busy

    # ---- mending ----

    def can_fix(self, fix: Fix) -> bool:
        """Whether there is something behind a button for it."""
        return fix is not Fix.NONE and (fix is not Fix.SETTINGS or SETTINGS in self.verbs.entries)

    def fix(self, fix: Fix) -> None:
        """What the button of a rung or of a cause does."""
        if fix is Fix.RESUME:
            self.verbs.resume()
        elif fix is Fix.RETRY:
            self.do(lambda office: office.standing.retry(), "try the network again")
        elif fix is Fix.SETTINGS:
            self.verbs.entries[SETTINGS]()
        else:
            self.verbs.open_page(fix.value)

    # ---- asking ----

    def ask(self) -> None:
        """Ask now, if the page can be seen; once more afterwards when a question is under way."""
        if self.verbs.office is None or not self.isVisible() or self.window().isMinimized():
            return
        if self._busy:
            self._again = True
            return
        self._busy = True
        self.verbs.tasks.start(self._asked(self.verbs.office), f"questions of {type(self).__name__}")

    def do(self, work: Callable[[Office], Awaitable[object]], name: str) -> None:
        """Let the office do something, then ask again."""
        if self.verbs.office is not None:
            self.verbs.tasks.start(self._done(work(self.verbs.office)), name)

    async def _asked(self, office: Office) -> None:
        try:
            found = await self.query(office)
            trouble = ""
        except WorldError as error:
            found, trouble = None, in_words(error)
        finally:
            self._busy = False
        if not isValid(self):
            return
        self.trouble.put(trouble)
        self.trouble.setVisible(bool(trouble))
        if not trouble:
            self.answered += 1
            self.show_answer(found)
        if self._again:
            self._again = False
            self.ask()

    async def _done(self, work: Awaitable[object]) -> None:
        try:
            await work
        finally:
            if isValid(self):
                self.ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.every_s:
            self._timer.start(round(self.every_s * 1000))
        self.ask()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

"""The wizard's window: the steps above, one page, and the buttons beneath."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout

from desktop_app.domain.phrases import Phrase
from desktop_app.provider.onboarding.answers import PAGES
from desktop_app.provider.onboarding.wizard import Wizard
from desktop_app.ui.forms.fields import Field, Says
from desktop_app.ui.forms.focus_ring import FocusRing
from desktop_app.ui.onboarding.card_page import CardPage
from desktop_app.ui.onboarding.network_page import NetworkPage
from desktop_app.ui.onboarding.owner_page import OwnerPage
from desktop_app.ui.onboarding.price_page import PricePage
from desktop_app.ui.onboarding.ready_page import ReadyPage
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.widgets.text import SystemLook, Text, em

LATER = Phrase("Set up later")


class WizardWindow(QDialog):
    """Draws `wizard` and hands it what is clicked. `done_with` comes once, when it is over either way."""

    done_with = Signal()

    def __init__(self, wizard: Wizard) -> None:
        super().__init__()
        self.wizard = wizard
        self.setWindowTitle(tr("Set up"))
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self.pages = (
            CardPage(wizard), NetworkPage(wizard), PricePage(wizard, self._edit_hours), OwnerPage(wizard),
            ReadyPage(wizard),
        )  # fmt: skip
        self._stack = QStackedWidget()
        for page in self.pages:
            self._stack.addWidget(page)
        self.steps, self.problem = Text(quiet=True, wrap=True), Says()
        self.later, self.back, self.next = QPushButton(shown(LATER)), QPushButton(tr("Back")), QPushButton(tr("Next"))
        self._lay_out()
        SystemLook(self)
        FocusRing(self)
        self._blamed = False
        self._shown = -1
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._draw)
        self._end = wizard.subscribe(self._changed)
        self._draw()

    def _lay_out(self) -> None:
        self.later.clicked.connect(self.close)
        self.back.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        self.next.setDefault(True)
        for button in (self.later, self.back):
            button.setAutoDefault(False)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self).activated.connect(self._go_back)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(em(), em() // 2, em(), em() // 2)
        buttons.addWidget(self.later)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.steps)
        self.steps.setContentsMargins(em(), em() // 2, em(), 0)
        column.addWidget(self._stack, 1)
        self.problem.setContentsMargins(em(), 0, em(), 0)
        column.addWidget(self.problem)
        column.addLayout(buttons)
        room = QGuiApplication.primaryScreen().availableSize()
        self.resize(min(em() * 46, room.width()), min(em() * 46, room.height()))

    @property
    def page(self) -> CardPage | NetworkPage | PricePage | OwnerPage | ReadyPage:
        return self.pages[PAGES.index(self.wizard.page)]

    # ---- what is clicked -------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        went = self.wizard.finish() if self.wizard.is_last else self.wizard.next()
        self._blamed = not went
        self._draw()
        if self._blamed:
            self._to_first_problem()

    def _go_back(self) -> None:
        self._blamed = False
        self.wizard.back()

    def _to_first_problem(self) -> None:
        for name, field in self._fields().items():
            if name in self.wizard.problems:
                field.part.setFocus()
                self.page.ensureWidgetVisible(field)
                return

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.wizard.is_over:
            self.wizard.cancel()
        event.accept()

    def leave(self) -> None:
        """The program ends; the next start goes on here."""
        self.close()

    def reject(self) -> None:
        """Escape: later, then."""
        self.close()

    # ---- drawing ---------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        if not self._soon.isActive():
            self._soon.start(0)

    def _draw(self) -> None:
        wizard = self.wizard
        if wizard.is_over:
            self._end()
            self._soon.stop()
            self.hide()
            self.done_with.emit()
            return
        number = PAGES.index(wizard.page)
        titles = (f"{'▸ ' if n == number else ''}{n + 1}. {page.title}" for n, page in enumerate(self.pages))
        kept_whole = (title.replace(" ", "\u00a0") for title in titles)  # lines end between steps
        told = tr("Step {number} of {pages}  ·  ", number=number + 1, pages=len(PAGES))
        self.steps.put(told + "   ".join(kept_whole))
        self._turn_to(number)
        self.page.draw()
        self._blame()
        self.back.setEnabled(not wizard.is_first and not wizard.finishing.is_running)
        self.next.setEnabled(not wizard.finishing.is_running)
        self.next.setText(tr("Start offering") if wizard.is_last else tr("Next"))
        self.later.setEnabled(not wizard.finishing.is_running)

    def _turn_to(self, number: int) -> None:
        if number == self._shown:
            return
        self._shown, self._blamed = number, self._blamed and bool(self.wizard.problems)
        self._stack.setCurrentIndex(number)
        self.setWindowTitle(tr("Set up: {title}", title=self.page.title))
        self.page.verticalScrollBar().setValue(0)
        self.page.opened()
        self.next.setFocus()

    def _fields(self) -> Mapping[str, Field]:
        return getattr(self.page, "fields", {})

    def _blame(self) -> None:
        """What is wrong is said once somebody wanted to go on; what was typed and cannot be, at once."""
        problems = self.wizard.problems
        for name, field in self._fields().items():
            problem = problems.get(name, "")
            part = field.part
            typed = bool(getattr(self.wizard.answers, name, "")) or (isinstance(part, QLineEdit) and bool(part.text()))
            field.blame(problem if self._blamed or typed else "")
        if isinstance(self.page, ReadyPage):
            self.page.understood_problem.say(problems.get("understood", "") if self._blamed else "", "problem")
        self.problem.say(tr("Something is missing above.") if self._blamed and problems else "", "problem")

    def _edit_hours(self, spec: Mapping[str, Any], take: Callable[[Mapping[str, Any]], None]) -> None:
        from desktop_app.ui.schedule.dialog import ScheduleDialog

        dialog = ScheduleDialog(spec, self)
        dialog.taken.connect(take)
        dialog.open()

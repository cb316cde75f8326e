"""The settings window: pages on the left, one of them on the right, and beneath it what saving would do."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QMessageBox,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
)

from desktop_app.domain.errors import WorldError, in_words
from desktop_app.domain.money import as_text
from desktop_app.domain.shadow_day import Proposal
from desktop_app.provider.ports import SettingsDesk
from desktop_app.ui.forms.fields import Says
from desktop_app.ui.forms.focus_ring import FocusRing
from desktop_app.ui.forms.lines import Lines
from desktop_app.ui.settings import catalogue
from desktop_app.ui.settings.agreements_page import AgreementsPage
from desktop_app.ui.settings.draft import Draft
from desktop_app.ui.settings.models_page import ModelsPage
from desktop_app.ui.settings.network_page import NetworkPage
from desktop_app.ui.settings.pages import (
    AboutPage,
    AlertsPage,
    ComfortPage,
    ElectricityPage,
    HoursPage,
    JobsPage,
    MorePage,
    OwnerPage,
    PrivacyPage,
)
from desktop_app.ui.settings.parts import Page
from desktop_app.ui.settings.pricing_page import PricingPage
from desktop_app.ui.settings.shadow_page import ShadowPage
from desktop_app.ui.settings.tiers_page import TiersPage
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.translated import tr
from desktop_app.ui.widgets.text import SystemLook, em

LOOK_EVERY_MS = 2000
"""A script or a job may make or end agreements while the window is open."""


class SettingsWindow(QDialog):
    """`done_with` comes once, when it was closed. Nothing counts before Save; Cancel takes everything back."""

    done_with = Signal()

    def __init__(self, desk: SettingsDesk, tasks: Tasks, zone: str = "UTC") -> None:
        super().__init__()
        self.setWindowTitle(tr("Settings"))
        self._tasks, self._leaving = tasks, False
        self._question: QMessageBox | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._draw)
        self.draft = Draft(desk, lambda: self._soon.start(0))
        draft = self.draft
        self.pricing = PricingPage(draft)
        power = (ElectricityPage(draft),) if draft.has("electricity_price") else ()
        hours = HoursPage(draft, zone)

        def take(found: Proposal) -> None:
            hours.take(found.spec)
            self.pricing.take(as_text(found.price.per_hour))

        book = desk.agreements
        agreed = (AgreementsPage(draft, book, tasks),) if book is not None else ()
        more = (MorePage(draft),) if catalogue.others(desk.values()) else ()
        self.pages: tuple[Page, ...] = (
            self.pricing, hours, ShadowPage(draft, zone, take), TiersPage(draft), *agreed, JobsPage(draft),
            OwnerPage(draft), ComfortPage(draft), *power, ModelsPage(draft, tasks), NetworkPage(draft, tasks),
            AlertsPage(draft), PrivacyPage(draft), *more, AboutPage(draft),
        )  # fmt: skip
        self.list = Lines(tr("Pages of the settings"))
        self._stack = QStackedWidget()
        for page in self.pages:
            self.list.addItem(page.title)
            self._stack.addWidget(page)
        self.list.currentRowChanged.connect(self._turn_to)
        self.effects, self.failed = Says(), Says()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        self.cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(lambda: tasks.start(self._save(), "save settings"))
        self.buttons.rejected.connect(self._take_back)
        self._looking = QTimer(self)
        self._looking.timeout.connect(lambda: self._page.look())
        self._looking.start(LOOK_EVERY_MS)
        self._lay_out()
        SystemLook(self)
        FocusRing(self)
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self._draw()

    def _lay_out(self) -> None:
        self.list.setMaximumWidth(self.list.sizeHintForColumn(0) + em() * 2)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        below = QScrollArea()
        below.setWidgetResizable(True)
        below.setFrameShape(QScrollArea.Shape.NoFrame)
        below.setAccessibleName(tr("What saving does"))
        below.setMaximumHeight(em() * 5)
        below.setWidget(self.effects)
        self._below = below
        right = QVBoxLayout()
        right.addWidget(self._stack, 1)
        for says in (self.failed, self.effects):
            says.setContentsMargins(em(), 0, em(), 0)
        right.addWidget(self.failed)
        right.addWidget(below)
        right.addWidget(self.buttons)
        row = QHBoxLayout(self)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        room = QGuiApplication.primaryScreen().availableSize()
        self.resize(min(em() * 60, room.width()), min(em() * 48, room.height()))

    # ---- what is done ----------------------------------------------------------------------------------------

    def _turn_to(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        self._page.look()
        self._draw()

    @property
    def _page(self) -> Page:
        return self.pages[max(0, self.list.currentRow())]

    def _take_back(self) -> None:
        self._leaving = True
        self.close()

    async def _save(self) -> None:
        """Everything or nothing; what cannot be is said, and the window stays."""
        draft = self.draft
        if draft.problems:
            self._to_first_problem()
            return
        if not draft.is_dirty:
            self._take_back()
            return
        self.save.setEnabled(False)
        try:
            await draft.desk.save(dict(draft.values), dict(draft.rules))
        except (ValueError, WorldError) as error:
            if shiboken6.isValid(self):
                self.failed.say(tr("Nothing was saved: {error}", error=in_words(error)), "problem")
                self.save.setEnabled(True)
            return
        if shiboken6.isValid(self):
            self._take_back()

    def _first_problem(self) -> tuple[Page, str] | None:
        """The first page with something that cannot be saved, and what it is."""
        wrong = self.draft.problems
        for page in self.pages:
            names = {*page.fields, page.rule}
            found = next((name for name in wrong if name in names), None)
            if found is not None:
                return page, found
        return None

    def _to_first_problem(self) -> None:
        if (problem := self._first_problem()) is not None:
            page, found = problem
            self.list.setCurrentRow(self.pages.index(page))
            if found in page.fields:
                page.fields[found].part.setFocus()
                page.ensureWidgetVisible(page.fields[found])

    def leave(self) -> None:
        """The program ends: nothing is asked."""
        self._leaving = True
        self.close()

    def reject(self) -> None:
        """Escape."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.draft.is_dirty and not self._leaving:
            event.ignore()
            self._ask()
            return
        event.accept()
        self.hide()
        self.done_with.emit()

    def _ask(self) -> None:
        if self._question is not None:
            return
        self._question = box = QMessageBox(QMessageBox.Icon.Question, tr("Settings"), tr("Save the changes?"),
            parent=self)
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        box.buttonClicked.connect(lambda button: self._answered(box.standardButton(button)))
        box.finished.connect(self._question_gone)
        box.open()

    def _question_gone(self) -> None:
        box, self._question = self._question, None
        if box is not None:
            box.deleteLater()

    def _answered(self, button: QMessageBox.StandardButton) -> None:
        if button is QMessageBox.StandardButton.Save:
            self._tasks.start(self._save(), "save settings")
        elif button is QMessageBox.StandardButton.Discard:
            self._take_back()

    # ---- drawing ---------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        self.pricing.follow_price()
        self._page.draw()
        effects = self.draft.effects()
        where = ""
        if self.draft.problems:
            problem = self._first_problem()
            where = (
                tr("“{page}” cannot be saved as it is; it is explained there.", page=problem[0].title)
                if problem
                else tr("Something cannot be saved as it is; it is explained where it stands.")
            )
        self.failed.say(where, "problem")
        self.effects.say("\n".join(effects))
        self._below.setVisible(bool(effects))
        self.save.setEnabled(not self.draft.desk.why_read_only)
        if why := self.draft.desk.why_read_only:
            self.failed.say(why, "problem")

"""The built-in engine on the graphics card: what there is to fetch, the owner's consent, and how far it is."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.domain.errors import WorldError, in_words
from desktop_app.provider.ports.model_desk import Begun, EngineView, ModelDesk
from desktop_app.ui import measures
from desktop_app.ui.forms.fields import Says
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.downloads import Downloads
from desktop_app.ui.widgets.downloads import Verbs as On
from desktop_app.ui.widgets.text import Text, em

BUILT_IN = "built-in"
DRAW_EVERY_MS, LOOK_EVERY_MS = 500, 2000


class EnginePart(QWidget):
    """Hidden where another program runs the models. Nothing is fetched before the owner said yes to what it is."""

    def __init__(self, verbs: Verbs) -> None:
        super().__init__()
        self._verbs = verbs
        self.view: EngineView | None = None
        self._task: asyncio.Future[None] | None = None
        self._far = (0, 0)
        self.says, self.told = Text(wrap=True), Says()
        self.downloads = Downloads(On(lambda _: self._stop(), lambda _: self._fetch(), lambda _: self._remove()))
        self.fetch, self.remove = QPushButton(tr("Fetch the engine…")), QPushButton(tr("Remove the engine"))
        self.fetch.clicked.connect(self._ask)
        self.remove.clicked.connect(self._remove)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._go_on_drawing)
        row = QHBoxLayout()
        for button in (self.fetch, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em() // 3)
        for part in (Text(tr("The built-in engine on the graphics card"), bold=True), self.says, self.downloads):
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self.told)
        self.hide()

    def look(self, runtime: str) -> None:
        """Asked once: what there is changes by what is done here."""
        self.setVisible(runtime == BUILT_IN and self.view is not None)
        if runtime == BUILT_IN and self.view is None:
            self._look_again()

    def _go_on_drawing(self) -> None:
        """To look means to ask for the card, too: not while it is known how far it is."""
        if self._task is not None and self._far[0] and self.view is not None:
            self._draw(replace(self.view, waits=""))
        else:
            self._look_again()

    def _look_again(self) -> None:
        if (models := self._models) is not None:
            self._verbs.tasks.start(self._looked(models), "look for an engine")

    @property
    def _models(self) -> ModelDesk | None:
        return self._verbs.office.models if self._verbs.office is not None else None

    async def _looked(self, models: ModelDesk) -> None:
        view = await models.card_engine()
        if isValid(self):
            self._draw(view)

    def _draw(self, view: EngineView) -> None:
        self.view = view
        is_running = view.is_running or self._task is not None
        self.says.put(shown(view.says))
        begun = Begun(view.name, view.url, max(view.have, self._far[0]), view.size, is_running, waits=view.waits)
        is_begun = bool(view.name) and (is_running or bool(view.have))
        self.downloads.put([begun] if is_begun else [])
        self.fetch.setVisible(bool(view.name) and not is_begun)
        self.remove.setVisible(view.installed)
        self.show()
        if is_running:
            self._soon.start(DRAW_EVERY_MS if self._far[0] else LOOK_EVERY_MS)

    # ---- what is done ----

    def _ask(self) -> None:
        if (view := self.view) is None:
            return
        licence = view.licence or tr("not told")
        box = QMessageBox(self)
        box.setText(tr("Fetch {name} and run models with it?", name=view.name))
        box.setInformativeText(
            tr(
                "It is a program of the llama.cpp project, {size} from {url}. Its licence: {licence}. It is checked "
                "against the SHA-256 that this version names, runs shut in as the built-in engine does, and can be "
                "removed here.",
                size=measures.size(view.size), url=view.url, licence=licence,
            )
        )  # fmt: skip
        yes = box.addButton(tr("Fetch it"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.finished.connect(lambda _: self._fetch() if box.clickedButton() is yes else None)
        box.finished.connect(box.deleteLater)
        box.open()

    def _fetch(self) -> None:
        models = self._models
        if models is not None and self._task is None:
            self._verbs.tasks.start(self._fetched(models), "fetch an engine")

    async def _fetched(self, models: ModelDesk) -> None:
        self.told.say("")
        self._task = asyncio.ensure_future(models.fetch_engine(self._came))
        if self.view is not None:
            self._draw(self.view)
        told = ""
        try:
            await self._task
        except asyncio.CancelledError:
            told = tr("Stopped; what came is kept.")
        except WorldError as error:
            told = in_words(error)
            raise
        finally:
            self._task, self._far = None, (0, 0)
            if isValid(self):
                self.told.say(shown(told))
                self._look_again()

    def _came(self, have: int, total: int) -> None:
        is_first, self._far = not self._far[0], (have, total)
        if is_first and isValid(self):
            self._soon.start(DRAW_EVERY_MS)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _remove(self) -> None:
        async def work(models: ModelDesk) -> None:
            await models.remove_engine()
            if isValid(self):
                self._look_again()

        if (models := self._models) is not None:
            self._verbs.tasks.start(work(models), "remove the engine")

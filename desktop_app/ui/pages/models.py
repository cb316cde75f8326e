"""Models: what is installed and what each one brings; add one with progress, stop and go on, remove one."""

from __future__ import annotations

import asyncio
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QProgressBar, QPushButton
from shiboken6 import isValid

from desktop_app.domain.model_list import Choice
from desktop_app.domain.money import show
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.ports.office import Begun, ModelUse, Office
from desktop_app.ui import words
from desktop_app.ui.forms.fields import Line, Says
from desktop_app.ui.icons import IconSet
from desktop_app.ui.pages.page import Page
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.model_choice import ModelChoice
from desktop_app.ui.widgets.tables import TableOr
from desktop_app.ui.widgets.text import Text, em

LIMITS = Phrase("How much room models may take, how fast and at which hours they are fetched stands in the settings.")
STOPPED = Phrase("Stopped; what came is kept. Fetching the same model again goes on from there.")
GB = 10**9
WATCH_EVERY_MS = 1000


class ModelsPage(Page):
    """A table by what was earned per gigabyte and day, and one line to add a model."""

    def __init__(self, icons: IconSet, verbs: Verbs) -> None:
        super().__init__(verbs)
        self.uses: list[ModelUse] = []
        self.is_adding = self._in_background = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.ask)
        self._fetching: asyncio.Task[None] | None = None
        self.table = TableOr(
            tr("Models"),
            (tr("Model"), tr("State"), tr("Licence"), tr("Last used"), tr("Size"), tr("Jobs"), tr("Credited"),
             tr("Per GB and day")),
            right=(4, 5, 6, 7), widths=(22, 14, 22, 11, 9, 8, 16, 16), lines=9,
            empty=tr("No model is installed. Add one below, or install one in the model runtime."),
        )  # fmt: skip
        self.next = Text(wrap=True)
        self.list = ModelChoice(self.start)
        self.source, self.add, self.stop = Line(), QPushButton(tr("Add")), QPushButton(tr("Stop"))
        self.remove = QPushButton(tr("Remove…"))
        self.progress, self.told = QProgressBar(), Says()
        self._lay_out()
        self.add.clicked.connect(lambda: self.start(self.source.text().strip()))
        self.source.returnPressed.connect(lambda: self.start(self.source.text().strip()))
        self.stop.clicked.connect(self._stop)
        self.remove.clicked.connect(self._ask_to_remove)
        self.table.table.selectionModel().currentRowChanged.connect(lambda *_: self._enable())

    def _lay_out(self) -> None:
        self.source.setPlaceholderText(tr("Address or path of a GGUF file, or a name that Ollama knows"))
        self.source.setAccessibleName(tr("Where the model comes from"))
        self.progress.hide()
        self.stop.hide()
        row = QHBoxLayout()
        row.addWidget(self.source, 1)
        row.addWidget(self.add)
        below = QHBoxLayout()
        below.addWidget(self.remove)
        below.addStretch(1)
        under_way = QHBoxLayout()
        under_way.addWidget(self.progress, 1)
        under_way.addWidget(self.stop)
        self.section(tr("Models of the last 30 days"), self.table, below)
        self._column.addWidget(self.next)
        self.section(tr("Well-known models for this computer"), self.list, under_way, self.told)
        self.section(tr("Add another model"), row, Text(LIMITS, quiet=True, wrap=True))
        self._column.addStretch(1)
        self.progress.setMaximumHeight(em())

    async def query(self, office: Office) -> Any:
        uses = await office.standing.models()
        rungs = await office.standing.ladder()
        unfinished = await office.models.unfinished() if office.models else []
        suited = await office.standing.suited(await office.models.listed()) if office.models else Choice()
        licences = await office.models.licences() if office.models else {}
        return uses, licences, next((rung for rung in rungs if rung.key == "models"), None), unfinished, suited

    def show_answer(self, found: Any) -> None:
        self.uses, licences, rung, unfinished, suited = found
        self.list.put(suited, [one.url for one in unfinished])
        unit = self.state.unit if self.state else ""
        self.table.show_rows([_row(use, licences.get(use.name, ""), unit) for use in self.uses])
        self.next.put(tr("What to install next: {sentence}", sentence=rung.sentence) if rung is not None else "")
        if not self.is_adding:
            self._show_unfinished(unfinished)
        self._enable()

    def _show_unfinished(self, unfinished: list[Begun]) -> None:
        """What goes on in the background is watched; what was stopped can go on."""
        was_running, self._in_background = self._in_background, any(one.is_running for one in unfinished)
        self.progress.setVisible(self._in_background)
        if self._in_background:
            one = next(one for one in unfinished if one.is_running)
            self.told.say(tr("{name} is being fetched: {far}.", name=one.name, far=self._far(one.have, one.total)))
            self._soon.start(WATCH_EVERY_MS)
        elif unfinished and not self.source.text():
            one = unfinished[0]
            whole = tr(" of {total} GB", total=f"{one.total / GB:.1f}") if one.total else ""
            self.source.setText(one.url)
            self.told.say(
                tr(
                    "{name} was not fetched to its end: {have} GB{whole} are here. Press Add to go on.",
                    name=one.name,
                    have=f"{one.have / GB:.1f}",
                    whole=whole,
                )
            )
        elif was_running:
            self.told.say("")

    def _enable(self) -> None:
        office = self.verbs.office
        ready = office is not None and office.models is not None
        use = self._chosen()
        is_busy = self.is_adding or self._in_background or not ready
        self.add.setEnabled(not is_busy)
        self.list.busy(is_busy)
        self.remove.setEnabled(ready and use is not None and use.installed)

    def _chosen(self) -> ModelUse | None:
        row = self.table.table.currentIndex().row()
        return self.uses[row] if 0 <= row < len(self.uses) else None

    # ---- adding and removing ----

    def start(self, source: str) -> None:
        """Fetch or take in a model."""
        office = self.verbs.office
        if office is None or office.models is None or not source or self.is_adding:
            return
        self.is_adding = True
        self.progress.setRange(0, 0)
        self.progress.show()
        self.stop.show()
        self.told.say(tr("Fetching {source} …", source=words.clip(source, 100)))
        self.verbs.tasks.start(self._added(office, source), "add a model")
        self._enable()

    async def _added(self, office: Office, source: str) -> None:
        assert office.models is not None  # start() looked
        self._fetching = asyncio.ensure_future(self._fetched(office, source))
        try:
            await self._fetching
        except asyncio.CancelledError:
            self._tell(STOPPED)
        finally:
            self._fetching, self.is_adding = None, False
            if isValid(self):
                self.progress.hide()
                self.stop.hide()
                self.ask()

    async def _fetched(self, office: Office, source: str) -> None:
        assert office.models is not None
        fetched = await office.models.add(source, self._came)
        self._tell(shown(fetched.sentence))
        if isValid(self):
            self.source.clear()

    def _came(self, have: int, total: int) -> None:
        if isValid(self):
            self.told.say(self._far(have, total))

    def _far(self, have: int, total: int) -> str:
        """How far it is, on the bar and in words."""
        self.progress.setRange(0, 1000 if total else 0)
        if total:
            self.progress.setValue(min(1000, have * 1000 // total))
        whole = tr(" of {total} GB", total=f"{total / GB:.2f}") if total else ""
        return tr("{have} GB{whole}", have=f"{have / GB:.2f}", whole=whole)

    def _tell(self, sentence: str) -> None:
        if isValid(self):
            self.told.say(sentence)

    def _stop(self) -> None:
        if self._fetching is not None:
            self._fetching.cancel()

    def _ask_to_remove(self) -> None:
        use = self._chosen()
        if use is None:
            return
        box = QMessageBox(self)
        box.setText(tr("Remove {name} from this computer?", name=use.name))
        box.setInformativeText(
            tr("Its file is deleted; jobs that ask for it are no longer taken. It can be added again.")
        )
        yes = box.addButton(tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.finished.connect(lambda _: self._removed(use.name) if box.clickedButton() is yes else None)
        box.finished.connect(box.deleteLater)
        box.open()

    def _removed(self, name: str) -> None:
        async def work(office: Office) -> None:
            if office.models is not None:
                free = await office.models.remove(name)
                self._tell(tr("{name} is removed; {free} GB are free again.", name=name, free=f"{free / GB:.1f}"))

        self.do(work, "remove a model")


def _row(use: ModelUse, licence: str, unit: str) -> tuple[str, ...]:
    state = (tr("offered") if use.offered else tr("not offered")) if use.installed else tr("removed")
    size = f"{use.size / GB:.1f} GB" if use.size else "–"
    last = f"{use.last_used.astimezone():%Y-%m-%d}" if use.last_used else tr("never")
    worth = "–" if use.per_gb_day is None else show(use.per_gb_day, unit)
    return use.name, state, licence or tr("not told"), last, size, f"{use.jobs:,}", show(use.credited, unit), worth

"""Models: what is installed and what each one brings; add one with progress, stop and go on, remove one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QPushButton
from shiboken6 import isValid

from desktop_app.domain.downloads import Fetched, Stopped, is_own_file
from desktop_app.domain.errors import WorldError, in_words
from desktop_app.domain.model_list import Choice
from desktop_app.domain.money import show
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.ports.model_desk import Begun, ModelDesk
from desktop_app.provider.ports.office import ModelUse, Office
from desktop_app.ui import measures
from desktop_app.ui.forms.fields import Line, Says
from desktop_app.ui.icons import IconSet
from desktop_app.ui.pages.page import Page
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.downloads import Downloads
from desktop_app.ui.widgets.downloads import Verbs as On
from desktop_app.ui.widgets.engine_part import EnginePart
from desktop_app.ui.widgets.model_choice import ModelChoice
from desktop_app.ui.widgets.tables import TableOr
from desktop_app.ui.widgets.text import Text

LIMITS = Phrase("How much room models may take, how fast and at which hours they are fetched stands in the settings.")
STOPPED = Phrase("Stopped; what came is kept. Fetching the same model again goes on from there.")
NOTHING_MISSING = Phrase("What to install next: the jobs of the last days asked for no model often that is not here.")
BY_SIZE = Phrase("What the list below suggests goes by size alone, not by what is asked for or by what it would bring.")
WATCH_EVERY_MS = 500


class ModelsPage(Page):
    """A table by what was earned per gigabyte and day, and one line to add a model."""

    def __init__(self, icons: IconSet, verbs: Verbs) -> None:
        super().__init__(verbs)
        self.uses: list[ModelUse] = []
        self._unfinished: list[Begun] = []
        self._tasks: dict[str, asyncio.Future[Fetched]] = {}
        self._far: dict[str, tuple[int, int]] = {}
        self._waits = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._watch)
        self.table = TableOr(
            tr("Models"),
            (tr("Model"), tr("State"), tr("Licence"), tr("Last used"), tr("Size"), tr("Jobs"), tr("Credited"),
             tr("Per GB and day")),
            right=(4, 5, 6, 7), firm=(3,), widths=(22, 14, 22, 11, 9, 8, 16, 16), lines=9,
            empty=tr("No model is installed. Add one below, or install one in the model runtime."),
        )  # fmt: skip
        self.next = Text(wrap=True)
        self.list = ModelChoice(self.start)
        self.downloads = Downloads(On(self._stop, lambda one: self.start(one.url), self._ask_to_discard))
        self.engine = EnginePart(verbs)
        self.source, self.add = Line(), QPushButton(tr("Add"))
        self.remove, self.told = QPushButton(tr("Remove…")), Says()
        self._lay_out()
        self.add.clicked.connect(lambda: self.start(self.source.text().strip()))
        self.source.returnPressed.connect(lambda: self.start(self.source.text().strip()))
        self.remove.clicked.connect(self._ask_to_remove)
        self.table.table.selectionModel().currentRowChanged.connect(lambda *_: self._enable())

    def _lay_out(self) -> None:
        self.source.setPlaceholderText(tr("Address or path of a GGUF file, or a name that Ollama knows"))
        self.source.setAccessibleName(tr("Where the model comes from"))
        row = QHBoxLayout()
        row.addWidget(self.source, 1)
        row.addWidget(self.add)
        below = QHBoxLayout()
        below.addWidget(self.remove)
        below.addStretch(1)
        self.section(tr("Models of the last 30 days"), self.table, below)
        self._column.addWidget(self.next)
        self.section(tr("Well-known models for this computer"), self.list, self.downloads, self.told)
        self._column.addWidget(self.engine)
        self.section(tr("Add another model"), row, Text(LIMITS, quiet=True, wrap=True))
        self._column.addStretch(1)

    async def query(self, office: Office) -> Any:
        uses = await office.standing.models()
        rungs = await office.standing.ladder()
        unfinished = await office.models.unfinished() if office.models else []
        suited = await office.standing.suited(await office.models.listed()) if office.models else Choice()
        licences = await office.models.licences() if office.models else {}
        waits = await office.models.waits() if office.models else ""
        return uses, licences, next((rung for rung in rungs if rung.key == "models"), None), unfinished, suited, waits

    def show_answer(self, found: Any) -> None:
        self.uses, licences, rung, unfinished, suited, self._waits = found
        self.list.put(suited, [one.url for one in unfinished])
        unit = self.state.unit if self.state else ""
        self.table.show_rows([_row(use, licences.get(use.name, ""), unit) for use in self.uses])
        asked_for = tr("What to install next: {sentence}", sentence=rung.sentence) if rung and rung.fix else ""
        self.next.put(" ".join((asked_for or shown(NOTHING_MISSING), shown(BY_SIZE) if suited.offers else "")))
        self._draw_downloads(unfinished)
        self.engine.look(self.state.runtime if self.state else "")
        self._enable()

    def _draw_downloads(self, unfinished: list[Begun]) -> None:
        """What is kept on the disk, and what this page asked for and is not there yet; watched while it moves."""
        self._unfinished = unfinished
        known = {one.url for one in unfinished}
        asked = [
            Begun(source, source, *self._far.get(source, (0, 0)), is_running=True, waits=self._waits_for(source))
            for source in self._tasks
            if source not in known
        ]
        # Of what Ollama fetches only every so much is written down: here it is known as it comes.
        newest = [
            replace(one, have=self._far[one.url][0], total=self._far[one.url][1])
            if one.ollama and one.url in self._far else one
            for one in unfinished
        ]  # fmt: skip
        everything = [*newest, *asked]
        self.downloads.put(everything)
        self.list.running([one.url for one in everything if one.is_running])
        if any(one.is_running for one in everything):
            self._soon.start(WATCH_EVERY_MS)

    def _waits_for(self, source: str) -> str:
        """What Ollama fetches keeps to the hours too; the owner's own file is only taken in."""
        return "" if is_own_file(source) else self._waits

    def _watch(self) -> None:
        office = self.verbs.office
        if office is not None and office.models is not None and self.isVisible():
            self.verbs.tasks.start(self._watched(office.models), "watch downloads")

    async def _watched(self, models: ModelDesk) -> None:
        found, waits = await models.unfinished(), await models.waits()
        if not isValid(self):
            return
        self._waits = waits
        if {(one.name, one.is_running) for one in found} != {(one.name, one.is_running) for one in self._unfinished}:
            self.ask()  # one came to its end: the table shows it
        self._draw_downloads(found)

    def _enable(self) -> None:
        office = self.verbs.office
        ready = office is not None and office.models is not None
        use = self._chosen()
        self.add.setEnabled(ready)
        self.list.busy(not ready)
        self.remove.setEnabled(ready and use is not None and use.installed)

    def _chosen(self) -> ModelUse | None:
        row = self.table.table.currentIndex().row()
        return self.uses[row] if 0 <= row < len(self.uses) else None

    # ---- adding and removing ----

    def start(self, source: str) -> None:
        """Fetch or take in a model."""
        office = self.verbs.office
        is_fetched = any(one.url == source and one.is_running for one in self._unfinished)
        if office is None or office.models is None or not source or source in self._tasks or is_fetched:
            return
        self.told.say("")
        self.verbs.tasks.start(self._added(office.models, source), "add a model")

    async def _added(self, models: ModelDesk, source: str) -> None:
        self._tasks[source] = task = asyncio.ensure_future(models.add(source, partial(self._came, source)))
        self._draw_downloads(self._unfinished)
        try:
            self._tell((await task).sentence, source)
        except asyncio.CancelledError:
            self._tell(STOPPED)
        except Stopped as stopped:
            self._tell(stopped.sentence)
        except WorldError as error:
            self._tell(in_words(error), kind="problem")
            raise
        finally:
            del self._tasks[source]
            self._far.pop(source, None)
            if isValid(self):
                self._draw_downloads(self._unfinished)
                self.ask()

    def _came(self, source: str, have: int, total: int) -> None:
        self._far[source] = have, total
        if isValid(self) and not self._soon.isActive():
            self._soon.start(WATCH_EVERY_MS)

    def _tell(self, sentence: str, source: str = "", kind: str = "plain") -> None:
        """Say it beneath the downloads; `source` came, and need not stand in the line any more."""
        if isValid(self):
            self.told.say(shown(sentence), kind)
            if source and self.source.text().strip() == source:
                self.source.clear()

    def _stop(self, one: Begun) -> None:
        async def work(office: Office) -> None:
            models = _models(office)
            names = [begun.name for begun in await models.unfinished() if begun.url == one.url]
            for name in names:
                await models.stop(name)
            if not names and (task := self._tasks.get(one.url)) is not None:
                task.cancel()  # what Ollama fetches, or a file that is taken in

        self.do(work, "stop a download")

    def _ask_to_discard(self, one: Begun) -> None:
        have = measures.size(one.have, 2)
        deleted = tr("{have} are deleted. It can be fetched again, from its beginning.", have=have)
        at_ollama = tr("It is no longer fetched. What came is in Ollama's own store, which Ollama tidies up itself.")
        self._ask_whether(
            tr("Throw away what came of {name}?", name=one.name), at_ollama if one.ollama else deleted,
            tr("Throw away"), lambda: self._discarded(one),
        )  # fmt: skip

    def _discarded(self, one: Begun) -> None:
        async def work(office: Office) -> None:
            free = await _models(office).discard(one.name)
            name, gone = one.name, tr("{name} is no longer fetched.", name=one.name)
            freed = tr("{name} was thrown away; {free} are free again.", name=name, free=measures.size(free, 2))
            self._tell(gone if one.ollama else freed)

        self.do(work, "throw a download away")

    def _ask_to_remove(self) -> None:
        use = self._chosen()
        if use is None:
            return
        self._ask_whether(
            tr("Remove {name} from this computer?", name=use.name),
            tr("Its file is deleted; jobs that ask for it are no longer taken. It can be added again."),
            tr("Remove"), lambda: self._removed(use.name),
        )  # fmt: skip

    def _ask_whether(self, question: str, about: str, yes: str, then: Callable[[], None]) -> None:
        box = QMessageBox(self)
        box.setText(question)
        box.setInformativeText(about)
        agreed = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.finished.connect(lambda _: then() if box.clickedButton() is agreed else None)
        box.finished.connect(box.deleteLater)
        box.open()

    def _removed(self, name: str) -> None:
        async def work(office: Office) -> None:
            free = await _models(office).remove(name)
            self._tell(tr("{name} is removed; {free} are free again.", name=name, free=measures.size(free)))

        self.do(work, "remove a model")


def _models(office: Office) -> ModelDesk:
    assert office.models is not None  # whoever asks has shown models of it
    return office.models


def _row(use: ModelUse, licence: str, unit: str) -> tuple[str, ...]:
    state = (tr("offered") if use.offered else tr("not offered")) if use.installed else tr("removed")
    size = measures.size(use.size) if use.size else "–"
    last = measures.day(use.last_used) if use.last_used else tr("never")
    worth = "–" if use.per_gb_day is None else show(use.per_gb_day, unit)
    jobs, credited = measures.number(use.jobs), show(use.credited, unit)
    return use.name, state, licence or tr("not told"), last, size, jobs, credited, worth

"""What runs the models: its address, its key, and the limits of downloads."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QPushButton

from desktop_app.domain.errors import WorldError, in_words
from desktop_app.ui.forms.fields import Field, Says, heading, in_a_row, line
from desktop_app.ui.settings import catalogue
from desktop_app.ui.settings.draft import Draft
from desktop_app.ui.settings.parts import Page
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.translated import shown, tr


class ModelsPage(Page):
    """Keeping a model server's key counts at once; all else counts when it is saved."""

    def __init__(self, draft: Draft, tasks: Tasks) -> None:
        super().__init__(draft, tr("Models and disk"), tr("What runs the models, and which are offered."))
        self._tasks, self._asked = tasks, ""
        self.key = line(lambda _text: self._buttons(), secret=True, longest=4096)
        self.keep, self.forget = QPushButton(tr("Keep this key")), QPushButton(tr("Forget the kept key"))
        self.keep.clicked.connect(lambda: self._tasks.start(self._keep(self.key.text()), "keep a key"))
        self.forget.clicked.connect(lambda: self._tasks.start(self._keep(""), "forget a key"))
        self.where, self.told = Says(), Says()
        row = in_a_row(self.keep, self.forget)
        self.add_items(catalogue.MODELS[:1])
        hint = tr("Only where the program at this address asks for one. It is kept where the network's key is, and "
                  "never in the settings file.")  # fmt: skip
        self.add(heading(tr("The key of that program")), Field(tr("Key"), self.key, hint), row, self.where, self.told)
        self.add(heading(tr("Models")))
        self.add_items(catalogue.MODELS[1:])
        self.end()
        self._buttons()

    def draw(self) -> None:
        super().draw()
        if self._address != self._asked:
            self._asked = self._address
            self._tasks.start(self._look(), "look for a key")
        self._buttons()

    @property
    def _address(self) -> str:
        return str(self.draft.get("runtime_url")).strip()

    def _buttons(self) -> None:
        self.key.setEnabled(bool(self._address))
        self.keep.setEnabled(bool(self._address and self.key.text().strip()))
        if not self._address:
            self.where.say(tr("Enter the program's address first; the key is for that address only."))
            self.forget.setEnabled(False)

    async def _look(self) -> None:
        if not (address := self._address):
            return
        try:
            place = await self.draft.desk.keys.runtime_key_place(address)
        except WorldError as error:
            place = ""
            self._tell(in_words(error), "problem")
        if shiboken6.isValid(self) and address == self._address:
            self.where.say(tr("A key is kept in: {where}.", where=shown(place)) if place else tr("No key is kept."))
            self.forget.setEnabled(bool(place))

    async def _keep(self, key: str) -> None:
        """An empty one is forgotten."""
        try:
            where = await self.draft.desk.keys.keep_runtime_key(self._address, key)
            told = tr("The key is kept in {where}.", where=shown(where)) if key else tr("The key is forgotten.")
            self._tell(told, "good")
        except (ValueError, WorldError) as error:
            self._tell(in_words(error), "problem")
        if shiboken6.isValid(self):
            self.key.clear()
            self._buttons()
            await self._look()

    def _tell(self, sentence: str, kind: str) -> None:
        if shiboken6.isValid(self):
            self.told.say(sentence, kind)

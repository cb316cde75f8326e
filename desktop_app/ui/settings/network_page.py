"""Networks side by side: which one is used, a new one with its key, and whether it works."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import shiboken6
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.errors import WorldError, in_words
from desktop_app.domain.networks import PRACTICE
from desktop_app.provider.onboarding.checks import address_problem, payout_problem
from desktop_app.ui.forms.fields import Field, Pick, Says, heading, in_a_row, line
from desktop_app.ui.forms.lines import Lines
from desktop_app.ui.onboarding import texts
from desktop_app.ui.settings import catalogue
from desktop_app.ui.settings.draft import Draft
from desktop_app.ui.settings.parts import Page
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.translated import tr
from desktop_app.ui.widgets.text import em


class NetworkPage(Page):
    """Adding and removing a network and its key counts at once; which one is used counts when it is saved."""

    def __init__(self, draft: Draft, tasks: Tasks) -> None:
        super().__init__(draft, tr("Network and keys"), tr("Where customers come from."))
        self._tasks = tasks
        self._networks: Sequence[Mapping[str, Any]] = ()
        self.active = Pick(lambda value: draft.put("active", value))
        self.known = Lines(tr("Networks that are written down"))
        self.known.setMaximumHeight(em() * 7)
        self.known.currentRowChanged.connect(lambda _row: self._buttons())
        self.test, self.drop = QPushButton(tr("Test this network")), QPushButton(tr("Remove this network"))
        self.test.clicked.connect(lambda: self._tasks.start(self._test(), "test a network"))
        self.drop.clicked.connect(lambda: self._tasks.start(self._drop(), "remove a network"))
        self.key = line(lambda _text: self._buttons(), secret=True, longest=4096)
        self.keep = QPushButton(tr("Keep this key for the chosen network"))
        self.keep.clicked.connect(lambda: self._tasks.start(self._keep(), "keep a key"))
        self.told = QWidget()
        self._rows = QVBoxLayout(self.told)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.new = {
            "name": line(lambda _text: self._check()), "url": line(lambda _text: self._check()),
            "payout_address": line(lambda _text: self._check()), "rpc_url": line(lambda _text: self._check()),
            "market_url": line(lambda _text: self._check()),
        }  # fmt: skip
        labels = {
            "name": tr("What you call it"), "url": tr("The hub's address"), "payout_address": tr("Payout address"),
            "rpc_url": tr("The chain's address, if one was named"),
            "market_url": tr("The marketplace's address, if one was named"),
        }  # fmt: skip
        self.new_fields = {name: Field(labels[name], self.new[name]) for name in self.new}
        self.add_it = QPushButton(tr("Add this network"))
        self.add_it.clicked.connect(lambda: self._tasks.start(self._add(), "add a network"))
        row = in_a_row(self.test, self.drop)
        self.add_items(catalogue.IDENTITY)
        self.add(
            Field(tr("Offer on"), self.active, tr("Each network has its own books; play and real money never mix."))
        )
        self.add(heading(tr("Networks")), self.known, row, self.told)
        self.add(Field(tr("Miner key"), self.key, texts.GET_A_KEY), self.keep)
        self.add(heading(tr("A new network")), *self.new_fields.values(), self.add_it)
        self.end()
        self._buttons()
        tasks.start(self._load(), "list networks")

    # ---- drawing ---------------------------------------------------------------------------------------------

    def _buttons(self) -> None:
        chosen = self._chosen
        self.test.setEnabled(bool(chosen))
        self.drop.setEnabled(bool(chosen) and chosen != PRACTICE)
        self.keep.setEnabled(bool(chosen) and chosen != PRACTICE and bool(self.key.text().strip()))
        self.add_it.setEnabled(bool(self.new["name"].text().strip() and self.new["url"].text().strip()))

    def _check(self) -> None:
        for name in ("url", "rpc_url", "market_url"):
            self.new_fields[name].blame(address_problem(self.new[name].text().strip()))
        self.new_fields["payout_address"].blame(payout_problem(self.new["payout_address"].text().strip()))
        self._buttons()

    @property
    def _chosen(self) -> str:
        row = self.known.currentRow()
        return str(self._networks[row]["name"]) if 0 <= row < len(self._networks) else ""

    def _tell(self, sentences: Sequence[tuple[str, str]]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for sentence, kind in sentences:
            says = Says()
            says.say(sentence, kind)
            self._rows.addWidget(says)

    # ---- what is done ----------------------------------------------------------------------------------------

    async def _load(self) -> None:
        networks = await self.draft.desk.keys.networks()
        if not shiboken6.isValid(self):
            return
        self._networks = networks
        row = max(0, self.known.currentRow())
        self.known.clear()
        self.known.addItems([_line(network) for network in networks])
        self.known.setCurrentRow(min(row, len(networks) - 1))
        options = [("" if n["name"] == PRACTICE else str(n["name"]), _name(str(n["name"]))) for n in networks]
        self.active.put(options, str(self.draft.get("active")))
        self._buttons()

    async def _test(self) -> None:
        self._tell([(tr("Asking …"), "plain")])
        try:
            told = texts.parts(await self.draft.desk.keys.test_network(self._chosen))
        except WorldError as error:
            told = [(in_words(error), "problem")]
        if shiboken6.isValid(self):
            self._tell(told)

    async def _add(self) -> None:
        fields = {name: edit.text().strip() for name, edit in self.new.items()}
        try:
            await self.draft.desk.keys.add_network(fields, "")
        except (ValueError, WorldError) as error:
            if shiboken6.isValid(self):
                self._tell([(in_words(error), "problem")])
            return
        if shiboken6.isValid(self):
            for edit in self.new.values():
                edit.clear()
            self.draft.reload("networks")
            await self._load()

    async def _drop(self) -> None:
        try:
            await self.draft.desk.keys.remove_network(self._chosen)
        except (ValueError, WorldError) as error:
            if shiboken6.isValid(self):
                self._tell([(in_words(error), "problem")])
            return
        if shiboken6.isValid(self):
            self.draft.reload("networks")
            await self._load()

    async def _keep(self) -> None:
        try:
            where = await self.draft.desk.keys.keep_key(self._chosen, self.key.text())
            told = (tr("The key is kept in {where}.", where=where), "good")
        except (ValueError, WorldError) as error:
            told = (in_words(error), "problem")
        if shiboken6.isValid(self):
            self.key.clear()
            self._tell([told])
            await self._load()


def _name(name: str) -> str:
    return tr("The practice network (play money)") if name == PRACTICE else name


def _line(network: Mapping[str, Any]) -> str:
    key = tr("key: {key}", key=network["key"]) if network["key"] else tr("no key")
    used = tr("in use") if network["active"] else ""
    payout = texts.short(str(network.get("payout_address", "")))
    return " · ".join(part for part in (_name(str(network["name"])), str(network["url"]), key, payout, used) if part)

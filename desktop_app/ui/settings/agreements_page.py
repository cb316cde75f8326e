"""Contracts, reservations and batches: what is in force, and a new one. All of it counts at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import shiboken6
from PySide6.QtWidgets import QAbstractItemView, QPushButton

from desktop_app.domain import batch, reservations
from desktop_app.domain.batch import BatchTerms
from desktop_app.domain.contracts import ContractTerms
from desktop_app.domain.errors import WorldError, in_words
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.reservations import ReservationTerms
from desktop_app.provider.ports.agreed_desk import AgreedDesk
from desktop_app.ui.forms.cells import Cells
from desktop_app.ui.forms.fields import Says, heading
from desktop_app.ui.settings import agreement_words as words
from desktop_app.ui.settings.agreement_forms import Form, amount_entry, text_entry, whole_entry
from desktop_app.ui.settings.contract_form import CUSTOMER, contract_form
from desktop_app.ui.settings.draft import Draft
from desktop_app.ui.settings.parts import Page
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.translated import tr
from desktop_app.ui.widgets.text import Text

MOST_LINES = 6
_ABOUT = Phrase("What you agreed with single customers. What is made or ended here counts at once, without Save.")
_ENDING = Phrase(
    "An agreement that is ended cannot be taken up again; a new one can be made. Jobs that run keep their price. A "
    "reservation's fee stays owed."
)


@dataclass(frozen=True, slots=True)
class _Row:
    """An agreement in the table; `end` ends it."""

    ref: str
    texts: tuple[str, ...]
    end: Callable[[], Awaitable[None]]


class AgreementsPage(Page):
    """Over the desk's agreements; nothing of it is part of the draft."""

    def __init__(self, draft: Draft, desk: AgreedDesk, tasks: Tasks) -> None:
        super().__init__(draft, tr("Contracts and reservations"), _ABOUT)
        self._desk, self._tasks, self._unit = desk, tasks, draft.desk.unit
        self._shown: list[_Row] = []
        self.table = self._make_table()
        self.none, self.says = Text(tr("Nothing is agreed with anybody."), wrap=True), Says()
        self.end_it = QPushButton(tr("End the chosen one"))
        self.end_it.clicked.connect(lambda: tasks.start(self._end(), "end an agreement"))
        self.ending = Text(_ENDING, quiet=True, wrap=True)
        self.contract = contract_form(desk, tasks, self._unit, _tiers(draft), self._agree)
        self.reservation = self._reservation_form()
        self.batch, self.no_batch = self._batch_form(), QPushButton(tr("Collect no batches any more"))
        self.no_batch.clicked.connect(lambda: tasks.start(self._end_batches(), "end batches"))
        self.batch_now = Text(wrap=True)
        self.add(heading(tr("In force")), self.none, self.table, self.ending, self.end_it, self.says)
        self.add(
            heading(tr("A new contract")), self.contract, heading(tr("Reserve memory for a customer")), self.reservation
        )
        self.add(heading(tr("Batches")), self.batch_now, self.no_batch, self.batch)
        self.end()
        self._load()

    def draw(self) -> None:
        super().draw()
        for form in (self.contract, self.reservation, self.batch):
            form.setDisabled(bool(self.draft.desk.why_read_only))

    # ---- parts -----------------------------------------------------------------------------------------------

    def _make_table(self) -> Cells:
        table = Cells(tr("Agreements in force"), words.COLUMNS, right=(2,))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.itemSelectionChanged.connect(lambda: self.end_it.setEnabled(table.currentRow() >= 0))
        return table

    def _reservation_form(self) -> Form[ReservationTerms]:
        entries = {
            "client_id": text_entry(tr("Customer"), CUSTOMER),
            "reserved_gpu_memory": amount_entry(tr("Memory of the card, in GB"), "4"),
            "reservation_duration": whole_entry(tr("For"), 1, 8784, 24, " h", lambda hours: f"{hours}h"),
            "starts_at": text_entry(
                tr("From (empty: at once)"), tr("By this computer's clock."), "2026-12-24 18:00", _moment
            ),
            "reservation_fee": amount_entry(
                tr("Fee in all, in {unit} (may stay empty)", unit=self._unit), "0.5", argument=lambda fee: fee or 0
            ),
        }
        return Form(
            entries, tr("Reserve it"), self._tasks,
            sample={"client_id": "x", "reserved_gpu_memory": 1, "reservation_duration": "1h"},
            read=reservations.parse, told=lambda terms: words.reservation_does(terms, self._unit, self._desk.now()),
            act=self._reserve,
        )  # fmt: skip

    def _batch_form(self) -> Form[BatchTerms]:
        now = self._desk.batch or batch.parse(10, "0.3", "24h")
        entries = {
            "min_batch_size": whole_entry(tr("Jobs that make a batch"), 2, 1000, now.size, "", int),
            "batch_discount": whole_entry(
                tr("They pay less by"), 0, 99, round(now.discount * 100), "%", lambda share: str(share / 100)
            ),
            "processing_window": whole_entry(
                tr("A job waits at the longest"), 1, 168, max(1, round(now.window / 3600)), " h",
                lambda hours: f"{hours}h"
            ),
        }  # fmt: skip
        return Form(
            entries, tr("Collect such batches"), self._tasks, sample={"min_batch_size": 2, "batch_discount": 0},
            read=batch.parse, told=words.batch_does, act=self._collect,
        )  # fmt: skip

    # ---- what is done ----------------------------------------------------------------------------------------

    async def _agree(self, terms: ContractTerms) -> str:
        await self._desk.create_contract(terms)
        self._load()
        return tr("The contract with {client_id} is in force.", client_id=terms.client_id)

    async def _reserve(self, terms: ReservationTerms) -> str:
        await self._desk.reserve(terms)
        self._load()
        return tr("{terms} are reserved for {client_id}.", terms=words.memory(terms), client_id=terms.client_id)

    async def _collect(self, terms: BatchTerms) -> str:
        await self._desk.use_batch(terms)
        self._load()
        return tr("Batches are collected from now on.")

    async def _end_batches(self) -> None:
        await self._try(lambda: self._desk.use_batch(None))

    async def _end(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._shown):
            await self._try(self._shown[row].end)

    async def _try(self, work: Callable[[], Awaitable[None]]) -> None:
        told = ""
        try:
            await work()
        except WorldError as error:
            told = in_words(error)
        if shiboken6.isValid(self):
            self.says.say(told, "problem")
            self._load()

    def look(self) -> None:
        """Show what was agreed elsewhere meanwhile."""
        if [(one.ref, one.texts) for one in self._rows()] != [(one.ref, one.texts) for one in self._shown]:
            self._load()

    def _rows(self) -> list[_Row]:
        desk, now = self._desk, self._desk.now()
        found = [
            _Row(c.contract_id, words.contract_row(c, standing, self._unit), partial(desk.end_contract, c.contract_id))
            for c, standing in desk.contracts()
        ]
        return found + [
            _Row(r.reservation_id, words.reservation_row(r, self._unit, now), partial(desk.release, r.reservation_id))
            for r in desk.reservations()
        ]

    # ---- drawing ---------------------------------------------------------------------------------------------

    def _load(self) -> None:
        if not shiboken6.isValid(self):
            return
        row = self.table.currentRow()
        chosen = self._shown[row].ref if 0 <= row < len(self._shown) else ""
        self._shown = rows = self._rows()
        self.table.setRowCount(len(rows))
        for number, one in enumerate(rows):
            self.table.put(number, one.texts)
        self.table.show_lines(min(len(rows), MOST_LINES))
        kept = next((number for number, one in enumerate(rows) if one.ref == chosen), -1)
        self.table.clearSelection()
        self.table.setCurrentCell(kept, 0 if kept >= 0 else -1)
        self.end_it.setEnabled(kept >= 0)
        for part in (self.table, self.ending, self.end_it):
            part.setVisible(bool(rows))
        self.none.setVisible(not rows)
        terms = self._desk.batch
        self.batch_now.put(
            tr("Now: {batch_does}", batch_does=words.batch_does(terms)) if terms else tr("Now: no jobs are collected.")
        )
        self.no_batch.setVisible(terms is not None)


def _moment(text: str) -> object:
    """A time without a zone is this computer's; what cannot be read is left to the rule, which says so."""
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError:
        return text


def _tiers(draft: Draft) -> tuple[str, ...]:
    """The names of the tiers in force."""
    return tuple(str(name) for name in (draft.desk.rules().get("tiers") or {}).get("spec", {}))

"""The guest book: who ran what here. Never a prompt, never an answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout

from desktop_app.domain.browsing import Guest
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import AppState
from desktop_app.provider.ports.office import Office
from desktop_app.ui import measures
from desktop_app.ui.icons import IconSet
from desktop_app.ui.pages.page import Page
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.tables import TableOr
from desktop_app.ui.widgets.text import Text

SPANS = {
    Phrase("Last day"): timedelta(days=1),
    Phrase("Last week"): timedelta(days=7),
    Phrase("Last 30 days"): timedelta(days=30),
    Phrase("Last year"): timedelta(days=365),
}
MOST = 1000
_NOT_KNOWN = Phrase("not known", "what a job's process could reach")
_REACH: dict[int | None, Phrase] = {
    2: Phrase("nothing of yours, no network"),
    1: Phrase("your network only"),
    0: Phrase("your files and network"),
}
"""By how far the process was shut in (domain.jobs.Work)."""


class GuestsPage(Page):
    """By customer and model over a stretch of time."""

    scrolls = False

    def __init__(self, icons: IconSet, verbs: Verbs) -> None:
        super().__init__(verbs)
        self._guests: list[Guest] | None = None
        self.spans = QComboBox()
        self.spans.addItems([shown(span) for span in SPANS])
        self.spans.setCurrentIndex(list(SPANS.values()).index(timedelta(days=30)))
        self.allowed = Text(quiet=True, wrap=True)
        self.table = TableOr(
            tr("Guest book"), (tr("Customer"), tr("Model"), tr("Jobs"), tr("Tokens"), tr("Minutes"), tr("Last"),
             tr("Could reach")),
            right=(2, 3, 4), firm=(5, 6),
            widths=(22, 24, 7, 9, 8, 18, 28), lines=12, empty=tr("Nobody's job ran here in this time."),
        )  # fmt: skip
        row = QHBoxLayout()
        row.addWidget(Text(tr("Who ran what on this computer"), bold=True))
        row.addStretch(1)
        row.addWidget(self.spans)
        self.section(row, self.allowed)
        self._column.addWidget(self.table, 1)
        self.spans.currentIndexChanged.connect(lambda _: self.ask())

    def show_state(self, state: AppState) -> None:
        """Show `state`."""
        told = tr(
            "Customers never reach this computer: they send text, a model here answers with text. A customer is who "
            "the payment names; that is a claim, not a proof."
        )
        self.allowed.put("\n".join((told, *(shown(text) for text in state.allowed))))
        super().show_state(state)

    async def query(self, office: Office) -> Any:
        span = self.spans.currentText()
        return span, await office.jobs.guests(self.verbs.now() - list(SPANS.values())[self.spans.currentIndex()], MOST)

    def show_answer(self, found: Any) -> None:
        span, guests = found
        if span != self.spans.currentText():
            self.ask()
        elif guests != self._guests:  # hundreds of lines, and mostly the same as at the last look
            self._guests = guests
            self.table.show_rows([_row(guest) for guest in guests])


def _row(guest: Guest) -> tuple[str, ...]:
    return (guest.customer or tr("not told"), guest.model, measures.number(guest.jobs), measures.number(guest.tokens),
            measures.number(guest.seconds / 60, 1), measures.when(guest.last_at),
            shown(_REACH.get(guest.shut_in, _NOT_KNOWN)))  # fmt: skip

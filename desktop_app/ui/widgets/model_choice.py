"""Well-known models as a list to choose from: name, size, whether it fits, licence, and one button."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.model_list import Choice, Offer
from desktop_app.ui import measures
from desktop_app.ui.forms.cells import Cells
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.widgets.text import Text, em

LINES = 8


class ModelChoice(QWidget):
    """`get(source)` when one is to be downloaded. The suggested one is chosen as long as nobody chose another."""

    def __init__(self, get: Callable[[str], None]) -> None:
        super().__init__()
        self._get = get
        self._choice, self._is_busy = Choice(), False
        self._begun, self._running = frozenset[str](), frozenset[str]()
        self.table = Cells(tr("Models to download"), (tr("Model"), tr("Size"), tr("Fits"), tr("Licence")), (1,))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.says, self.about = Text(wrap=True), Text(quiet=True, wrap=True)
        self.button = QPushButton(tr("Download"))
        self.button.setAccessibleDescription(tr("Downloads the model that is chosen in the list"))
        self.button.clicked.connect(self._take)
        self.table.itemSelectionChanged.connect(self._draw)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em() // 2)
        for part in (self.says, self.table, self.about):
            column.addWidget(part)
        column.addLayout(row)
        self.dress()
        self._draw()

    @property
    def chosen(self) -> Offer | None:
        row = self.table.currentRow()
        return self._choice.offers[row] if 0 <= row < len(self._choice.offers) else None

    def put(self, choice: Choice, begun: Collection[str] = ()) -> None:
        """Show these; what is chosen stays chosen. `begun` are the sources of downloads that can go on."""
        self._begun = frozenset(begun)
        if choice != self._choice:
            before = self.chosen
            self._choice = choice
            self._fill()
            sources = [offer.source for offer in choice.offers]
            kept = sources.index(before.source) if before is not None and before.source in sources else 0
            if sources:
                self.table.selectRow(kept)
        self._draw()

    def _fill(self) -> None:
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._choice.offers))
        for row, offer in enumerate(self._choice.offers):
            self.table.put(row, _row(offer))
        self.table.blockSignals(False)

    def dress(self) -> None:
        """Lines in the measure of the present font."""
        self.table.show_lines(LINES)

    def running(self, sources: Collection[str]) -> None:
        """These are being fetched already."""
        self._running = frozenset(sources)
        self._draw()

    def busy(self, is_busy: bool) -> None:
        """Nothing can be fetched now."""
        self._is_busy = is_busy
        self._draw()

    def _draw(self) -> None:
        offers, chosen = self._choice.offers, self.chosen
        self.says.put(shown(self._choice.says))
        self.says.setVisible(bool(self._choice.says))
        for part in (self.table, self.about, self.button):
            part.setVisible(bool(offers))
        self.about.put(about(chosen) if chosen else "")
        self.button.setText(tr("Go on") if chosen and chosen.source in self._begun else tr("Download"))
        may = chosen and chosen.fits and not chosen.is_here and chosen.source not in self._running
        self.button.setEnabled(bool(may) and not self._is_busy)

    def _take(self) -> None:
        if (chosen := self.chosen) is not None:
            self._get(chosen.source)


def about(offer: Offer) -> str:
    """What is to be known of one model, in sentences."""
    first = shown(offer.suggested) if not offer.is_here else tr("It is on this computer already.")
    fits = tr("It fits: {why}.", why=offer.why) if offer.fits else tr("It does not fit: {why}.", why=offer.why)
    more = (
        tr("Quantisation {name}.", name=offer.detail)
        if offer.is_exact
        else tr("Ollama calls it {name} and decides which file it fetches; the size is about that.", name=offer.detail)
    )
    return " ".join(part for part in (first, fits, tr("Licence: {name}.", name=offer.licence), more) if part)


def _row(offer: Offer) -> tuple[str, ...]:
    fits = tr("is here") if offer.is_here else tr("too large") if not offer.fits else tr("yes")
    if offer.suggested and not offer.is_here:
        fits = tr("suggested")
    return offer.name, measures.size(offer.size), fits, offer.licence

"""The market: what others ask for a similar card, where our price stands among them, and what everybody can read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from desktop_app.domain.ladder import percentile
from desktop_app.domain.money import show
from desktop_app.provider.ports.office import MarketView, Office
from desktop_app.ui import measures, words
from desktop_app.ui.icons import IconSet
from desktop_app.ui.pages.page import Page
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.figures import Figure
from desktop_app.ui.widgets.tables import TableOr
from desktop_app.ui.widgets.text import Text, em

BINS = 24


class Distribution(QWidget):
    """How many offers ask which price, drawn with plain rectangles; our own price is a line."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: list[int] = []
        self._ours = 0.0
        self.setFixedHeight(em() * 6)

    def show_prices(self, prices: tuple[Decimal, ...], ours: Decimal) -> None:
        """Draw these."""
        top = float(max((*prices, ours), default=Decimal(0))) or 1.0
        self.counts = [0] * BINS
        for price in prices:
            self.counts[min(int(float(price) / top * BINS), BINS - 1)] += 1
        self._ours = float(ours) / top
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette = QPainter(self), QApplication.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Base))
        most, width = max(self.counts, default=0) or 1, self.width() / BINS
        for place, count in enumerate(self.counts):
            height = count / most * (self.height() - 4)
            painter.fillRect(QRectF(place * width + 1, self.height() - height, width - 2, height), QColor("#3f7cc4"))
        line = QRectF(min(self._ours * self.width(), self.width() - 3), 0, 3, self.height())
        painter.fillRect(line, QColor("#d05a5c"))
        painter.end()


class MarketPage(Page):
    """Prices, offers, what is shared."""

    def __init__(self, icons: IconSet, verbs: Verbs) -> None:
        super().__init__(verbs)
        self.ours, self.middle = Figure(tr("your price an hour")), Figure(tr("the middle of the market"))
        self.place, self.count = Figure(tr("of the others cost less")), Figure(tr("offers of yours can be seen"))
        self.note = Text(quiet=True, wrap=True)
        self.distribution = Distribution()
        self.least, self.most = Text(quiet=True), Text(quiet=True, right=True)
        self.offers = TableOr(
            tr("Offers of similar cards"), (tr("Provider"), tr("Offers"), tr("Region"), tr("Price an hour")),
            right=(3,), stretch=1, widths=(24, 24, 14, 18), lines=8,
            empty=tr("Nobody else offers anything here right now."),
        )  # fmt: skip
        self.shared = Text(wrap=True)
        row = QHBoxLayout()
        row.setSpacing(em())
        for figure in (self.ours, self.middle, self.place, self.count):
            row.addWidget(figure, 1)
        self._column.addLayout(row)
        self._column.addWidget(self.note)
        self.head = Text(tr("What others ask for an hour; the red line is your price"), bold=True)
        ends = QHBoxLayout()
        for end in (self.least, self.most):
            ends.addWidget(end)
        self.section(self.head, self.distribution, ends)
        self._column.addWidget(self.offers)
        self.section(tr("What everybody can read about you"), self.shared)
        self._column.addStretch(1)

    async def query(self, office: Office) -> Any:
        return await office.standing.market()

    def show_answer(self, found: Any) -> None:
        view: MarketView = found
        unit = self.state.unit if self.state else ""
        prices = view.prices
        self.ours.put(show(view.price, unit))
        self.middle.put(show(prices[len(prices) // 2], unit) if prices else "–")
        self.place.put(measures.share(percentile(view.price, prices)) if prices else "–")
        self.count.put(measures.number(view.ours))
        similar = tr("Offers for cards like the {card}.", card=view.similar_to)
        self.note.put(view.note or (similar if view.similar_to else ""))
        self.note.setVisible(bool(self.note.text()))
        for widget in (self.head, self.distribution, self.least, self.most):
            widget.setVisible(bool(prices))
        self.distribution.show_prices(prices, view.price)
        top = max((*prices, view.price), default=Decimal(0))
        self.least.put(show(Decimal(0), unit))
        self.most.put(show(top, unit))
        self.offers.show_rows(
            [(words.clip(who, 60), words.clip(what, 60), where or tr("not told"), show(price, unit))
             for who, what, where, price in sorted(view.offers, key=lambda offer: offer[3])]
        )  # fmt: skip
        self.offers.setVisible(bool(view.offers) or not view.note)  # the note says why there are none
        self.shared.put("\n".join(f"• {shown(sentence)}" for sentence in view.shared))

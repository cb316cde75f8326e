"""The network's books beside ours, and the claims book, which is never summed into what was earned."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.claims_book import ClaimKind, owed
from desktop_app.domain.differences import Difference, Kind
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.reconciling import Report
from desktop_app.provider.ports.office import Office
from desktop_app.ui import measures, words
from desktop_app.ui.pages.page import Page
from desktop_app.ui.translated import shown, tr, trn
from desktop_app.ui.widgets.sums import exactly
from desktop_app.ui.widgets.tables import TableOr
from desktop_app.ui.widgets.text import Text, em

NOT_COMPARED = Phrase("Compared every ten minutes by itself. Press the button to see the figures side by side now.")
ALL_EQUAL = Phrase("No difference stands between these books and the network's.")
NO_CLAIMS = Phrase("Nothing is owed by contract. Fees, penalties and refunds that contracts agree on are noted here.")
APART = Phrase("What contracts agree on and the network cannot pay: shown here, never summed into what was earned.")


_KINDS = {
    ClaimKind.FEE: Phrase("fee"),
    ClaimKind.PENALTY: Phrase("penalty"),
    ClaimKind.REFUND: Phrase("refund"),
}


class Books(QWidget):
    """`compare` asks the network; the differences that stand are shown all the time."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.report: Report | None = None
        self.compare = QPushButton(tr("Compare with the network"))
        self.compare.clicked.connect(lambda: page.do(self._compare, "compare the books"))
        self.told = Text(NOT_COMPARED, quiet=True, wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(em())
        self._grid.setVerticalSpacing(em() // 5)
        self._grid.setColumnStretch(2, 1)
        self.lines: list[tuple[Text, Text]] = []
        self.differences = TableOr(
            tr("Differences"), (tr("Job"), tr("Why"), tr("Ours"), tr("The network's")), right=(2, 3), stretch=1,
            widths=(18, 20, 16, 16),
            empty=ALL_EQUAL, lines=3, wraps=True,
        )  # fmt: skip
        self.claims = TableOr(
            tr("Claims"), (tr("Time"), tr("Kind"), tr("Customer"), tr("Why"), tr("Amount")),
            right=(4,), firm=(0,), stretch=3, widths=(18, 9, 16, 20, 16),
            empty=NO_CLAIMS, lines=3, wraps=True,
        )  # fmt: skip
        self.owed = Text(APART, quiet=True, wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Text(tr("The network's books beside these"), bold=True))
        head.addStretch(1)
        head.addWidget(self.compare)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em() // 3)
        column.addLayout(head)
        column.addWidget(self.told)
        column.addLayout(self._grid)
        column.addWidget(self.differences)
        column.addSpacing(em())
        column.addWidget(Text(tr("Claims book"), bold=True))
        column.addWidget(self.owed)
        column.addWidget(self.claims)

    async def query(self, office: Office) -> Any:
        """What stands in both."""
        return await office.money.differences(), await office.money.claims()

    def show_answer(self, found: Any) -> None:
        """Draw it."""
        differences, claims = found
        unit = self._page.state.unit if self._page.state else ""
        self.differences.show_rows(
            [(d.job_id or tr("all jobs"), d.explanation, _figure(d, d.ours, unit), _figure(d, d.theirs, unit))
             for d in differences]
        )  # fmt: skip
        self.claims.show_rows(
            [(measures.when(c.at), _KINDS[c.kind], c.customer, c.sentence,
              f"{shown(exactly(c.amount))} {unit}") for c in claims]
        )  # fmt: skip
        sums = owed(claims)
        told = tr(
            " Owed to you: {to_us} {unit}; owed by you: {by_us} {unit}.",
            to_us=measures.exact(sums.to_us),
            unit=unit,
            by_us=measures.exact(sums.by_us),
        )
        self.owed.put(shown(APART) + (told if claims else ""))
        if self.report is not None:
            self._draw(self.report, unit)

    async def _compare(self, office: Office) -> None:
        self.report = await office.money.reconcile()

    def _draw(self, report: Report, unit: str) -> None:
        booked = trn("{n} correction", "{n} corrections", report.corrections)
        of = words.jobs(report.of)
        at = measures.clock(report.at, with_seconds=True)
        self.told.put(
            tr(
                "Compared {checked} of {of} of the last 30 days at {at}; {booked} booked.",
                checked=measures.number(report.checked),
                of=of,
                at=at,
                booked=booked,
            )
        )
        rows = report_lines(report, unit)
        while len(self.lines) < len(rows):
            name, value = Text(quiet=True), Text(right=True)
            self._grid.addWidget(name, len(self.lines), 0)
            self._grid.addWidget(value, len(self.lines), 1)
            self.lines.append((name, value))
        for (name, value), (text, amount) in zip(self.lines, rows, strict=False):
            name.put(text)
            value.put(amount)


def _figure(found: Difference, told: str, unit: str) -> str:
    """A count as it is, an amount with all its places and its unit."""
    return told if found.kind is Kind.COUNT or not told else f"{shown(exactly(Decimal(told)))} {unit}"


def report_lines(report: Report, unit: str) -> list[tuple[str, str]]:
    """From what was quoted to what was received, each with its name."""

    def money(amount: Any) -> str:
        return tr("not told") if amount is None else f"{shown(exactly(amount))} {unit}"

    return [
        (tr("Quoted by us for these jobs"), money(report.quoted)),
        (tr("Set aside by customers, as looked up"), money(report.escrowed)),
        (tr("Released by the network, as looked up"), money(report.released)),
        (tr("Credited in these books, ever"), money(report.booked)),
        (tr("Kept by the network, as observed"), money(report.fee)),
        (tr("The network's own total, before fees"), money(report.network_total)),
        (tr("Still held by the network"), money(report.network_pending)),
        (tr("On the payout address now"), money(report.balance)),
    ]

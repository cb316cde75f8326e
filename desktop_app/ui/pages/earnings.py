"""Earnings: what came in by day, week, month or year, of what and from whom; the network's books beside ours."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout

from desktop_app.domain.browsing import Stack, combined
from desktop_app.domain.periods import Period, bounds, finer, first_day, following, label, title
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import AppState
from desktop_app.provider.ports.office import Office
from desktop_app.ui import words
from desktop_app.ui.charts.place import ChartPlace
from desktop_app.ui.icons import IconSet
from desktop_app.ui.pages.page import Page
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.books import Books
from desktop_app.ui.widgets.legend import Legend
from desktop_app.ui.widgets.saving import save_csv, save_statement
from desktop_app.ui.widgets.stacking import BY, NAMES, LookedAt, shaped, title_of
from desktop_app.ui.widgets.sums import PARTS_HEADS, SumFigures, bar_rows, part_rows
from desktop_app.ui.widgets.tables import TableOr
from desktop_app.ui.widgets.text import Text, em

BAR_HEADS = {
    Period.DAY: Phrase("Hour"),
    Period.WEEK: Phrase("Day"),
    Period.MONTH: Phrase("Day"),
    Period.YEAR: Phrase("Month"),
}
_PERIODS = {
    Period.DAY: Phrase("Day"),
    Period.WEEK: Phrase("Week"),
    Period.MONTH: Phrase("Month"),
    Period.YEAR: Phrase("Year"),
}
NOTHING = Phrase("Nothing came in during this time. A bar grows with the first paid job.")


class EarningsPage(Page):
    """A period chosen above, its bars, its sums, its tables; below the network's books and the claims book."""

    def __init__(self, icons: IconSet, verbs: Verbs) -> None:
        super().__init__(verbs)
        self.period, self.day = Period.WEEK, verbs.now().astimezone().date()
        self.stacks: list[Stack] = []
        self._news: tuple[object, ...] = ()
        self.periods, self.by = QComboBox(), QComboBox()
        self.back, self.forward = QToolButton(), QToolButton()
        self.name = Text(bold=True)
        self.csv, self.pdf = QPushButton(tr("Save for tax (CSV)…")), QPushButton(tr("Save statement (PDF)…"))
        self.figures = SumFigures()
        self.chart = ChartPlace("stacked:StackedBars", verbs, 18)
        self.legend = Legend()
        self.readout = Text(quiet=True, wrap=True)
        self.bars = TableOr(tr("Earnings over time"), PARTS_HEADS, right=range(1, 7),
                            widths=(14, 8, 15, 15, 15, 15, 15),
                            empty=NOTHING, lines=8)  # fmt: skip
        self.parts = TableOr(tr("Earnings by part"), PARTS_HEADS, right=range(1, 7), widths=(14, 8, 15, 15, 15, 15, 15),
                             empty=NOTHING, lines=5)  # fmt: skip
        self.books = Books(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.periods.addItems([shown(_PERIODS[period]) for period in Period])
        self.periods.setCurrentIndex(list(Period).index(self.period))
        self.by.addItems([shown(name) for name in NAMES])
        for button, text, spoken in ((self.back, "‹", tr("Earlier")), (self.forward, "›", tr("Later"))):
            button.setText(text)
            button.setAccessibleName(spoken)
            button.setAutoRaise(True)
        row = QHBoxLayout()
        for widget in (self.periods, self.back, self.name, self.forward):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(Text(tr("Stacked by"), quiet=True))
        row.addWidget(self.by)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.csv)
        buttons.addWidget(self.pdf)
        self._column.addLayout(row)
        self._column.addWidget(self.figures)
        drawn = QVBoxLayout()
        drawn.setSpacing(em() // 3)
        for part in (self.chart, self.legend, self.readout):
            drawn.addWidget(part)
        self._column.addLayout(drawn)
        self._column.addWidget(self.parts)
        self._column.addWidget(self.bars)
        self._column.addLayout(buttons)
        self._column.addWidget(self.books)
        self._column.addStretch(1)

    def _connect(self) -> None:
        self.periods.currentIndexChanged.connect(lambda row: self.choose(list(Period)[row], self.day))
        self.by.currentIndexChanged.connect(lambda _: self.ask())
        self.back.clicked.connect(lambda: self.choose(self.period, following(self.period, self.day, -1)))
        self.forward.clicked.connect(lambda: self.choose(self.period, following(self.period, self.day)))
        self.csv.clicked.connect(lambda: save_csv(self, *self.span()))
        self.pdf.clicked.connect(lambda: save_statement(self))
        self.chart.loaded.connect(self._hear)

    def _hear(self) -> None:
        self.chart.chart.pointed.connect(self._point)
        self.chart.chart.opened.connect(self._open)

    def choose(self, period: Period, day: date) -> None:
        """Look at the period that holds `day`."""
        self.period, self.day = period, day
        self.periods.blockSignals(True)
        self.periods.setCurrentIndex(list(Period).index(period))
        self.periods.blockSignals(False)
        self._name()
        self.ask()

    def span(self) -> tuple[datetime, datetime]:
        """The beginning and the end of what is looked at."""
        edges = bounds(self.period, self.day)
        return edges[0], edges[-1]

    def is_drawn(self) -> bool:
        return super().is_drawn() and self.chart.is_drawn()

    def _by(self) -> str:
        return list(NAMES.values())[self.by.currentIndex()]

    def show_state(self, state: AppState) -> None:
        """Show `state`; what came in since is asked for at once."""
        news = (state.earned_total, state.completed, state.failed)
        if self._news and news != self._news:
            self.ask()
        self._news = news
        super().show_state(state)

    async def figures_of(self, office: Office) -> tuple[LookedAt, list[Stack]]:
        """What is looked at, and its bars as they are now."""
        period, day, by = self.period, self.day, self._by()
        return (period, day, by), await office.money.stacks(bounds(period, day), BY[by])

    async def query(self, office: Office) -> Any:
        looked_at, stacks = await self.figures_of(office)
        return looked_at, stacks, await self.books.query(office)

    def show_answer(self, found: Any) -> None:
        (period, day, by), stacks, books = found
        if (period, day, by) != (self.period, self.day, self._by()):
            self.ask()
            return
        self.stacks = shaped(stacks, by)
        self._name()
        state, is_play = self.state, bool(self.state and self.state.network.is_play)
        whole = combined({str(n): combined(stack.parts) for n, stack in enumerate(self.stacks)})
        energies = [stack.energy for stack in stacks]
        self.figures.show_sums(whole, energies, state.unit if state else "", is_play=is_play)
        names = self.legend.show_parts(self.stacks, state.unit if state else "")
        labels = [shown(label(period, stack.since)) for stack in self.stacks]
        heights = [[float(s.parts[n].credited) if n in s.parts else 0.0 for s in self.stacks] for n in names]
        self.chart.draw(lambda chart: chart.show_bars(labels, heights), "" if whole.jobs else NOTHING)
        self.parts.show_rows(part_rows(self.stacks, names), [self.by.currentText().capitalize(), *PARTS_HEADS[1:]])
        self.bars.show_rows(bar_rows(self.stacks, labels), [BAR_HEADS[period], *PARTS_HEADS[1:]])
        self.parts.setVisible(bool(whole.jobs))
        self.bars.setVisible(bool(whole.jobs))
        self.books.show_answer(books)
        self._point(-1)

    def _name(self) -> None:
        self.name.put(title(self.period, self.day))
        here = self.verbs.now().astimezone().date()
        self.forward.setEnabled(first_day(self.period, self.day) < first_day(self.period, here))

    def _point(self, index: int) -> None:
        """Read the bar under the mouse out, where there are bars."""
        if not any(stack.parts for stack in self.stacks):
            self.readout.put("")
            return
        if not 0 <= index < len(self.stacks) or self.state is None:
            self.readout.put(tr("Point at a bar to read it; double-click opens it; the wheel zooms."))
            return
        stack = self.stacks[index]
        self.readout.put(words.bar(stack, title_of(self.period, stack.since), self.state.unit))

    def _open(self, index: int) -> None:
        nearer = finer(self.period)
        if nearer is not None and 0 <= index < len(self.stacks):
            self.choose(nearer, self.stacks[index].since.astimezone().date())

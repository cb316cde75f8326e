"""The graphics card: what it did over time, how fast it is, and how quickly it was given back."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.card import LONGEST_STEP, Reading, usual_step
from desktop_app.domain.phrases import Phrase, together
from desktop_app.domain.state import AppState
from desktop_app.domain.yields import Yielded, figures
from desktop_app.provider.ports.office import Mark, Office
from desktop_app.ui import card_words, measures, words
from desktop_app.ui.charts.place import ChartPlace
from desktop_app.ui.forms.fields import Says
from desktop_app.ui.icons import IconSet
from desktop_app.ui.pages.page import Page
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.figures import Figure
from desktop_app.ui.widgets.legend import COLOURS, Swatch
from desktop_app.ui.widgets.tables import TableOr
from desktop_app.ui.widgets.text import Text, em

SPANS = {
    Phrase("Last hour"): timedelta(hours=1),
    Phrase("Last day"): timedelta(days=1),
    Phrase("Last week"): timedelta(days=7),
    Phrase("Last month"): timedelta(days=30),
    Phrase("Last year"): timedelta(days=365),
}
POINTS = 700
SECOND = timedelta(seconds=1)
NOTHING = Phrase("Nothing was measured in this time. A card is read every few seconds while the program runs.")
LEGEND = (
    (Phrase("utilisation"), 0), (Phrase("fan"), 4), (Phrase("memory, ours"), 2), (Phrase("memory, all"), 8),
    (Phrase("temperature"), 3), (Phrase("power"), 5),
)  # fmt: skip
MARKS = Phrase("▲ a job ended   ┊ given back to you   │ an alert")


class CardPage(Page):
    """A stretch of time, four charts over it, benchmarks, yields."""

    every_s = 10.0

    def __init__(self, icons: IconSet, verbs: Verbs) -> None:
        super().__init__(verbs)
        self.readings: list[Reading] = []
        self.marks: list[Mark] = []
        self.has_drawn = False
        self.spans = QComboBox()
        self.card, self.now = Text(scale=1.25, bold=True), Says()
        self.chart = ChartPlace("card:CardChart", verbs, 30)
        self.readout = Says()
        self.benchmarks = TableOr(
            tr("Benchmarks"), (tr("Model"), tr("Measured"), tr("One job"), tr("All together"), tr("At once")),
            right=(2, 3, 4), firm=(1,),
            widths=(20, 18, 14, 14, 9), lines=3,
            empty=tr("No benchmark yet. It runs once for each model, while nothing else does."),
        )  # fmt: skip
        self.count, self.stopped, self.freed = (
            Figure(tr("times given back")),
            Figure(tr("stopped")),
            Figure(tr("memory free")),
        )
        self.held = Figure(tr("memory could not be freed"))
        self.yields = TableOr(
            tr("Given back"), (tr("Time"), tr("Why"), tr("Jobs"), tr("Stopped after"), tr("Memory free after")),
            right=(2, 3, 4), firm=(0,), stretch=1,
            widths=(18, 20, 6, 14, 18), empty=tr("The card was not asked back in the last 30 days."), lines=5,
        )  # fmt: skip
        self._lay_out()
        self.spans.currentIndexChanged.connect(lambda _: self.ask())
        self.chart.loaded.connect(lambda: self.chart.chart.pointed.connect(self._point))

    def _lay_out(self) -> None:
        self.spans.addItems([shown(span) for span in SPANS])
        head = QHBoxLayout()
        head.addWidget(self.card)
        head.addStretch(1)
        head.addWidget(self.spans)
        self.legend, self.marked = QWidget(), Text(MARKS, quiet=True)
        legend = QHBoxLayout(self.legend)
        legend.setContentsMargins(0, 0, 0, 0)
        legend.setSpacing(em() // 3)
        for name, colour in LEGEND:
            legend.addWidget(Swatch(COLOURS[colour]))
            legend.addWidget(Text(name))
            legend.addSpacing(em() // 2)
        legend.addStretch(1)
        drawn = QVBoxLayout()
        drawn.setSpacing(em() // 3)
        drawn.addWidget(self.chart)
        drawn.addWidget(self.legend)
        drawn.addWidget(self.marked)
        drawn.addWidget(self.readout)
        row = QHBoxLayout()
        for figure in (self.count, self.stopped, self.freed, self.held):
            row.addWidget(figure, 1)
        self.section(head, self.now)
        self._column.addLayout(drawn)
        self.section(tr("Benchmarks"), self.benchmarks)
        self.section(tr("Given back to you, last 30 days"), row)
        self._column.addWidget(self.yields)
        self._column.addStretch(1)

    def show_state(self, state: AppState) -> None:
        """Show `state`."""
        gpu = state.gpu
        self.card.put(gpu.name or tr("No graphics card"))
        self.now.say(card_words.now(gpu) if gpu.name else words.sentences(gpu.why_none, gpu.next_step))
        super().show_state(state)

    def is_drawn(self) -> bool:
        return super().is_drawn() and self.chart.is_drawn()

    def _span(self) -> timedelta:
        return list(SPANS.values())[self.spans.currentIndex()]

    async def query(self, office: Office) -> Any:
        span, now = self.spans.currentText(), self.verbs.now()
        since = now - self._span()
        readings = await office.card.readings(since, now, POINTS)
        marks = await office.card.marks(since, now)
        yields = await office.card.yields(now - timedelta(days=30), 500)
        return span, since, now, readings, marks, yields, await office.card.measured()

    def show_answer(self, found: Any) -> None:
        span, since, now, self.readings, self.marks, yields, measured = found
        if span != self.spans.currentText():
            self.ask()
            return
        readings, marks = self.readings, self.marks
        self.has_drawn = any(map(_tells, readings))
        sentence = "" if self.has_drawn else NOTHING
        self.chart.draw(lambda chart: chart.show_readings(readings, marks, since, now), sentence)
        for part in (self.legend, self.marked):
            part.setVisible(self.has_drawn)
        self._show_yields(yields)
        self.benchmarks.show_rows([card_words.benchmark(one) for one in measured])
        self._point(0.0)

    def _show_yields(self, yields: list[Yielded]) -> None:
        seen = figures(yields)
        self.count.put(measures.number(seen.count))
        self.stopped.put(card_words.spread(seen.stop_median, seen.stop_p95), tr("stopped: usually, 95% within"))
        memory = tr("memory free: usually, 95% within")
        self.freed.put(card_words.spread(seen.free_median, seen.free_p95), memory)
        self.held.put(measures.number(seen.failed))
        self.yields.show_rows([card_words.yielded(one) for one in yields])

    def _point(self, seconds: float) -> None:
        """Read the card out at the time under the mouse; what a point of the charts stands for is said with it."""
        sampled = card_words.sampled(self._span() / POINTS)
        self.readout.say(together(self._near(seconds), sampled, by="\n") if self.has_drawn else "")

    def _near(self, seconds: float) -> str:
        if not seconds:
            return tr("Point at the charts to read them; the wheel zooms, dragging moves.")
        at = datetime.fromtimestamp(seconds, UTC)
        place = min(bisect_left([reading.at for reading in self.readings], at), len(self.readings) - 1)
        near = min(self.readings[max(0, place - 1) : place + 1], key=lambda reading: abs(reading.at - at))
        reach = self._span() / 100
        marks = [mark for mark in self.marks if abs(mark.at - at) <= reach]
        step = usual_step([reading.at.timestamp() for reading in self.readings]) or self._span() / POINTS / SECOND
        is_far = abs(near.at - at) > step * LONGEST_STEP / 2 * SECOND
        return card_words.unread(at, marks) if is_far else card_words.reading(near, marks)


def _tells(reading: Reading) -> bool:
    """Whether the card reported anything that is drawn."""
    drawn = (reading.utilisation, reading.memory_used, reading.temperature, reading.power, reading.fan)
    return any(figure is not None for figure in drawn)

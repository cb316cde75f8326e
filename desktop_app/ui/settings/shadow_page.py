"""The shadow day: watch first, then a proposal with what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from desktop_app.domain import schedule
from desktop_app.domain.calendar_words import weekday_words
from desktop_app.domain.errors import WorldError, in_words
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.shadow_day import Proposal, Shadow
from desktop_app.ui import measures
from desktop_app.ui.forms.fields import Says, heading
from desktop_app.ui.settings.draft import Draft
from desktop_app.ui.settings.parts import Page
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.widgets.text import Text

_ABOUT = Phrase(
    "Not sure when and for how much? The program can watch for a day: when you use the computer, and what others ask. "
    "It offers nothing meanwhile, and proposes hours and a price afterwards."
)
_EVERY_MS = 30_000


class ShadowPage(Page):
    """`take` puts a proposal into the other pages; it counts when it is saved."""

    def __init__(self, draft: Draft, zone: str, take: Callable[[Proposal], None]) -> None:
        super().__init__(draft, tr("Watch for a day"), _ABOUT)
        self._zone, self._take = zone, take
        self._proposal: Proposal | None = None
        self.begin, self.stop = QPushButton(tr("Watch for a day")), QPushButton(tr("Stop watching and offer again"))
        self.use = QPushButton(tr("Use these hours and this price"))
        self.begin.clicked.connect(lambda: self._do(draft.desk.shadow_day.begin))
        self.stop.clicked.connect(lambda: self._do(draft.desk.shadow_day.end))
        self.use.clicked.connect(self._use)
        self.stands, self.found, self.says = Text(wrap=True), Text(wrap=True), Says()
        self.why = Text(quiet=True, wrap=True)
        self.proposal_heading, self.why_heading = heading(tr("Proposal so far")), heading(tr("What this rests on"))
        self.add(self.stands, self.begin, self.stop, self.says, self.proposal_heading, self.found, self.use)
        self.add(self.why_heading, self.why)
        self.end()
        timer = QTimer(self)
        timer.timeout.connect(lambda: self.draw() if self.isVisible() else None)
        timer.start(_EVERY_MS)

    def draw(self) -> None:
        super().draw()
        shadow = self.draft.desk.shadow_day.shadow
        self._proposal = found = self.draft.desk.shadow_day.proposal(self._zone)
        self.begin.setVisible(shadow.ends is None)
        self.begin.setText(tr("Watch for another day") if shadow.hours else tr("Watch for a day"))
        self.stop.setVisible(shadow.ends is not None)
        self.stands.put(stands(shadow))
        for part in (self.proposal_heading, self.found, self.use, self.why_heading, self.why):
            part.setVisible(found is not None)
        if found is not None:
            unit = self.draft.desk.unit
            self.found.put(words(found, unit))
            self.why.put("\n".join(f"· {shown(line)}" for line in found.assumptions))

    def _do(self, work: Callable[[], None]) -> None:
        try:
            work()
            self.says.say("")
        except WorldError as error:
            self.says.say(in_words(error), "problem")
        self.draw()

    def _use(self) -> None:
        if self._proposal is not None:
            self._take(self._proposal)
            self.says.say(tr("Put into Pricing and Hours; it counts when you save."), "good")


def stands(shadow: Shadow) -> str:
    """How far the watching is, in a sentence."""
    seen = measures.duration(shadow.watched_minutes * 60.0)
    if shadow.ends is not None:
        return tr(
            "Watching until {ends}; {seen} were watched so far. Nothing is offered meanwhile.",
            ends=_local(shadow.ends),
            seen=seen,
        )
    return tr("{seen} were watched the last time.", seen=seen) if shadow.hours else tr("Nothing was watched yet.")


def words(found: Proposal, unit: str) -> str:
    """The proposal in a few lines."""
    windows = schedule.parse(found.spec).availability
    hours = ", ".join(f"{w.hours.start // 60:02}:00 to {(w.hours.end // 60) or 24:02}:00" for w in windows)
    return tr(
        "Hours, every day: {hours}.\nPrice: {per_hour} {unit} an hour.\nA week would have brought between {low} "
        "and {high} {unit}.",
        hours=hours or tr("none; the machine was yours all the time"),
        per_hour=measures.exact(found.price.per_hour),
        unit=unit,
        low=measures.exact(found.low),
        high=measures.exact(round(found.high, 4)),
    )


def _local(moment: datetime) -> str:
    return shown(weekday_words(moment.astimezone()))

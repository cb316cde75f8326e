"""How the network rates this provider, our own record beside it, and the service levels that were kept."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from desktop_app.domain.answers import Reputation
from desktop_app.domain.decline import COST_OF_DECLINING
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.ports.office import LevelView, Office
from desktop_app.ui import measures
from desktop_app.ui.icons import IconSet
from desktop_app.ui.pages.page import Page
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.figures import Figure
from desktop_app.ui.widgets.tables import TableOr
from desktop_app.ui.widgets.text import Text, em

WINDOWS = {"1d": Phrase("Last day"), "7d": Phrase("Last 7 days"), "30d": Phrase("Last 30 days")}
LONG_JOBS = Phrase(
    "The network's score falls with long answers: a job of more than 5 seconds never raises it, one of more than 10 "
    "seconds lowers it a little. Larger models on a slower card cost reputation even when every job is done well."
)
FORGEABLE = Phrase("Anybody can write to this network's ratings, so a score may change without a job of yours.")


class ReputationPage(Page):
    """Score, the two records, what lowers it, service levels."""

    def __init__(self, icons: IconSet, verbs: Verbs) -> None:
        super().__init__(verbs)
        self.score, self.level = Figure(tr("of 1000, by the network")), Figure(tr("level"))
        self.satisfaction = Figure(tr("of 5, by customers"))
        self.records = TableOr(
            tr("Records"), ("", tr("Completed well"), tr("Jobs"), tr("Time a job")), right=(1, 2, 3),
            widths=(24, 16, 22, 14), lines=2,
            empty=tr("No record yet: it begins with the first job."),
        )  # fmt: skip
        self.difference = Text(wrap=True)
        self.levels = TableOr(
            tr("Service levels"),
            (tr("Time"), tr("Available"), tr("95% started within"), tr("Completed"), tr("Jobs"), tr("Missed")),
            right=(1, 2, 3, 4), stretch=5, widths=(14, 12, 20, 12, 8, 24), lines=3,
            empty=tr("Service levels are measured where agreements are kept."),
        )  # fmt: skip
        row = QHBoxLayout()
        row.setSpacing(em())
        for figure in (self.score, self.level, self.satisfaction):
            row.addWidget(figure, 1)
        self._column.addLayout(row)
        self._column.addWidget(self.records)
        self._column.addWidget(self.difference)
        sentences = [Text(sentence, quiet=True, wrap=True) for sentence in (LONG_JOBS, COST_OF_DECLINING, FORGEABLE)]
        self.section(tr("What moves it"), *sentences)
        self.section(tr("Service levels that were kept"), self.levels)
        self._column.addStretch(1)

    async def query(self, office: Office) -> Any:
        return await office.standing.reputation(), await office.standing.levels()

    def show_answer(self, found: Any) -> None:
        reputation, levels = found
        self.score.put("–" if reputation.overall_score is None else measures.number(reputation.overall_score))
        self.level.put(reputation.level or tr("not rated yet"))
        self.satisfaction.put(
            "–" if reputation.client_satisfaction is None else measures.number(reputation.client_satisfaction, 1)
        )
        self.records.show_rows(_records(reputation))
        self.difference.put(reputation.why_different)
        self.difference.setVisible(bool(reputation.why_different))
        self.levels.show_rows([_level(one) for one in levels])


def _records(found: Reputation) -> list[tuple[str, ...]]:
    own = found.own
    if not own.completed + own.failed and found.overall_score is None:
        return []
    ended = measures.number(own.completed + own.failed)
    jobs = tr("{completed} of {ended}", completed=measures.number(own.completed), ended=ended)
    return [
        (tr("The network's record"), _share(found.success_rate), "–", _time(found.avg_response_time)),
        (tr("This profile's journal"), _share(own.success_rate), jobs, _time(own.avg_response_time)),
    ]


def _level(one: LevelView) -> tuple[str, ...]:
    kept = one.measured
    missed = "; ".join(shown(breach.sentence) for breach in one.missed)
    return (WINDOWS.get(one.window, one.window), _share(kept.availability), _time(kept.response_time),
            _share(kept.completion_rate), measures.number(kept.jobs), missed or tr("nothing"))  # fmt: skip


def _share(value: float | None) -> str:
    return "–" if value is None else measures.share(value, 1)


def _time(seconds: float | None) -> str:
    return "–" if seconds is None else measures.seconds(seconds)

"""Alerts: what stands, with its button, and what there was."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from desktop_app.domain.health import Alert
from desktop_app.domain.state import AppState
from desktop_app.provider.ports.office import Office
from desktop_app.ui import measures, words
from desktop_app.ui.icons import IconSet
from desktop_app.ui.pages.page import Page
from desktop_app.ui.translated import tr
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.alerts import Alerts
from desktop_app.ui.widgets.tables import TableOr
from desktop_app.ui.widgets.text import Text

BACK = timedelta(days=366)
MOST = 500


class AlertsPage(Page):
    """Those that stand or were not seen, then a year of them."""

    def __init__(self, icons: IconSet, verbs: Verbs) -> None:
        super().__init__(verbs)
        self.standing = Alerts(verbs)
        self.none = Text(tr("Nothing needs your attention."), wrap=True)
        self.past = TableOr(
            tr("Alerts of the last year"), (tr("Time"), tr("What"), tr("Lasted"), tr("Seen"), tr("More")),
            right=(2,), stretch=4, firm=(0, 3),
            widths=(18, 26, 12, 18, 30), lines=12, empty=tr("There was no alert in the last year."),
        )  # fmt: skip
        self.section(tr("Now"), self.standing, self.none)
        self.section(tr("The last year"), self.past, stretch=1)

    def show_state(self, state: AppState) -> None:
        """Show `state`."""
        if self.state is not None and self.state.alerts != state.alerts:
            self.ask()
        self.standing.show_state(state)
        self.none.setVisible(not state.alerts)
        super().show_state(state)

    async def query(self, office: Office) -> Any:
        return await office.card.alerts(self.verbs.now() - BACK, MOST)

    def show_answer(self, found: Any) -> None:
        self.past.show_rows([_row(alert) for alert in found])


def _row(alert: Alert) -> tuple[str, ...]:
    over = words.took((alert.cleared_at - alert.raised_at).total_seconds()) if alert.cleared_at else tr("still on")
    seen = measures.when(alert.seen_at) if alert.seen_at else tr("not yet")
    return measures.when(alert.raised_at), alert.title, over, seen, alert.text

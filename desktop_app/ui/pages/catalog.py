"""The window's pages: names, and where each one's class is. A page is built when it is first shown."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import cast

from desktop_app.domain.phrases import Phrase
from desktop_app.ui.icons import IconSet
from desktop_app.ui.pages.page import Page
from desktop_app.ui.verbs import Verbs


@dataclass(frozen=True, slots=True)
class PageSpec:
    """`key` is how others name the page, `title` what the list shows, `place` "module:Class" below `ui.pages`."""

    key: str
    title: str
    place: str

    @property
    def module(self) -> str:
        """What to import for it."""
        return f"desktop_app.ui.pages.{self.place.partition(':')[0]}"

    def make(self, icons: IconSet, verbs: Verbs) -> Page:
        """Import and build the page."""
        name = self.place.partition(":")[2]
        return cast(Page, getattr(importlib.import_module(self.module), name)(icons, verbs))


HOME = PageSpec("home", Phrase("Home"), "home:HomePage")
PAGES = (
    HOME,
    PageSpec("earnings", Phrase("Earnings"), "earnings:EarningsPage"),
    PageSpec("jobs", Phrase("Jobs"), "jobs:JobsPage"),
    PageSpec("card", Phrase("Graphics card"), "card:CardPage"),
    PageSpec("models", Phrase("Models"), "models:ModelsPage"),
    PageSpec("reputation", Phrase("Reputation"), "reputation:ReputationPage"),
    PageSpec("market", Phrase("Market"), "market:MarketPage"),
    PageSpec("guests", Phrase("Guest book"), "guests:GuestsPage"),
    PageSpec("alerts", Phrase("Alerts"), "alerts:AlertsPage"),
    PageSpec("help", Phrase("Help"), "help:HelpPage"),
)

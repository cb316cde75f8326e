"""The window's pages: names, and where each one's class is. A page is imported when it is first shown."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import cast

from desktop_app.ui.icons import IconSet
from desktop_app.ui.pages.page import Page
from desktop_app.ui.verbs import Verbs


@dataclass(frozen=True, slots=True)
class PageSpec:
    """`key` is how others name the page, `title` what the list shows, `place` "module:Class" below `ui.pages`."""

    key: str
    title: str
    place: str

    def make(self, icons: IconSet, verbs: Verbs) -> Page:
        """Import and build the page."""
        module, _, name = self.place.partition(":")
        return cast(Page, getattr(importlib.import_module(f"desktop_app.ui.pages.{module}"), name)(icons, verbs))


HOME = PageSpec("home", "Home", "home:HomePage")
PAGES = (
    HOME,
    PageSpec("earnings", "Earnings", "earnings:EarningsPage"),
    PageSpec("jobs", "Jobs", "jobs:JobsPage"),
    PageSpec("card", "Graphics card", "card:CardPage"),
    PageSpec("models", "Models", "models:ModelsPage"),
    PageSpec("reputation", "Reputation", "reputation:ReputationPage"),
    PageSpec("market", "Market", "market:MarketPage"),
    PageSpec("guests", "Guest book", "guests:GuestsPage"),
    PageSpec("alerts", "Alerts", "alerts:AlertsPage"),
    PageSpec("help", "Help", "help:HelpPage"),
)

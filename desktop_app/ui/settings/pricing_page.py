"""Prices: fixed, or following demand with the curve that follows from it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit

from desktop_app.domain import demand
from desktop_app.domain.demand import Dynamics
from desktop_app.ui.forms.fields import Choice, Field, column_of, heading, whole
from desktop_app.ui.settings import catalogue
from desktop_app.ui.settings.curve import PriceCurve, words
from desktop_app.ui.settings.draft import Draft
from desktop_app.ui.settings.parts import Page
from desktop_app.ui.widgets.text import Text

RULE = "dynamic_pricing"
_OPTIONS = (
    ("fixed", "A fixed price", "An hour always costs the same."),
    ("dynamic", "A price that follows demand", "The price above is the base; it climbs when much is asked for."),
)  # fmt: skip


class PricingPage(Page):
    """The base rate is the price of an hour; the rest stands beneath it."""

    rule = RULE

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft, "Pricing", "What you ask for your card.")
        kept = draft.rule(RULE) or {}
        self._is_on = RULE in (draft.rules or {}) or bool(kept)
        self.add_items(catalogue.PRICES)
        self.choice = Choice("Kind of price", _OPTIONS, self._choose)
        self.choice.put("dynamic" if self._is_on else "fixed")
        self.threshold = whole(0, 99, self._changed, " %")
        self.most = whole(100, 10_000, self._changed, " %")
        self.every = whole(1, 1440, self._changed, " min")
        self._show(kept)
        self.curve, self.words = PriceCurve(), Text(wrap=True)
        self.dynamic = column_of(
            Field("From this demand on the price climbs", self.threshold, "Demand: how busy your card and queue are."),
            Field("Up to this much of the base", self.most),
            Field("A change at most every", self.every),
            self.curve, self.words,
        )  # fmt: skip
        self.add(heading("Kind of price"), self.choice, self.dynamic, heading("Money"))
        self.add_items(catalogue.MONEY)
        self.end()
        self.draw()

    def draw(self) -> None:
        super().draw()
        self.dynamic.setVisible(self._is_on)
        dynamics = self._dynamics() if self._is_on else None
        self.curve.show_price(dynamics)
        self.words.put(words(dynamics) if dynamics else "")

    def _show(self, kept: Any) -> None:
        usual = Dynamics(demand.parse(0).base_rate)
        read = usual
        if kept:
            try:
                read = demand.parse(**kept)
            except (ValueError, TypeError):
                read = usual
        for box, value in (
            (self.threshold, round(read.threshold * 100)), (self.most, round(read.max_multiplier * 100)),
            (self.every, round(read.interval / 60)),
        ):  # fmt: skip
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)

    def _arguments(self) -> dict[str, Any]:
        return {
            "base_rate": str(self.draft.get("price_per_hour")),
            "demand_threshold": self.threshold.value() / 100,
            "max_multiplier": str(self.most.value() / 100),
            "adjustment_frequency": f"{self.every.value()}min",
        }

    def _dynamics(self) -> Dynamics | None:
        try:
            return demand.parse(**self._arguments())
        except ValueError:
            return None

    def take(self, price: str) -> None:
        """This price of an hour instead; it counts when it is saved."""
        part = self.fields["price_per_hour"].part
        if isinstance(part, QLineEdit):
            part.setText(price)
        self.draft.put("price_per_hour", price)

    def follow_price(self) -> None:
        """The price of an hour changed: the base rate with it."""
        if self._is_on and not self.draft.problem("price_per_hour"):
            rule, wanted = self.draft.rule(RULE), self._arguments()
            if rule is None or str(rule.get("base_rate")) != wanted["base_rate"]:
                self.draft.put_rule(RULE, wanted)

    def _choose(self, value: str) -> None:
        self._is_on = value == "dynamic"
        self._changed(0)

    def _changed(self, _value: int) -> None:
        self.draft.put_rule(RULE, self._arguments() if self._is_on else None)

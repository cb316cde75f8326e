"""Prices: fixed, or following demand with the curve that follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QLineEdit

from desktop_app.domain import demand, published
from desktop_app.domain.demand import Dynamics
from desktop_app.domain.money import as_text
from desktop_app.domain.phrases import Phrase
from desktop_app.ui import measures
from desktop_app.ui.forms.fields import Choice, Field, column_of, heading, whole
from desktop_app.ui.settings import catalogue
from desktop_app.ui.settings.curve import PriceCurve, words
from desktop_app.ui.settings.draft import Draft
from desktop_app.ui.settings.parts import Page
from desktop_app.ui.translated import tr
from desktop_app.ui.widgets.text import Text

RULE, MODEL, BULK = "dynamic_pricing", "pricing_model", "bulk_discount"
_NO_FLOOR = Phrase(
    "The least price is not known yet. It needs the price of a kWh and what one AITBC is worth to you (see "
    "Electricity), and a job whose power was measured."
)
_OPTIONS = (
    ("fixed", Phrase("A fixed price"), Phrase("An hour always costs the same.")),
    ("dynamic", Phrase("A price that follows demand"),
     Phrase("The price above is the base; it climbs when much is asked for.")),
)  # fmt: skip


class PricingPage(Page):
    """The base rate is the price of an hour; the rest stands beneath it."""

    rule = RULE

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft, tr("Pricing"), tr("What you ask for your card."))
        kept = draft.rule(RULE) or self._by_model()
        self._is_on = bool(kept)
        self.bulk = whole(0, 99, lambda _value: self._change_bulk(), "%")
        self.bulk.blockSignals(True)
        self.bulk.setValue(round((1 - self._kept_bulk()) * 100))
        self.bulk.blockSignals(False)
        self.floor = Text(wrap=True)
        self.add_items(catalogue.PRICES)
        self.add(Field(tr("Jobs of more than 10 hours pay less by"), self.bulk, tr("0 for no discount.")), self.floor)
        self.choice = Choice(tr("Kind of price"), _OPTIONS, self._choose)
        self.choice.put("dynamic" if self._is_on else "fixed")
        self.threshold = whole(0, 99, self._changed, "%")
        self.most = whole(100, 10_000, self._changed, "%")
        self.every = whole(1, 1440, self._changed, tr(" min"))
        self._kept_model = self._model()
        self._show(kept)
        self.curve, self.words = PriceCurve(), Text(wrap=True)
        self.dynamic = column_of(
            Field(tr("From this demand on the price climbs"), self.threshold,
                  tr("Demand: how busy your card and queue are.")),
            Field(tr("At the peak up to this much of the base"), self.most,
                  tr("200% doubles it when everything is taken.")),
            Field(tr("A change at most every"), self.every),
            self.curve, self.words,
        )  # fmt: skip
        self.add(heading(tr("Kind of price")), self.choice, self.dynamic, heading(tr("Money")))
        self.add_items(catalogue.MONEY)
        self.end()
        self.draw()

    def draw(self) -> None:
        super().draw()
        self.dynamic.setVisible(self._is_on)
        is_known = self._is_on and not self.draft.problem("price_per_hour")
        dynamics = self._dynamics() if is_known else None
        self.curve.show_price(dynamics)
        self.words.put(words(dynamics) if dynamics else "")
        floor = self.draft.desk.price_floor
        self.floor.put(_NO_FLOOR if floor is None else _floor_words(floor, self.draft.desk.unit))

    def _model(self) -> Mapping[str, Any]:
        """The guide's pricing model as it is laid down, {} where there is none."""
        return dict((self.draft.rule(MODEL) or {}).get("spec", {}))

    def _by_model(self) -> dict[str, Any]:
        """What its peak multiplier means as a price that follows demand."""
        model = self._model()
        if not model or published.parse_pricing(model).peak_multiplier <= 1:
            return {}
        return {"base_rate": model["base_rate_per_hour"], "max_multiplier": model["peak_multiplier"]}

    def _kept_bulk(self) -> Decimal:
        if rule := self.draft.rule(BULK):
            return published.parse_bulk(**rule)
        model = self._model()
        return published.parse_pricing(model).bulk_discount if model else Decimal(1)

    def _share(self) -> str:
        return as_text(1 - Decimal(self.bulk.value()) / 100)

    def _change_bulk(self) -> None:
        self.draft.put_rule(BULK, {"share": self._share()})

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
            read = demand.parse(**self._arguments())
        except ValueError:
            return None
        return replace(read, floor=self.draft.desk.price_floor or Decimal(0))

    def take(self, price: str) -> None:
        """This price of an hour instead; it counts when it is saved."""
        part = self.fields["price_per_hour"].part
        if isinstance(part, QLineEdit):
            part.setText(measures.to_type(price))
        self.draft.blame("price_per_hour", "")
        self.draft.put("price_per_hour", price)

    def follow_price(self) -> None:
        """The price of an hour changed: the base rate with it."""
        if self._is_on and not self.draft.problem("price_per_hour"):
            rule, wanted = self.draft.rule(RULE) or self._by_model(), self._arguments()
            if str(rule.get("base_rate")) != wanted["base_rate"]:
                self.draft.put_rule(RULE, wanted)

    def _choose(self, value: str) -> None:
        self._is_on = value == "dynamic"
        self._changed(0)

    def _changed(self, _value: int) -> None:
        if model := self._kept_model:
            # The model's own peak would bring the moving price back; with the fixed one it has none.
            fixed = {**model, "peak_multiplier": 1, "bulk_discount": self._share()}
            self.draft.put_rule(MODEL, {"spec": model if self._is_on else fixed})
        self.draft.put_rule(RULE, self._arguments() if self._is_on else None)


def _floor_words(floor: Decimal, unit: str) -> str:
    return tr(
        "The least price is {floor} {unit} an hour: what the electricity costs by your tariff and what was "
        "measured. A lower price of yours is raised to it.",
        floor=measures.exact(floor),
        unit=unit,
    )

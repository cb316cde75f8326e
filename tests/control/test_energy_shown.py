"""Electricity in `earnings`: for machines and for people."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from desktop_app.control import render, shapes
from desktop_app.domain.ledger import Totals
from desktop_app.provider.ports import Earnings

NOW = datetime(2026, 5, 1, tzinfo=UTC)


def told(energy, electricity, unit="AITBC"):
    totals = Totals(Decimal("1.5"), Decimal("1.6"), Decimal("0.1"), 3)
    return shapes.earnings("n", Earnings(None, totals, energy, unit, {}, electricity), (), NOW)


def test_net_is_what_is_left_after_the_electricity():
    found = told(Decimal("0.4"), {"EUR": Decimal("0.02")})
    assert (found["total"], found["energy"], found["net"], found["electricity"]) == ("1.5", "0.4", "1.1", {"EUR": "0.02"})
    text = render.earnings(found)
    assert "0.4000 AITBC (0.0200 EUR)" in text and "1.1000 AITBC" in text


def test_why_it_is_not_known_is_said():
    assert told(None, {})["energy"] is None and told(None, {})["net"] is None
    assert "net         unknown\n" in render.earnings(told(None, {}))
    assert "no tariff is set" in render.earnings(told(None, {}))
    paid = {"EUR": Decimal("0.02")}
    assert "0.0200 EUR; what a token is worth is not set" in render.earnings(told(None, paid))
    assert "0.0200 EUR; play money does not pay it" in render.earnings(told(None, paid, "PLAY"))

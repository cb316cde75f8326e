"""What the wizard says, word by word."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from desktop_app.domain.connection import Part
from desktop_app.domain.first_price import Suggested
from desktop_app.domain.state import GpuView
from desktop_app.provider.onboarding.ports import Found, FoundModel, FoundRuntime
from desktop_app.provider.onboarding.wizard import Wizard
from desktop_app.ui.onboarding import texts
from tests.provider.onboarding.needs import CARD, MEASURED, PAYEE, House


def test_the_card_or_why_there_is_none() -> None:
    assert texts.card_line(replace(CARD, driver="570.1")) == "NVIDIA GeForce RTX 4070 · 12.0 GiB · driver 570.1"
    none = GpuView(why_none="This computer has no NVIDIA card.", next_step="The processor can be offered instead")
    assert texts.card_line(none) == "This computer has no NVIDIA card. The processor can be offered instead."
    assert texts.card_line(GpuView()) == "No card was found."


def test_runtimes_and_models() -> None:
    assert texts.runtime_line(FoundRuntime("built-in", "", True)) == "The built-in engine"
    assert texts.runtime_line(FoundRuntime("ollama", "", True)) == "ollama, found by itself"
    assert texts.model_line(FoundModel("tiny", 300_000, True, True)) == "tiny · 0.3 MB · fits · for practice only: its text is nonsense"
    assert texts.model_line(FoundModel("big", None, False)) == "big · size not told · too large for this machine"
    assert texts.models(None) == "Looking …"
    many = Found(CARD, models=tuple(FoundModel(f"m{n}", 2**30, True) for n in range(10)))
    assert texts.models(many).endswith("\nand 2 more")
    assert "No model is installed" in texts.models(Found(CARD, runtimes=(FoundRuntime("x", "", True, "It is starting."),)))


def test_speed_in_a_sentence() -> None:
    told = texts.speed(MEASURED, 2)
    assert told == "llama3.1:8b writes 62 tokens/s for one job, 110 tokens/s for 2 at once. Up to 2 jobs run at the same time."
    assert texts.speed(replace(MEASURED, levels=MEASURED.levels[:1]), 1).endswith("for one job. One job runs at a time.")


def test_parts_of_a_network_with_the_next_step() -> None:
    told = texts.parts([Part("coordinator", True, "answers"), Part("key", False, "refused", "Ask for another"), Part("market", None, "no address")])
    assert told == [
        ("Works: coordinator: answers.", "good"), ("Does not work: key: refused. Ask for another.", "problem"),
        ("Not tried: market: no address.", "plain"),
    ]  # fmt: skip


def test_who_pays_is_said_honestly() -> None:
    wizard = Wizard(House().needs())
    assert "play money, which is worth nothing" in texts.who_pays(wizard)
    wizard.change(is_practice=False)
    assert "Nobody can be sure to pay you yet" in texts.who_pays(wizard)
    wizard.change(payout_address=PAYEE)
    told = texts.who_pays(wizard)
    assert "0xaaaaaaaa…aaaaaa" in told and "not tested" in told
    assert "nobody can promise" in texts.day(wizard) and "no price of a kWh" in texts.day(wizard)
    wizard.change(per_kwh="0.3", token_worth="0.5")
    assert "(1.8 EUR by what you say one is worth)" in texts.day(wizard) and "costs up to 1.44 EUR" in texts.day(wizard)


def test_the_market_is_asked_before_a_price_is_suggested() -> None:
    found = Suggested(Decimal("0.1"), ("3 similar cards ask it.",))
    assert texts.suggestion(found, "AITBC", asking=True) == "Asking the market what similar cards cost …"
    assert texts.suggestion(found, "AITBC", asking=False) == "Suggested: 0.1 AITBC. 3 similar cards ask it."

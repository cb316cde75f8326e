"""What may stand in the fields of a page: a sentence for each that cannot be used as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from desktop_app.domain import schedule
from desktop_app.domain.errors import in_words
from desktop_app.domain.hours_choice import spec_of
from desktop_app.domain.money import parse_amount
from desktop_app.domain.networks import check_url, is_address
from desktop_app.domain.phrases import Number, Phrase, together
from desktop_app.domain.presence import Manner
from desktop_app.provider.onboarding.answers import Answers, Page

MOST = Decimal(1_000_000)


def problems(page: Page, answers: Answers, has_key: bool) -> Mapping[str, str]:
    """By field; empty when the page can be left."""
    found = _CHECKS.get(page, _nothing)(answers, has_key)
    return {field: sentence for field, sentence in found.items() if sentence}


def _nothing(answers: Answers, has_key: bool) -> dict[str, str]:
    return {}


def _network(answers: Answers, has_key: bool) -> dict[str, str]:
    found = {"name": "" if len(answers.name) <= 128 else Phrase("A name has at most 128 characters.")}
    if answers.is_practice:
        return found
    found["hub_url"] = address_problem(answers.hub_url.strip(), is_needed=True)
    found["hub_rpc"] = address_problem(answers.hub_rpc.strip())
    found["hub_market"] = address_problem(answers.hub_market.strip())
    if not has_key:
        found["key"] = Phrase("A key is needed. The hub's operator gives you one; without it no job can come.")
    found["payout_address"] = payout_problem(answers.payout_address.strip())
    return found


def address_problem(text: str, *, is_needed: bool = False) -> str:
    """Why this is no address of a server, or ""."""
    if not text:
        return Phrase("The hub's address is needed, such as https://hub.example") if is_needed else ""
    try:
        check_url(text, Phrase("This"))
    except ValueError as error:
        return together(in_words(error), ".", by="")
    return ""


def payout_problem(text: str) -> str:
    """Why this is no payout address, or ""; none at all is allowed."""
    if not text or is_address(text):
        return ""
    if text.startswith("0x"):
        digits = text[2:]
        if len(digits) != 40:
            return Phrase("After 0x there are 40 characters; here are {digits}.", digits=len(digits))
        return Phrase("After 0x only the digits 0 to 9 and the letters a to f may stand.")
    if text.startswith(("ait1", "aitbc1")):
        return Phrase("After ait1 only small letters and digits stand, at least six of them.")
    return Phrase("A payout address begins with 0x or with ait1.")


def amount_problem(text: str, what: str, *, is_needed: bool = False, above_zero: bool = False) -> str:
    """Why this is no amount, or ""."""
    if not text.strip():
        return Phrase("{what} is needed.", what=what) if is_needed else ""
    try:
        amount = parse_amount(text.strip())
    except ValueError:
        return Phrase("{what} is a number, such as {example}.", what=what, example=Number("0.25"))
    if amount < 0 or (above_zero and not amount):
        return Phrase("{what} is above 0.", what=what) if above_zero else Phrase("{what} is 0 or more.", what=what)
    return Phrase("{what} is at most {most}.", what=what, most=Number(f"{MOST:,}")) if amount > MOST else ""


def _price(answers: Answers, has_key: bool) -> dict[str, str]:
    found = {
        "price_per_hour": amount_problem(answers.price_per_hour, Phrase("The price")),
        "per_kwh": amount_problem(answers.per_kwh, Phrase("The price of a kWh")),
    }
    if not answers.is_practice:
        worth = Phrase("What one AITBC is worth")
        found["token_worth"] = amount_problem(answers.token_worth, worth, above_zero=True)
    try:
        schedule.parse(spec_of(answers.hours, answers.zone, answers.own_hours))
    except ValueError as error:
        found["own_hours"] = Phrase("These hours cannot be used: {error}.", error=in_words(error))
    return found


def _owner(answers: Answers, has_key: bool) -> dict[str, str]:
    return {
        "when_using": "" if answers.when_using in tuple(Manner) else Phrase("Choose what happens while you are here.")
    }


def _ready(answers: Answers, has_key: bool) -> dict[str, str]:
    if answers.is_practice or answers.understood:
        return {}
    return {"understood": Phrase("Say that you have read this: on this network your customers' texts are public.")}


_CHECKS: Mapping[Page, Callable[[Answers, bool], dict[str, str]]] = {
    Page.NETWORK: _network,
    Page.PRICE: _price,
    Page.OWNER: _owner,
    Page.READY: _ready,
}

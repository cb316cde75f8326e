"""What the owner said so far. It is kept between starts; a key is never in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any

from desktop_app.domain.hours_choice import Hours


class Page(StrEnum):
    """In their order."""

    CARD = "card"
    NETWORK = "network"
    PRICE = "price"
    OWNER = "owner"
    READY = "ready"


PAGES = tuple(Page)
PROCESSOR = "none"
"""As `card`: no card is offered, jobs run on the processor."""
AMOUNTS = ("price_per_hour", "per_kwh", "token_worth")
"""Answers that are numbers with a part."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Prices are decimal text, "" leaves the suggestion; `unread` has those that cannot be told yet, as they were
    typed: their answers are "". `card` is a UUID, "" for the first one. `jobs_at_once` is what was measured, 0 = not.

    `is_practice`: the embedded practice network with play money; else `hub_url` and what stands beside it.
    `zone` is an IANA name. `show_now`: practice jobs run for a few minutes although the owner is here."""

    page: Page = Page.CARD
    card: str = ""
    runtime_url: str = ""
    model: str = ""
    is_measured: bool = False
    jobs_at_once: int = 0
    is_practice: bool = True
    hub_url: str = ""
    hub_rpc: str = ""
    hub_market: str = ""
    name: str = ""
    payout_address: str = ""
    price_per_hour: str = ""
    per_kwh: str = ""
    currency: str = "EUR"
    token_worth: str = ""
    hours: Hours = Hours.ALWAYS
    own_hours: Mapping[str, Any] = field(default_factory=dict)
    zone: str = "UTC"
    when_using: str = "stop"
    watch_games: bool = True
    keep_awake: bool = False
    autostart: bool = False
    show_now: bool = True
    understood: bool = False
    unread: Mapping[str, str] = field(default_factory=dict)


_LONGEST = 400


def content(answers: Answers) -> dict[str, Any]:
    """As JSON can keep it."""
    return asdict(answers)


def from_content(kept: Mapping[str, Any]) -> Answers:
    """What was kept; an answer that cannot be read is as if it had not been given."""
    usual, good = Answers(), dict[str, Any]()
    for part in fields(Answers):
        if part.name not in kept:
            continue
        before, value = getattr(usual, part.name), kept[part.name]
        if isinstance(before, StrEnum):
            if isinstance(value, str) and value in tuple(type(before)):
                good[part.name] = type(before)(value)
        elif type(value) is type(before) and (not isinstance(value, str) or _readable(value)):
            good[part.name] = value
    good["unread"] = {name: text for name, text in good.get("unread", {}).items() if name in AMOUNTS and _short(text)}
    return Answers(**good)


def _readable(text: str) -> bool:
    return _short(text) and (not text or text.isprintable())


def _short(text: object) -> bool:
    return isinstance(text, str) and len(text) <= _LONGEST

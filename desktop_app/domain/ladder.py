"""Why no jobs? A ladder of questions from the ground up; each rung is good, doubtful or bad, says why in one sentence,
and names the one thing that would mend it. Pure rules over facts gathered elsewhere.

Where the rules come from: the coordinator's matching (protocol page, section 5.2) and the guide's "Low Utilization"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from desktop_app.domain.bonds import BOND_FROM
from desktop_app.domain.money import show

MUCH = 0.75
"""A price above this share of the market's offers is called dear."""
LEAST_OFFERS = 3
LEAST_ASKED = 3


class Light(StrEnum):
    GOOD = "good"
    DOUBT = "doubt"
    BAD = "bad"


class Fix(StrEnum):
    """What the button beside a rung does."""

    NONE = ""
    RETRY = "retry"
    RESUME = "resume"
    SETTINGS = "settings"
    MODELS = "models"
    MARKET = "market"
    REPUTATION = "reputation"
    ALERTS = "alerts"
    HELP = "help"
    JOBS = "jobs"


@dataclass(frozen=True, slots=True)
class Rung:
    """`key` is stable, `title` names the question, `sentence` answers it."""

    key: str
    title: str
    light: Light
    sentence: str
    fix: Fix = Fix.NONE


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known now. None = not known. `gate` is the strongest reason not to work ("" when there is none) and
    `gate_fix` what would mend it; `asked` counts the models of jobs that came lately and those that were handed back
    because the model is not here; `price` and `market` are AITBC an hour,
    `longest_price` is what a job of the longest allowed run costs; `score` is 0 to 1, `better` counts providers."""

    online: bool = False
    last_answer_s: float | None = None
    registered: bool = False
    offers_sent: int = 0
    offers_seen: int | None = None
    market_known: bool = False
    gate: str = ""
    gate_fix: Fix = Fix.NONE
    gate_is_owner: bool = False
    models: tuple[str, ...] = ()
    asked: Mapping[str, int] = field(default_factory=dict)
    missing: Mapping[str, int] = field(default_factory=dict)
    price: Decimal = Decimal(0)
    market: tuple[Decimal, ...] = ()
    score: float | None = None
    better: int | None = None
    longest_price: Decimal = Decimal(0)
    unit: str = "AITBC"


def ladder(facts: Facts) -> tuple[Rung, ...]:
    """All rungs, the first one first to be mended."""
    rules: tuple[Callable[[Facts], Rung], ...] = (
        _online, _registered, _visible, _gate, _asked, _price, _reputation, _bond,
    )  # fmt: skip
    return tuple(rule(facts) for rule in rules)


def answer(rungs: tuple[Rung, ...], *, at_work: bool) -> str:
    """The whole ladder in one sentence: the lowest bad rung, else the lowest doubtful one."""
    for light in (Light.BAD, Light.DOUBT):
        if found := next((rung for rung in rungs if rung.light is light), None):
            return found.sentence
    if at_work:
        return "Nothing is in the way, and a job is running."
    return "Nothing is in the way: the network has no job for this provider right now."


def percentile(price: Decimal, market: tuple[Decimal, ...]) -> float:
    """The share (0 to 1) of the market's offers that cost less."""
    return sum(1 for other in market if other < price) / len(market) if market else 0.0


def _online(seen: Facts) -> Rung:
    if not seen.online:
        told = "The network cannot be reached; the program keeps trying."
        return Rung("online", "Online", Light.BAD, told, Fix.RETRY)
    took = "" if seen.last_answer_s is None else f" in {seen.last_answer_s * 1000:.0f} ms"
    return Rung("online", "Online", Light.GOOD, f"The network answers{took}.")


def _registered(seen: Facts) -> Rung:
    title = "Registered"
    if seen.registered:
        return Rung("registered", title, Light.GOOD, "The network knows this provider.")
    if seen.gate_is_owner:
        return Rung("registered", title, Light.DOUBT, "Not while the pause lasts; it is done when you resume.")
    return Rung("registered", title, Light.BAD, "The network does not know this provider yet.", Fix.RETRY)


def _visible(seen: Facts) -> Rung:
    title = "Offer visible to others"
    if not seen.market_known:
        told = "No marketplace is known here; jobs come through the registration alone."
        return Rung("offer", title, Light.DOUBT, told)
    if seen.offers_seen is None:
        return Rung("offer", title, Light.DOUBT, "The marketplace could not be read just now.", Fix.MARKET)
    if seen.offers_seen:
        count = f"{seen.offers_seen} offer{'s' if seen.offers_seen != 1 else ''}"
        return Rung("offer", title, Light.GOOD, f"{count} of yours can be seen by everybody.")
    if not seen.offers_sent:
        return Rung("offer", title, Light.DOUBT, "Nothing is published right now, as while work is paused.")
    return Rung("offer", title, Light.BAD, "Your offers were sent, but nobody else can see them.", Fix.MARKET)


def _gate(seen: Facts) -> Rung:
    if not seen.gate:
        return Rung("gate", "Work may run", Light.GOOD, "Nothing on this machine keeps work from running.")
    light = Light.DOUBT if seen.gate_is_owner else Light.BAD
    return Rung("gate", "Work may run", light, f"{seen.gate.rstrip('.')}.", seen.gate_fix)


def _asked(seen: Facts) -> Rung:
    title, missed = "Models asked for", sum(seen.missing.values())
    if not seen.models:
        return Rung("models", title, Light.BAD, "No model is offered, so no job fits.", Fix.MODELS)
    if missed >= LEAST_ASKED:
        most = max(seen.missing, key=lambda name: (seen.missing[name], name))
        is_most = missed * 2 > sum(seen.asked.values())
        share = "Most jobs" if is_most else f"{missed} jobs"
        told = f"{share} of the last days asked for models that are not here, most often {most}."
        return Rung("models", title, Light.BAD if is_most else Light.DOUBT, told, Fix.MODELS)
    taken = max((m for m in seen.models if seen.asked.get(m)), key=lambda m: seen.asked[m], default="")
    offered = f"{len(seen.models)} model{'s' if len(seen.models) != 1 else ''} offered"
    lately = f"jobs of the last days asked for {taken} most often" if taken else "none was asked for lately"
    told = f"{offered}; {lately}."
    return Rung("models", title, Light.GOOD, told)


def _price(seen: Facts) -> Rung:
    price, title = show(seen.price, seen.unit), "Price"
    if len(seen.market) < LEAST_OFFERS:
        return Rung("price", title, Light.GOOD, f"{price} an hour; there are too few other offers to compare it with.")
    share = percentile(seen.price, seen.market)
    told = f"{price} an hour; {share:.0%} of {len(seen.market)} other offers cost less."
    if share > MUCH:
        return Rung("price", title, Light.DOUBT, told, Fix.MARKET)
    return Rung("price", title, Light.GOOD, told)


def _reputation(seen: Facts) -> Rung:
    title = "Reputation"
    if seen.score is None:
        told = "The network tells no rating of this provider yet; everybody begins in the middle."
        return Rung("reputation", title, Light.GOOD, told)
    told = f"Rated {seen.score * 1000:.0f} of 1000"
    if not seen.better:
        return Rung("reputation", title, Light.GOOD, f"{told}; no better-rated provider is known to be in the way.")
    others = f"{seen.better} better-rated provider{'s are' if seen.better != 1 else ' is'} listed"
    told = f"{told}; {others}, and the network serves those first."
    return Rung("reputation", title, Light.DOUBT, told, Fix.REPUTATION)


def _bond(seen: Facts) -> Rung:
    limit, longest = f"{BOND_FROM} {seen.unit}", show(seen.longest_price, seen.unit)
    if seen.longest_price >= BOND_FROM:
        told = f"Your longest jobs cost {longest}; from {limit} on they need a bond, which cannot be posted from here."
        return Rung("bond", "Bond limit", Light.DOUBT, told, Fix.SETTINGS)
    return Rung("bond", "Bond limit", Light.GOOD, f"Your longest jobs cost {longest}; bonds begin at {limit}.")

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
from desktop_app.domain.phrases import Number, Phrase, Several, together

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
    """`key` is stable, `title` names the question, `sentence` answers it. `leads`: this is what keeps work from running
    now, whatever else there is to say."""

    key: str
    title: str
    light: Light
    sentence: str
    fix: Fix = Fix.NONE
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known now. None = not known. `gate` is the strongest reason not to work ("" when there is none),
    `gate_fix` what would mend it, `gate_light` how bad it is, `gate_is_network` whether it is the network's;
    `asked` counts the models of jobs that came lately and `missing` those that were handed back because the model is
    not here; `price` and `market` are AITBC an hour (`market_is_similar`: of similar cards, else of all others),
    `longest_price` is what a job of the longest allowed run costs; `score` is 0 to 1, `better` counts providers."""

    online: bool | None = None
    last_answer_s: float | None = None
    registered: bool = False
    offers_sent: int = 0
    offers_seen: int | None = None
    market_known: bool = False
    gate: str = ""
    gate_fix: Fix = Fix.NONE
    gate_light: Light = Light.BAD
    gate_is_network: bool = False
    models: tuple[str, ...] = ()
    asked: Mapping[str, int] = field(default_factory=dict)
    missing: Mapping[str, int] = field(default_factory=dict)
    price: Decimal = Decimal(0)
    market: tuple[Decimal, ...] = ()
    market_is_similar: bool = True
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
    """The whole ladder in one sentence: what keeps work from running now, else the lowest bad rung, else the lowest
    doubtful one that can be mended."""
    leading = [rung for rung in rungs if rung.leads]
    bad = [rung for rung in rungs if rung.light is Light.BAD]
    doubtful = [rung for rung in rungs if rung.light is Light.DOUBT and rung.fix is not Fix.NONE]
    if found := next(iter((*leading, *bad, *doubtful)), None):
        return found.sentence
    if at_work:
        return Phrase("Nothing is in the way, and a job is running.")
    return Phrase("Nothing is in the way: the network has no job for this provider right now.")


def percentile(price: Decimal, market: tuple[Decimal, ...]) -> float:
    """The share (0 to 1) of the market's offers that cost less."""
    return sum(1 for other in market if other < price) / len(market) if market else 0.0


def _online(seen: Facts) -> Rung:
    title = Phrase("Online")
    if seen.gate_is_network:
        told = _whole(seen.gate)
        if seen.registered:  # it answers, and asks us to wait
            return Rung("online", title, Light.DOUBT, told, leads=True)
        return Rung("online", title, Light.BAD, told, Fix.RETRY, leads=True)
    if seen.online is None:
        return Rung("online", title, Light.DOUBT, Phrase("The network is not being asked right now."))
    if not seen.online:
        told = Phrase("The network cannot be used; the program keeps trying.")
        return Rung("online", title, Light.BAD, told, Fix.RETRY)
    if seen.last_answer_s is None:
        return Rung("online", title, Light.GOOD, Phrase("The network answers."))
    took = f"{seen.last_answer_s * 1000:.0f}"
    return Rung("online", title, Light.GOOD, Phrase("The network answers in {ms} ms.", ms=took))


def _registered(seen: Facts) -> Rung:
    title = Phrase("Registered")
    if seen.registered:
        return Rung("registered", title, Light.GOOD, Phrase("The network knows this provider."))
    if seen.gate_is_network:
        told = Phrase("Not yet; it is done as soon as the network can be used.")
        return Rung("registered", title, Light.DOUBT, told)
    if seen.gate:
        told = Phrase("Not while work stands still; it is done when work may run again.")
        return Rung("registered", title, Light.DOUBT, told)
    told = Phrase("The program is connecting to the network.")
    return Rung("registered", title, Light.DOUBT, told, Fix.RETRY, leads=True)


def _visible(seen: Facts) -> Rung:
    title = Phrase("Offer visible to others")
    if not seen.market_known:
        told = Phrase("No marketplace is known here; jobs come through the registration alone.")
        return Rung("offer", title, Light.DOUBT, told)
    if seen.offers_seen is None:
        return Rung("offer", title, Light.DOUBT, Phrase("The marketplace could not be read just now."), Fix.MARKET)
    if seen.offers_seen:
        told = Several(
            "{n} offer of yours can be seen by everybody.", "{n} offers of yours can be seen by everybody.",
            seen.offers_seen,
        )  # fmt: skip
        return Rung("offer", title, Light.GOOD, told)
    if not seen.offers_sent:
        told = Phrase("Nothing is published yet.")
        if seen.gate:
            told = Phrase("Nothing is published while work stands still; it is again when work may run.")
        return Rung("offer", title, Light.DOUBT, told)
    return Rung("offer", title, Light.BAD, Phrase("Your offers were sent, but nobody else can see them."), Fix.MARKET)


def _gate(seen: Facts) -> Rung:
    title = Phrase("Work may run")
    if not seen.gate or seen.gate_is_network:
        return Rung("gate", title, Light.GOOD, Phrase("Nothing on this machine keeps work from running."))
    return Rung("gate", title, seen.gate_light, _whole(seen.gate), seen.gate_fix, leads=True)


def _whole(reason: str) -> str:
    """A reason as a sentence of its own."""
    return reason if reason.endswith((".", "!", "?")) else together(reason, ".", by="")


def _asked(seen: Facts) -> Rung:
    title, missed = Phrase("Models asked for"), sum(seen.missing.values())
    if not seen.models:
        return Rung("models", title, Light.BAD, Phrase("No model is offered, so no job fits."), Fix.MODELS)
    if missed >= LEAST_ASKED:
        most = max(seen.missing, key=lambda name: (seen.missing[name], name))
        is_most = missed * 2 > sum(seen.asked.values())
        told: Phrase = Several(
            "{n} job of the last days asked for models that are not here, most often {model}.",
            "{n} jobs of the last days asked for models that are not here, most often {model}.", missed, model=most,
        )  # fmt: skip
        if is_most:
            told = Phrase(
                "Most jobs of the last days asked for models that are not here, most often {model}.", model=most
            )
        return Rung("models", title, Light.BAD if is_most else Light.DOUBT, told, Fix.MODELS)
    taken = max((m for m in seen.models if seen.asked.get(m)), key=lambda m: seen.asked[m], default="")
    offered: Phrase = Several("{n} model offered", "{n} models offered", len(seen.models))
    if not taken:
        told = Phrase("{offered}; none was asked for lately.", offered=offered)
    else:
        told = Phrase("{offered}; jobs of the last days asked for {model} most often.", offered=offered, model=taken)
    return Rung("models", title, Light.GOOD, told)


def _price(seen: Facts) -> Rung:
    price, title = show(seen.price, seen.unit), Phrase("Price")
    if len(seen.market) < LEAST_OFFERS:
        told = Phrase("{price} an hour; there are too few other offers to compare it with.", price=price)
        return Rung("price", title, Light.GOOD, told)
    share = percentile(seen.price, seen.market)
    figures: dict[str, object] = {"price": price, "share": Number(f"{share:.0%}"), "count": len(seen.market)}
    if not seen.market_is_similar:  # what unlike cards cost does not make a price dear
        told = Phrase(
            "{price} an hour; nobody offers a similar card, and of all {count} other offers {share} cost less.",
            **figures,
        )
        return Rung("price", title, Light.GOOD, told)
    told = Phrase("{price} an hour; {share} of {count} other offers of a similar card cost less.", **figures)
    if share > MUCH:
        return Rung("price", title, Light.DOUBT, told, Fix.MARKET)
    return Rung("price", title, Light.GOOD, told)


def _reputation(seen: Facts) -> Rung:
    title = Phrase("Reputation")
    if seen.score is None:
        told = Phrase("The network tells no rating of this provider yet; everybody begins in the middle.")
        return Rung("reputation", title, Light.GOOD, told)
    score = f"{seen.score * 1000:.0f}"
    if not seen.better:
        told = Phrase("Rated {score} of 1000; no better-rated provider is known to be in the way.", score=score)
        return Rung("reputation", title, Light.GOOD, told)
    told = Several(
        "Rated {score} of 1000; {n} better-rated provider is listed, and the network serves those first.",
        "Rated {score} of 1000; {n} better-rated providers are listed, and the network serves those first.",
        seen.better, score=score,
    )  # fmt: skip
    return Rung("reputation", title, Light.DOUBT, told, Fix.REPUTATION)


def _bond(seen: Facts) -> Rung:
    title = Phrase("Bond limit")
    limit, longest = f"{BOND_FROM} {seen.unit}", show(seen.longest_price, seen.unit)
    if seen.longest_price >= BOND_FROM:
        told = Phrase(
            "Your longest jobs cost {longest}; from {limit} on they need a bond, which cannot be posted from here.",
            longest=longest, limit=limit,
        )  # fmt: skip
        return Rung("bond", title, Light.DOUBT, told, Fix.SETTINGS)
    told = Phrase("Your longest jobs cost {longest}; bonds begin at {limit}.", longest=longest, limit=limit)
    return Rung("bond", title, Light.GOOD, told)

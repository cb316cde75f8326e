"""What a swarm's statements add up to. Others' words are untrusted: anybody may post any number of them.

- Who counts: members with a fresh statement (at most 24 h old) for the same swarm, each signing key once with its
  newest statement, no more than 500; statements that carry our own key or our own id are left out, our own vote comes
  from here.
- The collective price is the median of one vote a member, over those who compute on the same card. It needs three
  votes. Votes of more than 4 times or less than a quarter of the median are outliers: they are counted and shown, they
  weigh no more than any other vote on their side, and where half of the votes are outliers there is no price. (The
  median is not taken anew without them: a liar could gain by having honest votes cut.)
- The bound: as long as fewer than half of the votes lie, the price lies between the lowest and the highest honest
  vote, whatever the liars say. Who makes up more keys than there are honest members is stopped by the last bound only:
  a price is a suggestion, and it stays between the owner's limits and above the cost of electricity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from desktop_app.domain import arguments
from desktop_app.domain.money import exact, quantize
from desktop_app.domain.phrases import Phrase, Several
from desktop_app.domain.swarm import MARKET, Heard, Statement

FRESH = timedelta(hours=24)
AHEAD = timedelta(minutes=5)
"""Clocks differ: a statement may be from that much later than now."""
MOST_MEMBERS = 500
LEAST_VOTES = 3
FAR = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """AITBC an hour; whatever a swarm agrees on, nothing outside is suggested."""

    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class Collective:
    """`price` is what the swarm agrees on in AITBC an hour, None where it does not; `suggested` the same within the
    owner's limits. `votes` counts all, `cut` the outliers among them; `reason` says it in a sentence."""

    price: Decimal | None
    suggested: Decimal | None
    votes: int
    cut: int
    reason: Phrase


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the other members tell: how many they are, the medians of their rates (AITBC an hour) and of their slots at
    work (percent) on the same card, and how often each word was said of the market."""

    members: int = 0
    rate: Decimal | None = None
    used: int | None = None
    market: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def members(heard: Iterable[Heard], swarm: str, me: str, my_id: str, now: datetime) -> list[Statement]:
    """The newest fresh statement of each other member of this swarm."""
    newest: dict[str, Statement] = {}
    for one in heard:
        said = one.statement
        if said.swarm != swarm or one.member == me or said.provider_id == my_id:
            continue
        if not now - FRESH <= said.at <= now + AHEAD:
            continue
        if one.member not in newest or newest[one.member].at < said.at:
            newest[one.member] = said
    return [newest[member] for member in sorted(newest)[:MOST_MEMBERS]]


def median(values: Sequence[Decimal]) -> Decimal:
    """The middle one, or the mean of the middle two; ValueError for none."""
    if not values:
        raise ValueError("a median needs a value")
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def agree(
    own: Decimal | None, others: Iterable[Statement], card: str, limits: Limits, unit: str = "AITBC"
) -> Collective:
    """The price that the swarm agrees on for this card; `own` is our vote, None for an observer, `unit` the network's
    money."""
    votes = [said.proposal.rate for said in others if said.proposal is not None and said.card == card]
    votes += [own] if own is not None else []
    if len(votes) < LEAST_VOTES:
        few = Several("{n} vote for this card; {least} are needed", "{n} votes for this card; {least} are needed",
                      len(votes), least=LEAST_VOTES)  # fmt: skip
        return Collective(None, None, len(votes), 0, few)
    middle = median(votes)
    cut = sum(not middle / FAR <= vote <= middle * FAR for vote in votes)
    if 2 * cut >= len(votes):
        far = Phrase("{cut} of {all} votes are too far from the others", cut=cut, all=len(votes))
        return Collective(None, None, len(votes), cut, far)
    price = quantize(middle)
    suggested = min(max(price, limits.lowest), limits.highest)
    reason = Phrase(
        "the median of {all} votes is {price} {unit} an hour", all=len(votes), price=exact(price), unit=unit
    )
    if cut:
        reason = Phrase(
            "the median of {all} votes, {cut} of them outliers, is {price} {unit} an hour",
            all=len(votes), cut=cut, price=exact(price), unit=unit,
        )  # fmt: skip
    if suggested != price:
        limit = exact(suggested)
        reason = Phrase("{reason}; within your limits that is {limit}", reason=reason, limit=limit)
    return Collective(price, suggested, len(votes), cut, reason)


def outlook(others: Sequence[Statement], card: str) -> Outlook:
    """What the others say, each once."""
    told = [said.metrics for said in others if said.metrics is not None and said.card == card]
    words = {
        word: dict(sorted(Counter(said.market[word] for said in others if said.market and word in said.market).items()))
        for word in MARKET
    }
    if len(told) < LEAST_VOTES:
        return Outlook(len(others), market={word: counts for word, counts in words.items() if counts})
    return Outlook(
        len(others),
        quantize(median([metrics.price for metrics in told])),
        int(median([Decimal(metrics.used) for metrics in told])),
        {word: counts for word, counts in words.items() if counts},
    )


def usual_limits(rate: Decimal, floor: Decimal | None) -> Limits:
    """Where the owner names none: half to double of the present rate, and never below what electricity costs."""
    lowest = max(quantize(rate / 2), floor or Decimal(0))
    return Limits(lowest, max(lowest, rate * 2))


def parse_limits(limits: object, floor: Decimal | None) -> Limits:
    """The owner's own limits; ValueError names the field and what is allowed."""
    fields = arguments.fields("limits", limits, ("lowest", "highest"))
    lowest = arguments.number("limits.lowest", fields.get("lowest"), 0, arguments.MOST_AITBC)
    highest = arguments.number("limits.highest", fields.get("highest"), lowest, arguments.MOST_AITBC)
    lowest = max(lowest, floor or Decimal(0))
    return Limits(lowest, max(lowest, highest))

"""Shall this job be worked on? Every no is a code and a sentence that a customer understands.

Order: customer, type, payload, model, room before the deadline, money. Nothing is swapped for anything else: an unknown
model is a no, a type that is not offered here is a no.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from desktop_app.domain.decline import Decline
from desktop_app.domain.errors import in_words
from desktop_app.domain.inference import BadPayload, Inference, job_type, parse
from desktop_app.domain.jobs import JournalJob
from desktop_app.domain.media_jobs import MediaOffer, Request, parse_media
from desktop_app.domain.payment import PaymentRules, judge
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.pricing import Prices, quote


@dataclass(frozen=True, slots=True)
class Rules:
    """The owner's rules and what the machine can do.

    `tokens_per_s` is the measured speed of one stream, `longest_run` a job's time limit in seconds,
    `largest_result` the most bytes of JSON that a result may have on this network.
    """

    models: Collection[str]
    prices: Prices
    tokens_per_s: float = 20.0
    longest_run: float = 600.0
    largest_output: int = 4096
    largest_result: int = 900 * 1024
    payment: PaymentRules = field(default_factory=PaymentRules)
    blocked: Collection[str] = ()
    """Customers whose jobs the owner does not take."""
    premiums: Mapping[str, Decimal] = field(default_factory=dict)
    """What some models cost beyond the hourly rate, in AITBC an hour."""
    closes_at: datetime | None = None
    """When the owner's hours end: nothing is taken that cannot be done by then."""
    media: MediaOffer = field(default_factory=MediaOffer)


DEADLINE_MARGIN = 2.0


def seconds_needed(request: Request, rules: Rules) -> float:
    """The longest this request should take: from the measured speed and its token limit; the time limit for sound and
    film, whose length nobody knows before it was fetched."""
    if not isinstance(request, Inference):
        return rules.longest_run
    return request.max_tokens / max(rules.tokens_per_s, 0.1)


def screen(
    job: JournalJob, rules: Rules, now: datetime, least: Callable[[Request, Rules], Decimal] | None = None
) -> Request | Decline:
    """The request to run, or why not. `least` is the least payment where something else than `price` was agreed."""
    if job.terms.customer and job.terms.customer in rules.blocked:
        return Decline("customer_not_served", Phrase("This provider does not take work from this customer."))
    request = readable(job.payload, rules)
    if isinstance(request, Decline):
        return request
    late = too_late(job, request, rules, now)
    if late:
        return late
    return judge(job.terms, (least or price)(request, rules), rules.payment) or request


def readable(payload: Mapping[str, Any], rules: Rules) -> Request | Decline:
    """What this machine can be asked at all, whoever pays for it: type, payload, model."""
    kind = job_type(payload)
    offered = ("inference", *rules.media.kinds)
    if kind not in offered:
        told = Phrase(
            "This provider does not offer jobs of type '{kind}'; it offers {offered}.",
            kind=_plain(kind), offered=", ".join(offered),
        )  # fmt: skip
        return Decline("unsupported_type", told)
    try:
        if kind != "inference":
            return parse_media(kind, payload, rules.media)
        request = parse(payload, largest_output=rules.largest_output)
    except BadPayload as problem:
        return Decline("bad_payload", Phrase("The job cannot be read: {why}.", why=in_words(problem)))
    if request.model not in rules.models:
        told = Phrase("The model '{model}' is not installed here.", model=_plain(request.model))
        return Decline("unknown_model", told)
    return request


def price(request: Request, rules: Rules) -> Decimal:
    """What this request costs here, for the longest that it should take; some models have their premium."""
    premium = rules.premiums.get(request.model, Decimal(0))
    prices = replace(rules.prices, per_hour=rules.prices.per_hour + premium) if premium else rules.prices
    return quote(prices, seconds_needed(request, rules))


def too_late(job: JournalJob, request: Request, rules: Rules, now: datetime) -> Decline | None:
    """A no when what is left of the job's time is less than a tenth of the longest run or the margin.

    A request rarely uses its whole token limit, so the limit alone does not condemn it."""
    expires = job.terms.expires_at
    if expires is not None and expires <= now:
        return Decline("expired", Phrase("The job's time was over before it could start."))
    needed = DEADLINE_MARGIN + seconds_needed(request, rules) / 10
    if rules.closes_at is not None and (rules.closes_at - now).total_seconds() < needed:
        return Decline("closing", Phrase("This provider's hours end before the job could be finished."))
    if expires is None:
        return None
    left = (expires - now).total_seconds()
    if left < needed:
        told = Phrase(
            "Only {left} s were left, this job needs at least {needed} s here.",
            left=f"{left:.0f}", needed=f"{needed:.0f}",
        )  # fmt: skip
        return Decline("too_little_time", told)
    return None


def _plain(name: str) -> str:
    """A customer's own word, made harmless for one line."""
    return "".join(c if c.isprintable() else "?" for c in name[:60])

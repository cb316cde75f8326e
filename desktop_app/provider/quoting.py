"""What a job would cost here now, line by line, by the same rules that it would be screened by."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from desktop_app.domain import arguments
from desktop_app.domain.inference import BadPayload, parse
from desktop_app.domain.jobs import JobKey, JournalJob, Phase, Terms
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.pricing import Quote, QuoteLine, explain
from desktop_app.domain.screening import price, seconds_needed
from desktop_app.provider.provider import Provider
from desktop_app.provider.services import Services


async def quote(services: Services, job: Any) -> Quote:
    """`job` is a payload (`model`, `prompt`, `max_tokens`, …); `client_id` names its customer, `batch` asks for the
    batch price, `payment` (AITBC) decides the tier. ValueError says what is wrong with it."""
    provider = services.provider
    if not isinstance(job, Mapping):
        raise ValueError("job must be a mapping of model, prompt, max_tokens and others")
    rules = await provider.offering.rules()
    try:
        request = parse(job, largest_output=rules.largest_output)
    except BadPayload as problem:
        raise ValueError(f"job must be one that can be read: {problem}") from None
    if request.model not in rules.models:
        raise ValueError(f"job.model must be one of {', '.join(sorted(rules.models)) or 'those here: none'}")
    paid = job.get("payment")
    offered = None if paid is None else arguments.number("job.payment", paid, 0, arguments.MOST_AITBC)
    seconds, full = seconds_needed(request, rules), price(request, rules)
    lines = list(explain(rules.prices, seconds, provider.policies.price_reason))
    if extra := full - _sum(lines):
        lines.append(QuoteLine(Phrase("the premium of {model}", model=request.model), extra))
    least, tier = _agreed(services, provider, job, offered if offered is not None else full, seconds, full, lines)
    cost = provider.economy.least_worth(seconds)
    if cost is not None and cost > least:
        lines.append(QuoteLine(Phrase("less would not pay for the electricity"), cost - least))
    unit = provider.store.state.unit
    return Quote(_sum(lines), unit, tuple(lines), seconds, tier)


def _agreed(
    services: Services,
    provider: Provider,
    job: Mapping[str, Any],
    paid: Decimal,
    seconds: float,
    full: Decimal,
    lines: list[QuoteLine],
) -> tuple[Decimal, str]:
    """The price under agreements and the tier; what they change is added to the lines."""
    now, tier = services.ports.clock.now(), provider.policies.tier(paid, seconds, job.get("tier"))
    if provider.agreements is None:
        return full, tier
    terms = Terms(payment_status="escrowed", amount=paid)
    asked = JournalJob(JobKey("", "", ""), Phase.RECEIVED, now, job, {}, terms=terms)
    found = provider.agreements.appraise(asked, seconds, full)
    if found.least != full or found.reason:
        lines.append(QuoteLine(found.reason, found.least - full))
    return found.least, found.tier or tier


def _sum(lines: list[QuoteLine]) -> Decimal:
    return sum((line.amount for line in lines), Decimal(0))

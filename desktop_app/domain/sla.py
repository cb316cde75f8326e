"""Service levels: what is promised, what was kept by the journal's own facts, and what a breach costs.

- availability: the share of the offered hours (the schedule's) in which the gate was open for work. The owner's own
  use and pauses inside offered hours count against it: the customer could not be served.
- response time: the seconds from a job's arrival here to its start, at the 95th percentile (nearest rank). A job that
  ended before it started counts until its end; a job that agreed to wait for its batch does not count.
- completion rate: delivered jobs among the taken ones that ended. Jobs that their customers cancelled do not count,
  nor do jobs that were declined before they were taken.

The figures roll over 1, 7 and 30 days. Penalties are judged once for each whole UTC day, so that no hour is
punished twice: a day with a breach costs `penalty_rate` times what the customer paid for that day's jobs, once, no
matter how many targets were missed. What was not measured is no breach and is said to be unknown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from desktop_app.domain import arguments, spans
from desktop_app.domain.jobs import Outcome
from desktop_app.domain.money import ZERO, quantize, total
from desktop_app.domain.phrases import Number, Phrase
from desktop_app.domain.spans import Span

WINDOWS = {"1d": timedelta(days=1), "7d": timedelta(days=7), "30d": timedelta(days=30)}
PENALTY_RATE = Decimal("0.5")
"""Where a contract asks for penalties and no service level was defined: the guide's own example."""


@dataclass(frozen=True, slots=True)
class Sla:
    """Shares from 0 to 1, `response_time` in seconds. None is no target."""

    availability: Decimal | None = None
    response_time: float | None = None
    completion_rate: Decimal | None = None
    penalty_rate: Decimal = PENALTY_RATE


@dataclass(frozen=True, slots=True)
class JobFact:
    """A job as the service levels see it. `taken`: it was queued here; `paid` in AITBC as the escrow says."""

    job_id: str
    arrived: datetime
    started: datetime | None
    ended: datetime
    outcome: Outcome
    taken: bool = True
    batched: bool = False
    customer: str = ""
    paid: Decimal = ZERO
    seconds: float = 0.0
    model: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was kept between two times; None is not known: nothing was offered, or no job ended."""

    since: datetime
    until: datetime
    availability: float | None
    response_time: float | None
    completion_rate: float | None
    jobs: int


@dataclass(frozen=True, slots=True)
class Breach:
    """A target that was missed, in a sentence."""

    target: str
    sentence: str


def measure(
    facts: Iterable[JobFact], offered: Sequence[Span], working: Sequence[Span], since: datetime, until: datetime
) -> Measured:
    """The levels of jobs that ended from `since` to `until` (exclusive), `offered` and `working` hours of any range."""
    bounds = [(since, until)]
    whole = spans.common(offered, bounds)
    seconds = spans.seconds(whole)
    availability = spans.seconds(spans.common(whole, working)) / seconds if seconds else None
    ended = [f for f in facts if since <= f.ended < until and f.taken and f.outcome is not Outcome.CANCELED]
    waits = sorted(_wait(f) for f in ended if not f.batched)
    response = waits[-(-len(waits) * 95 // 100) - 1] if waits else None
    done = sum(f.outcome is Outcome.COMPLETED for f in ended)
    return Measured(since, until, availability, response, done / len(ended) if ended else None, len(ended))


def _wait(fact: JobFact) -> float:
    return max(0.0, ((fact.started or fact.ended) - fact.arrived).total_seconds())


def breaches(sla: Sla, found: Measured) -> list[Breach]:
    """The targets that were missed."""
    missed = []
    if sla.availability is not None and found.availability is not None and found.availability < sla.availability:
        missed.append(_below("availability", found.availability, sla.availability))
    if sla.response_time is not None and found.response_time is not None and found.response_time > sla.response_time:
        sentence = Phrase(
            "response time was {was} s, promised were {promised} s",
            was=Number(f"{found.response_time:.1f}"), promised=Number(f"{sla.response_time:g}"),
        )  # fmt: skip
        missed.append(Breach("response_time", sentence))
    rate = found.completion_rate
    if sla.completion_rate is not None and rate is not None and rate < sla.completion_rate:
        missed.append(_below("completion_rate", rate, sla.completion_rate))
    return missed


_BELOW = {
    "availability": Phrase("availability was {was}, promised were {promised}"),
    "completion_rate": Phrase("completion rate was {was}, promised were {promised}"),
}


def _below(target: str, was: float, promised: Decimal) -> Breach:
    seen = {"was": Number(f"{was:.2%}"), "promised": Number(f"{promised:.2%}")}
    return Breach(target, _BELOW[target].filled(**seen))


def penalty(sla: Sla, missed: Sequence[Breach], paid: Iterable[Decimal]) -> Decimal:
    """What one day's breach costs for a customer who paid these amounts for the day's jobs."""
    return quantize(sla.penalty_rate * total(list(paid))) if missed else ZERO


def for_contract(sla: Sla | None, guaranteed: Decimal) -> Sla:
    """The levels that one contract is judged by: its own availability where it is stricter, and the general ones."""
    general = sla or Sla()
    promised = [a for a in (general.availability, guaranteed or None) if a is not None]
    return Sla(max(promised, default=None), general.response_time, general.completion_rate, general.penalty_rate)


def parse(
    availability_target: object,
    response_time_target: object,
    completion_rate_target: object,
    penalty_rate: object = PENALTY_RATE,
) -> Sla:
    """The guide's arguments; ValueError names the field and what is allowed."""
    return Sla(
        arguments.share("availability_target", availability_target),
        float(arguments.number("response_time_target", response_time_target, Decimal("0.1"), 86_400)),
        arguments.share("completion_rate_target", completion_rate_target),
        arguments.number("penalty_rate", penalty_rate, 0, 1),
    )

"""Batches: jobs of one customer are collected and run together, cheaper, when the card has nothing better to do.

A job is collected when it asks for it (`payload.batch`) or when its escrow covers the discounted price and not the
full one. A batch starts when it is full and the hour is quiet; at the latest when its window is over, or when the time
of one of its jobs would become too short for all of them, whichever is first, quiet or not. A batch that did not fill
up keeps its discount: its customer did wait. Source: the provider guide, "Batch Processing"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from desktop_app.domain import arguments
from desktop_app.domain.money import quantize
from desktop_app.domain.phrases import Phrase, Several

BATCH = "batch"
"""The tier of a batch's jobs."""
ENOUGH = 50
MARGIN = 5.0
"""Seconds kept between a batch's longest run and the first end of a job's time."""


@dataclass(frozen=True, slots=True)
class BatchTerms:
    """`size` jobs fill a batch, `discount` is the share (0 to 1) taken off the price, `window` in seconds from a
    batch's first job. `guarantee`: each job is delivered after its quality check or handed back with its reason."""

    size: int
    discount: Decimal
    window: float = 86_400.0
    guarantee: bool = True

    def price(self, full: Decimal) -> Decimal:
        """The price of a job in a batch."""
        return quantize(full * (1 - self.discount))


@dataclass(frozen=True, slots=True)
class Collected:
    """A job that waits for its batch; `seconds` is the longest it should take on the card."""

    job_id: str
    customer: str
    arrived: datetime
    expires: datetime | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Batch:
    """One customer's jobs, the most urgent first and then in order of arrival; when they have to start at the latest,
    and why they start now ("" while they wait)."""

    customer: str
    jobs: tuple[Collected, ...]
    start_by: datetime
    why: str = ""


def belongs(terms: BatchTerms | None, paid: Decimal | None, full: Decimal, asked: object) -> bool:
    """Whether a job is collected: it asks for it, or pays for no more. `asked` is the payload's own word."""
    if terms is None or paid is None or paid < terms.price(full):
        return False
    return asked is True or paid < full


def quiet_hours(arrivals: Sequence[datetime]) -> frozenset[int]:
    """The hours of the day (0 to 23, in the zone of the times) in which no more jobs came than in the mean; every hour
    where fewer than `ENOUGH` are known."""
    if len(arrivals) < ENOUGH:
        return frozenset(range(24))
    counts = Counter(at.hour for at in arrivals)
    return frozenset(hour for hour in range(24) if counts[hour] * 24 <= len(arrivals))


def batches(waiting: Iterable[Collected], terms: BatchTerms, now: datetime, *, quiet: bool) -> list[Batch]:
    """Every customer's batch; those with a `why` start now. The one that has to start first comes first."""
    by_customer: dict[str, list[Collected]] = defaultdict(list)
    for job in waiting:
        by_customer[job.customer].append(job)
    found = [_batch(customer, jobs, terms, now, quiet) for customer, jobs in by_customer.items()]
    return sorted(found, key=lambda b: (b.start_by, b.customer))


def next_start(found: Sequence[Batch]) -> datetime | None:
    """When to look again at the latest, if no job and no quiet hour comes before."""
    return min((b.start_by for b in found if not b.why), default=None)


def _batch(customer: str, jobs: list[Collected], terms: BatchTerms, now: datetime, quiet: bool) -> Batch:
    ordered = tuple(sorted(jobs, key=lambda j: (j.expires is None, j.expires or j.arrived, j.arrived, j.job_id)))
    window_ends = min(j.arrived for j in jobs) + timedelta(seconds=terms.window)
    pressed = _pressed_at(ordered)
    start_by = window_ends if pressed is None else min(window_ends, pressed)
    if pressed is not None and now >= pressed:
        why: str = Phrase("the jobs' time would become too short")
    elif now >= window_ends:
        why = Phrase("the window is over")
    elif len(ordered) >= terms.size and quiet:
        why = Several(
            "{n} job is together and the hour is quiet", "{n} jobs are together and the hour is quiet", len(ordered)
        )
    else:
        why = ""
    return Batch(customer, ordered, start_by, why)


def _pressed_at(jobs: Sequence[Collected]) -> datetime | None:
    """The last moment at which the jobs, run one after another and the most urgent first, all make their time."""
    timed = sorted((j.expires, j.seconds) for j in jobs if j.expires is not None)
    spent, found = 0.0, []
    for expires, seconds in timed:
        spent += seconds
        found.append(expires - timedelta(seconds=spent + MARGIN))
    return min(found, default=None)


def parse(
    min_batch_size: object,
    batch_discount: object,
    processing_window: object = "24h",
    quality_guarantee: object = True,
) -> BatchTerms:
    """The guide's arguments; ValueError names the field and what is allowed."""
    return BatchTerms(
        arguments.count("min_batch_size", min_batch_size, 2, 1000),
        arguments.number("batch_discount", batch_discount, 0, Decimal("0.99")),
        arguments.duration("processing_window", processing_window, 60.0, 7 * 86_400.0),
        arguments.flag("quality_guarantee", quality_guarantee),
    )

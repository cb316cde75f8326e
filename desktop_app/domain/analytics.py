"""Performance in figures: the offered time and what became of it, when jobs come, and what each model earns.

- utilisation: the share of the *offered* hours (the schedule's) in which at least one job was at work. A job counts
  with its seconds of work before its end: what it waited, or stood still for the owner, is no work.
- demand by hour: how many jobs arrived in each hour of the day, on the clock of the schedule's zone. Peak hours are
  the up to three busiest ones that lie above the mean; quiet hours have at most half of the mean.
- models: what the network says it released for a model's jobs, per hour of the card that they took; after electricity
  where its price is known. Source: the provider guide, "Performance Analytics"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from desktop_app.domain import spans
from desktop_app.domain.ledger import Totals
from desktop_app.domain.money import quantize
from desktop_app.domain.spans import Span

PEAKS = 3


@dataclass(frozen=True, slots=True)
class Worked:
    """What a stretch of time's ended jobs come to: `busy` are the offered seconds in which at least one was at work,
    `arrivals` how many came by the beginning of the quarter of an hour, `unpaid` the seconds of work without pay."""

    busy: float = 0.0
    arrivals: Mapping[datetime, int] = field(default_factory=dict)
    unpaid: float = 0.0


@dataclass(frozen=True, slots=True)
class ModelYield:
    """`per_hour`: credited AITBC for an hour of the card (None: it took no time), `net_per_hour` the same after
    electricity (None: its price is not known)."""

    model: str
    jobs: int
    hours: float
    credited: Decimal
    per_hour: Decimal | None
    net_per_hour: Decimal | None


@dataclass(frozen=True, slots=True)
class Analytics:
    """Figures between two times. Shares are 0 to 1, None where nothing was offered; hours of the day 0 to 23 in
    `zone`; models best first."""

    since: datetime
    until: datetime
    zone: str
    offered_hours: float
    open_hours: float
    busy_hours: float
    utilization_rate: float | None
    availability: float | None
    demand_by_hour: tuple[int, ...]
    peak_hours: tuple[int, ...]
    quiet_hours: tuple[int, ...]
    profitable_models: tuple[ModelYield, ...]


def analyse(
    worked: Worked,
    offered: Sequence[Span],
    working: Sequence[Span],
    by_model: Mapping[str, Totals],
    since: datetime,
    until: datetime,
    *,
    zone: str = "UTC",
    energy_per_hour: Decimal | None = None,
) -> Analytics:
    """`offered` are the schedule's hours, `working` those in which the gate was open; `by_model` the ledger's sums;
    `energy_per_hour` what an hour of work costs in AITBC."""
    whole = spans.common(offered, [(since, until)])
    seconds = spans.seconds(whole)
    is_open = spans.seconds(spans.common(whole, working))
    demand = demand_by_hour(worked.arrivals, zone)
    return Analytics(
        since,
        until,
        zone,
        seconds / 3600,
        is_open / 3600,
        worked.busy / 3600,
        worked.busy / seconds if seconds else None,
        is_open / seconds if seconds else None,
        demand,
        peaks(demand),
        quiet(demand),
        profitable(by_model, energy_per_hour),
    )


def demand_by_hour(arrivals: Mapping[datetime, int], zone: str) -> tuple[int, ...]:
    """Arrivals in each hour of the day, 24 figures, from those of each quarter of an hour: every zone's hours begin on
    one."""
    here, counts = ZoneInfo(zone), [0] * 24
    for at, count in arrivals.items():
        counts[at.astimezone(here).hour] += count
    return tuple(counts)


def peaks(demand: Sequence[int]) -> tuple[int, ...]:
    """The busiest hours, busiest first."""
    mean = sum(demand) / 24
    above = [hour for hour in range(24) if demand[hour] > mean]
    return tuple(sorted(above, key=lambda hour: (-demand[hour], hour))[:PEAKS])


def quiet(demand: Sequence[int]) -> tuple[int, ...]:
    """Hours in which few jobs come; all of them before the first job came."""
    mean = sum(demand) / 24
    return tuple(hour for hour in range(24) if demand[hour] <= mean / 2)


def is_quiet(demand: Sequence[int], moment: datetime, zone: str) -> bool:
    """Whether this is an hour for batches."""
    return moment.astimezone(ZoneInfo(zone)).hour in quiet(demand)


def profitable(by_model: Mapping[str, Totals], energy_per_hour: Decimal | None) -> tuple[ModelYield, ...]:
    """Best first; models that took no time of the card last."""
    found = [_yield(model, totals, energy_per_hour) for model, totals in by_model.items() if model]
    return tuple(sorted(found, key=lambda m: (m.per_hour is None, -(m.per_hour or 0), m.model)))


def _yield(model: str, totals: Totals, energy_per_hour: Decimal | None) -> ModelYield:
    hours = Decimal(str(round(totals.seconds, 3))) / 3600
    per_hour = quantize(totals.credited / hours) if hours else None
    net = None if per_hour is None or energy_per_hour is None else per_hour - energy_per_hour
    return ModelYield(model, totals.jobs, float(hours), totals.credited, per_hour, net)

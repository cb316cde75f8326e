"""What a live chart shows, without a drawing library."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop_app.domain.times import start_of_day
from desktop_app.provider.ports import Desk, Point
from desktop_app.ui.translated import tr

Query = Callable[[Desk, datetime, datetime, int], Awaitable[list[Point]]]


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart over a stretch of time that ends now. `unit` "" means the network's money; `most`
    fixes the top of the axis, None lets it grow; `steps` draws a value as holding until the next one."""

    title: str
    unit: str
    empty: str
    since: Callable[[datetime], datetime]
    query: Query
    is_empty: Callable[[list[Point]], bool]
    most: float | None = None
    steps: bool = False


def today(now: datetime) -> datetime:
    """The owner's midnight."""
    return start_of_day(now.astimezone().replace(tzinfo=None)).astimezone(now.tzinfo)


def no_values(points: list[Point]) -> bool:
    """Nothing was measured."""
    return all(point.value is None for point in points)


def no_amounts(points: list[Point]) -> bool:
    """Nothing was credited."""
    return not any(point.value for point in points)


def earnings_today() -> ChartSpec:
    """Credited so far today, growing."""
    return ChartSpec(
        tr("Earned today"),
        "",
        tr("Nothing credited yet today. The line starts with the first paid job."),
        today,
        lambda desk, since, until, points: desk.earned_points(since, until, points),
        no_amounts,
        steps=True,
    )


def utilisation_hour() -> ChartSpec:
    """How busy the card was in the last hour."""
    return ChartSpec(
        tr("Utilisation, last hour"),
        "%",
        tr("Not measured yet. The line starts within a minute."),
        lambda now: now - timedelta(hours=1),
        lambda desk, since, until, points: desk.utilisation_points(since, until, points),
        no_values,
        most=100.0,
    )

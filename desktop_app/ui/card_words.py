"""What readings, benchmarks and yields read like. Plain text; no Qt."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.card import Reading, slowed_by
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.score import Measured
from desktop_app.domain.state import GpuView
from desktop_app.domain.yields import Freed, Yielded
from desktop_app.provider.ports.office import Mark
from desktop_app.ui import words
from desktop_app.ui.translated import tr

_FREED = {
    Freed.NOT_ASKED: "–",
    Freed.TOLD: "",
    Freed.VERIFIED: "",
    Freed.HELD: Phrase("still held"),
    Freed.CANNOT: Phrase("cannot be freed"),
}


def now(gpu: GpuView) -> str:
    """The card in one line."""
    size = f"{gpu.memory_bytes / 2**30:.1f} GiB" if gpu.memory_bytes else ""
    parts = [size, tr("driver {driver}", driver=gpu.driver) if gpu.driver else ""]
    if gpu.is_asleep:
        parts.append(tr("asleep"))
    elif gpu.reading is not None:
        parts.append(values(gpu.reading))
        parts.extend(slowed_by(gpu.reading.throttle))
    return " · ".join(part for part in parts if part)


def values(reading: Reading) -> str:
    """Everything that a reading tells, with units."""
    ours = (
        tr(", ours {memory_ours} GiB", memory_ours=f"{reading.memory_ours / 2**30:.1f}")
        if reading.memory_ours is not None
        else ""
    )
    found = (
        _of(reading.utilisation, tr("{:.0f} % busy")),
        tr("{memory_used} GiB used{ours}", memory_used=f"{reading.memory_used / 2**30:.1f}", ours=ours)
        if reading.memory_used is not None
        else "",
        _of(reading.temperature, "{:.0f} °C"),
        _of(reading.power, "{:.0f} W"),
        _of(reading.fan, tr("fan {:.0f} %")),
    )
    return " · ".join(part for part in found if part)


def reading(one: Reading, marks: Sequence[Mark]) -> str:
    """A point of the charts, and what happened near it."""
    told = "; ".join(dict.fromkeys(mark.text for mark in marks[:4]))
    head = f"{one.at.astimezone():%a %d %b %H:%M:%S}: {values(one) or 'nothing reported'}"
    return f"{head}. {told}" if told else head


def benchmark(one: Measured) -> tuple[str, ...]:
    """A row of the benchmarks."""
    most = max((level.streams for level in one.levels), default=1)
    at = f"{one.at.astimezone():%Y-%m-%d %H:%M}"
    return one.setting.model, at, words.speed(one.one_stream), words.speed(one.best), tr("up to {most}", most=most)


def yielded(one: Yielded) -> tuple[str, ...]:
    """A row of the yield log."""
    free = _FREED[one.freed] or seconds(one.free_s)
    stop = seconds(one.stop_s) if one.jobs else tr("nothing ran")
    return f"{one.at.astimezone():%Y-%m-%d %H:%M:%S}", one.reason, str(one.jobs), stop, free


def spread(median: float | None, p95: float | None) -> str:
    """A median and a 95th percentile."""
    return "–" if median is None else f"{seconds(median)} · {seconds(p95)}"


def seconds(value: float | None) -> str:
    """Seconds with hundredths."""
    return "–" if value is None else f"{value:.2f} s"


def _of(value: float | None, text: str) -> str:
    return "" if value is None else text.format(value)
